using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class CheckoutTests : IAsyncLifetime
{
    private AShop shop = null!;
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        member = await shop.Product.MemberWithAsync(50_000);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task The_member_opens_enters_the_pin_and_goes_back_with_a_token_and_no_money_has_moved()
    {
        var tid = (await shop.ReadyAsync(shop.Request())).Granted().Tid;

        Assert.Equal(PaymentState.Opened, (await OpenAsync(tid)).Granted().State);
        var address = (await shop.AuthorizeAsync(tid, member)).Granted();

        Assert.StartsWith("https://shop.test/ok?session=7&pg_token=", address.Url, StringComparison.Ordinal);
        Assert.Equal(20, AShop.TokenIn(address).Length);
        Assert.Equal(PaymentState.Authorized, (await shop.FindAsync(tid)).State);
        Assert.Equal(PaymentState.Authorized, (await OpenAsync(tid)).Granted().State); // never goes backwards
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task Entered_twice_the_pin_leads_to_the_same_address()
    {
        var tid = (await shop.ReadyAsync(shop.Request())).Granted().Tid;
        var addresses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.AuthorizeAsync(tid, member)));
        Assert.Single(addresses.Select(a => a.Granted().Url).Distinct());
    }

    [Fact]
    public async Task A_payment_that_one_member_authorised_is_closed_to_any_other()
    {
        var stranger = await shop.Product.MemberWithAsync(50_000, "이남");
        var tid = (await shop.AuthorizedAsync(member)).Tid;

        Assert.Equal("payment.checkout.other_member", (await shop.AuthorizeAsync(tid, stranger)).Refused().Code);
        Assert.Equal("payment.checkout.other_member", (await shop.QuitAsync(tid, stranger)).Refused().Code);
        Assert.Equal("payment.checkout.other_member", (await shop.QuitAsync(tid, null)).Refused().Code);
        Assert.Equal(
            "payment.checkout.other_member",
            (await shop.Product.AskAsync((IPayments p) => p.OpenAsync(tid, stranger.Id))).Refused().Code
        );
        Assert.Equal(
            "payment.checkout.not_found",
            (await shop.AuthorizeAsync("T0000000000000000000", member)).Refused().Code
        );
    }

    [Fact]
    public async Task Who_quits_goes_to_the_cancel_address_and_the_payment_is_over()
    {
        var tid = (await shop.ReadyAsync(shop.Request())).Granted().Tid;

        Assert.Equal("https://shop.test/cancel", (await shop.QuitAsync(tid, member)).Granted().Url);
        Assert.Equal("https://shop.test/cancel", (await shop.QuitAsync(tid, null)).Granted().Url);
        Assert.Equal(PaymentState.Quit, (await shop.FindAsync(tid)).State);
        Assert.Equal("payment.checkout.cancelled", (await shop.AuthorizeAsync(tid, member)).Refused().Code);
        Assert.Equal(PaymentState.Quit, (await OpenAsync(tid)).Granted().State);
    }

    [Fact]
    public async Task Only_who_opened_a_checkout_ends_it_and_never_nobody()
    {
        var stranger = await shop.Product.MemberWithAsync(50_000, "이남");
        var tid = (await shop.ReadyAsync(shop.Request())).Granted().Tid;
        Assert.Equal("payment.checkout.other_member", (await shop.QuitAsync(tid, null)).Refused().Code);
        Assert.Equal(PaymentState.Ready, (await shop.FindAsync(tid)).State);

        (await OpenAsync(tid)).Granted();

        Assert.Equal("payment.checkout.other_member", (await shop.QuitAsync(tid, null)).Refused().Code);
        Assert.Equal("payment.checkout.other_member", (await shop.QuitAsync(tid, stranger)).Refused().Code);
        Assert.Equal("payment.checkout.other_member", (await shop.AuthorizeAsync(tid, stranger)).Refused().Code);
        Assert.Equal(PaymentState.Opened, (await shop.FindAsync(tid)).State);
        (await shop.QuitAsync(tid, member)).Granted();
    }

    /// <summary>However it ended: a checkout that nobody had opened has no payer.</summary>
    [Fact]
    public async Task What_nobody_opened_is_refused_in_words_when_it_is_approved_all_the_same()
    {
        var good = await shop.AuthorizedAsync(member);
        var (fresh, quit, late) = (await ReadyAsync(), await ReadyAsync(), await ReadyAsync());
        (await shop.QuitAsync(quit.Tid, member)).Granted();

        Assert.Equal("payment.approve.not_authorized", (await shop.ApproveAsync(fresh)).Refused().Code);
        Assert.Equal("payment.approve.wrong_state", (await shop.ApproveAsync(quit)).Refused().Code);
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("payment.approve.expired", (await shop.ApproveAsync(late)).Refused().Code);
        await shop.ExpireAsync();
        Assert.Equal("payment.approve.expired", (await shop.ApproveAsync(late)).Refused().Code);

        async Task<ApproveRequest> ReadyAsync() =>
            good with
            {
                Tid = (await shop.ReadyAsync(shop.Request())).Granted().Tid,
            };
    }

    [Fact]
    public async Task After_15_minutes_a_ready_is_expired_before_the_sweep_comes_by_and_after()
    {
        var authorized = await shop.AuthorizedAsync(member);
        var ready = (await shop.ReadyAsync(shop.Request())).Granted().Tid;
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(0, await shop.ExpireAsync());
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(PaymentState.Expired, (await shop.FindAsync(ready)).State);
        Assert.Equal("payment.checkout.expired", (await shop.AuthorizeAsync(ready, member)).Refused().Code);
        Assert.Equal("payment.checkout.expired", (await shop.QuitAsync(ready, member)).Refused().Code);
        Assert.Equal("payment.approve.expired", (await shop.ApproveAsync(authorized)).Refused().Code);

        var swept = await Task.WhenAll(shop.ExpireAsync(), shop.ExpireAsync());
        Assert.Equal(2, swept.Sum());
        Assert.Equal(PaymentState.Expired, (await shop.FindAsync(ready)).State);
        Assert.Equal("payment.approve.expired", (await shop.ApproveAsync(authorized)).Refused().Code);
        Assert.Empty(await shop.NewsAsync());
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task What_the_top_up_rule_forbids_is_said_when_the_pin_is_entered()
    {
        var poor = await shop.Product.MemberAsync("김빈");
        var tid = (await shop.ReadyAsync(shop.Request(3_200))).Granted().Tid;
        Assert.Equal("money.top_up.no_account", (await shop.AuthorizeAsync(tid, poor)).Refused().Code);
        Assert.Equal(PaymentState.Ready, (await shop.FindAsync(tid)).State);

        // A test payment asks nobody for money.
        var test = (await shop.ReadyAsync(shop.Request(3_200, live: false))).Granted().Tid;
        (await shop.AuthorizeAsync(test, poor)).Granted();
    }

    [Fact]
    public async Task A_paid_payment_can_be_neither_authorised_nor_quit_again()
    {
        var paid = await shop.PaidAsync(member);
        Assert.Equal("payment.checkout.already_paid", (await shop.AuthorizeAsync(paid.Tid, member)).Refused().Code);
        Assert.Equal("payment.checkout.already_paid", (await shop.QuitAsync(paid.Tid, member)).Refused().Code);
        Assert.Equal(PaymentState.Paid, (await OpenAsync(paid.Tid)).Granted().State);
    }

    private Task<Result<CheckoutView>> OpenAsync(string tid) =>
        shop.Product.AskAsync((IPayments p) => p.OpenAsync(tid, member.Id));
}
