using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Payment.Approve;

/// <summary>
/// Approves, once per TID. With enough money in the wallet one write does it all. When it is short, the first write only claims the payment, so that a second approve
/// and a quit stay out; then the bank is asked, under the TID as key, so that no retry and no crash can ask twice; then one write pays or fails the payment.
/// </summary>
internal sealed class Approval(IFranchises franchises, ILinkedAccounts accounts, IWallets wallets, Sales sales, IOutgoing outgoing, Journal journal, MyPayDb db)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.approve.not_found");

    public async Task<Result<PaymentView>> ApproveAsync(ApproveRequest request, CancellationToken ct)
    {
        var found = await db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Tid == request.Tid && p.Franchise == request.Caller && p.Cid == request.Cid, ct);
        if (found is null) return NotFound;
        if (await franchises.FindByCidAsync(found.Cid, ct) is not { } cid) return PaymentRefusals.NotSelling;
        var terms = SaleTerms.Of(found.Cid, cid);
        var verified = found.Payer is { } payer && await accounts.IsVerifiedAsync(payer, ct);

        // From here on the payment goes to its end even when the caller hangs up: a claim left behind would keep everybody waiting.
        var claim = Guid.NewGuid();
        var begun = await journal.WriteAsync<Step>(write => Begin(write, request, claim, terms, verified), CancellationToken.None);
        if (!begun.TryGet(out var step, out var refusal)) return found.Payer is null ? refusal : await outgoing.RefusedAsync(Sales.MoveOf(found), refusal, CancellationToken.None);
        if (!step.NeedsMoney) return step.Answer();

        var covered = await CoverAsync(step.Purchase, claim);
        covered.TryGet(out _, out var notCovered);
        var ended = await journal.WriteAsync<Step>(write => Finish(write, request.Tid, claim, notCovered, terms, verified), CancellationToken.None);
        if (ended.TryGet(out var last, out refusal))
        {
            if (last.Failure is { } failure) await outgoing.RefusedAsync(Sales.MoveOf(last.Purchase), failure, CancellationToken.None);
            return last.Answer();
        }

        await LetGoAsync(request.Tid, claim);
        return refusal;
    }

    private Result<Step> Begin(JournalWrite write, ApproveRequest request, Guid claim, SaleTerms terms, bool verified)
    {
        var purchase = write.Db.Set<Purchase>().Find(request.Tid)!;
        if (ApproveRules.Check(purchase, request, write.Now) is { } refusal) return refusal;
        if (purchase.IsClaimed(write.Now)) return PaymentRefusals.InProgress;

        purchase.Payload = request.Payload;
        if (Sales.IsCovered(write, purchase.Payer!.Value, purchase.Total, purchase.Live))
            return sales.Complete(write, purchase, terms, verified).TryGet(out var paid, out var refused) ? Step.Paid(paid, write.Now) : refused;

        if (sales.MayNot(write, purchase) is { } stopped) return stopped;
        (purchase.Claim, purchase.ClaimedUntil) = (claim, write.Now + ApproveRules.ClaimTime);
        return new Step(purchase, [], NeedsMoney: true, null, write.Now);
    }

    private async Task<Result<TopUpPlan>> CoverAsync(Purchase purchase, Guid claim)
    {
        try
        {
            return await wallets.CoverAsync(purchase.Payer!.Value, Won.Of(purchase.Total), TopUpReason.Paying, new Once("approve", purchase.Tid, ""), CancellationToken.None);
        }
        catch
        {
            await LetGoAsync(purchase.Tid, claim);
            throw;
        }
    }

    private Result<Step> Finish(JournalWrite write, string tid, Guid claim, Refusal? notCovered, SaleTerms terms, bool verified)
    {
        var purchase = write.Db.Set<Purchase>().Find(tid)!;
        if (ApproveRules.Ended(purchase.State) is { } ended) return ended;
        // Nothing was decided: the same approve may come again.
        if (notCovered is { Kind: RefusalKind.Unavailable } && notCovered.Code.StartsWith("storage.", StringComparison.Ordinal)) return notCovered;

        var refusal = notCovered;
        if (refusal is null && sales.Complete(write, purchase, terms, verified).TryGet(out var paid, out refusal)) return Step.Paid(paid, write.Now);

        // A slower approve whose claim ran out does not fail what another is about to pay.
        if (purchase.Claim != claim && purchase.IsClaimed(write.Now)) return PaymentRefusals.InProgress;
        (purchase.State, purchase.FailureCode) = (PaymentState.Failed, refusal!.Code);
        purchase.EndClaim();
        PaymentNews.Failed(write, purchase);
        return new Step(purchase, [], NeedsMoney: false, refusal, write.Now);
    }

    /// <summary>Gives the payment back to whoever approves next. When even that fails, the claim runs out by itself.</summary>
    private async Task LetGoAsync(string tid, Guid claim)
    {
        await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<Purchase>().Find(tid) is { } purchase && purchase.Claim == claim) purchase.EndClaim();
                return default(Done);
            },
            CancellationToken.None);
    }

    private sealed record Step(Purchase Purchase, IReadOnlyList<SaleSlip> Slips, bool NeedsMoney, Refusal? Failure, DateTimeOffset At)
    {
        public static Step Paid(Completed paid, DateTimeOffset at) => new(paid.Purchase, paid.Slips, NeedsMoney: false, null, at);

        public Result<PaymentView> Answer() => Failure is { } failure ? failure : Purchase.ToView(Slips, At);
    }
}
