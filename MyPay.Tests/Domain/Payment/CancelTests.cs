using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class CancelTests : IAsyncLifetime
{
    private AShop shop = null!;
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        member = await shop.Product.MemberWithAsync(100_000);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task A_key_answers_what_it_answered_first_whatever_was_cancelled_since()
    {
        var approve = (await shop.AuthorizedAsync(member, 10_000)) with { Key = "approve" };
        var paid = (await shop.ApproveAsync(approve)).Granted();
        var first = (await shop.CancelAsync(paid.Tid, 4_000, key: "first")).Granted();
        Assert.Equal(Told(paid), Told((await shop.ApproveAsync(approve)).Granted()));
        var second = (await shop.CancelAsync(paid.Tid, 6_000, key: "second")).Granted();

        Assert.Equal(Told(paid), Told((await shop.ApproveAsync(approve)).Granted()));
        Assert.Equal(Told(first), Told((await shop.CancelAsync(paid.Tid, 4_000, key: "first")).Granted()));
        Assert.Equal(Told(second), Told((await shop.CancelAsync(paid.Tid, 6_000, key: "second")).Granted()));

        // So does the key of a sale that was cancelled since.
        var code = (await shop.Product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id))).Code;
        var sold = await SellAsync(code);
        (await shop.CancelAsync(sold.Tid, 300)).Granted();
        Assert.Equal(Told(sold), Told(await SellAsync(code)));

        async Task<PaymentView> SellAsync(string code) =>
            (
                await shop.Product.AskAsync(
                    (IInStore s) => s.PayByCodeAsync(new(shop.Id, true, code, 1_000, "order-2", "라테", null, "sale"))
                )
            ).Granted();

        static string Told<T>(T view) => System.Text.Json.JsonSerializer.Serialize(view);
    }

    [Fact]
    public async Task Refund_and_cancel_exist()
    {
        var paid = await shop.PaidAsync(member, 10_000);

        var part = (await shop.CancelAsync(paid.Tid, 4_000)).Granted();
        var rest = (await shop.CancelAsync(paid.Tid, 6_000)).Granted();

        Assert.Equal(
            (PaymentState.PartlyCancelled, new AmountSplit(4_000, 0, 364, 0), new AmountSplit(6_000, 0, 545, 0)),
            (part.Payment.State, part.ThisCancel, part.Payment.Available)
        );
        Assert.Equal(
            (PaymentState.Cancelled, new AmountSplit(6_000, 0, 545, 0), new AmountSplit(0, 0, 0, 0)),
            (rest.Payment.State, rest.ThisCancel, rest.Payment.Available)
        );
        Assert.NotEqual(part.Aid, rest.Aid);
        Assert.Equal([paid.Aid, part.Aid, rest.Aid], rest.Payment.Actions.Select(a => a.Aid));
        Assert.Equal(100_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal((0L, 0L, 0L), await shop.BooksAsync());
        var refund = (
            await shop.Product.AskAsync(
                (IMovements m) => m.ListAsync(member.Id, new(Kinds: [MovementKind.Refund]), null, 10)
            )
        ).Rows;
        Assert.Equal([(6_000L, "모닝커피"), (4_000L, "모닝커피")], refund.Select(r => (r.Signed, r.Counterparty!)));
        Assert.Equal(
            ["payment.approved", "payment.canceled", "payment.canceled"],
            (await shop.NewsAsync()).Select(n => n.Type)
        );
        Assert.Equal(0, (await shop.Product.AskAsync((IMovements m) => m.MonthsAsync(member.Id, 1)))[0].Out.Amount);
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Every_refusal_says_what_is_left_and_moves_nothing()
    {
        var paid = await shop.PaidAsync(member, shop.Request(10_000) with { TaxFreeAmount = 3_000 });
        (await shop.CancelAsync(paid.Tid, 2_000)).Granted();
        var waiting = (await shop.ReadyAsync(shop.Request())).Granted();

        Assert.Equal("payment.cancel.not_found", (await shop.CancelAsync("T0000000000000000000", 1)).Refused().Code);
        Assert.Equal(
            "payment.cancel.not_found",
            (await CancelAsync(new(new(Guid.NewGuid()), null, paid.Tid, 1, 0, null, null, null, null, false, null)))
                .Refused()
                .Code
        );
        Assert.Equal(
            "payment.cancel.not_found",
            (
                await CancelAsync(
                    new(shop.Id, shop.Franchise.RecurringCid, paid.Tid, 1, 0, null, null, null, null, false, null)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal("payment.cancel.not_positive", (await shop.CancelAsync(paid.Tid, 0)).Refused().Code);
        Assert.Equal("payment.cancel.not_positive", (await shop.CancelAsync(paid.Tid, -5)).Refused().Code);
        Assert.Equal(("payment.cancel.exceeds", 8_000L), Said(await shop.CancelAsync(paid.Tid, 8_001)));
        Assert.Equal(("payment.cancel.exceeds_original", 10_000L), Said(await shop.CancelAsync(paid.Tid, 10_001)));
        Assert.Equal(
            ("payment.cancel.available_mismatch", 8_000L),
            Said(await shop.CancelAsync(paid.Tid, 1_000, available: 10_000))
        );
        Assert.Equal(
            ("payment.cancel.tax_free_exceeds", 3_000L),
            Said(await shop.CancelAsync(paid.Tid, 4_000, taxFree: 3_001))
        );
        Assert.Equal(
            ("payment.cancel.tax_free_exceeds", 3_000L),
            Said(await shop.CancelAsync(paid.Tid, 8_000, taxFree: 0))
        ); // only 5,000 taxed are left
        Assert.Equal(
            "payment.cancel.tax_free_exceeds",
            (await shop.CancelAsync(paid.Tid, 1_000, taxFree: 1_001)).Refused().Code
        );
        Assert.Equal(
            "payment.cancel.vat_exceeds",
            (await shop.CancelAsync(paid.Tid, 1_000, vat: 1_001)).Refused().Code
        );
        Assert.Equal("payment.cancel.wrong_state", (await shop.CancelAsync(waiting.Tid, 1)).Refused().Code);
        Assert.Equal(92_000, await shop.Product.BalanceAsync(member.Id));

        (await shop.CancelAsync(paid.Tid, 8_000, taxFree: 3_000, available: 8_000)).Granted();
        Assert.Equal("payment.cancel.wrong_state", (await shop.CancelAsync(paid.Tid, 1)).Refused().Code);
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Twenty_parallel_partial_cancels_never_give_back_more_than_was_paid()
    {
        var paid = await shop.PaidAsync(member, 10_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.CancelAsync(paid.Tid, 700)));

        Assert.Equal(14, answers.Count(a => a.TryGet(out _, out _)));
        Assert.All(
            answers.Where(a => !a.TryGet(out _, out _)),
            a => Assert.Equal("payment.cancel.exceeds", a.Refused().Code)
        );
        Assert.Equal(90_000 + 9_800, await shop.Product.BalanceAsync(member.Id));
        (await shop.CancelAsync(paid.Tid, 200)).Granted();
        Assert.Equal((0L, 0L, 0L), await shop.BooksAsync());
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task The_same_key_cancels_once()
    {
        var paid = await shop.PaidAsync(member, 10_000);
        var key = Once.NewKey();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => shop.CancelAsync(paid.Tid, 1_000, key: key))
        );

        Assert.Single(answers.Select(a => a.Granted().Aid).Distinct());
        Assert.Equal(91_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal("idempotency.key_reused", (await shop.CancelAsync(paid.Tid, 2_000, key: key)).Refused().Code);
    }

    [Fact]
    public async Task A_won_by_won_cancel_rounds_to_nothing_in_the_end()
    {
        // 5 % of 10 won: a fee of 1 (0.5, half up) and no VAT; and a payment whose fee and VAT come back with the very
        // same won.
        shop.Franchises.Change(shop.Id, f => f with { RateBasisPoints = 500 });
        var paid = await shop.PaidAsync(member, 100);
        Assert.Equal((5L, 1L), (paid.Fee, paid.FeeVat));

        for (var i = 0; i < 100; i++)
            (await shop.CancelAsync(paid.Tid, 1)).Granted();

        Assert.Equal((0L, 0L, 0L), await shop.BooksAsync());
        Assert.Equal(100_000, await shop.Product.BalanceAsync(member.Id));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_refund_into_a_full_wallet_waits_as_pending()
    {
        var paid = await shop.PaidAsync(member, 60_000);
        var account = (await shop.Product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        (
            await shop.Product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(1_940_000), Once.NewKey())))
        ).Granted();

        (await shop.CancelAsync(paid.Tid, 60_000)).Granted();

        var wallet = await shop.Product.Wallets(w => w.FindAsync(member.Id));
        Assert.Equal((2_000_000L, 40_000L), (wallet.Balance.Amount, wallet.Pending.Amount));
        await shop.Product.VerifyAsync();

        // The next payment makes room.
        await shop.PaidAsync(member, 30_000);
        wallet = await shop.Product.Wallets(w => w.FindAsync(member.Id));
        Assert.Equal((2_000_000L, 10_000L), (wallet.Balance.Amount, wallet.Pending.Amount));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_cashier_cancels_up_to_the_franchises_limit()
    {
        var paid = await shop.PaidAsync(member, 50_000);

        Assert.Equal(
            ("payment.cancel.over_role_limit", 30_000L),
            Said(await shop.CancelAsync(paid.Tid, 30_001, byCashier: true))
        );
        (await shop.CancelAsync(paid.Tid, 20_000, byCashier: true)).Granted();
        Assert.Equal(
            ("payment.cancel.over_role_limit", 30_000L),
            Said(await shop.CancelAsync(paid.Tid, 10_001, byCashier: true))
        );
        (await shop.CancelAsync(paid.Tid, 10_000, byCashier: true)).Granted();
        Assert.Equal(
            ("payment.cancel.over_role_limit", 30_000L),
            Said(await shop.CancelAsync(paid.Tid, 1, byCashier: true))
        );
        (await shop.CancelAsync(paid.Tid, 20_000)).Granted();
    }

    [Fact]
    public async Task Small_cancels_of_a_cashier_at_once_do_not_add_up_to_a_large_one()
    {
        var paid = await shop.PaidAsync(member, 50_000);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.CancelAsync(paid.Tid, 5_000, byCashier: true)));

        Assert.Equal(30_000, (await shop.FindAsync(paid.Tid)).Cancelled.Total);
    }

    [Fact]
    public async Task A_frozen_franchise_goes_on_cancelling_and_may_owe()
    {
        var paid = await shop.PaidAsync(member, 10_000);
        shop.Franchises.Change(shop.Id, f => f with { State = FranchiseState.Frozen });
        // As after a settlement: what was sold has left the unsettled account.
        var sold = Won.Of(9_835);
        (
            await shop.Product.AskAsync(
                (Journal j) =>
                    j.WriteAsync(write =>
                        write.Post(
                            MyPay
                                .Domain.Ledger.Slips.Slip.Of("settle", "test:settled")
                                .Debit(MyPay.Domain.Ledger.Slips.LedgerAccount.FranchiseUnsettled(shop.Id), sold)
                                .Credit(MyPay.Domain.Ledger.Slips.LedgerAccount.FranchisePayable(shop.Id), sold)
                        )
                    )
            )
        ).Granted();

        (await shop.CancelAsync(paid.Tid, 10_000)).Granted();

        Assert.Equal((-9_835L, 0L, 0L), await shop.BooksAsync());
        Assert.Equal(100_000, await shop.Product.BalanceAsync(member.Id));
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_payment_with_a_cup_deposit_is_cancelled_whole_or_not_at_all()
    {
        var paid = await shop.PaidAsync(member, shop.Request(5_000) with { GreenDeposit = 300 });
        Assert.Equal("payment.cancel.green_deposit", (await shop.CancelAsync(paid.Tid, 1_000)).Refused().Code);
        Assert.Equal(
            new AmountSplit(5_000, 0, 455, 300),
            (await shop.CancelAsync(paid.Tid, 5_000)).Granted().ThisCancel
        );
    }

    [Fact]
    public async Task The_vat_that_is_left_always_fits_into_what_is_left()
    {
        var paid = await shop.PaidAsync(member, shop.Request(10_000) with { VatAmount = 9_000 });

        Assert.Equal(909, (await shop.CancelAsync(paid.Tid, 1_000, vat: 909)).Granted().ThisCancel.Vat);
        Assert.Equal(
            1_000,
            (await shop.CancelAsync(paid.Tid, 1_000)).Granted().ThisCancel.Vat is var vat && vat is >= 91 and <= 1_000
                ? 1_000
                : vat
        );
        var last = (await shop.CancelAsync(paid.Tid, 8_000, vat: 0)).Granted();
        Assert.Equal(new AmountSplit(0, 0, 0, 0), last.Payment.Available);
        Assert.Equal(new AmountSplit(10_000, 0, 9_000, 0), last.Payment.Cancelled);
        await shop.Product.VerifyAsync();
    }

    private Task<Result<CancelView>> CancelAsync(CancelRequest request) =>
        shop.Product.AskAsync((IPayments p) => p.CancelAsync(request));

    private static (string Code, long Amount) Said(Result<CancelView> result) =>
        result.Refused() is var refusal ? (refusal.Code, (long)refusal.Args[0]) : default;
}
