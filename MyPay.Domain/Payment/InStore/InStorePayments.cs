using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.InStore;

/// <summary>The face of paying at the counter; each call is told where it is done.</summary>
internal sealed class InStorePayments(PayCodes codes, Counter counter, QrOrders orders, TillQuestions questions)
    : IInStore
{
    public Task<PayCode> IssueCodeAsync(MemberId member, CancellationToken ct) => codes.IssueAsync(member, ct);

    public Task<PayCodeOutcome?> FindCodeAsync(MemberId member, string code, CancellationToken ct) =>
        codes.FindAsync(member, code, ct);

    public Task<Result<PaymentView>> PayByCodeAsync(CodePayment request, CancellationToken ct) =>
        PaymentMeter.MeasureAsync("code", () => counter.PayAsync(request, ct));

    public Task<bool> IsUnusualAsync(FranchiseId franchise, long won, CancellationToken ct) =>
        questions.IsUnusualAsync(franchise, won, ct);

    public Task<Result<OrderView>> CreateOrderAsync(NewOrder order, CancellationToken ct) =>
        orders.CreateAsync(order, ct);

    public Task<OrderView?> FindOrderAsync(FranchiseId franchise, string id, CancellationToken ct) =>
        orders.FindAsync(franchise, id, ct);

    public Task<ScannedQr?> ScanAsync(string code, CancellationToken ct) => orders.ScanAsync(code, ct);

    public Task<Result<PaymentView>> PayScannedAsync(
        MemberId member,
        string code,
        Won? amount,
        string key,
        CancellationToken ct
    ) => PaymentMeter.MeasureAsync("scan", () => orders.PayAsync(member, code, amount, key, ct));
}
