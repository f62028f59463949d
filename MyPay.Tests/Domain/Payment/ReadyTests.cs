using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class ReadyTests : IAsyncLifetime
{
    private AShop shop = null!;

    public async Task InitializeAsync() => shop = await AShop.OpenAsync();

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task A_ready_has_a_tid_and_its_vat_and_waits_15_minutes()
    {
        var ready = (await shop.ReadyAsync(shop.Request(11_000) with { TaxFreeAmount = 500, Quantity = 3 })).Granted();

        Assert.Matches("^T[A-Z0-9]{19}$", ready.Tid);
        Assert.Equal(new AmountSplit(11_000, 500, 955, 0), ready.Amount);
        Assert.Equal((PaymentState.Ready, "online", 3, true), (ready.State, ready.Channel, ready.Quantity, ready.Live));
        var page = await shop.Product.AskAsync((IPayments p) => p.FindForCheckoutAsync(ready.Tid));
        Assert.Equal(
            ("모닝커피", 11_000L, ready.CreatedAt.AddMinutes(15)),
            (page!.TradeName, page.Amount, page.ExpiresAt)
        );
        Assert.Null(await shop.Product.AskAsync((IPayments p) => p.FindForCheckoutAsync("T0000000000000000000")));
    }

    [Fact]
    public async Task Every_wrong_field_is_refused_by_name()
    {
        var good = shop.Request();
        (string Code, ReadyRequest Request)[] wrong =
        [
            ("payment.ready.field_missing", good with { PartnerOrderId = " " }),
            ("payment.ready.field_missing", good with { PartnerUserId = "" }),
            ("payment.ready.field_missing", good with { ItemName = null! }),
            ("payment.ready.field_missing", good with { CancelUrl = "" }),
            ("payment.ready.field_too_long", good with { PartnerOrderId = new('a', 101) }),
            ("payment.ready.field_too_long", good with { ItemName = new('가', 101) }),
            ("payment.ready.field_too_long", good with { ItemCode = new('a', 101) }),
            ("payment.ready.field_too_long", good with { ItemName = "a" + new string('\u0301', 1_200) }),
            ("payment.ready.field_too_long", good with { FailUrl = "https://shop.test/" + new string('a', 238) }),
            ("payment.ready.field_invalid", good with { ItemName = "a\u0000b" }),
            ("payment.ready.field_invalid", good with { ItemName = "a\u202Eb" }),
            ("payment.ready.field_invalid", good with { PartnerOrderId = "a\ud800" }),
            ("payment.ready.quantity_invalid", good with { Quantity = 0 }),
            ("payment.ready.amount_invalid", good with { TotalAmount = 0 }),
            ("payment.ready.amount_invalid", good with { TotalAmount = -1 }),
            ("payment.ready.amount_invalid", good with { VatAmount = -1 }),
            ("payment.ready.amount_invalid", good with { VatAmount = 10_001 }),
            ("payment.ready.amount_invalid", good with { TaxFreeAmount = 9_000, VatAmount = 1_001 }),
            ("payment.ready.amount_invalid", good with { GreenDeposit = -1 }),
            ("payment.ready.amount_invalid", good with { GreenDeposit = 10_001 }),
            ("payment.ready.tax_free_invalid", good with { TaxFreeAmount = -1 }),
            ("payment.ready.tax_free_invalid", good with { TaxFreeAmount = 10_001 }),
            ("payment.ready.over_limit", good with { TotalAmount = 2_000_001 }),
            ("payment.ready.over_limit", good with { TotalAmount = long.MaxValue, TaxFreeAmount = long.MaxValue }),
            ("payment.ready.method_unknown", good with { MethodType = "CARD" }),
            ("payment.ready.redirect_not_registered", good with { ApprovalUrl = "https://evil.test/" }),
            ("payment.ready.redirect_not_registered", good with { FailUrl = "javascript:alert(1)" }),
            ("payment.ready.redirect_not_registered", good with { FailUrl = "//shop.test/fail" }),
            ("payment.ready.redirect_malformed", good with { FailUrl = "shop.test/fail" }),
            ("payment.ready.redirect_malformed", good with { FailUrl = "https://shop test/fail" }),
            ("payment.ready.cid_unknown", good with { Cid = "NOSUCHCID0" }),
            ("payment.ready.cid_unknown", good with { Cid = shop.Franchise.TestCid }),
            ("payment.ready.cid_unknown", good with { Live = false }),
            ("payment.ready.cid_unknown", good with { Caller = new(Guid.NewGuid()) }),
        ];

        foreach (var (code, request) in wrong)
            Assert.Equal(code, (await shop.ReadyAsync(request)).Refused().Code);
        (
            await shop.ReadyAsync(
                good with
                {
                    ItemName = string.Concat(Enumerable.Repeat("👨‍👩‍👧", 100)),
                    MethodType = "MONEY",
                }
            )
        ).Granted();
        Assert.Equal(
            "payment.ready.redirect_not_registered",
            (await shop.ReadyAsync(shop.Request(live: false) with { ApprovalUrl = "https://evil.test/" }))
                .Refused()
                .Code
        );
    }

    [Fact]
    public async Task A_frozen_franchise_prepares_nothing()
    {
        shop.Franchises.Change(shop.Id, f => f with { State = FranchiseState.Frozen });
        Assert.Equal("payment.ready.franchise_not_active", (await shop.ReadyAsync(shop.Request())).Refused().Code);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_tid_and_another_body_is_refused()
    {
        var request = shop.Request() with { Key = "order-1-try" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.ReadyAsync(request)));

        Assert.Single(answers.Select(a => a.Granted().Tid).Distinct());
        Assert.Equal(
            "idempotency.key_reused",
            (await shop.ReadyAsync(request with { TotalAmount = 10_001 })).Refused().Code
        );
    }

    [Fact]
    public async Task Nothing_to_pay_makes_sense_only_for_a_recurring_key()
    {
        Assert.Equal("payment.ready.amount_invalid", (await shop.ReadyAsync(shop.Request(0))).Refused().Code);
        (await shop.ReadyAsync(shop.Request(0, shop.Franchise.RecurringCid))).Granted();
    }

    [Fact]
    public async Task A_franchise_lists_its_own_payments_page_by_page_and_nobody_elses()
    {
        var other = shop.Franchises.Add("다른 가게", 100);
        for (var i = 0; i < 7; i++)
            (await shop.ReadyAsync(shop.Request(1_000 + i) with { PartnerOrderId = $"order-{i}" })).Granted();
        var foreign = (await shop.ReadyAsync(shop.Request() with { Caller = other.Id, Cid = other.Cid })).Granted();

        var (seen, cursor) = (new List<PaymentView>(), (string?)null);
        do
        {
            var page = await ListAsync(new(), cursor, 3);
            Assert.True(page.Rows.Count <= 3);
            seen.AddRange(page.Rows);
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(7, seen.Select(p => p.Tid).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(p => p.CreatedAt).Select(p => p.CreatedAt), seen.Select(p => p.CreatedAt));
        Assert.Equal(
            "order-4",
            Assert.Single((await ListAsync(new(PartnerOrderId: "order-4"), null, 10)).Rows).PartnerOrderId
        );
        Assert.Equal(
            7,
            (await ListAsync(new(Text: "아메리", States: [PaymentState.Ready], Live: true), null, 10)).Rows.Count
        );
        Assert.Empty((await ListAsync(new(Text: "%"), null, 10)).Rows);
        Assert.Empty((await ListAsync(new(), "not-a-cursor", 10)).Rows);
        Assert.Null(await shop.Product.AskAsync((IPayments p) => p.FindAsync(shop.Id, foreign.Tid)));

        shop.Product.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Empty((await ListAsync(new(States: [PaymentState.Ready]), null, 10)).Rows);
        Assert.Equal(7, (await ListAsync(new(States: [PaymentState.Expired]), null, 10)).Rows.Count);
    }

    private Task<PaymentPage> ListAsync(PaymentFilter filter, string? cursor, int limit) =>
        shop.Product.AskAsync((IPayments p) => p.ListAsync(shop.Id, filter, cursor, limit));
}
