using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Recurring;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>What a member lets a shop take, to the won and to midnight; and that a stop is known to the next charge.</summary>
public sealed class ConsentTests : IAsyncLifetime
{
    private AShop shop = null!;
    private MemberView member = null!;

    private string Cid => shop.Franchise.RecurringCid;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        member = await shop.Product.MemberWithAsync(500_000);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData(0, 50_000)]
    [InlineData(9_900, 50_000)]
    [InlineData(16_666, 50_000)]
    [InlineData(16_667, 50_001)]
    [InlineData(2_000_000, 6_000_000)]
    public void The_usual_cap_is_three_times_the_first_amount_and_at_least_50_000(long first, long cap)
    {
        Assert.Equal(new ConsentTerms(cap, cap), ConsentTerms.UsualFor(first));
        Assert.Null(ConsentTerms.UsualFor(first).Against(first));
    }

    [Fact]
    public async Task Whoever_chooses_nothing_has_agreed_to_the_usual_caps()
    {
        var sid = await SubscribeAsync(9_900);

        var consent = await ConsentAsync(sid);

        Assert.Equal(
            (50_000L, 50_000L, true, 9_900L, ConsentState.Active),
            (consent.CapOnce, consent.CapMonth, consent.MayDraw, consent.TakenThisMonth, consent.State)
        );
    }

    [Theory]
    [InlineData(9_999, 20_000, "payment.consent.below_first")]
    [InlineData(20_000, 9_999, "payment.consent.below_first")]
    [InlineData(0, 20_000, "payment.consent.cap_invalid")]
    [InlineData(20_000, 10_000_001, "payment.consent.cap_invalid")]
    [InlineData(10_000, 10_000, null)]
    [InlineData(10_000_000, 10_000_000, null)]
    public async Task A_cap_holds_the_first_payment_and_has_its_bounds(long once, long month, string? code)
    {
        var ready = (await shop.ReadyAsync(shop.Request(10_000, Cid))).Granted();

        var answer = await shop.AuthorizeAsync(ready.Tid, member, new(once, month));

        Assert.Equal(code, answer.TryGet(out _, out var refusal) ? null : refusal.Code);
    }

    [Fact]
    public async Task What_was_agreed_to_with_the_last_PIN_before_approve_counts()
    {
        var request = await shop.AuthorizedAsync(member, shop.Request(0, Cid), new(20_000, 20_000));
        (await shop.AuthorizeAsync(request.Tid, member, new(10_000, 15_000, MayDraw: false))).Granted();

        var consent = await ConsentAsync((await shop.ApproveAsync(request)).Granted().Sid!);

        Assert.Equal((10_000L, 15_000L, false), (consent.CapOnce, consent.CapMonth, consent.MayDraw));
    }

    [Fact]
    public async Task Over_the_cap_at_once_is_refused_by_one_won_and_counts_nothing()
    {
        var sid = await SubscribeAsync(0, new(10_000, 30_000));

        var refusal = (await ChargeAsync(sid, 10_001)).Refused();
        Assert.Equal(("payment.sid.over_once", 10_000L), (refusal.Code, refusal.Args[0]));
        Assert.Equal(0, (await ConsentAsync(sid)).TakenThisMonth);
        (await ChargeAsync(sid, 10_000)).Granted();
        Assert.Equal((10_000L, 20_000L), Taken(await ConsentAsync(sid)));
        Assert.Equal(490_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task The_first_payment_counts_in_its_month_and_the_month_turns_at_midnight_in_Seoul()
    {
        var sid = await SubscribeAsync(10_000, new(20_000, 25_000));

        var refusal = (await ChargeAsync(sid, 15_001)).Refused();
        Assert.Equal(
            ("payment.sid.over_month", 25_000L, 15_000L),
            (refusal.Code, (long)refusal.Args[0], (long)refusal.Args[1])
        );
        (await ChargeAsync(sid, 15_000)).Granted();

        GoTo(new(2026, 11, 30, 23, 59, 59));
        Assert.Equal("payment.sid.over_month", (await ChargeAsync(sid, 1)).Refused().Code);
        Assert.Equal((25_000L, 0L), Taken(await ConsentAsync(sid)));
        GoTo(new(2026, 12, 1, 0, 0, 0));
        Assert.Equal((0L, 25_000L), Taken(await ConsentAsync(sid)));
        (await ChargeAsync(sid, 20_000)).Granted();
        Assert.Equal("payment.sid.over_month", (await ChargeAsync(sid, 5_001)).Refused().Code);
        (await ChargeAsync(sid, 5_000)).Granted();
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task What_is_cancelled_stays_counted_in_the_month_and_leaves_the_sum_of_the_year()
    {
        var sid = await SubscribeAsync(10_000, new(20_000, 20_000));
        var second = (await ChargeAsync(sid, 10_000)).Granted();

        (await shop.CancelAsync(second.Tid, 4_000)).Granted();

        var consent = await ConsentAsync(sid);
        Assert.Equal((20_000L, 0L), Taken(consent));
        Assert.Equal(16_000, consent.TwelveMonths);
        Assert.Equal((10_000L, 4_000L), (consent.Last!.Won, consent.Last.Cancelled));
        Assert.Equal("payment.sid.over_month", (await ChargeAsync(sid, 1)).Refused().Code);
    }

    [Fact]
    public async Task The_same_key_of_the_caller_counts_once_and_is_answered_after_a_stop_too()
    {
        var sid = await SubscribeAsync(0, new(10_000, 10_000));
        var key = Once.NewKey();
        var first = (await ChargeAsync(sid, 10_000, key)).Granted();
        (await Consents(c => c.StopAsync(member.Id, sid))).Granted();

        Assert.Equal(first.Tid, (await ChargeAsync(sid, 10_000, key)).Granted().Tid);

        Assert.Equal("payment.sid.inactive", (await ChargeAsync(sid, 10_000)).Refused().Code);
        Assert.Equal(10_000, (await ConsentAsync(sid)).TakenThisMonth);
        Assert.Equal(490_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task A_pause_holds_until_it_is_resumed_and_a_stop_for_ever()
    {
        var sid = await SubscribeAsync(0);

        (await Consents(c => c.PauseAsync(member.Id, sid))).Granted();
        Assert.Equal("payment.sid.paused", (await ChargeAsync(sid, 1_000)).Refused().Code);
        var paused = (await shop.Product.AskAsync((IPayments p) => p.FindSidAsync(shop.Id, Cid, sid)))!;
        Assert.Equal((false, ConsentState.Paused), (paused.Active, paused.State));
        Assert.NotNull(paused.InactivatedAt);

        (await Consents(c => c.ResumeAsync(member.Id, sid))).Granted();
        (await ChargeAsync(sid, 1_000)).Granted();

        (await Consents(c => c.StopAsync(member.Id, sid))).Granted();
        (await Consents(c => c.StopAsync(member.Id, sid))).Granted();
        Assert.Equal("payment.sid.inactive", (await ChargeAsync(sid, 1_000)).Refused().Code);
        Assert.Equal("payment.sid.inactive", (await Consents(c => c.ResumeAsync(member.Id, sid))).Refused().Code);
        Assert.Equal("payment.sid.inactive", (await Consents(c => c.PauseAsync(member.Id, sid))).Refused().Code);
        Assert.Equal("payment.sid.inactive", (await ChangeAsync(sid, new(1, 1))).Refused().Code);
        Assert.Equal(
            [RecurringNews.StoppedType, RecurringNews.ResumedType, RecurringNews.StoppedType],
            (await NewsAsync()).Select(n => n.Type)
        );
    }

    [Fact]
    public async Task Stricter_needs_no_PIN_and_looser_in_anything_does()
    {
        var sid = await SubscribeAsync(0, new(10_000, 20_000, MayDraw: false));
        const string NeedsPin = "payment.consent.needs_pin";

        Assert.Equal(NeedsPin, (await ChangeAsync(sid, new(10_001, 20_000, false))).Refused().Code);
        Assert.Equal(NeedsPin, (await ChangeAsync(sid, new(10_000, 20_001, false))).Refused().Code);
        Assert.Equal(NeedsPin, (await ChangeAsync(sid, new(10_000, 20_000, true))).Refused().Code);
        Assert.Equal(NeedsPin, (await ChangeAsync(sid, new(9_999, 20_001, false))).Refused().Code);
        Assert.Equal("payment.consent.cap_invalid", (await ChangeAsync(sid, new(0, 1, false))).Refused().Code);
        (await ChangeAsync(sid, new(10_000, 20_000, false))).Granted(); // nothing new
        Assert.Empty(await NewsAsync());
        (await ChangeAsync(sid, new(9_999, 20_000, false))).Granted();
        Assert.Equal("payment.sid.over_once", (await ChargeAsync(sid, 10_000)).Refused().Code);

        (await ChangeAsync(sid, new(15_000, 30_000), byPin: true)).Granted();

        (await ChargeAsync(sid, 15_000)).Granted();
        var news = await NewsAsync();
        Assert.Equal([RecurringNews.CappedType, RecurringNews.CappedType], news.Select(n => n.Type));
        var last = JsonDocument.Parse(news[1].Data).RootElement;
        Assert.Equal(
            (sid, "user-1", "Active", 15_000, 30_000, true),
            (
                last.GetProperty("sid").GetString(),
                last.GetProperty("partnerUserId").GetString(),
                last.GetProperty("status").GetString(),
                last.GetProperty("capOnce").GetInt64(),
                last.GetProperty("capMonth").GetInt64(),
                last.GetProperty("mayDrawBank").GetBoolean()
            )
        );
        Assert.Equal(
            last.EnumerateObject().Select(m => m.Name),
            JsonDocument
                .Parse(WebhookSamples.DataOf(RecurringNews.CappedType, true, AProduct.Noon))
                .RootElement.EnumerateObject()
                .Select(m => m.Name)
        );
    }

    [Fact]
    public async Task A_consent_is_its_members_alone()
    {
        var sid = await SubscribeAsync(0);
        var other = await shop.Product.MemberAsync("박다른");

        Assert.Null(await shop.Product.AskAsync((IRecurringConsents c) => c.FindAsync(other.Id, sid)));
        Assert.Empty(await shop.Product.AskAsync((IRecurringConsents c) => c.ListAsync(other.Id)));
        Assert.Equal("payment.sid.not_found", (await Consents(c => c.StopAsync(other.Id, sid))).Refused().Code);
        Assert.Equal("payment.sid.not_found", (await Consents(c => c.PauseAsync(other.Id, sid))).Refused().Code);
        Assert.Equal("payment.sid.not_found", (await Consents(c => c.ResumeAsync(other.Id, sid))).Refused().Code);
        Assert.Equal(
            "payment.sid.not_found",
            (await Consents(c => c.ChangeAsync(other.Id, sid, new(1, 1), true))).Refused().Code
        );
        (await ChargeAsync(sid, 1_000)).Granted();
    }

    [Fact]
    public async Task Without_leave_to_draw_on_the_bank_a_short_wallet_is_refused_and_no_bank_is_asked()
    {
        var poor = await shop.Product.MemberWithAsync(20_000, "박잔액");
        var sid = await SubscribeAsync(0, new(50_000, 90_000, MayDraw: false), poor);
        var calls = (await shop.Product.JournalAsync()).Count;

        Assert.Equal("payment.sid.balance_only", (await ChargeAsync(sid, 20_001)).Refused().Code);
        Assert.Equal(calls, (await shop.Product.JournalAsync()).Count);
        (await ChargeAsync(sid, 20_000)).Granted();

        (await Consents(c => c.ChangeAsync(poor.Id, sid, new(50_000, 90_000), byPin: true))).Granted();
        (await ChargeAsync(sid, 15_000)).Granted();
        Assert.Equal(calls + 1, (await shop.Product.JournalAsync()).Count);
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task What_is_over_a_cap_asks_no_bank()
    {
        var poor = await shop.Product.MemberWithAsync(0, "박잔액");
        var sid = await SubscribeAsync(0, new(10_000, 10_000), poor);
        var calls = (await shop.Product.JournalAsync()).Count;

        Assert.Equal("payment.sid.over_once", (await ChargeAsync(sid, 10_001)).Refused().Code);
        (await Consents(c => c.StopAsync(poor.Id, sid))).Granted();
        Assert.Equal("payment.sid.inactive", (await ChargeAsync(sid, 10_000)).Refused().Code);

        Assert.Equal(calls, (await shop.Product.JournalAsync()).Count);
    }

    [Fact]
    public async Task Each_refusal_is_told_to_the_member_once_a_day_and_leads_to_the_consent()
    {
        var sid = await SubscribeAsync(0, new(10_000, 15_000));
        (await ChargeAsync(sid, 10_000)).Granted();
        for (var i = 0; i < 3; i++)
        {
            (await ChargeAsync(sid, 10_001 + i)).Refused();
            (await ChargeAsync(sid, 5_001)).Refused();
        }

        (await Consents(c => c.PauseAsync(member.Id, sid))).Granted();
        (await ChargeAsync(sid, 7_000)).Refused();
        (await Consents(c => c.StopAsync(member.Id, sid))).Granted();
        (await ChargeAsync(sid, 8_000)).Refused();

        var told = await ToldAsync();
        Assert.Equal(
            [
                (NoticeEvent.Paid, 10_000L),
                (NoticeEvent.RecurringOverOnce, 10_001),
                (NoticeEvent.RecurringOverMonth, 5_001),
                (NoticeEvent.RecurringOff, 7_000),
            ],
            told.Select(n => (n.Event, n.Amount!.Value.Amount))
        );
        Assert.All(
            told.Skip(1),
            n =>
            {
                Assert.Equal(
                    $"/wallet/recurring/{sid}",
                    MyPay.Web.Portals.Wallet.Notifications.NoticeWords.Address(n, null)
                );
                Assert.Equal((shop.Franchise.TradeName, "아메리카노"), (n.Name, n.Detail));
            }
        );
        GoTo(new(2026, 11, 24, 0, 0, 0));
        (await ChargeAsync(sid, 9_000)).Refused();
        Assert.Equal(9_000, (await ToldAsync())[^1].Amount!.Value.Amount);
    }

    [Theory]
    [InlineData(10_000, 11_999, NoticeEvent.Paid)]
    [InlineData(10_000, 12_000, NoticeEvent.PaidMore)]
    [InlineData(10_000, 9_000, NoticeEvent.Paid)]
    [InlineData(9_999, 11_998, NoticeEvent.Paid)]
    [InlineData(9_999, 11_999, NoticeEvent.PaidMore)]
    public async Task A_charge_a_fifth_above_the_last_is_told_apart(long before, long now, NoticeEvent told)
    {
        var sid = await SubscribeAsync(before);

        (await ChargeAsync(sid, now)).Granted();

        var notice = (await ToldAsync())[^1];
        Assert.Equal((told, now), (notice.Event, notice.Amount!.Value.Amount));
        Assert.Equal(told == NoticeEvent.PaidMore ? $"{before}" : "아메리카노", notice.Detail);
    }

    [Fact]
    public async Task A_key_of_before_charges_without_caps_and_a_cap_set_later_counts_what_its_month_has_had()
    {
        var sid = await SubscribeAsync(10_000);
        (await ChargeAsync(sid, 20_000)).Granted();
        await AsBeforeAsync(sid);

        var consent = await ConsentAsync(sid);
        Assert.Equal((null, null, 30_000L), (consent.CapOnce, consent.CapMonth, consent.TakenThisMonth));
        (await ChargeAsync(sid, 400_000)).Granted();
        Assert.Equal(430_000, (await ConsentAsync(sid)).TakenThisMonth);
        await AsBeforeAsync(sid);
        (await ChangeAsync(sid, new(50_000, 440_000, MayDraw: true))).Granted(); // any cap is stricter than none
        Assert.Equal("payment.sid.over_month", (await ChargeAsync(sid, 10_001)).Refused().Code);
        (await ChargeAsync(sid, 10_000)).Granted();
    }

    [Fact]
    public async Task A_member_who_leaves_takes_their_consents_along()
    {
        var leaving = await shop.Product.MemberWithAsync(0, "박떠남");
        var sid = await SubscribeAsync(0, payer: leaving);

        (await shop.Product.AskAsync((IMembers m) => m.CloseAsync(leaving.Id, "MyPay!2026"))).Granted();

        Assert.Equal("payment.sid.inactive", (await ChargeAsync(sid, 1_000)).Refused().Code);
        Assert.Equal([RecurringNews.StoppedType], (await NewsAsync()).Select(n => n.Type));
    }

    [Fact]
    public async Task A_frozen_member_is_not_charged_and_nothing_is_counted()
    {
        var sid = await SubscribeAsync(0);
        var admin = await shop.Product.OperatorAsync();
        (
            await shop.Product.AskAsync(
                (IMemberCare c) => c.FreezeAsync(member.Id, FreezeLevel.Outgoing, "의심 거래", admin)
            )
        ).Granted();

        Assert.Equal("money.member.frozen_outgoing", (await ChargeAsync(sid, 1_000)).Refused().Code);

        Assert.Equal(0, (await ConsentAsync(sid)).TakenThisMonth);
    }

    [Fact]
    public async Task The_shop_lists_its_own_keys_by_user_and_state_page_by_page()
    {
        var (active, paused, stopped) = (
            await SubscribeAsync(0),
            await SubscribeAsync(0, user: "user-2"),
            await SubscribeAsync(9_900, user: "user-2")
        );
        (await Consents(c => c.PauseAsync(member.Id, paused))).Granted();
        (await Consents(c => c.StopAsync(member.Id, stopped))).Granted();
        var other = shop.Franchises.Add("빵집", 100);

        Assert.Equal([stopped, paused, active], await SidsAsync(new()));
        Assert.Equal([stopped, paused], await SidsAsync(new("user-2")));
        Assert.Equal([paused], await SidsAsync(new("user-2", [ConsentState.Paused])));
        Assert.Equal([active], await SidsAsync(new(null, [ConsentState.Active])));
        Assert.Equal([stopped, active], await SidsAsync(new(null, [ConsentState.Active, ConsentState.Stopped])));
        Assert.Empty((await PageAsync(other.Id, Cid, new(), null)).Rows);
        Assert.Empty((await PageAsync(shop.Id, shop.Franchise.TestRecurringCid, new(), null)).Rows);
        Assert.Empty((await PageAsync(shop.Id, Cid, new(), "!!")).Rows);
        var last = (await PageAsync(shop.Id, Cid, new(), null)).Rows[0];
        Assert.Equal(
            (50_000L, 9_900L, 40_100L, 9_900L),
            (last.CapOnce, last.TakenThisMonth, last.LeftThisMonth, last.LastAmount)
        );
    }

    [Fact]
    public async Task Charges_at_once_never_pass_the_cap_by_a_won()
    {
        var sid = await SubscribeAsync(0, new(1_000, 5_000));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(n => Task.Run(() => ChargeAsync(sid, n % 2 == 0 ? 1_000 : 999)))
        );

        var paid = answers.Where(a => a.TryGet(out _, out _)).Sum(a => a.Granted().Amount.Total);
        Assert.InRange(paid, 4_002, 5_000);
        Assert.Equal(500_000 - paid, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal(paid, (await ConsentAsync(sid)).TakenThisMonth);
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("payment.sid.over_month", a.Refused().Code)
        );
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Of_two_charges_for_the_last_won_of_a_cap_one_passes()
    {
        for (var round = 0; round < 10; round++)
        {
            var sid = await SubscribeAsync(0, new(1_000, 1_000));
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 2).Select(_ => Task.Run(() => ChargeAsync(sid, 1_000)))
            );
            Assert.Single(answers, a => a.TryGet(out _, out _));
        }
    }

    [Fact]
    public async Task Likely_next_is_told_from_the_days_so_far()
    {
        var sid = await SubscribeAsync(9_900);
        Assert.Equal(new DateOnly(2026, 12, 23), (await ConsentAsync(sid)).LikelyNext);
        GoTo(new(2026, 11, 30, 12, 0, 0));
        (await ChargeAsync(sid, 9_900)).Granted();
        Assert.Equal(new DateOnly(2026, 12, 7), (await ConsentAsync(sid)).LikelyNext);
        GoTo(new(2026, 12, 8, 12, 0, 0));
        Assert.Null((await ConsentAsync(sid)).LikelyNext); // it did not come

        Assert.Null(LikelyCharge.After([]));
        Assert.Equal(new(2027, 2, 28), LikelyCharge.After([new(2027, 1, 31), new(2026, 12, 31)]));
        Assert.Equal(new(2026, 12, 26), LikelyCharge.After([new(2026, 11, 26), new(2026, 10, 31)]));
        Assert.Equal(new(2026, 12, 21), LikelyCharge.After([new(2026, 11, 26), new(2026, 11, 1)]));
        Assert.Null(LikelyCharge.After([new(2026, 11, 26), new(2026, 11, 26)]));
    }

    private static (long Taken, long? Left) Taken(RecurringView consent) =>
        (consent.TakenThisMonth, consent.LeftThisMonth);

    private void GoTo(DateTime seoul) =>
        shop.Product.Clock.Advance(new DateTimeOffset(seoul, SeoulTime.Offset) - shop.Product.Clock.GetUtcNow());

    private async Task<string> SubscribeAsync(
        long first,
        ConsentTerms? terms = null,
        MemberView? payer = null,
        string user = "user-1"
    ) => (await shop.PaidAsync(payer ?? member, shop.Request(first, Cid) with { PartnerUserId = user }, terms)).Sid!;

    private Task<Result<PaymentView>> ChargeAsync(string sid, long won, string? key = null) =>
        shop.Product.AskAsync(
            (IPayments p) =>
                p.ChargeSidAsync(new(shop.Id, Cid, sid, "order-2", "user-1", null, null, 1, won, 0, null, null, key))
        );

    private Task<Result<Done>> ChangeAsync(string sid, ConsentTerms terms, bool byPin = false) =>
        Consents(c => c.ChangeAsync(member.Id, sid, terms, byPin));

    private Task<Result<Done>> Consents(Func<IRecurringConsents, Task<Result<Done>>> act) => shop.Product.AskAsync(act);

    private async Task<RecurringView> ConsentAsync(string sid) =>
        (await shop.Product.AskAsync((IRecurringConsents c) => c.FindAsync(member.Id, sid)))!;

    /// <summary>What the member was told of payments, the first first.</summary>
    private async Task<IReadOnlyList<NoticeView>> ToldAsync() =>
        [
            .. (
                await shop.Product.AskAsync((INotices n) => n.ListAsync(member.Id, NoticeKind.Payment, 100))
            ).Rows.Reverse(),
        ];

    private async Task<IReadOnlyList<WebhookNews>> NewsAsync() =>
        [
            .. (
                await shop.Product.AskAsync(
                    (MyPayDb db) =>
                        db.Set<OutboxRow>()
                            .Where(e => e.Name == WebhookNews.EventName)
                            .OrderBy(e => e.Seq)
                            .ToListAsync()
                )
            ).Select(e => JsonSerializer.Deserialize<WebhookNews>(e.Payload)!),
        ];

    private Task<SidPage> PageAsync(FranchiseId franchise, string cid, SidFilter filter, string? cursor) =>
        shop.Product.AskAsync((IPayments p) => p.ListSidsAsync(franchise, cid, filter, cursor, 2));

    private async Task<List<string>> SidsAsync(SidFilter filter)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await PageAsync(shop.Id, Cid, filter, cursor);
            found.AddRange(page.Rows.Select(r => r.Sid));
            cursor = page.Next;
        } while (cursor is not null);
        return found;
    }

    /// <summary>The row as a release before had left it.</summary>
    private async Task AsBeforeAsync(string sid) =>
        (
            await shop.Product.AskAsync(
                (Journal j) =>
                    j.WriteAsync<Done>(write =>
                    {
                        var key = write.Find<RecurringKey>(sid)!;
                        (key.CapOnce, key.CapMonth, key.TakenIn, key.Taken, key.LastAmount) = (
                            null,
                            null,
                            null,
                            0,
                            null
                        );
                        return default(Done);
                    })
            )
        ).Granted();
}
