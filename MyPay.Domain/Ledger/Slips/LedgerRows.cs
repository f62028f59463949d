using System.Text;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>An account's row: its stored balance is always the sum of its entries.</summary>
public sealed class AccountRow
{
    /// <summary>Small number used in entries.</summary>
    public long Id { get; init; }

    /// <summary>Its code in the chart.</summary>
    public required string Code { get; init; }

    /// <summary>Its place in the chart.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>Credits minus debits, won.</summary>
    public long Balance { get; init; }

    /// <summary>How many entries it has; the last entry's number.</summary>
    public long Entries { get; init; }
}

/// <summary>A slip's row. Append-only.</summary>
public sealed class SlipRow
{
    /// <summary>Gapless number.</summary>
    public long Seq { get; init; }

    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>The business row behind it; unique.</summary>
    public required string Source { get; init; }

    /// <summary>KST business date, yyyy-MM-dd.</summary>
    public required string BusinessDate { get; init; }

    /// <summary>UTC, milliseconds since 1970.</summary>
    public long PostedAtMs { get; init; }

    /// <summary>Words of the payer.</summary>
    public string? Memo { get; init; }

    /// <summary>The lines, see <see cref="SlipLines"/>.</summary>
    public required string Lines { get; init; }

    /// <summary>The seal: SHA-256 over the seal before it and every field of the slip.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The seal before the first slip.</summary>
    public static ReadOnlyMemory<byte> Genesis => SlipSeal.Genesis;

    /// <summary>Whether the seal is the one that this content must have after the seal before it.</summary>
    public bool IsSealedAfter(ReadOnlySpan<byte> before) =>
        SlipSeal
            .Of(before, Seq, Kind, Source, BusinessDate, PostedAtMs, Memo, Encoding.UTF8.GetBytes(Lines))
            .AsSpan()
            .SequenceEqual(Hash);
}

/// <summary>One account's line of a slip, with the running balance. Append-only.</summary>
public sealed class EntryRow
{
    /// <summary>The account's id.</summary>
    public long Account { get; init; }

    /// <summary>1, 2, 3 … within the account.</summary>
    public long N { get; init; }

    /// <summary>The slip it belongs to.</summary>
    public long Slip { get; init; }

    /// <summary>Credit positive, debit negative; won.</summary>
    public long Amount { get; init; }

    /// <summary>The account's balance after it.</summary>
    public long Balance { get; init; }

    /// <summary>UTC, milliseconds since 1970; the slip's.</summary>
    public long PostedAtMs { get; init; }

    /// <summary>What the owner reads beside it (적요).</summary>
    public string? Label { get; init; }
}
