using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Approve;

/// <summary>
/// Approves, once per TID. With enough money in the wallet one write does it all, the caller's key included: the same
/// call again is answered as the first time, also after a crash. When it is short, a write claims the payment, so that
/// a second approve and a quit stay out; then the bank is asked, under the TID as key, so that no retry and no crash
/// can ask twice; then one write pays the payment, or one fails it.
/// </summary>
internal sealed class Approval(
    IFranchises franchises,
    ILinkedAccounts accounts,
    IWallets wallets,
    Sales sales,
    IOutgoing outgoing,
    Journal journal,
    MyPayDb db
)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.approve.not_found");
    private static readonly Refusal Short = new(RefusalKind.Conflict, "ledger.insufficient");

    public async Task<Result<PaymentView>> ApproveAsync(ApproveRequest request, CancellationToken ct)
    {
        if (
            await db.FindPurchaseAsync(request.Tid) is not { } found
            || found.Franchise != request.Caller
            || found.Cid != request.Cid
        )
            return NotFound;
        if ((request.Terms ?? await franchises.FindByCidAsync(found.Cid, ct)) is not { } cid)
            return PaymentRefusals.NotSelling;
        var terms = SaleTerms.Of(found.Cid, cid);
        var verified = found.Payer is { } payer && await accounts.IsVerifiedAsync(payer, ct);

        // From here on the payment goes to its end even when the caller hangs up: a claim left behind would keep
        // everybody waiting.
        var claim = Chance.Id();
        var once = request.Key is { } key ? new Once($"approve:{request.Caller}", key, Fingerprints.Of(request)) : null;
        Completed? paid = null;
        var approved = await journal.WriteAsync<string>(
            once,
            write => Aid(Pay(write, request, terms, verified)),
            CancellationToken.None
        );
        if (!approved.TryGet(out var aid, out var refusal) && ReferenceEquals(refusal, Short))
            approved = await TopUpAndPayAsync(
                request,
                claim,
                write => journal.WriteAsync<string>(once, pay => Aid(write(pay)), CancellationToken.None),
                terms,
                verified
            );
        if (approved.TryGet(out aid, out refusal))
            return await ViewAsync(request.Tid, aid, paid);
        return found.Payer is null || found.State is PaymentState.Ready or PaymentState.Opened
            ? refusal
            : await outgoing.RefusedAsync(Sales.MoveOf(found), refusal, CancellationToken.None);

        Result<string> Aid(Result<Completed> completed) =>
            completed.TryGet(out paid, out var no) ? paid.Purchase.Aid! : no;
    }

    private Result<Completed> Pay(JournalWrite write, ApproveRequest request, SaleTerms terms, bool verified)
    {
        if (!Approvable(write, request).TryGet(out var purchase, out var refusal))
            return refusal;
        purchase.Payload = request.Payload;
        return Sales.IsCovered(write, purchase.Payer!.Value, purchase.Total, purchase.Live)
            ? sales.Complete(write, purchase, terms, verified)
            : sales.MayNot(write, purchase) ?? Short;
    }

    private static Result<Purchase> Approvable(JournalWrite write, ApproveRequest request)
    {
        var purchase = write.Find<Purchase>(request.Tid)!;
        if (ApproveRules.Check(purchase, request, write.Now) is { } refusal)
            return refusal;
        return purchase.IsClaimed(write.Now) ? PaymentRefusals.InProgress : purchase;
    }

    private async Task<Result<string>> TopUpAndPayAsync(
        ApproveRequest request,
        Guid claim,
        Func<Func<JournalWrite, Result<Completed>>, Task<Result<string>>> payAsync,
        SaleTerms terms,
        bool verified
    )
    {
        var claimed = await journal.WriteAsync<Purchase>(write => Claim(write, request, claim), CancellationToken.None);
        if (!claimed.TryGet(out var purchase, out var refusal))
            return refusal;

        var covered = await CoverAsync(purchase, claim);
        if (covered.TryGet(out _, out refusal))
        {
            var approved = await payAsync(write => Finish(write, request.Tid, terms, verified));
            if (approved.TryGet(out _, out refusal))
                return approved;
        }

        // What nobody has decided does not fail the payment: the same approve may come again.
        var failed = IsUndecided(refusal)
            ? refusal
            : await journal.WriteAsync<Done>(write => Fail(write, request.Tid, claim, refusal), CancellationToken.None);
        if (failed.TryGet(out _, out var undecided))
            return refusal;
        await LetGoAsync(request.Tid, claim);
        return undecided;
    }

    private static bool IsUndecided(Refusal refusal) =>
        refusal.Kind == RefusalKind.Unavailable && refusal.Code.StartsWith("storage.", StringComparison.Ordinal);

    private Result<Purchase> Claim(JournalWrite write, ApproveRequest request, Guid claim)
    {
        if (!Approvable(write, request).TryGet(out var purchase, out var refusal))
            return refusal;
        if (sales.MayNot(write, purchase) is { } stopped)
            return stopped;
        purchase.Payload = request.Payload;
        (purchase.Claim, purchase.ClaimedUntil) = (claim, write.Now + ApproveRules.ClaimTime);
        return purchase;
    }

    private async Task<Result<TopUpPlan>> CoverAsync(Purchase purchase, Guid claim)
    {
        try
        {
            return await wallets.CoverAsync(
                purchase.Payer!.Value,
                Won.Of(purchase.Total),
                TopUpReason.Paying,
                new Once("approve", purchase.Tid, ""),
                CancellationToken.None
            );
        }
        catch
        {
            await LetGoAsync(purchase.Tid, claim);
            throw;
        }
    }

    private Result<Completed> Finish(JournalWrite write, string tid, SaleTerms terms, bool verified)
    {
        var purchase = write.Find<Purchase>(tid)!;
        return ApproveRules.Ended(purchase.State) is { } ended
            ? ended
            : sales.Complete(write, purchase, terms, verified);
    }

    private static Result<Done> Fail(JournalWrite write, string tid, Guid claim, Refusal because)
    {
        var purchase = write.Find<Purchase>(tid)!;
        if (ApproveRules.Ended(purchase.State) is { } ended)
            return ended;

        // A slower approve whose claim ran out does not fail what another is about to pay.
        if (purchase.Claim != claim && purchase.IsClaimed(write.Now))
            return PaymentRefusals.InProgress;
        (purchase.State, purchase.FailureCode) = (PaymentState.Failed, because.Code);
        purchase.EndClaim();
        PaymentNews.Failed(write, purchase);
        return default(Done);
    }

    /// <summary>
    /// Gives the payment back to whoever approves next. When even that fails, the claim runs out by itself.
    /// </summary>
    private async Task LetGoAsync(string tid, Guid claim)
    {
        await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Find<Purchase>(tid) is { } purchase && purchase.Claim == claim)
                    purchase.EndClaim();
                return default(Done);
            },
            CancellationToken.None
        );
    }

    /// <summary>
    /// What the write made is at hand, unless it was another write that used this key: then it is read.
    /// </summary>
    private async Task<PaymentView> ViewAsync(string tid, string aid, Completed? paid)
    {
        if (paid is not null && paid.Purchase.Aid == aid)
            return paid.ToView();
        var purchase = (await db.FindPurchaseAsync(tid))!;
        return purchase.ToViewAfter(0, await db.SlipsOfAsync(tid));
    }
}
