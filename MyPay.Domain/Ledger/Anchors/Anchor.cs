using System.Globalization;
using System.Text.RegularExpressions;

namespace MyPay.Domain.Ledger.Anchors;

/// <summary>
/// Where the two chains ended at one instant, kept outside the database (닻). As a line:
/// <c>2026-11-30T18:30:00Z 1234:9f…e1 56:07…c4</c>; what stands before each colon is the row's number, behind it the
/// row's seal, 64 hexadecimal digits.
/// </summary>
/// <param name="At">UTC, to the second.</param>
/// <param name="Slip">The last slip.</param>
/// <param name="Audit">The last entry of the audit log.</param>
public sealed partial record Anchor(DateTimeOffset At, AnchoredRow Slip, AnchoredRow Audit)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Reads a line; null when it is none.</summary>
    public static Anchor? Read(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var at, var slip, var audit]
        && DateTimeOffset.TryParseExact(
            at,
            Instant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
        && AnchoredRow.Read(slip) is { } first
        && AnchoredRow.Read(audit) is { } second
            ? new(instant, first, second)
            : null;

    /// <summary>The line.</summary>
    public override string ToString() =>
        $"{At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)} {Slip} {Audit}";
}

/// <summary>A row of a chain: <c>1234:9f…e1</c>.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Seal">Its seal, 64 hexadecimal digits in lower case.</param>
public sealed partial record AnchoredRow(long Seq, string Seal)
{
    /// <summary>Reads it; null when it is none.</summary>
    public static AnchoredRow? Read(string text) =>
        Form().Match(text) is { Success: true } read
        && long.TryParse(read.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? new(seq, read.Groups[2].Value.ToLowerInvariant())
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}:{Seal}");

    [GeneratedRegex("^([0-9]{1,18}):([0-9a-fA-F]{64})$")]
    private static partial Regex Form();
}
