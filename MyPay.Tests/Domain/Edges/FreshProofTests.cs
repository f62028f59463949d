using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Edges;

/// <summary>
/// Whoever approves a settlement at a page proves anew who they are; an old proof approves nothing and pays nothing.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class FreshProofTests
{
    [Fact]
    public async Task A_settlement_is_approved_with_a_fresh_proof_only()
    {
        await using var at = await ASettlement.OpenAsync();
        var proofs = new Proofs();
        at.StepUps = proofs;
        await at.SellAsync(at.Shop(), 10_000);
        at.GoTo(ASettlement.Today.AddDays(1), 10);
        (await at.CloseAsync(ASettlement.Today)).Granted();
        var batch = (await at.BatchesAsync())[0].Id;
        var seated = ASettlement.Approver with { Session = Guid.NewGuid() };

        Assert.Equal(
            "membership.step_up.required",
            (await at.AskAsync(s => s.ApproveAsync(batch, seated))).Refused().Code
        );
        Assert.Equal(
            (BatchState.Draft, 0),
            ((await at.FindAsync(batch)).State, await at.AskAsync(s => s.PayDueAsync()))
        );
        Assert.Equal([seated], proofs.Asked);

        proofs.IsFresh = true;
        Assert.Equal(BatchState.Approved, (await at.AskAsync(s => s.ApproveAsync(batch, seated))).Granted().State);
        await at.VerifyAsync();
    }

    private sealed class Proofs : IStepUps
    {
        public bool IsFresh { get; set; }

        public List<Actor> Asked { get; } = [];

        public Result<Done> Require(JournalWrite write, Actor by)
        {
            Asked.Add(by);
            return IsFresh ? default(Done) : new Refusal(RefusalKind.Forbidden, "membership.step_up.required");
        }

        public Task<StepUpMeans> MeansAsync(string signInId, CancellationToken ct) => throw new NotSupportedException();

        public Task<Result<Done>> ByPasswordAsync(Actor by, string? password, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<Result<Done>> ByPinAsync(Actor by, string pin, CancellationToken ct) =>
            throw new NotSupportedException();
    }
}
