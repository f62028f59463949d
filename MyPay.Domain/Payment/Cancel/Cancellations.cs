using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Cancel;

/// <summary>
/// Cancels, whole or in part, as often as anything is left: the money back to the member, fee and VAT back to the
/// franchise, in one write.
/// </summary>
internal sealed class Cancellations(
    IFranchises franchises,
    ILinkedAccounts accounts,
    IWalletPostings postings,
    Journal journal,
    MyPayDb db
) : IRefunds
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.cancel.not_found");

    public async Task<Result<CancelView>> CancelAsync(CancelRequest request, CancellationToken ct)
    {
        if (CancelRules.CheckFields(request) is { } wrong)
            return wrong;
        var found = await db.FindPurchaseAsync(request.Tid);
        if (found is null || found.Franchise != request.Caller || (request.Cid is { } cid && cid != found.Cid))
            return NotFound;
        var limit = request.ByCashier
            ? (await franchises.FindAsync(request.Caller, ct))?.CashierCancelLimit ?? Won.Zero
            : (Won?)null;
        var verified = found.Payer is { } payer && await accounts.IsVerifiedAsync(payer, ct);

        var once = request.Key is { } key ? new Once($"cancel:{request.Caller}", key, Fingerprints.Of(request)) : null;
        (Purchase Purchase, SaleSlip Slip)? made = null;
        var cancelled = await journal.WriteAsync<int>(
            once,
            write => Cancel(write, request, limit, verified, (purchase, slip) => made = (purchase, slip)),
            ct
        );
        return cancelled.TryGet(out var n, out var refusal) ? await ViewAsync(request.Tid, n, made) : refusal;
    }

    public Refundable? Find(MyPayDb db, string tid) =>
        db.Set<Purchase>().AsNoTracking().SingleOrDefault(p => p.Tid == tid) is { } p
            ? new(p.Tid, p.Franchise, p.TradeName, p.ItemName, p.MaskedPayer ?? "", p.IsPaid ? p.Available.Total : 0)
            : null;

    public Refusal? Against(MyPayDb db, string tid, long amount) =>
        db.Set<Purchase>().AsNoTracking().SingleOrDefault(p => p.Tid == tid) is not { Live: true } purchase ? NotFound
        : CancelRules.CheckFields(RequestOf(purchase, amount, "")) is { } wrong ? wrong
        : CancelRules.Split(purchase, RequestOf(purchase, amount, "")).TryGet(out _, out var refusal) ? null
        : refusal;

    public Result<Done> Refund(JournalWrite write, string tid, long amount, string reason)
    {
        if (write.Find<Purchase>(tid) is not { Live: true } purchase)
            return NotFound;
        var verified = purchase.Payer is { } payer && accounts.IsVerified(write.Db, payer);
        return Cancel(write, RequestOf(purchase, amount, reason), limit: null, verified, (_, _) => { })
            .TryGet(out _, out var refusal)
            ? default(Done)
            : refusal;
    }

    /// <summary>
    /// What is not taxed goes back last, as it does at the till: only with what is left beyond the taxed part.
    /// </summary>
    private static CancelRequest RequestOf(Purchase purchase, long amount, string reason)
    {
        var left = purchase.Available;
        return new(
            purchase.Franchise,
            null,
            purchase.Tid,
            amount,
            Math.Max(0, amount - (left.Total - left.TaxFree)),
            null,
            null,
            reason,
            null,
            ByCashier: false,
            null
        );
    }

    private Result<int> Cancel(
        JournalWrite write,
        CancelRequest request,
        Won? limit,
        bool verified,
        Action<Purchase, SaleSlip> made
    )
    {
        var purchase = write.Find<Purchase>(request.Tid)!;
        // Counted over the payment, or a large refund would be made of small ones. Subtracted, since the amount may be
        // any number.
        if (limit is { } most && request.Amount > most.Amount - purchase.CancelledTotal)
            return new Refusal(RefusalKind.Forbidden, "payment.cancel.over_role_limit", most.Amount);
        if (!CancelRules.Split(purchase, request).TryGet(out var split, out var refusal))
            return refusal;

        var n = purchase.Cancels + 1;
        var soFar = purchase.CancelledTotal + split.Total;
        var fee = FeeRules.Back(purchase.Fee, purchase.Total, soFar, purchase.FeeBack);
        var vat = FeeRules.Back(purchase.FeeVat, purchase.Total, soFar, purchase.FeeVatBack);
        long? ledgerSlip = null;
        if (purchase.Live)
        {
            if (
                !write
                    .Post(SlipOf(write, purchase, n, split.Total, fee, vat, verified))
                    .TryGet(out var posted, out var refused)
            )
                return refused;
            ledgerSlip = posted.Seq;
        }

        var slip = new SaleSlip
        {
            Tid = purchase.Tid,
            N = n,
            Aid = Serials.Aid(),
            Franchise = purchase.Franchise,
            Live = purchase.Live,
            Total = split.Total,
            TaxFree = split.TaxFree,
            Vat = split.Vat,
            GreenDeposit = split.GreenDeposit,
            Fee = fee,
            FeeVat = vat,
            RateBasisPoints = purchase.RateBasisPoints,
            SoldOn = SeoulTime.DateOf(write.Now),
            At = write.Now,
            Reason = request.Reason,
            Payload = request.Payload,
            LedgerSlip = ledgerSlip,
        };
        write.Add(slip);
        (purchase.Cancels, purchase.CanceledAt) = (n, write.Now);
        (purchase.CancelledTotal, purchase.CancelledTaxFree) = (soFar, purchase.CancelledTaxFree + split.TaxFree);
        (purchase.CancelledVat, purchase.CancelledDeposit) = (
            purchase.CancelledVat + split.Vat,
            purchase.CancelledDeposit + split.GreenDeposit
        );
        (purchase.FeeBack, purchase.FeeVatBack) = (purchase.FeeBack + fee, purchase.FeeVatBack + vat);
        purchase.State = purchase.StateAfter(soFar);
        PaymentNews.Canceled(write, purchase, slip);
        made(purchase, slip);
        return n;
    }

    private Slip SlipOf(JournalWrite write, Purchase purchase, int n, long amount, long fee, long vat, bool verified)
    {
        var payer = purchase.Payer!.Value;
        var back = postings.SplitIncoming(write, payer, Won.Of(amount), verified);
        var slip = Slip.Of("cancel", $"{purchase.Source}:cancel:{n}")
            .Debit(LedgerAccount.FeeIncome, Won.Of(fee), purchase.TradeName)
            .Debit(LedgerAccount.VatPayable, Won.Of(vat), purchase.TradeName)
            .Credit(LedgerAccount.Wallet(payer), back.ToWallet, purchase.TradeName)
            .Credit(LedgerAccount.Pending(payer), back.ToPending, purchase.TradeName);

        // Rounding may give back a won of fee and a won of VAT with a cancel of one won: then the franchise gains by
        // it.
        var unsettled = LedgerAccount.FranchiseUnsettled(purchase.Franchise);
        var net = amount - fee - vat;
        return net >= 0
            ? slip.Debit(unsettled, Won.Of(net), purchase.PartnerOrderId)
            : slip.Credit(unsettled, Won.Of(-net), purchase.PartnerOrderId);
    }

    /// <summary>
    /// What the write made is at hand, unless it was another write that used this key: then it is read.
    /// </summary>
    private async Task<CancelView> ViewAsync(string tid, int n, (Purchase Purchase, SaleSlip Slip)? made)
    {
        var slips = await db.SlipsOfAsync(tid);
        var cancel = slips.Single(s => s.N == n);
        var purchase =
            made is { } fresh && fresh.Slip.Aid == cancel.Aid ? fresh.Purchase : (await db.FindPurchaseAsync(tid))!;
        return new(cancel.Aid, cancel.Amount, purchase.ToViewAfter(n, slips));
    }
}
