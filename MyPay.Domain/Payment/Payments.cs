using MyPay.Domain.Kernel;
using MyPay.Domain.Payment.Approve;
using MyPay.Domain.Payment.Cancel;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Recurring;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment;

/// <summary>The face of Payment; each call is told where it is done.</summary>
internal sealed class Payments(
    Readying readying,
    Checkouts checkouts,
    Approval approval,
    PaymentList list,
    Cancellations cancellations,
    RecurringKeys keys
) : IPayments, IPaymentUpkeep
{
    public Task<Result<PaymentView>> ReadyAsync(ReadyRequest request, CancellationToken ct) =>
        PaymentMeter.MeasureAsync("ready", () => readying.ReadyAsync(request, ct));

    public Task<CheckoutView?> FindForCheckoutAsync(string tid, CancellationToken ct) => checkouts.FindAsync(tid, ct);

    public Task<Result<CheckoutView>> OpenAsync(string tid, MemberId member, CancellationToken ct) =>
        checkouts.OpenAsync(tid, member, ct);

    public Task<Result<ReturnAddress>> AuthorizeAsync(
        string tid,
        MemberId member,
        ConsentTerms? terms,
        CancellationToken ct
    ) => checkouts.AuthorizeAsync(tid, member, terms, ct);

    public Task<Result<ReturnAddress>> QuitAsync(string tid, MemberId? member, CancellationToken ct) =>
        checkouts.QuitAsync(tid, member, ct);

    public Task<Result<PaymentView>> ApproveAsync(ApproveRequest request, CancellationToken ct) =>
        PaymentMeter.MeasureAsync("approve", () => approval.ApproveAsync(request, ct));

    public Task<PaymentView?> FindAsync(FranchiseId franchise, string tid, CancellationToken ct) =>
        list.FindAsync(franchise, tid, ct);

    public Task<PaymentPage> ListAsync(
        FranchiseId franchise,
        PaymentFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    ) => list.ListAsync(franchise, filter, cursor, limit, ct);

    public Task<Result<CancelView>> CancelAsync(CancelRequest request, CancellationToken ct) =>
        PaymentMeter.MeasureAsync("cancel", () => cancellations.CancelAsync(request, ct));

    public Task<Result<PaymentView>> ChargeSidAsync(SidCharge charge, CancellationToken ct) =>
        PaymentMeter.MeasureAsync("recurring", () => keys.ChargeAsync(charge, ct));

    public Task<SidView?> FindSidAsync(FranchiseId franchise, string cid, string sid, CancellationToken ct) =>
        keys.FindAsync(franchise, cid, sid, ct);

    public Task<SidPage> ListSidsAsync(
        FranchiseId franchise,
        string cid,
        SidFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    ) => keys.ListAsync(franchise, cid, filter, cursor, limit, ct);

    public Task<Result<SidView>> DeactivateSidAsync(
        FranchiseId franchise,
        string cid,
        string sid,
        CancellationToken ct
    ) => keys.DeactivateAsync(franchise, cid, sid, ct);

    public Task<int> ExpireAsync(CancellationToken ct) => checkouts.ExpireAsync(ct);
}
