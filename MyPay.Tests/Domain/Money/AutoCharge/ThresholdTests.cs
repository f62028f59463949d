using System.Net.Http.Json;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money.AutoCharge;

/// <summary>
/// "Below X, charge Y", on the real store with the real bank simulator: once for each crossing, whatever happens.
/// </summary>
public sealed class ThresholdTests : IAsyncLifetime
{
    private AProduct product = null!;
    private MemberView shop = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        shop = await product.MemberAsync("박받음");
        await product.LinkAsync(shop);
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_balance_that_falls_below_is_charged_once_for_each_crossing_however_many_look()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await RunAsync();
        Assert.Equal(50_000, await BalanceAsync(member)); // nothing is below

        await SpendAsync(member, 35_000); // 15,000 left
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync()));
        Assert.Equal(45_000, await BalanceAsync(member));
        await SpendAsync(member, 1_000); // above
        await RunAsync();
        await SpendAsync(member, 30_000); // 14,000
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync()));

        Assert.Equal(44_000, await BalanceAsync(member));
        Assert.Equal(2, await ChargesAsync(30_000));
        var view = (await FindAsync(member))!;
        Assert.All(view.Runs, run => Assert.Equal(AutoChargeRunState.Charged, run.State));
        Assert.Equal(2, view.Runs.Count);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Each_payment_below_the_threshold_does_not_charge_again_until_the_balance_has_been_up()
    {
        var (member, account) = await WithThresholdAsync(100_000, below: 100_000, amount: 10_000);
        await SpendAsync(member, 90_000);
        await RunAsync();
        Assert.Equal(20_000, await BalanceAsync(member)); // one charge, still below

        for (var i = 0; i < 5; i++)
        {
            await SpendAsync(member, 1_000);
            await RunAsync();
        }

        Assert.Equal(15_000, await BalanceAsync(member));
        (await product.Wallets(w => w.ChargeAsync(new(member.Id, account, Won.Of(90_000), Once.NewKey())))).Granted(); // 105,000
        await SpendAsync(member, 6_000);
        await RunAsync();
        Assert.Equal(109_000, await BalanceAsync(member));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_crossing_that_nobody_saw_in_time_is_not_lost()
    {
        var (member, account) = await WithThresholdAsync(50_000, below: 20_000, amount: 20_000);
        await SpendAsync(member, 40_000); // down …
        (await product.Wallets(w => w.ChargeAsync(new(member.Id, account, Won.Of(60_000), Once.NewKey())))).Granted(); // … up …
        await SpendAsync(member, 60_000); // … and down, before anybody looked
        await RunAsync();

        Assert.Equal(30_000, await BalanceAsync(member));
        Assert.Single((await FindAsync(member))!.Runs);
    }

    [Fact]
    public async Task Set_below_the_threshold_it_charges_at_once_also_a_wallet_that_never_moved()
    {
        var member = await product.MemberAsync("김새것");
        var account = await product.LinkAsync(member);
        var plan = (
            await Threshold(t => t.PlanAsync(new(member.Id, account.Id, Won.Of(10_000), Won.Of(20_000))))
        ).Granted();
        Assert.Equal((true, true, false), (plan.NeedsPin, plan.RunsNow, plan.MayStayBelow));
        (
            await Threshold(t =>
                t.SetAsync(new(member.Id, account.Id, Won.Of(10_000), Won.Of(20_000)), pinVerified: true)
            )
        ).Granted();

        await Task.WhenAll(RunAsync(), RunAsync());
        await RunAsync();

        Assert.Equal(20_000, await BalanceAsync(member));
        Assert.Equal(1, await ChargesAsync(20_000));
    }

    [Fact]
    public async Task Unknown_is_waited_for_and_never_charged_twice()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        await SpendAsync(member, 40_000);
        for (var i = 0; i < 4; i++)
        {
            await RunAsync();
            product.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(10_000, await BalanceAsync(member)); // nothing is credited before the bank has spoken
        Assert.True(Assert.Single((await FindAsync(member))!.Runs).Checking);
        Assert.Equal(
            ChargeOrigin.Threshold,
            Assert.Single(await product.Wallets(w => w.OpenMovesAsync(member.Id))).Origin
        );

        // Neither a new setting nor a movement makes another one beside it.
        (await Threshold(t => t.PauseAsync(member.Id))).Granted();
        (await Threshold(t => t.ResumeAsync(member.Id))).Granted();
        await SpendAsync(member, 1_000);
        await RunAsync();
        Assert.Equal(1, await ChargesAsync(30_000));

        await product.InquireAfterAsync(TimeSpan.FromMinutes(6));
        await RunAsync();
        Assert.Equal(39_000, await BalanceAsync(member));
        Assert.Equal(1, await ChargesAsync(30_000));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Three_certain_failures_stop_it_and_say_why_and_resuming_begins_anew()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await product.EmptyAccountsOfAsync(member);
        await SpendAsync(member, 40_000);
        for (var hour = 0; hour < 10; hour++)
        {
            await Task.WhenAll(RunAsync(), RunAsync());
            product.Clock.Advance(TimeSpan.FromHours(1));
        }

        var view = (await FindAsync(member))!;
        Assert.Equal((AutoChargeState.Paused, "banking.account.short"), (view.State, view.PausedWhy));
        var run = Assert.Single(view.Runs);
        Assert.Equal((AutoChargeRunState.Failed, 3), (run.State, run.Tries));
        Assert.Equal(
            [NoticeEvent.AutoChargePaused, NoticeEvent.AutoChargeRetry, NoticeEvent.AutoChargeRetry],
            await AutoNoticesAsync(member)
        );
        Assert.Equal(0, await ChargesAsync(30_000));

        await product.FillAccountsOfAsync(member, 1_000_000);
        await RunAsync();
        Assert.Equal(10_000, await BalanceAsync(member)); // stopped is stopped
        (await Threshold(t => t.ResumeAsync(member.Id))).Granted();
        await Task.WhenAll(RunAsync(), RunAsync());
        Assert.Equal(40_000, await BalanceAsync(member));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_success_in_between_forgives_the_failures_before()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        for (var round = 0; round < 3; round++)
        {
            await product.EmptyAccountsOfAsync(member);
            await SpendAsync(member, await BalanceAsync(member) - 10_000);
            await RunAsync(); // fails once
            await product.FillAccountsOfAsync(member, 1_000_000);
            product.Clock.Advance(TimeSpan.FromHours(3.1));
            await RunAsync(); // the second try
            Assert.Equal(40_000, await BalanceAsync(member));
        }

        Assert.Equal(AutoChargeState.On, (await FindAsync(member))!.State);
    }

    [Fact]
    public async Task A_bank_in_maintenance_is_waited_for_and_counts_for_nothing()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000, bank: "081"); // closed 23:40–00:20
        product.Clock.Advance(TimeSpan.FromMinutes(11 * 60 + 45));
        await SpendAsync(member, 40_000);
        for (var i = 0; i < 4; i++)
        {
            await RunAsync();
            product.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var run = Assert.Single((await FindAsync(member))!.Runs);
        Assert.Equal((AutoChargeRunState.Open, 0, "banking.bank.maintenance"), (run.State, run.Tries, run.FailureCode));
        product.Clock.Advance(TimeSpan.FromMinutes(15));
        await RunAsync();
        Assert.Equal(40_000, await BalanceAsync(member));
        Assert.Empty(await AutoNoticesAsync(member));
    }

    [Fact]
    public async Task An_account_that_was_unlinked_stops_it_at_once()
    {
        var (member, account) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await product.LinkAsync(member); // another one, from which nobody agreed to be charged
        (await product.AskAsync((ILinkedAccounts a) => a.UnlinkAsync(member.Id, account))).Granted();
        await SpendAsync(member, 40_000);
        await RunAsync();

        var view = (await FindAsync(member))!;
        Assert.Equal((AutoChargeState.Paused, "money.charge.account_not_found"), (view.State, view.PausedWhy));
        Assert.Equal(10_000, await BalanceAsync(member));
        Assert.Equal("money.charge.account_not_found", (await Threshold(t => t.ResumeAsync(member.Id))).Refused().Code);
        Assert.Equal([NoticeEvent.AutoChargePaused], await AutoNoticesAsync(member));
    }

    [Fact]
    public async Task A_frozen_member_is_not_charged_and_goes_on_when_it_is_lifted()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await SpendAsync(member, 40_000);
        await FreezeAsync(member, FreezeLevel.Everything);
        await RunAsync();
        Assert.Equal("money.member.frozen", Assert.Single((await FindAsync(member))!.Runs).FailureCode);

        await FreezeAsync(member, FreezeLevel.None);
        product.Clock.Advance(TimeSpan.FromMinutes(6));
        await RunAsync();
        Assert.Equal(40_000, await BalanceAsync(member));
    }

    [Fact]
    public async Task Money_that_came_before_the_second_try_makes_it_needless()
    {
        var (member, account) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await product.EmptyAccountsOfAsync(member);
        await SpendAsync(member, 40_000);
        await RunAsync();
        await product.FillAccountsOfAsync(member, 1_000_000);
        (await product.Wallets(w => w.ChargeAsync(new(member.Id, account, Won.Of(20_000), Once.NewKey())))).Granted();
        product.Clock.Advance(TimeSpan.FromHours(3.1));
        await RunAsync();

        Assert.Equal(30_000, await BalanceAsync(member));
        Assert.Equal(AutoChargeRunState.Skipped, Assert.Single((await FindAsync(member))!.Runs).State);
    }

    [Fact]
    public async Task A_payment_that_is_short_while_the_charge_is_on_its_way_waits_for_it_and_charges_nothing_of_its_own()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await SpendAsync(member, 40_000);
        using (
            var slow = await product.Bank.PostAsJsonAsync(
                "/sim/faults",
                new
                {
                    match = new { path = "withdraw", count = 1 },
                    effect = "slow",
                    delayMs = 1_500,
                }
            )
        )
            slow.EnsureSuccessStatusCode();

        var charge = RunAsync();
        await Eventually.TrueAsync(
            async () => (await product.Wallets(w => w.OpenMovesAsync(member.Id))).Count > 0,
            "the charge is on its way"
        );
        (await SendAsync(member, 35_000)).Granted(); // 10,000 there, 30,000 on its way
        await charge;

        Assert.Equal(5_000, await BalanceAsync(member));
        Assert.Equal(2, (await product.JournalAsync()).Count(m => m.Kind == "withdraw")); // the first charge by hand, and this one
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Top_ups_and_the_threshold_together_charge_each_need_once()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        var other = await product.LinkAsync(member);
        (await product.AskAsync((ILinkedAccounts a) => a.MakePrimaryAsync(member.Id, other.Id))).Granted(); // top-ups from one account, the threshold from the other

        for (var round = 0; round < 6; round++)
        {
            var looking = Enumerable.Range(0, 4).Select(_ => RunAsync());
            var spending = Enumerable.Range(0, 3).Select(_ => SendAsync(member, 23_000));
            await Task.WhenAll([.. looking, .. spending]);
        }

        await RunAsync();
        var runs = (await FindAsync(member))!.Runs;
        Assert.DoesNotContain(runs, r => r.State == AutoChargeRunState.Failed);
        Assert.True(await BalanceAsync(member) >= 0);
        var charges = (
            await product.AskAsync(
                (IMovements m) => m.ListAsync(member.Id, new(Kinds: [MovementKind.Charge]), null, 200)
            )
        ).Rows;
        Assert.Equal((await product.JournalAsync()).Count(m => m.Kind == "withdraw"), charges.Count);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_pin_is_asked_to_set_it_and_to_raise_it_and_not_to_lower_it()
    {
        var member = await product.MemberWithAsync(50_000, "김자동");
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        var wish = new ThresholdWish(member.Id, account.Id, Won.Of(20_000), Won.Of(30_000));
        Assert.Equal(
            "money.auto_charge.pin_needed",
            (await Threshold(t => t.SetAsync(wish, pinVerified: false))).Refused().Code
        );
        (await Threshold(t => t.SetAsync(wish, pinVerified: true))).Granted();

        Assert.Equal(
            "money.auto_charge.pin_needed",
            (await Threshold(t => t.SetAsync(wish with { Below = Won.Of(30_000) }, pinVerified: false))).Refused().Code
        );
        Assert.Equal(
            "money.auto_charge.pin_needed",
            (await Threshold(t => t.SetAsync(wish with { Amount = Won.Of(40_000) }, pinVerified: false))).Refused().Code
        );
        (
            await Threshold(t =>
                t.SetAsync(wish with { Below = Won.Of(10_000), Amount = Won.Of(20_000) }, pinVerified: false)
            )
        ).Granted();
        (await Threshold(t => t.TurnOffAsync(member.Id))).Granted();
        Assert.Equal(
            "money.auto_charge.pin_needed",
            (await Threshold(t => t.SetAsync(wish with { Below = Won.Of(10_000) }, pinVerified: false))).Refused().Code
        );
        Assert.Equal("money.auto_charge.not_found", (await Threshold(t => t.ResumeAsync(member.Id))).Refused().Code);
    }

    [Theory]
    [InlineData(0, 10_000, "money.auto_charge.below_invalid")]
    [InlineData(15_000, 10_000, "money.auto_charge.below_invalid")]
    [InlineData(10_000, 9_999, "money.charge.below_minimum")]
    [InlineData(10_000, 15_000, "money.charge.not_in_units")]
    [InlineData(1_000_000, 1_010_000, "money.auto_charge.over_cap")]
    public async Task What_cannot_be_set_is_refused_with_its_reason(long below, long amount, string code)
    {
        var member = await product.MemberAsync("김자동");
        var account = await product.LinkAsync(member);
        Assert.Equal(
            code,
            (
                await Threshold(t =>
                    t.SetAsync(new(member.Id, account.Id, Won.Of(below), Won.Of(amount)), pinVerified: true)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            "money.charge.account_not_found",
            (await Threshold(t => t.PlanAsync(new(member.Id, new(Guid.NewGuid()), Won.Of(10_000), Won.Of(10_000)))))
                .Refused()
                .Code
        );
        Assert.Null(await FindAsync(member));
    }

    [Fact]
    public async Task It_stands_in_the_history_as_what_it_is()
    {
        var (member, _) = await WithThresholdAsync(50_000, below: 20_000, amount: 30_000);
        await SpendAsync(member, 40_000);
        await RunAsync();

        var rows = (
            await product.AskAsync(
                (IMovements m) => m.ListAsync(member.Id, new(Kinds: [MovementKind.AutoCharge]), null, 10)
            )
        ).Rows;
        Assert.Equal(30_000, Assert.Single(rows).Signed);
        Assert.Equal(
            2,
            (
                await product.AskAsync(
                    (IMovements m) => m.ListAsync(member.Id, new(Kinds: [MovementKind.Charge]), null, 10)
                )
            )
                .Rows
                .Count
        );
        var told = (await product.AskAsync((INotices n) => n.ListAsync(member.Id, NoticeKind.Bank, 10))).Rows;
        Assert.Equal("Threshold", told.First(n => n.Event == NoticeEvent.Charged).Detail);
    }

    private async Task FreezeAsync(MemberView member, FreezeLevel level) =>
        (
            await product.AskAsync(
                (Journal journal) =>
                    product.AskAsync(
                        (IFreezes f) =>
                            journal.WriteAsync(write => f.Set(write, member.Id, level, "확인", Actor.System))
                    )
            )
        ).Granted();

    private async Task<(MemberView Member, LinkedAccountId Account)> WithThresholdAsync(
        long balance,
        long below,
        long amount,
        string bank = "004"
    )
    {
        var member = await product.MemberAsync("김자동");
        var account = await product.LinkAsync(member, bank);
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(balance), Once.NewKey())))
        ).Granted();
        (
            await Threshold(t =>
                t.SetAsync(new(member.Id, account.Id, Won.Of(below), Won.Of(amount)), pinVerified: true)
            )
        ).Granted();
        return (member, account.Id);
    }

    private async Task SpendAsync(MemberView member, long won) => (await SendAsync(member, won)).Granted();

    private Task<Result<MyPay.Domain.Remittance.RemittanceView>> SendAsync(MemberView member, long won) =>
        product.Remittances(r => r.SendToMemberAsync(new(member.Id, shop.Id, Won.Of(won), null, false, Once.NewKey())));

    private Task<T> Threshold<T>(Func<IThresholdCharge, Task<T>> question) => product.AskAsync(question);

    private Task<int> RunAsync() => Threshold(t => t.RunDueAsync());

    private Task<long> BalanceAsync(MemberView member) => product.BalanceAsync(member.Id);

    private Task<ThresholdView?> FindAsync(MemberView member) => Threshold(t => t.FindAsync(member.Id));

    private async Task<int> ChargesAsync(long won) =>
        (await product.JournalAsync()).Count(m => m.Kind == "withdraw" && m.Amount == won);

    private async Task<List<NoticeEvent>> AutoNoticesAsync(MemberView member) =>
        [
            .. (await product.AskAsync((INotices n) => n.ListAsync(member.Id, NoticeKind.Bank, 50)))
                .Rows.Select(n => n.Event)
                .Where(e => e is >= NoticeEvent.AutoChargeRetry and <= NoticeEvent.AutoChargeEnded),
        ];
}
