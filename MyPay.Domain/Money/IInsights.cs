using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money;

/// <summary>
/// What a member's money did in a month (소비 분석): the entries of the wallet, added up. Whatever is shown comes to the
/// same won as the entries: in minus out is what the month did to the balance, and categories, shops and days each come
/// to the same out.
/// </summary>
public interface IInsights
{
    /// <summary>
    /// One KST month; any day of it may be given. Shown in at most four queries, however many movements it has.
    /// </summary>
    Task<MonthInsight> MonthAsync(MemberId member, DateOnly month, CancellationToken ct = default);

    /// <summary>
    /// The category of one of the member's movements; null when it has none: money that comes in by itself.
    /// </summary>
    Task<MovementCategory?> CategoryOfAsync(MemberId member, long number, CancellationToken ct = default);

    /// <summary>
    /// Puts a shop into another category for this member, from the first movement on; null: back into its own. Refuses
    /// with <c>money.insight.category_unknown</c>, <c>….shop_unknown</c> (nothing was paid there).
    /// </summary>
    Task<Result<Done>> MoveShopAsync(MemberId member, string shop, string? category, CancellationToken ct = default);

    /// <summary>
    /// Puts one movement into another category; null: back into its shop's or kind's. Refuses with
    /// <c>money.insight.category_unknown</c>, <c>….movement_unknown</c> (not the member's, or it has no category).
    /// </summary>
    Task<Result<Done>> MoveMovementAsync(
        MemberId member,
        long number,
        string? category,
        CancellationToken ct = default
    );
}

/// <summary>What money is spent on: the lines of business of franchises, and what goes elsewhere.</summary>
public static class SpendCategories
{
    /// <summary>Sent to people and accounts.</summary>
    public const string Transfer = "transfer";

    /// <summary>Withdrawn to an own account.</summary>
    public const string Withdrawal = "withdrawal";

    /// <summary>Fees. MyPay charges members none; the line stands there to say so.</summary>
    public const string Fee = "fee";

    /// <summary>Everything else.</summary>
    public const string Other = "other";

    /// <summary>All of them: code, Korean and English name.</summary>
    public static readonly IReadOnlyList<(string Code, string Ko, string En)> All =
    [
        .. FranchiseCategories.All,
        (Transfer, "송금", "Transfers"),
        (Withdrawal, "계좌로 꺼냄", "Withdrawals"),
        (Fee, "수수료", "Fees"),
    ];

    /// <summary>Is there such a category?</summary>
    public static bool IsKnown(string code) => All.Any(c => c.Code == code);
}

/// <summary>A month of a member's money, won.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="IsOver">No movement can come any more.</param>
/// <param name="In">What came in: charges, received, released; nothing that came back.</param>
/// <param name="Spent">What went out.</param>
/// <param name="Back">What came back of it: refunds, returned transfers; also of earlier months.</param>
/// <param name="Sources">Where the money came from; comes to <see cref="In"/>.</param>
/// <param name="Categories">What it went to, the largest first; comes to <see cref="Out"/>. A category may be negative:
/// more came back than was spent.</param>
/// <param name="Shops">The shops, the largest first.</param>
/// <param name="Days">Days on which something went out or came back; comes to <see cref="Out"/>.</param>
/// <param name="Before">The month before, for comparison.</param>
public sealed record MonthInsight(
    DateOnly Month,
    bool IsOver,
    long In,
    long Spent,
    long Back,
    int Count,
    IReadOnlyList<SourceSum> Sources,
    IReadOnlyList<CategorySum> Categories,
    IReadOnlyList<ShopSum> Shops,
    IReadOnlyList<DaySum> Days,
    MonthBefore Before
)
{
    /// <summary>What really went out: spent less what came back.</summary>
    public long Out => Spent - Back;
}

/// <summary>Money in of one kind.</summary>
public sealed record SourceSum(MovementKind Kind, long Won, int Count);

/// <summary>Money out of one category, less what came back.</summary>
/// <param name="Before">The same in the time it is compared with.</param>
public sealed record CategorySum(string Category, long Won, int Count, long Before);

/// <summary>Money out at one shop, less what came back.</summary>
/// <param name="Name">Its trade name: stores of one name are one shop to the member.</param>
/// <param name="IsOwn">The member put it into this category.</param>
public sealed record ShopSum(string Name, string Category, bool IsOwn, long Won, int Count);

/// <summary>Money out on one KST day, less what came back.</summary>
public sealed record DaySum(DateOnly Date, long Won, int Count);

/// <summary>What a month is compared with: the month before, of a running month only up to the same day.</summary>
/// <param name="Until">The last day that counts.</param>
/// <param name="HasAny">Something moved in it.</param>
public sealed record MonthBefore(DateOnly Until, bool HasAny, long In, long Out);

/// <summary>The category of one movement.</summary>
/// <param name="Shop">The shop's name, for a payment or its refund.</param>
/// <param name="IsOwn">The member put this very movement there.</param>
public sealed record MovementCategory(string Category, string? Shop, bool IsOwn);
