using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Payment.Approve;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.InStore;

/// <summary>Charges a member's one-time code. Whoever holds the fresh code may charge it, once.</summary>
internal sealed class Counter(
    IFranchises franchises,
    DirectSale sale,
    DataKeys keys,
    CodeGuesses guesses,
    Journal journal,
    MyPayDb db
)
{
    /// <summary>In-store sales have no shop account of the payer's.</summary>
    public const string Nobody = "in-store";

    private static readonly CompiledQuery<Func<MyPayDb, string, Task<OneTimeCode?>>> ByIndex = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, string index) => db.Set<OneTimeCode>().AsNoTracking().SingleOrDefault(c => c.Index == index)
        )
    );

    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.code.not_found");
    private static readonly Refusal Expired = new(RefusalKind.Conflict, "payment.code.expired");
    private static readonly Refusal Used = new(RefusalKind.Conflict, "payment.code.used");
    private static readonly Refusal InProgress = new(RefusalKind.Conflict, "payment.code.in_progress");

    public async Task<Result<PaymentView>> PayAsync(CodePayment request, CancellationToken ct)
    {
        if (Check(request.OrderId, request.ItemName, request.Amount) is { } wrong)
            return wrong;
        if (CodeDigits.Read(request.Code) is not { } digits)
            return NotFound;
        if (await franchises.FindAsync(request.Caller, ct) is not { } franchise)
            return PaymentRefusals.NotSelling;
        if (request.Store is { } store && (await franchises.StoresAsync(request.Caller, ct)).All(s => s.Id != store))
            return PaymentRefusals.StoreNotFound;
        var index = keys.Index($"pay-code:{digits}");
        if (await ByIndex.On(db)(db, index) is not { } found)
            return await guesses.MissedAsync(request.Caller, digits, NotFound, ct);

        // A used code goes on: it may be the same sale, asked for again with its key.
        if (found.Tid is null && guesses.WhyNot(request.Caller) is { } slower)
            return slower;

        var terms = SaleTerms.Of(franchise, request.Live);
        var once = new Once($"code:{request.Caller}", request.Key, Fingerprints.Of(request, digits));
        var claim = Chance.Id();
        var claimed = false;
        try
        {
            return await sale.PayAsync(
                new(found.Member, request.Amount, once, $"{once.Scope}:{once.Key}"),
                terms,
                write =>
                {
                    var code = write.Find<OneTimeCode>(index);
                    if (WhyNot(code, claim, write.Now) is { } refusal)
                        return refusal;
                    var purchase = New(request, terms, code!, write.Now);
                    code!.Tid = purchase.Tid;
                    (code.Claim, code.ClaimedUntil) = (null, null);
                    return purchase;
                },
                async () =>
                {
                    var refusal = await ClaimAsync(index, claim);
                    claimed = refusal is null;
                    return refusal;
                }
            );
        }
        finally
        {
            if (claimed)
                await LetGoAsync(index, claim);
        }
    }

    /// <summary>What a sale at the counter must say.</summary>
    public static Refusal? Check(string orderId, string itemName, long amount) =>
        FieldRules.Required("orderId", orderId)
        ?? FieldRules.Required("itemName", itemName)
        ?? FieldRules.Amounts(amount, 0, null, 0, 1, least: 1);

    private static Refusal? WhyNot(OneTimeCode? code, Guid claim, DateTimeOffset now)
    {
        if (code is null)
            return NotFound;
        if (code.Tid is not null)
            return Used;
        // Taken in time, it may be finished after its time: the member has shown it, the bank took a while.
        if (code.Claim == claim)
            return null;
        if (code.IsClaimedByAnother(claim, now))
            return InProgress;
        return code.IsFresh(now) ? null : Expired;
    }

    private async Task<Refusal?> ClaimAsync(string index, Guid claim)
    {
        var claimed = await journal.WriteAsync<Done>(
            write =>
            {
                var code = write.Find<OneTimeCode>(index);
                if (WhyNot(code, claim, write.Now) is { } refusal)
                    return refusal;
                (code!.Claim, code.ClaimedUntil) = (claim, write.Now + ApproveRules.ClaimTime);
                return default(Done);
            },
            CancellationToken.None
        );
        return claimed.TryGet(out _, out var refused) ? null : refused;
    }

    /// <summary>A refused payment leaves the code usable.</summary>
    private async Task LetGoAsync(string index, Guid claim)
    {
        await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Find<OneTimeCode>(index) is { } code && code.Claim == claim)
                    (code.Claim, code.ClaimedUntil) = (null, null);
                return default(Done);
            },
            CancellationToken.None
        );
    }

    private static Purchase New(CodePayment request, SaleTerms terms, OneTimeCode code, DateTimeOffset now) =>
        new()
        {
            Tid = Serials.Tid(),
            Franchise = request.Caller,
            Cid = terms.Cid,
            Live = terms.Live,
            Channel = Channels.Code,
            Store = request.Store,
            PartnerOrderId = request.OrderId,
            PartnerUserId = Nobody,
            ItemName = request.ItemName,
            Quantity = 1,
            Total = request.Amount,
            Vat = FeeRules.IncludedVat(request.Amount, 0),
            TradeName = terms.TradeName,
            BusinessNumber = terms.BusinessNumber,
            Payer = code.Member,
            MaskedPayer = code.MaskedMember,
            State = PaymentState.Authorized,
            CreatedAt = now,
            ExpiresAt = now + FieldRules.Life,
        };
}
