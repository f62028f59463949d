using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>Times that are policies: what begins takes today's, what began keeps its own.</summary>
public sealed class PolicyObeyedTests : IAsyncLifetime
{
    private AShop shop = null!;

    private AProduct Product => shop.Product;

    private DateOnly Tomorrow { get; } = SeoulTime.DateOf(AProduct.Noon).AddDays(1);

    public async Task InitializeAsync() => shop = await AShop.OpenAsync();

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Waiting_money_goes_back_after_the_hours_that_held_when_it_was_sent()
    {
        var sender = await Product.MemberWithAsync(50_000, "김보냄");
        var receiver = await Product.MemberAsync("이받음");
        await AgreeAsync("waiting.hours", 2);
        Assert.Equal(24, await ValueAsync(RemittancePolicies.WaitingHours));
        var before = await SendAsync(1_000);
        Assert.Equal(TimeSpan.FromHours(24), before.ExpiresAt - before.SentAt);

        Product.Clock.Advance(SeoulTime.StartOf(Tomorrow).AddHours(1) - Product.Clock.GetUtcNow());
        Assert.Equal(2, await ValueAsync(RemittancePolicies.WaitingHours));
        var after = await SendAsync(2_000);
        Assert.Equal(TimeSpan.FromHours(2), after.ExpiresAt - after.SentAt);

        Product.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await Product.Remittances(r => r.ReturnExpiredAsync()));
        Assert.Equal(
            (RemittanceState.Expired, RemittanceState.Waiting),
            ((await FindAsync(after)).State, (await FindAsync(before)).State)
        );
        Assert.Equal(49_000, await Product.BalanceAsync(sender.Id));
        await Product.VerifyAsync();

        async Task<RemittanceView> SendAsync(long won) =>
            (
                await Product.Remittances(r =>
                    r.SendToMemberAsync(
                        new(sender.Id, receiver.Id, Won.Of(won), null, WaitForAcceptance: true, Once.NewKey())
                    )
                )
            ).Granted();

        async Task<RemittanceView> FindAsync(RemittanceView sent) =>
            (await Product.Remittances(r => r.FindAsync(sender.Id, sent.Id)))!;
    }

    [Fact]
    public async Task A_pay_code_lives_as_long_as_the_policy_says()
    {
        var member = await Product.MemberWithAsync(50_000);
        await AgreeAsync("code.minutes", 10);
        Product.Clock.Advance(SeoulTime.StartOf(Tomorrow).AddHours(1) - Product.Clock.GetUtcNow());
        var code = await Product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        Product.Clock.Advance(TimeSpan.FromMinutes(5)); // three would have been over
        (
            await Product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(shop.Id, true, code.Code, 1_000, "o-1", "라테", null, Once.NewKey()))
            )
        ).Granted();

        var late = await Product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        Product.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(
            "payment.code.expired",
            (
                await Product.AskAsync(
                    (IInStore s) =>
                        s.PayByCodeAsync(new(shop.Id, true, late.Code, 1_000, "o-2", "라테", null, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
    }

    private async Task AgreeAsync(string name, long value)
    {
        var maker = await Product.OperatorAsync();
        var asked = (
            await Product.Approvals(a => a.AskAsync(new PolicyChange(name, value, Tomorrow).Ask("고객 의견"), maker))
        ).Granted();
        var checker = await Product.ApproverAsync();
        (await Product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
    }

    private Task<long> ValueAsync(Policy policy) => Product.AskAsync((IPolicies p) => p.TodayAsync(policy));
}
