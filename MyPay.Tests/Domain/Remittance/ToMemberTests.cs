using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

public sealed class ToMemberTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Remit_to_member_credits_receiver_not_sender()
    {
        var sender = await product.MemberWithAsync(50_000, "김보냄");
        var receiver = await product.MemberAsync("이받음");

        var sent = (await SendAsync(sender, receiver, 12_345, memo: "점심")).Granted();

        Assert.Equal(RemittanceState.Done, sent.State);
        Assert.Equal(Won.Of(37_655), sent.BalanceAfter);
        Assert.Equal(37_655, await product.BalanceAsync(sender.Id));
        Assert.Equal(12_345, await product.BalanceAsync(receiver.Id));
        var line = Assert.Single(
            (await product.AskAsync((IMovements m) => m.ListAsync(receiver.Id, new(), null, 10))).Rows
        );
        Assert.Equal(
            (MovementKind.Receive, 12_345L, "김보냄", "점심"),
            (line.Kind, line.Signed, line.Counterparty, line.Memo)
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Waiting_money_is_accepted_by_its_receiver_alone_and_once()
    {
        var (sender, receiver) = await PairAsync(50_000);
        var stranger = await product.MemberAsync("최남");
        var sent = (await SendAsync(sender, receiver, 20_000, wait: true)).Granted();

        Assert.Equal(RemittanceState.Waiting, sent.State);
        Assert.Equal((30_000L, 0L), (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id)));
        Assert.Equal(
            "remittance.pending.not_found",
            (await product.Remittances(r => r.AcceptAsync(stranger.Id, sent.Id))).Refused().Code
        );
        Assert.Equal(
            "remittance.pending.not_found",
            (await product.Remittances(r => r.AcceptAsync(sender.Id, sent.Id))).Refused().Code
        );
        Assert.Equal(
            "remittance.pending.not_found",
            (await product.Remittances(r => r.CancelAsync(receiver.Id, sent.Id))).Refused().Code
        );

        var accepts = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => product.Remittances(r => r.AcceptAsync(receiver.Id, sent.Id)))
        );

        Assert.Single(accepts, a => a.TryGet(out _, out _));
        Assert.All(
            accepts.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("remittance.pending.already_ended", a.Refused().Code)
        );
        Assert.Equal(20_000, await product.BalanceAsync(receiver.Id));
        Assert.False(await product.Remittances(r => r.IsFirstTimeAsync(sender.Id, receiver.Id)));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Accept_and_cancel_at_once_end_it_one_way()
    {
        var (sender, receiver) = await PairAsync(50_000);
        var sent = (await SendAsync(sender, receiver, 20_000, wait: true)).Granted();

        var both = await Task.WhenAll(
            product.Remittances(r => r.AcceptAsync(receiver.Id, sent.Id)),
            product.Remittances(r => r.CancelAsync(sender.Id, sent.Id)),
            product.Remittances(r => r.RefuseAsync(receiver.Id, sent.Id))
        );

        Assert.Single(both, a => a.TryGet(out _, out _));
        Assert.Equal(50_000, await product.BalanceAsync(sender.Id) + await product.BalanceAsync(receiver.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task What_nobody_accepts_goes_back_after_a_day()
    {
        var (sender, receiver) = await PairAsync(50_000);
        var sent = (await SendAsync(sender, receiver, 20_000, wait: true)).Granted();

        product.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await product.Remittances(r => r.ReturnExpiredAsync()));
        product.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            "remittance.pending.already_ended",
            (await product.Remittances(r => r.AcceptAsync(receiver.Id, sent.Id))).Refused().Code
        );
        await Task.WhenAll(
            product.Remittances(r => r.ReturnExpiredAsync()),
            product.Remittances(r => r.ReturnExpiredAsync())
        );

        Assert.Equal(50_000, await product.BalanceAsync(sender.Id));
        Assert.Equal(RemittanceState.Expired, (await product.Remittances(r => r.FindAsync(sender.Id, sent.Id)))!.State);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_refused_remittance_goes_back_to_the_sender()
    {
        var (sender, receiver) = await PairAsync(50_000);
        var sent = (await SendAsync(sender, receiver, 20_000, wait: true)).Granted();

        Assert.Equal(
            RemittanceState.Refused,
            (await product.Remittances(r => r.RefuseAsync(receiver.Id, sent.Id))).Granted().State
        );
        Assert.Equal((50_000L, 0L), (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id)));
    }

    [Fact]
    public async Task Failure_is_a_result_not_null_and_moves_nothing()
    {
        var (sender, receiver) = await PairAsync(50_000);
        var closed = await product.MemberAsync("정나감");
        (await product.AskAsync((IMembers m) => m.CloseAsync(closed.Id, "MyPay!2026"))).Granted();

        Assert.Equal("remittance.send.to_self", (await SendAsync(sender, sender, 1_000)).Refused().Code);
        Assert.Equal("remittance.send.receiver_not_found", (await SendAsync(sender, closed, 1_000)).Refused().Code);
        Assert.Equal(
            "remittance.send.receiver_not_found",
            (await SendAsync(sender, receiver with { Id = new(Guid.NewGuid()) }, 1_000)).Refused().Code
        );
        Assert.Equal("remittance.send.not_positive", (await SendAsync(sender, receiver, 0)).Refused().Code);
        Assert.Equal("money.limit.per_transfer", (await SendAsync(sender, receiver, 2_000_001)).Refused().Code);
        Assert.Equal(
            "remittance.send.memo_too_long",
            (await SendAsync(sender, receiver, 1_000, memo: new string('가', 51))).Refused().Code
        );
        Assert.Equal(
            "remittance.send.memo_invalid",
            (await SendAsync(sender, receiver, 1_000, memo: "a\uE000b")).Refused().Code
        );
        Assert.Equal(50_000, await product.BalanceAsync(sender.Id));
        await product.VerifyAsync();
    }

    [Theory]
    [InlineData("점심\t값", "점심 값")]
    [InlineData("a\u202Eb", "ab")]
    [InlineData("\u200B", null)]
    public async Task What_cannot_be_seen_in_a_message_is_left_out(string typed, string? kept)
    {
        var (sender, receiver) = await PairAsync(50_000);

        Assert.Equal(kept, (await SendAsync(sender, receiver, 1_000, memo: typed)).Granted().Memo);
    }

    [Fact]
    public async Task Payment_checks_and_debits_balance_and_says_how_much_is_short_without_an_account()
    {
        var sender = await product.MemberAsync("김빈");
        var receiver = await product.MemberAsync("이받음");

        var refusal = (await SendAsync(sender, receiver, 3_200)).Refused();

        Assert.Equal("money.top_up.no_account", refusal.Code);
        Assert.Equal(3_200L, refusal.Args[0]);
    }

    [Fact]
    public async Task A_short_balance_is_topped_up_in_steps_of_10000_before_sending()
    {
        var (sender, receiver) = await PairAsync(10_000);

        var sent = (await SendAsync(sender, receiver, 23_000)).Granted();

        Assert.Equal(Won.Of(20_000), sent.TopUp);
        Assert.Equal(
            (7_000L, 23_000L),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
    }

    [Fact]
    public async Task A_top_up_without_an_answer_sends_nothing_and_the_money_found_later_is_the_members()
    {
        var (sender, receiver) = await PairAsync(10_000);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        var key = Once.NewKey();

        Assert.Equal("money.top_up.unknown", (await SendAsync(sender, receiver, 23_000, key: key)).Refused().Code);
        Assert.Equal("money.top_up.unknown", (await SendAsync(sender, receiver, 23_000, key: key)).Refused().Code);
        Assert.Equal((10_000L, 0L), (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id)));

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(30_000, await product.BalanceAsync(sender.Id));
        (await SendAsync(sender, receiver, 23_000, key: key)).Granted();
        Assert.Equal(
            (7_000L, 23_000L),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
        Assert.Equal(2, (await product.JournalAsync()).Count(m => m.Kind == "withdraw"));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_same_key_sends_once_however_often_it_comes()
    {
        var (sender, receiver) = await PairAsync(50_000);
        var key = Once.NewKey();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => SendAsync(sender, receiver, 45_000, key: key))
        );

        Assert.Single(answers.Select(a => a.Granted().Id).Distinct());
        Assert.Equal(
            (5_000L, 45_000L),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
        Assert.Equal("idempotency.key_reused", (await SendAsync(sender, receiver, 44_000, key: key)).Refused().Code);
        // Only the demo charge: a replay after the money is gone must not top up.
        Assert.Single(await product.JournalAsync(), m => m.Kind == "withdraw");
    }

    [Fact]
    public async Task Fifty_parallel_sends_never_pass_the_balance()
    {
        var (sender, receiver) = await PairAsync(100_000);
        await product.FillAccountsOfAsync(sender, 0);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(sender, receiver, 3_000)));

        Assert.Equal(
            (1_000L, 99_000L),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_daily_limit_holds_under_fifty_parallel_sends()
    {
        var (sender, receiver) = await PairAsync(2_000_000);
        var account = await product.LinkAsync(receiver);
        await product.FillAccountsOfAsync(sender, 1_000_000_000);
        for (var i = 0; i < 4; i++)
        {
            (await SendAsync(sender, receiver, 2_000_000)).Granted();
            (
                await product.Wallets(w =>
                    w.WithdrawAsync(new(receiver.Id, account.Id, Won.Of(2_000_000), Once.NewKey()))
                )
            ).Granted();
        }

        (
            await product.Wallets(async w =>
                await w.CoverAsync(
                    sender.Id,
                    Won.Of(2_000_000),
                    TopUpReason.Sending,
                    new Once("test", Once.NewKey(), "")
                )
            )
        ).Granted();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(sender, receiver, 300_000)));

        Assert.Equal(6, answers.Count(a => a.TryGet(out _, out _)));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("money.limit.per_day", a.Refused().Code)
        );
        Assert.Equal(Won.Of(200_000), (await product.Wallets(w => w.LimitsAsync(sender.Id))).LeftToday);
        product.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(Won.Of(10_000_000), (await product.Wallets(w => w.LimitsAsync(sender.Id))).LeftToday);
    }

    [Fact]
    public async Task Money_above_the_cap_waits_as_pending_and_comes_in_when_there_is_room()
    {
        var (sender, receiver) = await PairAsync(700_000); // the receiver has no verified account: cap 500,000
        (await SendAsync(sender, receiver, 700_000)).Granted();

        var wallet = await product.Wallets(w => w.FindAsync(receiver.Id));
        Assert.Equal((500_000L, 200_000L, 500_000L), (wallet.Balance.Amount, wallet.Pending.Amount, wallet.Cap.Amount));

        (await SendAsync(receiver, sender, 50_000)).Granted();
        wallet = await product.Wallets(w => w.FindAsync(receiver.Id));
        Assert.Equal((500_000L, 150_000L), (wallet.Balance.Amount, wallet.Pending.Amount));
        await product.VerifyAsync();

        // A verified account raises the cap, and the rest comes in by itself.
        await product.ListenAsync();
        await product.LinkAsync(receiver);
        await Eventually.TrueAsync(
            async () => await product.BalanceAsync(receiver.Id) == 650_000,
            "pending money comes in after linking"
        );
        await product.VerifyAsync();
    }

    private async Task<(MemberView Sender, MemberView Receiver)> PairAsync(long won) =>
        (await product.MemberWithAsync(won, "김보냄"), await product.MemberAsync("이받음"));

    private Task<Result<RemittanceView>> SendAsync(
        MemberView sender,
        MemberView receiver,
        long won,
        string? memo = null,
        bool wait = false,
        string? key = null
    ) =>
        product.Remittances(r =>
            r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(won), memo, wait, key ?? Once.NewKey()))
        );
}
