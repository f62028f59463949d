using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Approve;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>Charging, looking up and ending recurring keys (정기결제).</summary>
internal sealed class RecurringKeys(IFranchises franchises, DirectSale sale, Journal journal, MyPayDb db)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.sid.not_found");

    private static readonly CompiledQuery<Func<MyPayDb, string, Task<RecurringKey?>>> BySid = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, string sid) => db.Set<RecurringKey>().AsNoTracking().SingleOrDefault(k => k.Sid == sid)
        )
    );

    public async Task<Result<PaymentView>> ChargeAsync(SidCharge charge, CancellationToken ct)
    {
        var found = await BySid.On(db)(db, charge.Sid);
        if (found is null || found.Franchise != charge.Caller || found.Cid != charge.Cid)
            return NotFound;
        if (
            (charge.Terms ?? await franchises.FindByCidAsync(charge.Cid, ct)) is not { } cid
            || cid.Franchise != charge.Caller
        )
            return NotFound;
        if (Check(charge) is { } wrong)
            return wrong;

        var terms = SaleTerms.Of(charge.Cid, cid);
        var tid = Serials.Tid();
        var once = charge.Key is { } key ? new Once($"sid:{charge.Caller}", key, Fingerprints.Of(charge)) : null;
        return await sale.PayAsync(
            new(found.Member, charge.TotalAmount, once, once is null ? tid : $"{once.Scope}:{once.Key}"),
            terms,
            write =>
            {
                var kept = write.Find<RecurringKey>(charge.Sid)!;
                if (kept.InactivatedAt is not null)
                    return new Refusal(RefusalKind.Conflict, "payment.sid.inactive");
                if (!kept.IsFor(charge.PartnerUserId))
                    return new Refusal(RefusalKind.Invalid, "payment.sid.user_id_mismatch");
                kept.LastApprovedAt = write.Now;
                return New(charge, kept, terms, tid, write.Now);
            }
        );
    }

    public async Task<SidView?> FindAsync(FranchiseId franchise, string cid, string sid, CancellationToken ct) =>
        (await Of(db, franchise, cid, sid).AsNoTracking().SingleOrDefaultAsync(ct))?.ToView();

    public Task<Result<SidView>> DeactivateAsync(FranchiseId franchise, string cid, string sid, CancellationToken ct) =>
        journal.WriteAsync<SidView>(
            write =>
            {
                if (Of(write.Db, franchise, cid, sid).SingleOrDefault() is not { } key)
                    return NotFound;
                key.InactivatedAt ??= write.Now;
                write.Touch($"member:{key.Member}");
                return key.ToView();
            },
            ct
        );

    private static IQueryable<RecurringKey> Of(MyPayDb db, FranchiseId franchise, string cid, string sid) =>
        db.Set<RecurringKey>().Where(k => k.Sid == sid && k.Franchise == franchise && k.Cid == cid);

    private static Refusal? Check(SidCharge charge) =>
        FieldRules.Required("partner_order_id", charge.PartnerOrderId)
        ?? FieldRules.Required("partner_user_id", charge.PartnerUserId)
        ?? FieldRules.Optional("item_name", charge.ItemName)
        ?? FieldRules.Optional("item_code", charge.ItemCode)
        ?? FieldRules.Optional("payload", charge.Payload, FieldRules.LongestPayload)
        ?? FieldRules.Amounts(charge.TotalAmount, charge.TaxFreeAmount, charge.VatAmount, 0, charge.Quantity, least: 1);

    private static Purchase New(SidCharge charge, RecurringKey key, SaleTerms terms, string tid, DateTimeOffset now) =>
        new()
        {
            Tid = tid,
            Franchise = charge.Caller,
            Cid = charge.Cid,
            Sid = charge.Sid,
            Live = terms.Live,
            Recurring = true,
            Channel = Channels.Recurring,
            PartnerOrderId = charge.PartnerOrderId,
            PartnerUserId = charge.PartnerUserId,
            ItemName = string.IsNullOrWhiteSpace(charge.ItemName) ? key.ItemName : charge.ItemName,
            ItemCode = string.IsNullOrEmpty(charge.ItemCode) ? null : charge.ItemCode,
            Quantity = charge.Quantity,
            Total = charge.TotalAmount,
            TaxFree = charge.TaxFreeAmount,
            Vat = FieldRules.VatOf(charge.TotalAmount, charge.TaxFreeAmount, charge.VatAmount),
            TradeName = terms.TradeName,
            BusinessNumber = terms.BusinessNumber,
            Payer = key.Member,
            MaskedPayer = key.MaskedMember,
            Payload = charge.Payload,
            State = PaymentState.Authorized,
            CreatedAt = now,
            ExpiresAt = now + FieldRules.Life,
        };
}
