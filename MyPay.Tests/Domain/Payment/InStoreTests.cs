using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.InStore;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class InStoreTests : IAsyncLifetime
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
    public async Task A_code_pays_once_and_the_member_sees_where()
    {
        var code = await IssueAsync();
        Assert.Matches("^[1-9][0-9]{11}$", code.Code);
        Assert.False((await OutcomeAsync(code.Code))!.Used);

        var typed = $"{code.Code[..4]} {code.Code[4..8]}-{code.Code[8..]}";
        var paid = (await PayAsync(Sale(typed, 4_500) with { Store = shop.Franchises.StoreOf(shop.Id).Id })).Granted();

        Assert.Equal(
            (PaymentState.Paid, "code", shop.Franchises.StoreOf(shop.Id).Id),
            (paid.State, paid.Channel, paid.Store)
        );
        Assert.Equal(45_500, await shop.Product.BalanceAsync(member.Id));
        var outcome = await OutcomeAsync(code.Code);
        Assert.Equal(
            (true, paid.Tid, "모닝커피", 4_500L),
            (outcome!.Used, outcome.Tid, outcome.TradeName, outcome.Amount)
        );
        Assert.Equal("payment.code.used", (await PayAsync(Sale(code.Code, 4_500))).Refused().Code);
        Assert.Null(await shop.Product.AskAsync((IInStore s) => s.FindCodeAsync(new(Guid.NewGuid()), code.Code)));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Twenty_uses_at_once_pay_once()
    {
        var code = await IssueAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PayAsync(Sale(code.Code, 4_500))));

        Assert.Single(answers, a => a.TryGet(out _, out _));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("payment.code.used", a.Refused().Code)
        );
        Assert.Equal(45_500, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task Twenty_uses_at_once_of_a_short_wallet_top_up_once()
    {
        var code = await IssueAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PayAsync(Sale(code.Code, 70_000))));

        Assert.Single(answers, a => a.TryGet(out _, out _));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Contains(a.Refused().Code, new[] { "payment.code.used", "payment.code.in_progress" })
        );
        Assert.Equal(
            (0L, 2),
            (
                await shop.Product.BalanceAsync(member.Id),
                (await shop.Product.JournalAsync()).Count(m => m.Kind == "withdraw")
            )
        );
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer()
    {
        var code = await IssueAsync();
        var sale = Sale(code.Code, 4_500);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PayAsync(sale)));

        Assert.Single(answers.Select(a => a.Granted().Tid).Distinct());
        Assert.Equal("idempotency.key_reused", (await PayAsync(sale with { Amount = 4_501 })).Refused().Code);
    }

    [Fact]
    public async Task A_code_ends_after_3_minutes_and_when_a_new_one_is_issued()
    {
        var first = await IssueAsync();
        var second = await IssueAsync();
        Assert.Equal("payment.code.expired", (await PayAsync(Sale(first.Code, 1_000))).Refused().Code);
        Assert.True((await OutcomeAsync(first.Code))!.ExpiresAt < first.ExpiresAt);

        shop.Product.Clock.Advance(TimeSpan.FromSeconds(181));
        Assert.Equal("payment.code.expired", (await PayAsync(Sale(second.Code, 1_000))).Refused().Code);
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task A_refused_payment_leaves_the_code_usable()
    {
        var code = await IssueAsync();
        Assert.Equal("payment.ready.amount_invalid", (await PayAsync(Sale(code.Code, 0))).Refused().Code);
        Assert.Equal("payment.ready.over_limit", (await PayAsync(Sale(code.Code, 2_000_001))).Refused().Code);
        Assert.Equal(
            "payment.ready.field_missing",
            (await PayAsync(Sale(code.Code, 1_000) with { OrderId = "" })).Refused().Code
        );
        Assert.Equal(
            "payment.store.not_found",
            (await PayAsync(Sale(code.Code, 1_000) with { Store = new(Guid.NewGuid()) })).Refused().Code
        );
        await shop.Product.FillAccountsOfAsync(member, 0);
        Assert.StartsWith(
            "banking.",
            (await PayAsync(Sale(code.Code, 70_000))).Refused().Code,
            StringComparison.Ordinal
        );

        (await PayAsync(Sale(code.Code, 1_000))).Granted();
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task What_is_no_code_is_not_found()
    {
        var code = (await IssueAsync()).Code;
        var slip = code[..^1] + (char)('0' + ((code[^1] - '0' + 1) % 10));
        foreach (var typed in new[] { slip, "", "1234", "12345678901a", code + "0", new string('9', 300) })
            Assert.Equal("payment.code.not_found", (await PayAsync(Sale(typed, 1_000))).Refused().Code);
    }

    [Fact]
    public void A_code_has_a_check_digit_that_sees_every_single_slip_of_the_finger()
    {
        for (var round = 0; round < 200; round++)
        {
            var code = CodeDigits.New();
            Assert.Equal(code, CodeDigits.Read(code));
            var at = round % CodeDigits.Length;
            for (var d = '0'; d <= '9'; d++)
                if (d != code[at])
                    Assert.Null(CodeDigits.Read(code[..at] + d + code[(at + 1)..]));
        }
    }

    [Fact]
    public async Task An_order_is_scanned_and_paid_once()
    {
        var other = await shop.Product.MemberWithAsync(50_000, "이남");
        var order = (await OrderAsync(8_000)).Granted();
        var scanned = await ScanAsync(order.QrCode);
        Assert.Equal(
            (8_000L, "모닝커피", "본점", PaymentState.Ready),
            (scanned!.Amount, scanned.TradeName, scanned.StoreName, scanned.State)
        );
        Assert.Equal("payment.qr.amount_differs", (await ScanPayAsync(member, order.QrCode, 7_999)).Refused().Code);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => ScanPayAsync(i % 2 == 0 ? member : other, order.QrCode, 8_000))
        );

        Assert.Single(answers, a => a.TryGet(out _, out _));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("payment.qr.already_paid", a.Refused().Code)
        );
        Assert.Equal(92_000, await shop.Product.BalanceAsync(member.Id) + await shop.Product.BalanceAsync(other.Id));
        var found = await FindOrderAsync(order.Id);
        Assert.Equal(PaymentState.Paid, found!.State);
        Assert.Equal("qr", (await shop.FindAsync(found.Tid!)).Channel);

        (await shop.CancelAsync(found.Tid!, 8_000)).Granted();
        Assert.Equal(PaymentState.Cancelled, (await FindOrderAsync(order.Id))!.State);
        Assert.Null(await shop.Product.AskAsync((IInStore s) => s.FindOrderAsync(new(Guid.NewGuid()), order.Id)));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task An_order_expires_after_15_minutes()
    {
        var order = (await OrderAsync(8_000)).Granted();
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(PaymentState.Expired, (await FindOrderAsync(order.Id))!.State);
        Assert.Equal("payment.qr.expired", (await ScanPayAsync(member, order.QrCode, null)).Refused().Code);
    }

    [Theory]
    [InlineData(100_000, false)]
    [InlineData(100_001, true)] // above what the policy says
    [InlineData(45_000, false)]
    public async Task A_till_asks_above_the_amount_of_the_policy(long won, bool asks) =>
        Assert.Equal(asks, await shop.Product.AskAsync((IInStore s) => s.IsUnusualAsync(shop.Id, won)));

    [Theory]
    [InlineData(30_000, 30_000, false)]
    [InlineData(30_000, 30_001, true)]
    [InlineData(200_000, 100_001, false)]
    [InlineData(200_000, 200_001, true)]
    public async Task A_till_asks_above_the_shops_own_amount_where_it_has_one(long own, long won, bool asks)
    {
        shop.Franchises.Change(shop.Id, f => f with { TillAsksAbove = Won.Of(own) });
        Assert.Equal(asks, await shop.Product.AskAsync((IInStore s) => s.IsUnusualAsync(shop.Id, won)));
    }

    [Fact]
    public async Task A_till_asks_above_ten_times_what_was_usual_in_the_last_hour()
    {
        foreach (var won in new long[] { 1_000, 9_000, 2_000, 1_500 })
            // the median: 1,750
            (await PayAsync(Sale((await IssueAsync()).Code, won) with { OrderId = $"sale-{won}" })).Granted();

        Assert.False(await shop.Product.AskAsync((IInStore s) => s.IsUnusualAsync(shop.Id, 17_500)));
        Assert.True(await shop.Product.AskAsync((IInStore s) => s.IsUnusualAsync(shop.Id, 17_501)));
        shop.Product.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(await shop.Product.AskAsync((IInStore s) => s.IsUnusualAsync(shop.Id, 17_501)));
    }

    [Fact]
    public async Task A_stores_own_qr_takes_the_amount_that_the_member_enters()
    {
        var store = shop.Franchises.StoreOf(shop.Id);
        var scanned = await ScanAsync(store.QrCode);
        Assert.Equal((null, null, "본점"), (scanned!.Amount, scanned.ExpiresAt, scanned.StoreName));
        Assert.Equal("payment.qr.amount_needed", (await ScanPayAsync(member, store.QrCode, null)).Refused().Code);
        Assert.Equal("payment.qr.amount_needed", (await ScanPayAsync(member, store.QrCode, 0)).Refused().Code);

        var key = Once.NewKey();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => ScanPayAsync(member, store.QrCode, 3_000, key))
        );

        var paid = answers.Select(a => a.Granted()).DistinctBy(p => p.Tid).Single();
        Assert.Equal((store.Id, paid.Tid, true), (paid.Store, paid.PartnerOrderId, paid.Live));
        Assert.Equal(47_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal("payment.qr.not_found", (await ScanPayAsync(member, "NOSUCHCODE", 3_000)).Refused().Code);
        Assert.Null(await ScanAsync("NOSUCHCODE"));
    }

    [Fact]
    public async Task A_frozen_franchise_sells_nothing_at_the_counter()
    {
        var (code, order) = (await IssueAsync(), (await OrderAsync(8_000)).Granted());
        shop.Franchises.Change(shop.Id, f => f with { State = FranchiseState.Frozen });

        Assert.Equal("payment.ready.franchise_not_active", (await PayAsync(Sale(code.Code, 1_000))).Refused().Code);
        Assert.Equal("payment.ready.franchise_not_active", (await PayAsync(Sale(code.Code, 70_000))).Refused().Code); // before any bank is asked
        Assert.Equal(
            "payment.ready.franchise_not_active",
            (await ScanPayAsync(member, order.QrCode, 8_000)).Refused().Code
        );
        Assert.Equal("payment.ready.franchise_not_active", (await OrderAsync(1_000)).Refused().Code);
        Assert.Single(await shop.Product.JournalAsync(), m => m.Kind == "withdraw");
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_and_told_and_slips_of_the_finger_are_not()
    {
        var code = await IssueAsync();
        for (var n = 0; n < 20; n++)
            Assert.Equal(
                "payment.code.not_found",
                (
                    await PayAsync(
                        Sale(
                            $"{100000000000 + n * 10 + (CodeDigits.Read($"{100000000000 + n * 10}") is null ? 0 : 1)}",
                            4_500
                        )
                    )
                )
                    .Refused()
                    .Code
            );
        for (var n = 0; n < 9; n++)
            Assert.Equal("payment.code.not_found", (await PayAsync(Sale(CodeDigits.New(), 4_500))).Refused().Code);

        var told = (await PayAsync(Sale(CodeDigits.New(), 4_500))).Refused();
        Assert.Equal("payment.code.too_many_guesses", told.Code);
        Assert.InRange((long)Assert.Single(told.Args), 1, 60);
        Assert.Equal("payment.code.too_many_guesses", (await PayAsync(Sale(code.Code, 4_500))).Refused().Code);

        shop.Product.Clock.Advance(TimeSpan.FromMinutes(1));
        (await PayAsync(Sale(code.Code, 4_500))).Granted();
    }

    [Fact]
    public async Task Sales_are_added_up_by_store_with_what_was_cancelled()
    {
        var store = shop.Franchises.StoreOf(shop.Id).Id;
        var atStore = (await PayAsync(Sale((await IssueAsync()).Code, 3_000) with { Store = store })).Granted();
        (await PayAsync(Sale((await IssueAsync()).Code, 2_000) with { Store = store })).Granted();
        await shop.PaidAsync(member, 4_000);
        (await shop.CancelAsync(atStore.Tid, 1_000)).Granted();

        var byStore = await shop.Product.AskAsync((IPaymentFigures f) => f.StoresAsync(shop.Id, 7));
        Assert.Equal(
            [new SalesOfStore(store, new(2, 5_000, 1, 1_000)), new SalesOfStore(null, new(1, 4_000, 0, 0))],
            byStore
        );
    }

    private CodePayment Sale(string code, long amount) =>
        new(shop.Id, true, code, amount, "pos-1", "아메리카노", null, Once.NewKey());

    private Task<PayCode> IssueAsync() => shop.Product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));

    private Task<PayCodeOutcome?> OutcomeAsync(string code) =>
        shop.Product.AskAsync((IInStore s) => s.FindCodeAsync(member.Id, code));

    private Task<Result<PaymentView>> PayAsync(CodePayment sale) =>
        shop.Product.AskAsync((IInStore s) => s.PayByCodeAsync(sale));

    private Task<Result<OrderView>> OrderAsync(long amount) =>
        shop.Product.AskAsync(
            (IInStore s) => s.CreateOrderAsync(new(shop.Id, true, amount, "pos-2", "라떼", null, Once.NewKey()))
        );

    private Task<OrderView?> FindOrderAsync(string id) =>
        shop.Product.AskAsync((IInStore s) => s.FindOrderAsync(shop.Id, id));

    private Task<ScannedQr?> ScanAsync(string code) => shop.Product.AskAsync((IInStore s) => s.ScanAsync(code));

    private Task<Result<PaymentView>> ScanPayAsync(MemberView who, string code, long? amount, string? key = null) =>
        shop.Product.AskAsync(
            (IInStore s) =>
                s.PayScannedAsync(who.Id, code, amount is { } won ? Won.Of(won) : null, key ?? Once.NewKey())
        );
}
