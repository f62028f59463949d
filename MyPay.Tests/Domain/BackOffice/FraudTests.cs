using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

public sealed class FraudTests : IAsyncLifetime
{
    private AShop shop = null!;
    private AProduct product = null!;
    private Actor admin = null!;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        product = shop.Product;
        admin = await product.OperatorAsync();
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Velocity_holds_the_transfer_too_many_before_money_moves_however_many_come_at_once()
    {
        await SetAsync(new(FraudRuleKind.Velocity, FraudRuleMode.Hold, 10, 3, Won.Zero));
        var (member, friend) = (await product.MemberWithAsync(100_000), await product.MemberAsync("이받음"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(member, friend, 1_000)));

        Assert.Equal(3, answers.Count(a => a.TryGet(out _, out _)));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("money.outgoing.held", a.Refused().Code)
        );
        Assert.Equal(97_000, await product.BalanceAsync(member.Id));
        var found = Assert.Single(await CasesAsync());
        Assert.Equal(
            (member.Id, FraudRuleKind.Velocity, FraudCaseState.Open, 17),
            (found.Member, found.Rule, found.State, found.Hits)
        );
        product.Clock.Advance(TimeSpan.FromMinutes(11));
        (await SendAsync(member, friend, 1_000)).Granted();
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_large_amount_to_somebody_new_is_held_and_nothing_is_topped_up_for_it()
    {
        await SetAsync(new(FraudRuleKind.LargeToNew, FraudRuleMode.Hold, 1440, 0, Won.Of(50_000)));
        var (member, friend) = (await product.MemberWithAsync(20_000), await product.MemberAsync("이받음"));
        var calls = (await product.JournalAsync()).Count;
        var key = Once.NewKey();

        for (var i = 0; i < 3; i++)
            Assert.Equal("money.outgoing.held", (await SendAsync(member, friend, 50_000, key)).Refused().Code);
        Assert.Equal(
            "money.outgoing.held",
            (
                await product.Remittances(r =>
                    r.SendToBankAsync(
                        new(member.Id, "088", "110123456789", "지우", Won.Of(60_000), null, Once.NewKey())
                    )
                )
            )
                .Refused()
                .Code
        );

        Assert.Equal(calls, (await product.JournalAsync()).Count);
        var found = Assert.Single(await CasesAsync());
        Assert.Equal((2, Won.Of(60_000)), (found.Hits, found.Largest)); // the same key is one hit
        (await SendAsync(member, friend, 10_000)).Granted();
        (await SendAsync(member, friend, 50_000)).Granted(); // no longer new
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Wrong_pins_stop_every_way_out_payments_too_until_somebody_has_looked()
    {
        await SetAsync(new(FraudRuleKind.PinMisses, FraudRuleMode.Hold, 60, 3, Won.Zero));
        var (member, friend) = (await product.MemberWithAsync(50_000), await product.MemberAsync("이받음"));
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        for (var i = 0; i < 3; i++)
            (await product.AskAsync((IPins p) => p.VerifyAsync(member.Id, "111222"))).Refused();
        (await product.AskAsync((IPins p) => p.VerifyAsync(member.Id, "258039"))).Granted();

        Assert.Equal("money.outgoing.held", (await SendAsync(member, friend, 1_000)).Refused().Code);
        Assert.Equal(
            "money.outgoing.held",
            (await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(1_000), Once.NewKey()))))
                .Refused()
                .Code
        );
        var authorized = await shop.AuthorizedAsync(member);
        Assert.Equal("money.outgoing.held", (await shop.ApproveAsync(authorized)).Refused().Code);
        Assert.Equal(50_000, await product.BalanceAsync(member.Id));

        var found = Assert.Single(await CasesAsync());
        Assert.Equal(3, found.Hits);
        (await product.AskAsync((IFraudDesk d) => d.AssignAsync(found.Id, admin))).Granted();
        (await product.AskAsync((IFraudDesk d) => d.ReleaseAsync(found.Id, "본인과 통화함", admin))).Granted();
        (await shop.ApproveAsync(authorized)).Granted(); // the payment was only held, not failed
        (await SendAsync(member, friend, 1_000)).Granted();
        Assert.Equal(
            "backoffice.fraud.case_ended",
            (await product.AskAsync((IFraudDesk d) => d.ReleaseAsync(found.Id, "또", admin))).Refused().Code
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_large_amount_from_a_browser_just_begun_to_use_is_held_until_somebody_has_looked_and_then_goes_out_once()
    {
        await SetAsync(new(FraudRuleKind.NewDevice, FraudRuleMode.Hold, 1440, 0, Won.Of(50_000)));
        var (member, friend) = (await product.MemberWithAsync(160_000), await product.MemberAsync("이받음"));
        var laptop = await SignedInAsync(member, "laptop");
        (await SendAsync(member, friend, 10_000, session: laptop)).Granted();
        product.Clock.Advance(TimeSpan.FromHours(25));
        var (phone, key) = (await SignedInAsync(member, "phone"), Once.NewKey());

        (await SendAsync(member, friend, 60_000, session: await SignedInAsync(member, "laptop"))).Granted(); // known for a day
        (await SendAsync(member, friend, 10_000, session: phone)).Granted(); // small
        for (var i = 0; i < 2; i++)
            Assert.Equal("money.outgoing.held", (await SendAsync(member, friend, 50_000, key, phone)).Refused().Code);
        Assert.Equal(
            "money.outgoing.held",
            (
                await product.Remittances(r =>
                    r.SendToBankAsync(
                        new(member.Id, "088", "110123456789", "지우", Won.Of(50_000), null, Once.NewKey(), phone)
                    )
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(80_000, await product.BalanceAsync(member.Id));

        var found = Assert.Single(await CasesAsync());
        Assert.Equal((FraudRuleKind.NewDevice, 2), (found.Rule, found.Hits));
        (await product.AskAsync((IFraudDesk d) => d.ReleaseAsync(found.Id, "본인과 통화함", admin))).Granted();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => SendAsync(member, friend, 50_000, key, phone))
        );
        Assert.Single(sent.Select(s => s.Granted().Id).Distinct());
        Assert.Equal(130_000, await product.BalanceAsync(friend.Id));
        Assert.NotEqual(laptop, phone);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_new_device_rule_is_tried_on_the_past_by_the_age_each_device_had_then()
    {
        var (member, friend) = (await product.MemberWithAsync(100_000), await product.MemberAsync("이받음"));
        var session = await SignedInAsync(member, "laptop");
        (await SendAsync(member, friend, 20_000, session: session)).Granted();
        product.Clock.Advance(TimeSpan.FromHours(2));
        (await SendAsync(member, friend, 20_000, session: await SignedInAsync(member, "laptop"))).Granted();
        (await SendAsync(member, friend, 20_000)).Granted(); // the clockwork: no device at all
        (await SendAsync(member, friend, 1_000, session: await SignedInAsync(member, "phone"))).Granted();

        async Task<int> HitsAsync(int minutes, long won) =>
            (
                await product.AskAsync(
                    (IFraudDesk d) =>
                        d.SimulateAsync(new(FraudRuleKind.NewDevice, FraudRuleMode.Off, minutes, 0, Won.Of(won)), 7)
                )
            )
                .Granted()
                .Hits;
        Assert.Equal(1, await HitsAsync(60, 20_000));
        Assert.Equal(2, await HitsAsync(180, 20_000));
        Assert.Equal(3, await HitsAsync(180, 1_000));
        Assert.Equal(
            "backoffice.fraud.rule_invalid",
            (
                await product.AskAsync(
                    (IFraudDesk d) =>
                        d.SimulateAsync(new(FraudRuleKind.NewDevice, FraudRuleMode.Off, 60, 0, Won.Zero), 7)
                )
            )
                .Refused()
                .Code
        );
    }

    [Fact]
    public async Task A_confirmed_case_freezes_the_member_in_the_same_write()
    {
        await SetAsync(new(FraudRuleKind.LargeToNew, FraudRuleMode.Hold, 1440, 0, Won.Of(10_000)));
        var (member, friend) = (await product.MemberWithAsync(20_000), await product.MemberAsync("이받음"));
        (await SendAsync(member, friend, 15_000)).Refused();
        var found = Assert.Single(await CasesAsync());
        var auditor = await product.StaffAsync("auditor1@mypay.test", SignInRoles.Auditor);

        Assert.Equal(
            "backoffice.role.missing",
            (
                await product.AskAsync(
                    (IFraudDesk d) => d.ConfirmAsync(found.Id, FreezeLevel.Everything, "사기", auditor)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            "backoffice.reason.missing",
            (await product.AskAsync((IFraudDesk d) => d.ConfirmAsync(found.Id, FreezeLevel.Everything, "", admin)))
                .Refused()
                .Code
        );
        (
            await product.AskAsync(
                (IFraudDesk d) => d.ConfirmAsync(found.Id, FreezeLevel.Everything, "계정 도용", admin)
            )
        ).Granted();

        Assert.Equal(
            FreezeLevel.Everything,
            (await product.AskAsync((IMemberDesk d) => d.FindAsync(member.Id)))!.Freeze
        );
        Assert.Equal("money.member.frozen", (await SendAsync(member, friend, 1_000)).Refused().Code);
        Assert.Empty(await CasesAsync());
    }

    [Fact]
    public async Task An_observing_rule_stops_nothing_and_notes_what_it_saw()
    {
        await SetAsync(new(FraudRuleKind.LargeToNew, FraudRuleMode.Observe, 1440, 0, Won.Of(10_000)));
        var (member, friend) = (await product.MemberWithAsync(20_000), await product.MemberAsync("이받음"));

        (await SendAsync(member, friend, 15_000)).Granted();

        Assert.Empty(await CasesAsync());
        var seen = Assert.Single(await product.AskAsync((IFraudDesk d) => d.ObservedAsync(10)));
        Assert.Equal((member.Id, OutgoingKind.Send, Won.Of(15_000)), (seen.Member, seen.Move, seen.Amount));
    }

    [Fact]
    public async Task A_rule_is_tried_on_the_past_and_says_just_what_it_would_have_stopped_live()
    {
        var (member, other, friend) = (
            await product.MemberWithAsync(100_000),
            await product.MemberWithAsync(50_000, "최다른"),
            await product.MemberAsync("이받음")
        );
        for (var i = 0; i < 5; i++)
            (await SendAsync(member, friend, 2_000)).Granted();
        (await SendAsync(other, friend, 30_000)).Granted();
        product.Clock.Advance(TimeSpan.FromHours(1));
        (await SendAsync(member, friend, 2_000)).Granted();
        for (var i = 0; i < 2; i++)
            (await product.AskAsync((IPins p) => p.VerifyAsync(other.Id, "111222"))).Refused();
        await shop.PaidAsync(other, 5_000);

        var fast = await TryAsync(new(FraudRuleKind.Velocity, FraudRuleMode.Off, 10, 3, Won.Zero));
        Assert.Equal((8, 2, 1, Won.Of(4_000)), (fast.Looked, fast.Hits, fast.Members, fast.Amount));
        var large = await TryAsync(new(FraudRuleKind.LargeToNew, FraudRuleMode.Off, 1440, 0, Won.Of(2_000)));
        Assert.Equal((2, 2), (large.Hits, large.Members)); // each member's first transfer only
        var pins = await TryAsync(new(FraudRuleKind.PinMisses, FraudRuleMode.Off, 60, 2, Won.Zero));
        Assert.Equal(OutgoingKind.Pay, Assert.Single(pins.First).Move);
        Assert.Equal(
            "backoffice.fraud.rule_invalid",
            (
                await product.AskAsync(
                    (IFraudDesk d) =>
                        d.SimulateAsync(new(FraudRuleKind.Velocity, FraudRuleMode.Off, 10, 0, Won.Zero), 7)
                )
            )
                .Refused()
                .Code
        );
        Assert.All(
            await product.AskAsync((IFraudDesk d) => d.RulesAsync()),
            r => Assert.Equal(FraudRuleMode.Off, r.Rule.Mode)
        ); // trying changes nothing

        async Task<FraudSimulation> TryAsync(FraudRule rule) =>
            (await product.AskAsync((IFraudDesk d) => d.SimulateAsync(rule, 7))).Granted();
    }

    private async Task SetAsync(FraudRule rule) =>
        (await product.AskAsync((IFraudDesk d) => d.ChangeAsync(rule, "시험", admin))).Granted();

    private Task<IReadOnlyList<FraudCaseView>> CasesAsync() =>
        product.AskAsync((IFraudDesk d) => d.CasesAsync(openOnly: true, 50));

    private async Task<Guid> SignedInAsync(MemberView member, string browser) =>
        (await product.AskAsync((ISessions s) => s.OpenAsync(member.SignInId, "Chrome · Windows", browser))).Granted();

    private Task<Result<RemittanceView>> SendAsync(
        MemberView from,
        MemberView to,
        long won,
        string? key = null,
        Guid? session = null
    ) =>
        product.Remittances(r =>
            r.SendToMemberAsync(new(from.Id, to.Id, Won.Of(won), null, false, key ?? Once.NewKey(), session))
        );
}
