using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Calls;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Money.Charge;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money;

/// <summary>Charging over the real wire, with a bank that behaves and one that does not.</summary>
public sealed class ChargeTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Recharge_really_moves_money()
    {
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member, number: "33344455566");

        var charged = (await ChargeAsync(member, account, 30_000)).Granted();

        Assert.Equal(MoveState.Done, charged.State);
        Assert.Equal(Won.Of(30_000), charged.BalanceAfter);
        Assert.Equal(30_000, await product.BalanceAsync(member.Id));
        Assert.Equal(30_000, Assert.Single(await WithdrawalsAsync("33344455566")).Amount);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task What_was_prepared_and_not_sent_within_a_minute_is_never_sent_and_ends_by_the_inquiries()
    {
        var (member, account) = await LinkedAsync();
        var secret = (await product.AskAsync((ILinkedAccounts a) => a.FindSecretAsync(member.Id, account.Id)))!;
        var id = Guid.NewGuid();
        await using var scope = product.Host.App.Services.CreateAsyncScope();
        var charging = scope.ServiceProvider.GetRequiredService<Charging>();
        (
            await scope
                .ServiceProvider.GetRequiredService<Journal>()
                .WriteAsync<Done>(write =>
                {
                    charging.Add(
                        write,
                        id,
                        BankDirection.In,
                        new(member.Id, account.Id, Won.Of(10_000), ChargeOrigin.Hand),
                        secret,
                        ChargeSettlement.PurposeName
                    );
                    return default(Done);
                })
        ).Granted();

        // Here the process stands still; another instance inquires meanwhile.
        product.Clock.Advance(InquiryRules.Sendable + TimeSpan.FromSeconds(1));
        Assert.Equal(MoveState.Checking, (await charging.SendAsync(id, CancellationToken.None)).State);
        Assert.Equal(1, await product.InquireAfterAsync(InquiryRules.Grace));
        Assert.Equal(MoveState.Failed, (await charging.SendAsync(id, CancellationToken.None)).State);
        Assert.Empty(await AllWithdrawalsAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_same_key_charges_once_and_answers_the_same_again()
    {
        var (member, account) = await LinkedAsync();
        var key = Once.NewKey();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => ChargeAsync(member, account, 10_000, key))
        );
        var later = (await ChargeAsync(member, account, 10_000, key)).Granted();

        Assert.Single(answers.Select(a => a.Granted().Id).Append(later.Id).Distinct());
        Assert.Equal(10_000, await product.BalanceAsync(member.Id));
        Assert.Single(await AllWithdrawalsAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_amount_is_refused_and_moves_nothing()
    {
        var (member, account) = await LinkedAsync();
        var key = Once.NewKey();
        (await ChargeAsync(member, account, 10_000, key)).Granted();

        Assert.Equal("idempotency.key_reused", (await ChargeAsync(member, account, 20_000, key)).Refused().Code);
        Assert.Equal(10_000, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task A_bank_that_says_no_is_a_failure_with_its_reason_never_a_success()
    {
        var (member, account) = await LinkedAsync("34445556660");
        await product.SetAccountAsync("004", "34445556660", 0);

        var refusal = (await ChargeAsync(member, account, 10_000)).Refused();

        Assert.Equal("banking.account.short", refusal.Code);
        Assert.Equal(0, await product.BalanceAsync(member.Id));
        Assert.Empty(await AllWithdrawalsAsync());
        // A certain no blocks nothing: the account may be charged again at once.
        Assert.Equal("banking.account.short", (await ChargeAsync(member, account, 10_000)).Refused().Code);
    }

    [Fact]
    public async Task A_bank_silent_after_it_moved_the_money_is_credited_once_and_only_when_known()
    {
        var (member, account) = await LinkedAsync();
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");

        var charged = (await ChargeAsync(member, account, 50_000)).Granted();
        Assert.Equal(MoveState.Checking, charged.State);
        Assert.Equal(0, await product.BalanceAsync(member.Id));

        // That account is blocked until known; the member sees 은행 확인 중.
        Assert.Equal("money.charge.account_checking", (await ChargeAsync(member, account, 10_000)).Refused().Code);
        Assert.Single(await product.Wallets(w => w.OpenMovesAsync(member.Id)));
        await product.VerifyAsync();

        Assert.Equal(0, await product.InquireAfterAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, await product.InquireAfterAsync(TimeSpan.FromSeconds(31)));
        Assert.Equal(50_000, await product.BalanceAsync(member.Id));
        Assert.Equal(0, await product.InquireAfterAsync(TimeSpan.FromMinutes(30)));
        Assert.Equal(50_000, await product.BalanceAsync(member.Id));
        Assert.Single(await AllWithdrawalsAsync());
        Assert.Empty(await product.Wallets(w => w.OpenMovesAsync(member.Id)));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_silent_before_it_moved_anything_fails_only_after_the_grace_time()
    {
        var (member, account) = await LinkedAsync();
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-before");
        var charged = (await ChargeAsync(member, account, 50_000)).Granted();
        Assert.Equal(MoveState.Checking, charged.State);

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(MoveState.Checking, (await product.Wallets(w => w.FindChargeAsync(member.Id, charged.Id)))!.State);
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));

        var known = (await product.Wallets(w => w.FindChargeAsync(member.Id, charged.Id)))!;
        Assert.Equal(MoveState.Failed, known.State);
        Assert.Equal("banking.call.never_happened", known.Failure!.Code);
        Assert.Equal(0, await product.BalanceAsync(member.Id));
        Assert.Empty(await AllWithdrawalsAsync());
    }

    [Theory]
    [InlineData("error-after")]
    [InlineData("garbage")]
    [InlineData("truncate")]
    [InlineData("wrong-amount")]
    [InlineData("wrong-id")]
    [InlineData("duplicate")]
    public async Task Whatever_is_not_certain_is_unknown_and_found_out_by_inquiry(string effect)
    {
        var (member, account) = await LinkedAsync();
        await product.FaultAsync(new { path = "withdraw", count = 1 }, effect);

        Assert.Equal(MoveState.Checking, (await ChargeAsync(member, account, 20_000)).Granted().State);
        Assert.Equal(0, await product.BalanceAsync(member.Id));

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        Assert.Single(await AllWithdrawalsAsync());
        await product.VerifyAsync();
    }

    [Theory]
    [InlineData("error-before")]
    [InlineData("reset")]
    [InlineData("maintenance")]
    public async Task Without_effect_at_the_bank_nothing_is_credited_ever(string effect)
    {
        var (member, account) = await LinkedAsync();
        await product.FaultAsync(new { path = "withdraw", count = 1 }, effect);
        await ChargeAsync(member, account, 20_000);
        foreach (var _ in Enumerable.Range(0, 3))
            await product.InquireAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, await product.BalanceAsync(member.Id));
        Assert.Empty(await product.Wallets(w => w.OpenMovesAsync(member.Id)));
        Assert.Empty(await AllWithdrawalsAsync());
    }

    [Fact]
    public async Task After_ten_inquiries_without_an_answer_it_is_an_operators_case()
    {
        var (member, account) = await LinkedAsync();
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        await product.FaultAsync(new { path = "transfer/result" }, "error-before");
        await ChargeAsync(member, account, 20_000);

        var asked = 0;
        for (var minute = 0; minute < 120; minute++)
            asked += await product.InquireAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(10, asked);
        Assert.True(Assert.Single(await product.Wallets(w => w.OpenMovesAsync(member.Id))).IsOperatorCase);
        Assert.Equal(0, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task A_bank_that_cannot_be_reached_is_a_certain_no()
    {
        var (member, account) = await LinkedAsync();
        await product.StopBankAsync();

        Assert.Equal("banking.call.not_sent", (await ChargeAsync(member, account, 20_000)).Refused().Code);
        Assert.Equal(0, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task The_cap_holds_under_fifty_parallel_charges()
    {
        var (member, first) = await LinkedAsync();
        var second = await product.LinkAsync(member, "088");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => ChargeAsync(member, i % 2 == 0 ? first : second, 700_000))
        );
        for (var i = 0; i < 4; i++)
            await ChargeAsync(member, first, 700_000);

        Assert.Contains(answers, a => a.TryGet(out _, out _));
        Assert.Equal(1_400_000, await product.BalanceAsync(member.Id));
        Assert.Equal(2, (await AllWithdrawalsAsync()).Count);
        Assert.Equal("money.charge.over_cap", (await ChargeAsync(member, first, 700_000)).Refused().Code);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_in_its_maintenance_window_is_not_asked()
    {
        await using var night = await AProduct.StartAsync(at: new(2026, 11, 23, 23, 50, 0, TimeSpan.FromHours(9)));
        var member = await night.MemberAsync();
        var account = await night.LinkAsync(member, "004");
        night.Clock.Advance(TimeSpan.FromMinutes(12)); // 00:02, KB's window is 00:00–00:05

        var refusal = (
            await night.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())))
        ).Refused();
        Assert.Equal("banking.bank.maintenance", refusal.Code);
        Assert.Equal("00:05", refusal.Args[2]);

        night.Clock.Advance(TimeSpan.FromMinutes(4));
        (await night.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())))).Granted();
    }

    [Fact]
    public async Task Somebody_elses_account_cannot_be_charged()
    {
        var (_, account) = await LinkedAsync();
        var other = await product.MemberAsync("박다른");

        Assert.Equal("money.charge.account_not_found", (await ChargeAsync(other, account, 10_000)).Refused().Code);
    }

    [Fact]
    public async Task A_withdrawal_goes_out_once_and_comes_back_only_on_a_certain_no()
    {
        var (member, account) = await LinkedAsync("35556667770");
        (await ChargeAsync(member, account, 100_000)).Granted();

        await product.FaultAsync(new { path = "deposit", count = 1 }, "timeout-before");
        var withdrawal = (
            await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(40_000), Once.NewKey())))
        ).Granted();
        Assert.Equal(MoveState.Checking, withdrawal.State);
        Assert.Equal(60_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(60_000, await product.BalanceAsync(member.Id));
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(100_000, await product.BalanceAsync(member.Id));

        var done = (
            await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(100_000), Once.NewKey())))
        ).Granted();
        Assert.Equal((MoveState.Done, Won.Zero), (done.State, done.BalanceAfter));
        var refusal = (
            await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(1), Once.NewKey())))
        ).Refused();
        Assert.Equal("ledger.insufficient", refusal.Code);
        Assert.Equal(
            100_000,
            (await product.JournalAsync()).Where(m => m.Kind == "deposit" && m.Amount > 1).Sum(m => m.Amount)
        );
        await product.VerifyAsync();
    }

    private async Task<(MemberView Member, LinkedAccountView Account)> LinkedAsync(string? number = null)
    {
        var member = await product.MemberAsync();
        return (member, await product.LinkAsync(member, number: number));
    }

    private Task<Result<ChargeView>> ChargeAsync(
        MemberView member,
        LinkedAccountView account,
        long won,
        string? key = null
    ) => product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(won), key ?? Once.NewKey())));

    private async Task<List<AProduct.BankMovement>> AllWithdrawalsAsync() =>
        [.. (await product.JournalAsync()).Where(m => m.Kind == "withdraw")];

    private async Task<List<AProduct.BankMovement>> WithdrawalsAsync(string number) =>
        [.. (await AllWithdrawalsAsync()).Where(m => m.Number == number)];
}
