using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Calls;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>
/// A refused command leaves nothing behind, its key included: once the bank has certainly said no, the same key asks it
/// anew; as long as nobody knows, it never does.
/// </summary>
public sealed class TryAgainTests : IAsyncLifetime
{
    private AShop shop = null!;
    private MemberView member = null!;

    private AProduct Product => shop.Product;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        member = await Product.MemberWithAsync(0);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData("recurring")]
    [InlineData("code")]
    [InlineData("scan")]
    [InlineData("send")]
    [InlineData("send to a bank")]
    [InlineData("charge")]
    public async Task An_account_that_is_short_is_asked_again_under_the_same_key_once_money_has_come(string what)
    {
        var act = await ActAsync(what, Once.NewKey());
        await Product.EmptyAccountsOfAsync(member);
        for (var i = 0; i < 3; i++)
            Assert.Equal("banking.account.short", await act());
        Assert.Empty(await WithdrawalsAsync());

        await Product.FillAccountsOfAsync(member, 1_000_000);
        for (var i = 0; i < 3; i++)
            Assert.Null(await act());
        Assert.Single(await WithdrawalsAsync());
        await Product.VerifyAsync();
    }

    [Theory]
    [InlineData("recurring", "error-before")]
    [InlineData("code", "timeout-before")]
    [InlineData("scan", "reset")]
    [InlineData("send", "error-before")]
    [InlineData("send to a bank", "error-before")]
    public async Task An_unknown_outcome_holds_the_key_and_a_certain_no_frees_it(string what, string fault)
    {
        var act = await ActAsync(what, Once.NewKey());
        await Product.FaultAsync(new { path = "withdraw", count = 1 }, fault);
        for (var i = 0; i < 3; i++)
            Assert.Equal("money.top_up.unknown", await act());
        await Product.InquireAfterAsync(TimeSpan.FromSeconds(61)); // too soon to be believed
        Assert.Equal("money.top_up.unknown", await act());
        Assert.Empty(await WithdrawalsAsync());

        await Product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        for (var i = 0; i < 3; i++)
            Assert.Null(await act());
        Assert.Single(await WithdrawalsAsync());
        await Product.VerifyAsync();
    }

    [Theory]
    [InlineData("error-after")]
    [InlineData("timeout-after")]
    [InlineData("garbage")]
    public async Task Money_that_came_late_pays_under_the_same_key_and_is_not_fetched_again(string fault)
    {
        var act = await ActAsync("recurring", Once.NewKey());
        await Product.FaultAsync(new { path = "withdraw", count = 1 }, fault);
        for (var i = 0; i < 3; i++)
            Assert.Equal("money.top_up.unknown", await act());
        await Product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        for (var i = 0; i < 3; i++)
            Assert.Null(await act());
        Assert.Single(await WithdrawalsAsync());
        await Product.VerifyAsync();
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("send to a bank")]
    public async Task What_went_out_and_certainly_did_not_arrive_goes_out_anew_under_the_same_key(string what)
    {
        var account = await AccountAsync(member);
        (await Product.Wallets(w => w.ChargeAsync(new(member.Id, account, Won.Of(50_000), Once.NewKey())))).Granted();
        var act = await ActAsync(what, Once.NewKey());
        await Product.FaultAsync(new { path = "deposit", count = 1 }, "error-before");
        for (var i = 0; i < 3; i++)
            Assert.Null(await act()); // on its way: 은행 확인 중
        await Product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        await Product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(50_000, await Product.BalanceAsync(member.Id));

        for (var i = 0; i < 3; i++)
            Assert.Null(await act());
        Assert.Single(await Product.JournalAsync(), m => m.Kind == "deposit" && m.Amount == 20_000);
        Assert.Equal(30_000, await Product.BalanceAsync(member.Id));
        await Product.VerifyAsync();
    }

    [Fact]
    public async Task Copies_of_one_request_ask_the_bank_once_a_try()
    {
        var act = await ActAsync("recurring", Once.NewKey());
        await Product.EmptyAccountsOfAsync(member);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => act()));
        Assert.Empty(await WithdrawalsAsync());

        await Product.FillAccountsOfAsync(member, 1_000_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => act()));
        Assert.Null(await act());
        Assert.Single(await WithdrawalsAsync());
        Assert.Equal(
            1,
            await Product.AskAsync(
                (MyPayDb db) =>
                    Task.FromResult(
                        db.Set<MyPay.Domain.Payment.Slips.Purchase>()
                            .Count(p => p.Channel == "recurring" && p.State == PaymentState.Paid)
                    )
            )
        );
    }

    [Fact]
    public async Task A_refused_key_takes_another_amount_and_one_whose_outcome_is_open_does_not()
    {
        var key = Once.NewKey();
        var sid = await SidAsync();
        await Product.EmptyAccountsOfAsync(member);
        Assert.Equal("banking.account.short", Code(await ChargeSidAsync(sid, 20_000, key)));
        await Product.FillAccountsOfAsync(member, 1_000_000);
        await Product.FaultAsync(new { path = "withdraw", count = 1 }, "error-before");
        Assert.Equal("money.top_up.unknown", Code(await ChargeSidAsync(sid, 15_000, key)));
        Assert.Equal("idempotency.key_reused", Code(await ChargeSidAsync(sid, 20_000, key)));
    }

    [Fact]
    public async Task Many_tries_are_found_without_walking_them_all()
    {
        var act = await ActAsync("recurring", Once.NewKey());
        await Product.EmptyAccountsOfAsync(member);
        for (var i = 0; i < 20; i++)
            Assert.Equal("banking.account.short", await act());
        Assert.Equal(
            20,
            await Product.AskAsync(
                (MyPayDb db) => Task.FromResult(db.Set<BankCall>().Count(c => c.Purpose == "money.charge"))
            )
        );
        await Product.FillAccountsOfAsync(member, 1_000_000);
        Assert.Null(await act());
    }

    [Fact]
    public async Task A_key_is_the_same_key_after_400_days()
    {
        var (sid, key) = (await SidAsync(), Once.NewKey());
        var first = (await ChargeSidAsync(sid, 20_000, key)).Granted();
        Product.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(first.Tid, (await ChargeSidAsync(sid, 20_000, key)).Granted().Tid);
        Assert.Equal("idempotency.key_reused", Code(await ChargeSidAsync(sid, 21_000, key)));
        Assert.Single(await WithdrawalsAsync());
    }

    /// <summary>The intent behind a key, as often as one likes; answers the refusal's code, or null.</summary>
    private async Task<Func<Task<string?>>> ActAsync(string what, string key)
    {
        var receiver = await Product.MemberAsync("박받음");
        var account = await AccountAsync(member);
        var sid = what == "recurring" ? await SidAsync() : "";
        var code = what == "code" ? (await Product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id))).Code : "";
        var order =
            what == "scan"
                ? (
                    await Product.AskAsync(
                        (IInStore s) =>
                            s.CreateOrderAsync(new(shop.Id, true, 20_000, "qr-1", "라떼", null, Once.NewKey()))
                    )
                )
                    .Granted()
                    .QrCode
                : "";
        return what switch
        {
            "recurring" => async () => Code(await ChargeSidAsync(sid, 20_000, key)),
            "code" => async () =>
                Code(
                    await Product.AskAsync(
                        (IInStore s) => s.PayByCodeAsync(new(shop.Id, true, code, 20_000, "pos-1", "라떼", null, key))
                    )
                ),
            "scan" => async () =>
                Code(await Product.AskAsync((IInStore s) => s.PayScannedAsync(member.Id, order, null, key))),
            "send" => async () =>
                Code(
                    await Product.Remittances(r =>
                        r.SendToMemberAsync(new(member.Id, receiver.Id, Won.Of(20_000), null, false, key))
                    )
                ),
            "send to a bank" => async () =>
                Code(
                    await Product.Remittances(r =>
                        r.SendToBankAsync(new(member.Id, "088", "110999888777", "홍길동", Won.Of(20_000), null, key))
                    )
                ),
            "withdraw" => async () =>
                Code(await Product.Wallets(w => w.WithdrawAsync(new(member.Id, account, Won.Of(20_000), key)))),
            "charge" => async () =>
                Code(await Product.Wallets(w => w.ChargeAsync(new(member.Id, account, Won.Of(20_000), key)))),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    private async Task<string> SidAsync() =>
        (await shop.PaidAsync(member, shop.Request(0, shop.Franchise.RecurringCid))).Sid!;

    private Task<Result<PaymentView>> ChargeSidAsync(string sid, long won, string key) =>
        Product.AskAsync(
            (IPayments p) =>
                p.ChargeSidAsync(
                    new(
                        shop.Id,
                        shop.Franchise.RecurringCid,
                        sid,
                        "order-2",
                        "user-1",
                        null,
                        null,
                        1,
                        won,
                        0,
                        null,
                        null,
                        key
                    )
                )
        );

    private async Task<LinkedAccountId> AccountAsync(MemberView of) =>
        (await Product.AskAsync((ILinkedAccounts a) => a.ListAsync(of.Id)))[0].Id;

    private async Task<List<AProduct.BankMovement>> WithdrawalsAsync() =>
        [.. (await Product.JournalAsync()).Where(m => m.Kind == "withdraw")];

    private static string? Code<T>(Result<T> result)
        where T : notnull => result.TryGet(out _, out var refusal) ? null : refusal.Code;
}
