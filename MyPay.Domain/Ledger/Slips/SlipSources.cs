namespace MyPay.Domain.Ledger.Slips;

/// <summary>Sources of slips, as proofs look for them: <c>module:id</c> and what its later steps add.</summary>
public static class SlipSources
{
    /// <summary>An id's row value as sources spell it: 32 hexadecimal digits, lower case.</summary>
    public static string IdOf(string? id) => Guid.TryParse(id, out var read) ? read.ToString("N") : id ?? "";

    /// <summary>The sources of all steps.</summary>
    public static IEnumerable<string> Of(string source, IReadOnlyList<string> steps) =>
        steps.Select(step => source + step);

    /// <summary>The kinds booked under them, in the order of their names.</summary>
    public static string Say(IReadOnlyDictionary<string, BookedSlip> booked, string source, IReadOnlyList<string> steps)
    {
        ArgumentNullException.ThrowIfNull(booked);
        return string.Join(
            ", ",
            Of(source, steps)
                .Select(step => booked.GetValueOrDefault(step)?.Kind)
                .OfType<string>()
                .Order(StringComparer.Ordinal)
        );
    }
}
