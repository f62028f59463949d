using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class ApproveTests : IAsyncLifetime
{
    private AShop shop = null!;

    public async Task InitializeAsync() => shop = await AShop.OpenAsync();

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Payment_checks_and_debits_balance()
    {
        var member = await shop.Product.MemberWithAsync(50_000, "김마이");

        var paid = await shop.PaidAsync(member, 12_345);

        // 12,345 × 1.5 % = 185.175; a tenth of 185 is 18.5, half up 19.
        Assert.Equal((PaymentState.Paid, 185L, 19L), (paid.State, paid.Fee, paid.FeeVat));
        Assert.Equal(37_655, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal((12_345L - 204, 185L, 19L), await shop.BooksAsync());
        Assert.Matches("^[0-9]{8}$", paid.ApprovalNumber);
        Assert.Matches("^[A-Z0-9]{12,}$", paid.ReceiptCode);
        Assert.Matches("^A[A-Z0-9]{19}$", paid.Aid);
        Assert.Equal(("김*이", (string?)null), (paid.MaskedMember, paid.Sid));
        Assert.Equal(
            ("PAYMENT", 12_345L, paid.Aid),
            Assert.Single(paid.Actions) is var a ? (a.Type, a.Amount, a.Aid) : default
        );
        Assert.Equivalent(paid, await shop.FindAsync(paid.Tid));
        var line = (
            await shop.Product.AskAsync(
                (IMovements m) => m.ListAsync(member.Id, new(Kinds: [MovementKind.Pay]), null, 10)
            )
        ).Rows.Single();
        Assert.Equal((MovementKind.Pay, -12_345L, "모닝커피"), (line.Kind, line.Signed, line.Counterparty));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task The_news_says_what_was_paid_and_names_nobody()
    {
        var member = await shop.Product.MemberWithAsync(50_000, "김마이");
        var paid = await shop.PaidAsync(member, 11_000);

        var news = Assert.Single(await shop.NewsAsync());

        Assert.Equal(("payment.approved", shop.Id, paid.Tid, true), (news.Type, news.Franchise, news.Tid, news.Live));
        var data = JsonDocument.Parse(news.Data).RootElement;
        Assert.Equal(
            (paid.Tid, "order-1", "online", "Paid"),
            (Text("tid"), Text("partnerOrderId"), Text("channel"), Text("status"))
        );
        Assert.Equal(
            (11_000, 1_000),
            (
                data.GetProperty("amount").GetProperty("total").GetInt64(),
                data.GetProperty("amount").GetProperty("vat").GetInt64()
            )
        );
        Assert.Matches(@"^2026-11-23T12:\d\d:\d\d\+09:00$", Text("approvedAt"));
        Assert.DoesNotContain("user-1", news.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("김", news.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(member.Id.ToString(), news.Data, StringComparison.Ordinal);

        string? Text(string name) => data.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Fifty_approves_at_once_debit_once()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var request = await shop.AuthorizedAsync(member, 20_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.ApproveAsync(request)));

        Assert.Single(answers, a => a.TryGet(out _, out _));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("payment.approve.already_approved", a.Refused().Code)
        );
        Assert.Equal(30_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Single(await shop.NewsAsync());
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Fifty_approves_at_once_top_up_once_and_debit_once()
    {
        var member = await shop.Product.MemberWithAsync(10_000);
        var request = await shop.AuthorizedAsync(member, 25_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.ApproveAsync(request)));

        Assert.Single(answers, a => a.TryGet(out _, out _));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a =>
                Assert.Contains(
                    a.Refused().Code,
                    new[] { "payment.approve.already_approved", "payment.approve.in_progress" }
                )
        );
        Assert.Equal(0, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal(
            [10_000L, 15_000L],
            (await shop.Product.JournalAsync()).Where(m => m.Kind == "withdraw").Select(m => m.Amount)
        );
        await shop.Product.VerifyAsync();
    }

    [Theory]
    [InlineData(10_000, 15_000, 10_000, 5_000)] // short by 5,000: ten thousand are charged
    [InlineData(10_000, 20_000, 10_000, 0)]
    [InlineData(10_000, 25_000, 15_000, 0)] // short by more: exactly that
    public async Task A_short_balance_is_topped_up_by_the_paying_rule(long held, long total, long charged, long left)
    {
        var member = await shop.Product.MemberWithAsync(held);
        await shop.PaidAsync(member, total);
        Assert.Equal(charged, (await shop.Product.JournalAsync()).Last(m => m.Kind == "withdraw").Amount);
        Assert.Equal(left, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task Every_mismatch_is_refused_and_spoils_nothing()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var good = await shop.AuthorizedAsync(member);
        var ready = (await shop.ReadyAsync(shop.Request())).Granted();
        (string Code, ApproveRequest Request)[] wrong =
        [
            ("payment.approve.not_found", good with { Tid = "T0000000000000000000" }),
            ("payment.approve.not_found", good with { Caller = new(Guid.NewGuid()) }),
            ("payment.approve.not_found", good with { Cid = shop.Franchise.RecurringCid }),
            ("payment.approve.not_authorized", good with { Tid = ready.Tid }),
            ("payment.approve.order_id_mismatch", good with { PartnerOrderId = "ORDER-1" }),
            ("payment.approve.user_id_mismatch", good with { PartnerUserId = "user-2" }),
            ("payment.approve.token_mismatch", good with { PgToken = good.PgToken[..^1] + "!" }),
            ("payment.approve.token_mismatch", good with { PgToken = null! }),
            ("payment.approve.token_mismatch", good with { PgToken = "" }),
            ("payment.approve.amount_mismatch", good with { TotalAmount = 9_999 }),
            ("payment.ready.field_too_long", good with { Payload = new('a', 201) }),
        ];

        foreach (var (code, request) in wrong)
            Assert.Equal(code, (await shop.ApproveAsync(request)).Refused().Code);
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal(
            "memo",
            (await shop.ApproveAsync(good with { TotalAmount = 10_000, Payload = "memo" })).Granted().Payload
        );
        Assert.Equal("payment.approve.already_approved", (await shop.ApproveAsync(good)).Refused().Code);
    }

    [Fact]
    public async Task A_token_of_one_payment_opens_no_other()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var (one, two) = (await shop.AuthorizedAsync(member), await shop.AuthorizedAsync(member));
        Assert.Equal(
            "payment.approve.token_mismatch",
            (await shop.ApproveAsync(one with { PgToken = two.PgToken })).Refused().Code
        );
    }

    [Fact]
    public async Task A_frozen_franchise_or_a_member_who_left_pays_nothing()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var request = await shop.AuthorizedAsync(member);
        shop.Franchises.Change(shop.Id, f => f with { State = FranchiseState.Frozen });
        Assert.Equal("payment.ready.franchise_not_active", (await shop.ApproveAsync(request)).Refused().Code);
        shop.Franchises.Change(shop.Id, f => f with { State = FranchiseState.Active });
        (await shop.ApproveAsync(request)).Granted();

        var leaving = await shop.Product.MemberAsync("정나감");
        var left = await shop.AuthorizedAsync(leaving, shop.Request(live: false));
        (await shop.Product.AskAsync((IMembers m) => m.CloseAsync(leaving.Id, "MyPay!2026"))).Granted();
        Assert.Equal("money.member.not_active", (await shop.ApproveAsync(left)).Refused().Code);
    }

    [Fact]
    public async Task Fee_rate_comes_from_contract_not_request()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var request = await shop.AuthorizedAsync(member, 10_000);
        shop.Franchises.Change(shop.Id, f => f with { RateBasisPoints = 230 }); // a new contract between ready and approve

        var paid = (await shop.ApproveAsync(request)).Granted();

        Assert.Equal((230, 230L, 23L), (paid.RateBasisPoints, paid.Fee, paid.FeeVat));
        Assert.DoesNotContain(
            typeof(ReadyRequest).GetProperties().Concat(typeof(ApproveRequest).GetProperties()),
            p => p.Name.Contains("Rate", StringComparison.Ordinal) || p.Name.Contains("Fee", StringComparison.Ordinal)
        );
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Merchant_id_is_not_member_id()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var paid = await shop.PaidAsync(member, 10_000);

        Assert.NotEqual(typeof(MemberId), typeof(FranchiseId));
        Assert.Null(
            await shop.Product.AskAsync((IPayments p) => p.FindAsync(new FranchiseId(member.Id.Value), paid.Tid))
        );
        Assert.Null(
            await shop.Product.AskAsync((IReceipts r) => r.FindForMemberAsync(new MemberId(shop.Id.Value), paid.Tid))
        );
        Assert.Equal(0, await shop.Product.BalanceAsync(new MemberId(shop.Id.Value))); // the money is in the franchise's account, in no wallet
        Assert.Equal(9_835, (await shop.BooksAsync()).Sold);
    }

    [Fact]
    public async Task A_top_up_without_an_answer_fails_the_payment_and_the_money_found_later_is_the_members()
    {
        var member = await shop.Product.MemberWithAsync(10_000);
        var request = await shop.AuthorizedAsync(member, 25_000);
        await shop.Product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");

        Assert.Equal("money.top_up.unknown", (await shop.ApproveAsync(request)).Refused().Code);

        var failed = await shop.FindAsync(request.Tid);
        Assert.Equal(
            (PaymentState.Failed, "money.top_up.unknown", (DateTimeOffset?)null),
            (failed.State, failed.FailureCode, failed.ApprovedAt)
        );
        Assert.Equal("payment.failed", Assert.Single(await shop.NewsAsync()).Type);
        Assert.Equal("payment.approve.wrong_state", (await shop.ApproveAsync(request)).Refused().Code);
        Assert.Equal(10_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal("payment.checkout.failed", (await shop.AuthorizeAsync(request.Tid, member)).Refused().Code);

        await shop.Product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(25_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal("payment.approve.wrong_state", (await shop.ApproveAsync(request)).Refused().Code);
        Assert.Equal((0L, 0L, 0L), await shop.BooksAsync());
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_top_up_that_the_bank_refuses_fails_the_payment_with_its_reason()
    {
        var member = await shop.Product.MemberWithAsync(10_000);
        var request = await shop.AuthorizedAsync(member, 25_000);
        await shop.Product.FillAccountsOfAsync(member, 0);

        var refusal = (await shop.ApproveAsync(request)).Refused();

        var failed = await shop.FindAsync(request.Tid);
        Assert.Equal((PaymentState.Failed, refusal.Code), (failed.State, failed.FailureCode));
        Assert.Equal("payment.failed", Assert.Single(await shop.NewsAsync()).Type);
        Assert.Equal(10_000, await shop.Product.BalanceAsync(member.Id));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task While_a_bank_is_asked_nobody_else_approves_quits_or_expires_it()
    {
        var member = await shop.Product.MemberWithAsync(10_000);
        var request = await shop.AuthorizedAsync(member, 25_000);
        await ClaimAsync(request.Tid);

        Assert.Equal("payment.approve.in_progress", (await shop.ApproveAsync(request)).Refused().Code);
        Assert.Equal("payment.approve.in_progress", (await shop.QuitAsync(request.Tid, member)).Refused().Code);
        shop.Product.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(0, await shop.ExpireAsync());
        Assert.Equal("payment.approve.in_progress", (await shop.ApproveAsync(request)).Refused().Code);

        // Whoever held the claim has died: it runs out, and the payment goes on from where it was.
        shop.Product.Clock.Advance(TimeSpan.FromSeconds(30));
        (await shop.ApproveAsync(request)).Granted();
        Assert.Equal(2, (await shop.Product.JournalAsync()).Count(m => m.Kind == "withdraw"));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_claim_keeps_a_payment_from_expiring_under_the_approve_and_no_longer()
    {
        var member = await shop.Product.MemberWithAsync(10_000);
        var request = await shop.AuthorizedAsync(member, 25_000);
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(14));
        await ClaimAsync(request.Tid);
        shop.Product.Clock.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(0, await shop.ExpireAsync());
        Assert.Equal(PaymentState.Authorized, (await shop.FindAsync(request.Tid)).State);
        shop.Product.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await shop.ExpireAsync());
        Assert.Equal("payment.approve.expired", (await shop.ApproveAsync(request)).Refused().Code);
    }

    [Fact]
    public async Task A_crash_after_the_top_up_is_resumed_without_a_second_one()
    {
        var member = await shop.Product.MemberWithAsync(10_000);
        var request = await shop.AuthorizedAsync(member, 25_000);
        // As a process leaves it that dies between top-up and payment: claimed, charged under the TID, not paid.
        await ClaimAsync(request.Tid);
        (
            await shop.Product.Wallets(w =>
                w.CoverAsync(member.Id, Won.Of(25_000), TopUpReason.Paying, new Once("approve", request.Tid, ""))
            )
        ).Granted();
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(3));

        (await shop.ApproveAsync(request)).Granted();

        Assert.Equal(0, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal(2, (await shop.Product.JournalAsync()).Count(m => m.Kind == "withdraw"));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Approve_quit_and_expire_at_once_end_it_one_way()
    {
        var member = await shop.Product.MemberWithAsync(100_000);
        for (var round = 0; round < 8; round++)
        {
            var request = await shop.AuthorizedAsync(member, 1_000);
            var before = await shop.Product.BalanceAsync(member.Id);
            var (approving, quitting, expiring) = (
                shop.ApproveAsync(request),
                shop.QuitAsync(request.Tid, member),
                shop.ExpireAsync()
            );
            var (approved, quit) = ((await approving).TryGet(out _, out _), (await quitting).TryGet(out _, out _));
            await expiring;

            Assert.True(approved ^ quit);
            Assert.Equal(approved ? PaymentState.Paid : PaymentState.Quit, (await shop.FindAsync(request.Tid)).State);
            Assert.Equal(approved ? before - 1_000 : before, await shop.Product.BalanceAsync(member.Id));
        }

        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Parallel_payments_of_one_wallet_never_overdraw_it()
    {
        var member = await shop.Product.MemberWithAsync(50_000);
        var requests = new List<ApproveRequest>();
        for (var i = 0; i < 20; i++)
            requests.Add(await shop.AuthorizedAsync(member, 3_000));
        await shop.Product.FillAccountsOfAsync(member, 0);

        var answers = await Task.WhenAll(requests.Select(shop.ApproveAsync));

        Assert.Equal(16, answers.Count(a => a.TryGet(out _, out _)));
        Assert.Equal(2_000, await shop.Product.BalanceAsync(member.Id));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_test_payment_goes_the_whole_way_and_moves_no_money()
    {
        var member = await shop.Product.MemberAsync("김빈");

        var paid = await shop.PaidAsync(member, shop.Request(30_000, live: false));
        var cancelled = (await shop.CancelAsync(paid.Tid, 10_000)).Granted();

        Assert.Equal((PaymentState.Paid, false, 450L), (paid.State, paid.Live, paid.Fee));
        Assert.Equal(
            (PaymentState.PartlyCancelled, 20_000L),
            (cancelled.Payment.State, cancelled.Payment.Available.Total)
        );
        Assert.Equal(["payment.approved", "payment.canceled"], (await shop.NewsAsync()).Select(n => n.Type));
        Assert.Equal((0L, 0L, 0L), await shop.BooksAsync());
        Assert.DoesNotContain(await shop.Product.JournalAsync(), m => m.Kind == "withdraw");
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_receipt_is_for_anybody_with_its_code_and_names_only_the_payer_to_the_payer()
    {
        var member = await shop.Product.MemberWithAsync(50_000, "김마이");
        var paid = await shop.PaidAsync(member, 11_000);
        (await shop.CancelAsync(paid.Tid, 1_000)).Granted();

        var anybodys = await shop.Product.AskAsync(
            (IReceipts r) => r.FindByCodeAsync($" {paid.ReceiptCode![..8].ToLowerInvariant()}-{paid.ReceiptCode[8..]}")
        );
        var mine = await shop.Product.AskAsync((IReceipts r) => r.FindForMemberAsync(member.Id, paid.Tid));
        var shops = await shop.Product.AskAsync((IReceipts r) => r.FindForFranchiseAsync(shop.Id, paid.Tid));

        Assert.Equal(
            (11_000L, 1_000L, 1_000L, "모닝커피", paid.ApprovalNumber),
            (anybodys!.Total, anybodys.Vat, anybodys.Cancelled, anybodys.TradeName, anybodys.ApprovalNumber)
        );
        Assert.Equal(["PAYMENT", "CANCEL"], anybodys.Actions.Select(a => a.Type));
        Assert.Equal((null, "김마이", null), (anybodys.ForPayer, mine!.ForPayer, shops!.ForPayer));
        Assert.Equal((null, "손님 요청"), (anybodys.Actions[1].Reason, mine.Actions[1].Reason));
        Assert.Null(await shop.Product.AskAsync((IReceipts r) => r.FindByCodeAsync("AAAABBBBCCCCDDDD")));
        Assert.Null(
            await shop.Product.AskAsync((IReceipts r) => r.FindForFranchiseAsync(new(Guid.NewGuid()), paid.Tid))
        );
    }

    /// <summary>As an approve leaves it while it waits for the bank.</summary>
    private Task<Result<Done>> ClaimAsync(string tid) =>
        shop.Product.AskAsync(
            (Journal journal) =>
                journal.WriteAsync<Done>(write =>
                {
                    var purchase = write.Db.Set<Purchase>().Find(tid)!;
                    (purchase.Claim, purchase.ClaimedUntil) = (Guid.NewGuid(), write.Now.AddMinutes(2));
                    return default(Done);
                })
        );
}
