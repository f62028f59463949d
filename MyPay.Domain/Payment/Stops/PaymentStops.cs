using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Switches;

namespace MyPay.Domain.Payment.Stops;

/// <summary>Asked where a payment begins, on the caller's own time: the door is not kept waiting for it.</summary>
internal sealed class PaymentStops(MyPayDb db, Journal journal, TimeProvider clock) : IPaymentStops
{
    private static readonly Refusal AllStopped = new(RefusalKind.Unavailable, "payment.stopped.all");
    private static readonly Refusal FranchiseStopped = new(RefusalKind.Unavailable, "payment.stopped.franchise");

    public async Task<PaymentStop?> FindAsync(FranchiseId franchise, CancellationToken ct) =>
        await SwitchBook.FirstOffAsync(db, PaymentSwitch.All, PaymentSwitch.Of(franchise)) is { } off
            ? new(off.Name == PaymentSwitch.All, off.ExpectedAfter(clock.GetUtcNow()))
            : null;

    /// <summary>
    /// What stands against beginning; null when nothing does, or when this very intent took effect before the stop:
    /// then it answers as it did.
    /// </summary>
    public async Task<Refusal?> AgainstAsync(FranchiseId franchise, Once? intent, CancellationToken ct = default)
    {
        if (await FindAsync(franchise, ct) is not { } stop)
            return null;
        if (intent is not null && await journal.EarlierAsync<string>(intent, ct) is not null)
            return null;
        return stop.ForAll ? AllStopped : FranchiseStopped;
    }
}
