using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>All franchises' payments, for the back office. Shops read their own by <see cref="IPayments"/>.</summary>
public interface IPaymentSearch
{
    /// <summary>Payments of any franchise, the newest first.</summary>
    Task<OfficePaymentPage> ListAsync(
        OfficePaymentFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>How many a filter finds, and what they come to.</summary>
    Task<PaymentTotals> TotalsAsync(OfficePaymentFilter filter, CancellationToken ct = default);

    /// <summary>One payment; null for an unknown TID.</summary>
    Task<OfficePayment?> FindAsync(string tid, CancellationToken ct = default);

    /// <summary>Live sales and cancels of all franchises: today by hour, yesterday whole.</summary>
    Task<SalesToday> TodayAsync(CancellationToken ct = default);

    /// <summary>The last days, today included, the oldest first.</summary>
    Task<IReadOnlyList<SalesDay>> DaysAsync(int days, CancellationToken ct = default);

    /// <summary>How the payments requested on a day ended.</summary>
    Task<PaymentOutcomes> OutcomesAsync(DateOnly day, CancellationToken ct = default);
}

/// <summary>Which payments of which franchises.</summary>
/// <param name="Least">Won, from this amount.</param>
/// <param name="Most">Won, up to this amount.</param>
public sealed record OfficePaymentFilter(
    PaymentFilter Payments,
    FranchiseId? Franchise = null,
    long? Least = null,
    long? Most = null
);

/// <summary>A payment with what only the back office sees.</summary>
/// <param name="LedgerSlips">Numbers of the ledger's slips, payment and cancels.</param>
public sealed record OfficePayment(
    PaymentView Payment,
    FranchiseId Franchise,
    string TradeName,
    MemberId? Payer,
    IReadOnlyList<long> LedgerSlips
);

/// <summary>A page.</summary>
public sealed record OfficePaymentPage(IReadOnlyList<OfficePayment> Rows, string? Next);

/// <summary>Ends of a day's payments; what is still on its way is in neither number.</summary>
/// <param name="Failures">The commonest reasons, most first, at most five.</param>
public sealed record PaymentOutcomes(int Paid, int Failed, IReadOnlyList<FailureCount> Failures);

/// <summary>How often a refusal code ended a payment.</summary>
public sealed record FailureCount(string Code, int Count);
