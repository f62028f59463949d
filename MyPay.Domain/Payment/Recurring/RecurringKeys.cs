using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment.Approve;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>Charging, looking up and ending recurring keys (정기결제).</summary>
internal sealed class RecurringKeys(
    IFranchises franchises,
    DirectSale sale,
    Journal journal,
    MyPayDb db,
    TimeProvider clock
)
{
    private const int Most = 100;
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
        var paid = await sale.PayAsync(
            new(found.Member, charge.TotalAmount, once, once is null ? tid : $"{once.Scope}:{once.Key}"),
            terms,
            write => Take(write, charge, terms, tid)
        );
        if (!paid.TryGet(out _, out var refusal) && ToldAs(refusal) is { } told)
            await TellAsync(found, told, charge.TotalAmount, terms.TradeName);
        return paid;
    }

    public async Task<SidView?> FindAsync(FranchiseId franchise, string cid, string sid, CancellationToken ct) =>
        await Of(db, franchise, cid, sid).AsNoTracking().SingleOrDefaultAsync(ct) is { } key
            ? View(key, clock.GetUtcNow())
            : null;

    public async Task<SidPage> ListAsync(
        FranchiseId franchise,
        string cid,
        SidFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        var size = Math.Clamp(limit, 1, Most);
        var rows = Matching(
            db.Set<RecurringKey>().AsNoTracking().Where(k => k.Cid == cid && k.Franchise == franchise),
            filter
        );
        if (cursor is not null)
        {
            if (PaymentList.ReadCursor(cursor) is not { } after)
                return new([], null);
#pragma warning disable CA1309 // Translated to SQL: the database compares by its own, binary order, as it sorts.
            rows = rows.Where(k =>
                k.CreatedAt < after.At || (k.CreatedAt == after.At && string.Compare(k.Sid, after.Tid) < 0)
            );
#pragma warning restore CA1309
        }

        var page = await rows.OrderByDescending(k => k.CreatedAt)
            .ThenByDescending(k => k.Sid)
            .Take(size + 1)
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new(
            [.. page.Take(size).Select(k => View(k, now))],
            page.Count > size ? PaymentList.CursorAfter(page[size - 1].CreatedAt, page[size - 1].Sid) : null
        );
    }

    public Task<Result<SidView>> DeactivateAsync(FranchiseId franchise, string cid, string sid, CancellationToken ct) =>
        journal.WriteAsync<SidView>(
            write =>
            {
                if (write.Find<RecurringKey>(sid) is not { } key || key.Franchise != franchise || key.Cid != cid)
                    return NotFound;
                // The shop knows what it did itself; open pages of the member do not.
                key.InactivatedAt ??= write.Now;
                RecurringNews.Touch(write, key);
                return key.ToView(TakenThisMonth.Of(write.Db, key, write.Now));
            },
            ct
        );

    /// <summary>Asked inside the write that charges, so that a stop is known to the very next charge.</summary>
    private static Result<Purchase> Take(JournalWrite write, SidCharge charge, SaleTerms terms, string tid)
    {
        var key = write.Find<RecurringKey>(charge.Sid)!;
        if (key.WhyOff is { } off)
            return off;
        if (!key.IsFor(charge.PartnerUserId))
            return new Refusal(RefusalKind.Invalid, "payment.sid.user_id_mismatch");
        var taken = TakenThisMonth.Of(write.Db, key, write.Now);
        if (key.WhyOver(charge.TotalAmount, taken) is { } over)
            return over;
        if (key.BalanceOnly && !Sales.IsCovered(write, key.Member, charge.TotalAmount, terms.Live))
            return new Refusal(RefusalKind.Conflict, "payment.sid.balance_only");
        var purchase = New(charge, key, terms, tid, write.Now);
        key.Count(charge.TotalAmount, write.Now, taken);
        return purchase;
    }

    /// <summary>What the member is told of a charge that their own word kept out; null for any other refusal.</summary>
    private static NoticeEvent? ToldAs(Refusal refusal) =>
        refusal.Code switch
        {
            "payment.sid.over_once" => NoticeEvent.RecurringOverOnce,
            "payment.sid.over_month" => NoticeEvent.RecurringOverMonth,
            "payment.sid.inactive" or "payment.sid.paused" => NoticeEvent.RecurringOff,
            _ => null,
        };

    /// <summary>Once a day, key and reason, however often the shop tries. A test key tells nobody.</summary>
    private async Task TellAsync(RecurringKey key, NoticeEvent told, long won, string tradeName)
    {
        if (key.Live)
            await journal.WriteAsync<Done>(
                write =>
                {
                    var source = $"recurring:{key.Sid}:{SeoulTime.DateOf(write.Now):yyyyMMdd}";
                    write.Notify(key.Member, new(told, source, Won.Of(won), tradeName, key.ItemName));
                    return default(Done);
                },
                CancellationToken.None
            );
    }

    private SidView View(RecurringKey key, DateTimeOffset now) => key.ToView(TakenThisMonth.Of(db, key, now));

    private static IQueryable<RecurringKey> Matching(IQueryable<RecurringKey> rows, SidFilter filter)
    {
        if (filter.PartnerUserId is { } user)
        {
            var key = TypedText.Key(user);
            rows = rows.Where(k => k.PartnerUserId == user || k.PartnerUserId == key);
        }

        if (filter.States is not { Count: > 0 } states)
            return rows;
        var (active, paused, stopped) = (
            states.Contains(ConsentState.Active),
            states.Contains(ConsentState.Paused),
            states.Contains(ConsentState.Stopped)
        );
        return rows.Where(k =>
            k.InactivatedAt != null ? stopped
            : k.PausedAt != null ? paused
            : active
        );
    }

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
            ChargedBefore = key.LastAmount,
            State = PaymentState.Authorized,
            CreatedAt = now,
            ExpiresAt = now + FieldRules.Life,
        };
}
