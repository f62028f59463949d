using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>
/// New payments switched off, for one franchise or for all; and a bank switched off under a payment that needs a
/// top-up.
/// </summary>
public sealed class StopTests : IAsyncLifetime
{
    private readonly Script atTheBank = new();
    private AShop shop = null!;
    private MemberView member = null!;

    private string OfShop => PaymentSwitch.Of(shop.Id);

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync(services => Scripted<IFirmBank>.Over(services, atTheBank));
        member = await shop.Product.MemberWithAsync(50_000);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData(false, "payment.stopped.franchise")]
    [InlineData(true, "payment.stopped.all")]
    public async Task A_stop_refuses_every_new_payment_and_lets_begun_ones_and_cancels_go_on(bool forAll, string code)
    {
        var paid = await shop.PaidAsync(member, 5_000);
        var begun = await shop.AuthorizedAsync(member, 6_000);
        var justReady = (await shop.ReadyAsync(shop.Request(7_000))).Granted();
        var order = (
            await InStore(s => s.CreateOrderAsync(new(shop.Id, true, 3_000, "o-1", "라테", null, Once.NewKey())))
        ).Granted();
        var payCode = await InStore(s => s.IssueCodeAsync(member.Id));
        await shop.Product.TurnOffAsync(forAll ? PaymentSwitch.All : OfShop);

        Assert.Equal(code, (await shop.ReadyAsync(shop.Request())).Refused().Code);
        Assert.Equal(code, (await InStore(s => s.PayByCodeAsync(Sale(payCode.Code)))).Refused().Code);
        Assert.Equal(
            code,
            (await InStore(s => s.CreateOrderAsync(new(shop.Id, true, 3_000, "o-2", "라테", null, Once.NewKey()))))
                .Refused()
                .Code
        );
        Assert.Equal(code, (await ScanAsync(shop.Franchises.StoreOf(shop.Id).QrCode, Won.Of(3_000))).Refused().Code);

        (await shop.ApproveAsync(begun)).Granted();
        var address = (await shop.AuthorizeAsync(justReady.Tid, member)).Granted();
        (await shop.ApproveAsync(begun with { Tid = justReady.Tid, PgToken = AShop.TokenIn(address) })).Granted();
        (await ScanAsync(order.QrCode, null)).Granted();
        (await shop.CancelAsync(paid.Tid, 5_000)).Granted();
        Assert.Equal(50_000 - 6_000 - 7_000 - 3_000, await shop.Product.BalanceAsync(member.Id));

        await shop.Product.TurnOnAsync(forAll ? PaymentSwitch.All : OfShop);
        (await InStore(s => s.PayByCodeAsync(Sale(payCode.Code)))).Granted(); // a refused payment left the code usable
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_stop_of_one_franchise_is_nobody_elses()
    {
        var other = shop.Franchises.Add("빵집", 100);
        await shop.Product.TurnOffAsync(OfShop);
        (await shop.ReadyAsync(shop.Request() with { Caller = other.Id, Cid = other.Cid })).Granted();
        Assert.Equal(
            (false, null),
            await shop.Product.AskAsync((IPaymentStops s) => s.FindAsync(shop.Id)) is { } stop
                ? (stop.ForAll, stop.Until)
                : default
        );
        Assert.Null(await shop.Product.AskAsync((IPaymentStops s) => s.FindAsync(other.Id)));
    }

    [Fact]
    public async Task What_took_effect_before_the_stop_answers_the_same_after_it()
    {
        var request = shop.Request() with { Key = Once.NewKey() };
        var ready = (await shop.ReadyAsync(request)).Granted();
        var sale = Sale((await InStore(s => s.IssueCodeAsync(member.Id))).Code);
        var paid = (await InStore(s => s.PayByCodeAsync(sale))).Granted();
        await shop.Product.TurnOffAsync(PaymentSwitch.All);

        Assert.Equal(ready.Tid, (await shop.ReadyAsync(request)).Granted().Tid);
        Assert.Equal(paid.Tid, (await InStore(s => s.PayByCodeAsync(sale))).Granted().Tid);
        Assert.Equal(
            "idempotency.key_reused",
            (await InStore(s => s.PayByCodeAsync(sale with { Amount = 1 }))).Refused().Code
        );
        Assert.Equal(46_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task A_payment_from_the_balance_needs_no_bank_and_a_short_one_is_told_before_the_pin_and_again_at_approve()
    {
        var begun = await shop.AuthorizedAsync(member, 55_000);
        var ready = (await shop.ReadyAsync(shop.Request(60_000))).Granted();
        await shop.Product.TurnOffAsync(BankSwitch.Of(BankService.Charge, "004"));

        Assert.Equal("banking.bank.stopped", (await shop.AuthorizeAsync(ready.Tid, member)).Refused().Code); // it can be tried again until it expires
        Assert.Equal("banking.bank.stopped", (await shop.ApproveAsync(begun)).Refused().Code);
        Assert.Equal(PaymentState.Failed, (await shop.FindAsync(begun.Tid)).State);
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));
        await shop.PaidAsync(member, 50_000);
        Assert.Single(await shop.Product.JournalAsync(), m => m.Kind == "withdraw"); // the first charge alone

        await shop.Product.TurnOnAsync(BankSwitch.Of(BankService.Charge, "004"));
        (await shop.AuthorizeAsync(ready.Tid, member)).Granted();
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_top_up_that_is_at_the_bank_when_everything_is_switched_off_pays_its_payment()
    {
        var begun = await shop.AuthorizedAsync(member, 60_000);
        var off = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var onItsWay = atTheBank.Hold(nameof(IFirmBank.SendAsync), off.Task);

        var approving = Task.Run(() => shop.ApproveAsync(begun));
        await onItsWay; // stored, and about to be sent
        foreach (
            var name in new[]
            {
                BankSwitch.Of(BankService.Charge),
                BankSwitch.Of(BankService.Charge, "004"),
                PaymentSwitch.All,
                OfShop,
            }
        )
            await shop.Product.TurnOffAsync(name);
        off.SetResult();

        Assert.Equal(PaymentState.Paid, (await approving).Granted().State);
        Assert.Equal(0, await shop.Product.BalanceAsync(member.Id));
        await shop.Product.VerifyAsync();
    }

    private CodePayment Sale(string code) => new(shop.Id, true, code, 4_000, "o-9", "매장 결제", null, Once.NewKey());

    private Task<T> InStore<T>(Func<IInStore, Task<T>> question) => shop.Product.AskAsync(question);

    private Task<Result<PaymentView>> ScanAsync(string qr, Won? amount) =>
        InStore(s => s.PayScannedAsync(member.Id, qr, amount, Once.NewKey()));
}
