namespace MyPay.Tests.Simulation;

/// <summary>A person of the town.</summary>
internal sealed record PersonTerms(string Name, bool HasAccount);

/// <summary>What a shop's contract says.</summary>
/// <param name="Rate">Basis points.</param>
internal sealed record ShopTerms(string Name, int Rate, int CycleDays, bool IsWeekly, long MinimumPayout, long Reserve);

/// <summary>The limits that hold from a day on, won.</summary>
internal sealed record Rules(
    DateOnly From,
    long CapVerified,
    long CapUnverified,
    long PerTransfer,
    long PerDay,
    long PerMonth
)
{
    /// <summary>By the names that the product's policy book has for them.</summary>
    public IEnumerable<(string Name, long Won)> Values =>
        [
            ("cap.verified", CapVerified),
            ("cap.unverified", CapUnverified),
            ("transfer.max", PerTransfer),
            ("day.max", PerDay),
            ("month.max", PerMonth),
        ];
}

/// <summary>What is agreed in the town: the product is set up by it, and the oracle reckons by it.</summary>
internal static class Terms
{
    public static readonly IReadOnlyList<PersonTerms> People =
    [
        new("James", true),
        new("Jiwoo", true),
        new("Minsu", true),
        new("Sora", false),
    ];

    public static readonly IReadOnlyList<ShopTerms> Shops =
    [
        new("Coffee", 85, 1, false, 0, 0),
        new("Books", 220, 2, false, 30_000, 20_000),
        new("Bakery", 150, 1, true, 0, 0),
    ];

    // Small, so that a story reaches them; and one change on the way, from a midnight in Seoul on.
    public static readonly IReadOnlyList<Rules> Rules =
    [
        new(new(2026, 11, 18), 2_000_000, 500_000, 900_000, 2_000_000, 2_800_000),
        new(new(2026, 11, 24), 1_500_000, 300_000, 800_000, 1_700_000, 2_500_000),
    ];

    /// <summary>What the bank takes for a call, won.</summary>
    public const long FeeIn = 50,
        FeeOut = 40;
}
