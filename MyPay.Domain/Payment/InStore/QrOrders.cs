using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment.Approve;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Payment.Stops;

namespace MyPay.Domain.Payment.InStore;

/// <summary>What a member scans: a store's QR, or an order's. Their PIN has been verified by the page.</summary>
internal sealed class QrOrders(
    IFranchises franchises,
    IMembers members,
    DirectSale sale,
    PaymentStops stops,
    Journal journal,
    MyPayDb db,
    TimeProvider clock
)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.qr.not_found");

    public async Task<Result<OrderView>> CreateAsync(NewOrder request, CancellationToken ct)
    {
        if (Counter.Check(request.OrderId, request.ItemName, request.Amount) is { } wrong)
            return wrong;
        if (await franchises.FindAsync(request.Caller, ct) is not { } franchise)
            return PaymentRefusals.NotSelling;
        var stores = await franchises.StoresAsync(request.Caller, ct);
        var store = stores.FirstOrDefault(s => request.Store is null || s.Id == request.Store);
        if (request.Store is not null && store is null)
            return PaymentRefusals.StoreNotFound;

        var once = new Once($"order:{request.Caller}", request.Key, Fingerprints.Of(request));
        if (await stops.AgainstAsync(request.Caller, once, ct) is { } stopped)
            return stopped;
        var made = await journal.WriteAsync<string>(
            once,
            write =>
            {
                if (!franchises.MaySell(write, request.Caller))
                    return PaymentRefusals.NotSelling;
                var order = new QrOrder
                {
                    Id = Serials.OrderId(),
                    QrCode = Serials.QrCode(),
                    Franchise = request.Caller,
                    Live = request.Live,
                    Store = request.Store,
                    StoreName = store?.Name ?? franchise.TradeName,
                    TradeName = franchise.TradeName,
                    Amount = request.Amount,
                    PartnerOrderId = request.OrderId,
                    ItemName = request.ItemName,
                    CreatedAt = write.Now,
                    ExpiresAt = write.Now + FieldRules.Life,
                };
                write.Db.Add(order);
                write.Touch($"franchise:{request.Caller}");
                return order.Id;
            },
            ct
        );
        return made.TryGet(out var id, out var refusal) ? (await FindAsync(request.Caller, id, ct))! : refusal;
    }

    public async Task<OrderView?> FindAsync(FranchiseId franchise, string id, CancellationToken ct)
    {
        var order = await db.Set<QrOrder>()
            .AsNoTracking()
            .SingleOrDefaultAsync(o => o.Id == id && o.Franchise == franchise, ct);
        return order is null
            ? null
            : new(
                order.Id,
                order.QrCode,
                order.Live,
                order.Amount,
                order.PartnerOrderId,
                order.ItemName,
                await StateAsync(order, ct),
                order.Tid,
                order.ExpiresAt
            );
    }

    public async Task<ScannedQr?> ScanAsync(string code, CancellationToken ct)
    {
        if (await OrderBehindAsync(code, ct) is { } order)
        {
            var sells = (await franchises.FindAsync(order.Franchise, ct))?.State == FranchiseState.Active;
            return new(
                order.QrCode,
                order.Franchise,
                order.TradeName,
                order.StoreName,
                order.ItemName,
                order.Amount,
                order.ExpiresAt,
                await StateAsync(order, ct),
                sells
            );
        }

        if (
            await franchises.FindStoreByQrAsync(code, ct) is not { } store
            || await franchises.FindAsync(store.Franchise, ct) is not { } franchise
        )
            return null;
        return new(
            code,
            store.Franchise,
            franchise.TradeName,
            store.Name,
            null,
            null,
            null,
            null,
            franchise.State == FranchiseState.Active
        );
    }

    public async Task<Result<PaymentView>> PayAsync(
        MemberId member,
        string code,
        Won? amount,
        string key,
        CancellationToken ct
    )
    {
        if (await members.FindAsync(member, ct) is not { } payer)
            return PaymentRefusals.MemberNotActive;
        var order = await OrderBehindAsync(code, ct);
        if (order is not null && amount is { } shown && shown.Amount != order.Amount)
            return new Refusal(RefusalKind.Conflict, "payment.qr.amount_differs", order.Amount);
        var store = order is null ? await franchises.FindStoreByQrAsync(code, ct) : null;
        if (order is null && store is null)
            return NotFound;
        if (order is null && (amount is null || amount == Won.Zero))
            return new Refusal(RefusalKind.Invalid, "payment.qr.amount_needed");
        var total = order?.Amount ?? amount!.Value.Amount;
        if (FieldRules.Amounts(total, 0, null, 0, 1, least: 1) is { } wrong)
            return wrong;
        if (await franchises.FindAsync(order?.Franchise ?? store!.Franchise, ct) is not { } franchise)
            return NotFound;

        var terms = SaleTerms.Of(franchise, order?.Live ?? true);
        var once = new Once($"qr:{member}", key, Fingerprints.OfScan(code, total));
        return await sale.PayAsync(
            new(member, total, once, $"{once.Scope}:{once.Key}", HasBegun: order is not null),
            terms,
            write =>
            {
                var purchase = New(terms, payer, order, store, total, write.Now);
                if (order is null)
                    return purchase;
                var kept = write.Find<QrOrder>(order.Id)!;
                if (kept.Tid is not null)
                    return new Refusal(RefusalKind.Conflict, "payment.qr.already_paid");
                if (write.Now >= kept.ExpiresAt)
                    return new Refusal(RefusalKind.Conflict, "payment.qr.expired");
                kept.Tid = purchase.Tid;
                return purchase;
            }
        );
    }

    private async Task<QrOrder?> OrderBehindAsync(string code, CancellationToken ct) =>
        await db.Set<QrOrder>().AsNoTracking().SingleOrDefaultAsync(o => o.QrCode == code, ct);

    private async Task<PaymentState> StateAsync(QrOrder order, CancellationToken ct)
    {
        var paid = order.Tid is null
            ? (PaymentState?)null
            : await db.Set<Purchase>()
                .AsNoTracking()
                .Where(p => p.Tid == order.Tid)
                .Select(p => p.State)
                .SingleAsync(ct);
        return order.StateAt(clock.GetUtcNow(), paid);
    }

    private static Purchase New(
        SaleTerms terms,
        MemberView payer,
        QrOrder? order,
        StoreView? store,
        long total,
        DateTimeOffset now
    )
    {
        // A store's own QR knows no order: the payment's number stands for it.
        var tid = Serials.Tid();
        return new()
        {
            Tid = tid,
            Franchise = terms.Franchise,
            Cid = terms.Cid,
            Live = terms.Live,
            Channel = Channels.Qr,
            Store = order is null ? store!.Id : order.Store,
            PartnerOrderId = order?.PartnerOrderId ?? tid,
            PartnerUserId = Counter.Nobody,
            ItemName = order?.ItemName ?? store!.Name,
            Quantity = 1,
            Total = total,
            Vat = FeeRules.IncludedVat(total, 0),
            TradeName = terms.TradeName,
            BusinessNumber = terms.BusinessNumber,
            Payer = payer.Id,
            MaskedPayer = FieldRules.Mask(payer.Name),
            State = PaymentState.Authorized,
            CreatedAt = now,
            ExpiresAt = now + FieldRules.Life,
        };
    }
}
