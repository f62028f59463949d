using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// What a franchise sold, added up by the store of data. Live payments only, unless a filter says otherwise.
/// </summary>
public interface IPaymentFigures
{
    /// <summary>How many payments a filter finds, and what they come to.</summary>
    Task<PaymentTotals> TotalsAsync(FranchiseId franchise, PaymentFilter filter, CancellationToken ct = default);

    /// <summary>Today so far, by hour, and yesterday up to the same time of day.</summary>
    Task<SalesToday> TodayAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>The last days, today included, the oldest first; a day without sales is there too.</summary>
    Task<IReadOnlyList<SalesDay>> DaysAsync(FranchiseId franchise, int days, CancellationToken ct = default);

    /// <summary>
    /// The last days, today included, by store, the best first. A store without sales is not there; what was sold in
    /// none, such as online, has a null one.
    /// </summary>
    Task<IReadOnlyList<SalesOfStore>> StoresAsync(FranchiseId franchise, int days, CancellationToken ct = default);
}

/// <summary>Sums of what a filter finds.</summary>
/// <param name="Count">Payments in any state.</param>
/// <param name="Paid">Of these, the ones that were paid.</param>
/// <param name="PaidWon">What was paid, cancels not taken off.</param>
/// <param name="CancelledWon">What was given back.</param>
public sealed record PaymentTotals(int Count, int Paid, long PaidWon, long CancelledWon);

/// <summary>Sales and cancels of some time.</summary>
public sealed record SalesSum(int Sales, long SalesWon, int Cancels, long CancelledWon)
{
    /// <summary>What is left of the sales.</summary>
    public long NetWon => SalesWon - CancelledWon;
}

/// <summary>A store's sales; null: sold in none.</summary>
public sealed record SalesOfStore(StoreId? Store, SalesSum Sum);

/// <summary>A business day.</summary>
public sealed record SalesDay(DateOnly Day, SalesSum Sum);

/// <summary>Today.</summary>
/// <param name="YesterdaySoFar">Until the same time of day.</param>
/// <param name="Hours">Sales in won, 24 of them, Seoul time.</param>
public sealed record SalesToday(DateOnly Day, SalesSum Today, SalesSum YesterdaySoFar, IReadOnlyList<long> Hours);
