using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

public sealed class RequestTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Theory]
    [InlineData(20_000, 2, true, 6_666, 6_668)]
    [InlineData(20_000, 3, false, 6_666, 2)]
    [InlineData(10_000, 1, false, 10_000, 0)]
    [InlineData(3, 4, true, 0, 3)]
    public void The_odd_won_stay_with_the_asker(long bill, int asked, bool withMe, long each, long mine) =>
        Assert.Equal((Won.Of(each), Won.Of(mine)), SplitBill.Equally(Won.Of(bill), asked, withMe));

    [Fact]
    public async Task Three_are_asked_and_each_answers_for_themselves()
    {
        var asker = await product.MemberAsync("김청구");
        var (payer, no, late) = (
            await product.MemberWithAsync(50_000, "이지급"),
            await product.MemberAsync("박거절"),
            await product.MemberAsync("최나중")
        );
        var request = (
            await AskAsync(
                asker,
                [new(payer.Id, Won.Of(6_666)), new(no.Id, Won.Of(6_666)), new(late.Id, Won.Of(7_000))],
                "저녁"
            )
        ).Granted();
        Assert.Equal((Won.Of(20_332), Won.Zero), (request.Total, request.Paid));
        Assert.Equal(request.Id, Assert.Single(await Requests(r => r.OpenAsync(payer.Id))).Request);

        var sent = (await Requests(r => r.PayAsync(payer.Id, request.Id))).Granted();
        (await Requests(r => r.DeclineAsync(no.Id, request.Id, "나는 안 먹었어"))).Granted();

        Assert.Equal((RemittanceState.Done, "저녁"), (sent.State, sent.Memo));
        Assert.Equal((43_334L, 6_666L), (await product.BalanceAsync(payer.Id), await product.BalanceAsync(asker.Id)));
        var now = Assert.Single((await Requests(r => r.ListAsync(asker.Id))).Mine);
        Assert.Equal((Won.Of(6_666), true), (now.Paid, now.IsOpen));
        Assert.Equal("나는 안 먹었어", Assert.Single(now.Shares, s => s.State == ShareState.Declined).Reply);
        Assert.Empty(await Requests(r => r.OpenAsync(no.Id)));

        (await Requests(r => r.CancelAsync(asker.Id, request.Id))).Granted();
        Assert.Equal(
            "remittance.request.cancelled",
            (await Requests(r => r.PayAsync(late.Id, request.Id))).Refused().Code
        );
        Assert.Equal(
            "remittance.request.declined",
            (await Requests(r => r.PayAsync(no.Id, request.Id))).Refused().Code
        );
        Assert.Equal(
            "remittance.request.already_paid",
            (await Requests(r => r.DeclineAsync(payer.Id, request.Id, null))).Refused().Code
        );
        Assert.Equal(
            "remittance.request.nothing_open",
            (await Requests(r => r.CancelAsync(asker.Id, request.Id))).Refused().Code
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Twenty_windows_pay_a_request_once_with_one_top_up()
    {
        var asker = await product.MemberAsync("김청구");
        var payer = await product.MemberWithAsync(10_000, "이지급");
        var request = (await AskAsync(asker, [new(payer.Id, Won.Of(15_000))])).Granted();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Requests(r => r.PayAsync(payer.Id, request.Id)))
        );

        // Who comes while the bank is asked hears that it is not known yet.
        var paid = Assert.Single(answers.Where(a => a.TryGet(out _, out _)).Select(a => a.Granted().Id).Distinct());
        Assert.Equal(paid, (await Requests(r => r.PayAsync(payer.Id, request.Id))).Granted().Id);
        Assert.Equal((5_000L, 15_000L), (await product.BalanceAsync(payer.Id), await product.BalanceAsync(asker.Id)));
        Assert.Equal(2, (await product.JournalAsync()).Count(m => m.Kind == "withdraw")); // the first charge and one top-up
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_top_up_that_certainly_failed_may_be_tried_again_and_an_unknown_one_is_never_made_twice()
    {
        var asker = await product.MemberAsync("김청구");
        var payer = await product.MemberWithAsync(0, "이지급");
        var request = (await AskAsync(asker, [new(payer.Id, Won.Of(15_000))])).Granted();
        await product.EmptyAccountsOfAsync(payer);
        Assert.Equal("banking.account.short", (await Requests(r => r.PayAsync(payer.Id, request.Id))).Refused().Code);

        await product.FillAccountsOfAsync(payer, 1_000_000);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        for (var i = 0; i < 3; i++)
            Assert.Equal(
                "money.top_up.unknown",
                (await Requests(r => r.PayAsync(payer.Id, request.Id))).Refused().Code
            );
        await product.ClearFaultsAsync();
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));

        (await Requests(r => r.PayAsync(payer.Id, request.Id))).Granted();
        Assert.Equal((5_000L, 15_000L), (await product.BalanceAsync(payer.Id), await product.BalanceAsync(asker.Id)));
        Assert.Single(await product.JournalAsync(), m => m.Kind == "withdraw");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task What_makes_no_request_is_refused_with_its_reason()
    {
        var asker = await product.MemberAsync("김청구");
        var other = await product.MemberAsync("이지급");
        var gone = await product.MemberAsync("박탈퇴");
        (await product.AskAsync((IMembers m) => m.CloseAsync(gone.Id, "MyPay!2026"))).Granted();

        Assert.Equal("remittance.request.nobody", (await AskAsync(asker, [])).Refused().Code);
        Assert.Equal("remittance.request.to_self", (await AskAsync(asker, [new(asker.Id, Won.Of(1))])).Refused().Code);
        Assert.Equal(
            "remittance.request.twice",
            (await AskAsync(asker, [new(other.Id, Won.Of(1)), new(other.Id, Won.Of(1))])).Refused().Code
        );
        Assert.Equal(
            "remittance.request.member_not_found",
            (await AskAsync(asker, [new(gone.Id, Won.Of(1))])).Refused().Code
        );
        Assert.Equal(
            "remittance.request.member_not_found",
            (await AskAsync(asker, [new(new(Guid.NewGuid()), Won.Of(1))])).Refused().Code
        );
        Assert.Equal("remittance.send.not_positive", (await AskAsync(asker, [new(other.Id, Won.Zero)])).Refused().Code);
        Assert.Equal(
            "money.limit.per_transfer",
            (await AskAsync(asker, [new(other.Id, Won.Of(2_000_001))])).Refused().Code
        );
        Assert.Equal(
            "remittance.request.due_invalid",
            (await AskAsync(asker, [new(other.Id, Won.Of(1))], due: new(2026, 11, 22))).Refused().Code
        );
        var request = (await AskAsync(asker, [new(other.Id, Won.Of(1))], due: new(2026, 11, 23))).Granted();
        Assert.Equal(
            "remittance.request.not_found",
            (await Requests(r => r.PayAsync(asker.Id, request.Id))).Refused().Code
        );
        Assert.Equal(
            "remittance.request.not_found",
            (await Requests(r => r.CancelAsync(other.Id, request.Id))).Refused().Code
        );
    }

    [Fact]
    public async Task A_reminder_goes_out_once_a_day()
    {
        var (asker, other) = (await product.MemberAsync("김청구"), await product.MemberAsync("이지급"));
        var request = (await AskAsync(asker, [new(other.Id, Won.Of(1_000))])).Granted();

        Assert.Equal(
            "remittance.request.reminded_lately",
            (await Requests(r => r.RemindAsync(asker.Id, request.Id))).Refused().Code
        );
        product.Clock.Advance(TimeSpan.FromHours(25));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Requests(r => r.RemindAsync(asker.Id, request.Id)))
        );

        Assert.Single(answers, a => a.TryGet(out _, out _));
        Assert.NotNull(Assert.Single(await Requests(r => r.OpenAsync(other.Id))).RemindedAt);
    }

    [Fact]
    public async Task The_same_key_asks_once()
    {
        var (asker, other) = (await product.MemberAsync("김청구"), await product.MemberAsync("이지급"));
        var ask = new AskForMoney(asker.Id, [new(other.Id, Won.Of(1_000))], null, null, Once.NewKey());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Requests(r => r.AskAsync(ask))));

        Assert.Single((await Requests(r => r.ListAsync(asker.Id))).Mine);
    }

    private Task<T> Requests<T>(Func<IMoneyRequests, Task<T>> question) => product.AskAsync(question);

    private Task<Result<MoneyRequest>> AskAsync(
        MemberView asker,
        IReadOnlyList<AskedShare> shares,
        string? word = null,
        DateOnly? due = null
    ) => Requests(r => r.AskAsync(new(asker.Id, shares, word, due, Once.NewKey())));
}
