using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Money.History;
using MyPay.Domain.Money.Insights;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money.Insights;

/// <summary>What a month says is what the wallet's entries say.</summary>
public sealed class InsightTests
{
    private static readonly DateOnly November = new(2026, 11, 1);

    [Fact]
    public async Task In_out_categories_shops_and_days_come_to_the_same_won_as_the_entries()
    {
        await using var shop = await AShop.OpenAsync();
        var product = shop.Product;
        var books = shop.Franchises.Add("책방 온도", 150);
        shop.Franchises.Change(books.Id, f => f with { Category = "culture" });
        var (me, friend) = (
            await product.MemberWithAsync(100_000, "김소비"),
            await product.MemberWithAsync(50_000, "이친구")
        );

        var coffee = await shop.PaidAsync(me, 12_000);
        (await shop.CancelAsync(coffee.Tid, 2_000)).Granted();
        await shop.PaidAsync(me, 5_000);
        await PayAtAsync(shop, books, me, 18_000);
        product.Clock.Advance(TimeSpan.FromDays(1));
        await shop.PaidAsync(me, 70_000); // short: topped up
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(friend.Id, me.Id, Won.Of(30_000), "밥값", false, Once.NewKey()))
            )
        ).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(me.Id, friend.Id, Won.Of(7_000), null, false, Once.NewKey()))
            )
        ).Granted();
        Assert.Equal(
            "banking.account.not_found",
            (
                await product.Remittances(r =>
                    r.SendToBankAsync(new(me.Id, "004", "1234560404", "홍길동", Won.Of(3_000), null, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(me.Id)))[0];
        (await product.Wallets(w => w.WithdrawAsync(new(me.Id, account.Id, Won.Of(4_000), Once.NewKey())))).Granted();

        var month = await MonthAsync(product, me);
        var entries = await EntriesAsync(product, me);
        Assert.Equal(entries.Sum(e => e.Signed), month.In - month.Out);
        Assert.Equal(entries.Count, month.Count);
        Assert.Equal(entries.Where(e => e.Signed < 0).Sum(e => -e.Signed), month.Spent);
        Assert.Equal(
            entries.Where(e => e.Kind is MovementKind.Refund or MovementKind.Return).Sum(e => e.Signed),
            month.Back
        );
        Assert.Equal(month.In, month.Sources.Sum(s => s.Won));
        Assert.Equal(month.Out, month.Categories.Sum(c => c.Won));
        Assert.Equal(month.Out, month.Days.Sum(d => d.Won));
        Assert.Equal(
            [("cafe", 85_000L), ("culture", 18_000), ("transfer", 7_000), ("withdrawal", 4_000)],
            month.Categories.Select(c => (c.Category, c.Won))
        );
        Assert.Equal(
            [("모닝커피", 85_000L, 4), ("책방 온도", 18_000, 1)],
            month.Shops.Select(s => (s.Name, s.Won, s.Count))
        );
        Assert.Equal(
            [(new DateOnly(2026, 11, 23), 33_000L), (new DateOnly(2026, 11, 24), 81_000)],
            month.Days.Select(d => (d.Date, d.Won))
        );
        Assert.Contains(month.Sources, s => s is { Kind: MovementKind.Receive, Won: 30_000 });
        Assert.Contains(month.Sources, s => s is { Kind: MovementKind.AutoCharge });

        var home = Assert.Single(await product.AskAsync((IMovements m) => m.MonthsAsync(me.Id, 1)));
        Assert.Equal((month.In, month.Out), (home.In.Amount, home.Out.Amount)); // the home page says the same
    }

    [Fact]
    public async Task A_shop_and_a_single_movement_go_where_the_member_puts_them_and_back_again()
    {
        await using var shop = await AShop.OpenAsync();
        var product = shop.Product;
        var (me, friend) = (await product.MemberWithAsync(100_000, "김소비"), await product.MemberAsync("이친구"));
        await shop.PaidAsync(me, 12_000);
        await shop.PaidAsync(me, 5_000);
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(me.Id, friend.Id, Won.Of(7_000), "집세", false, Once.NewKey()))
            )
        ).Granted();
        Assert.Equal(
            new MovementCategory("cafe", "모닝커피", false),
            await Insights(product, i => i.CategoryOfAsync(me.Id, 2))
        );
        Assert.Equal(
            new MovementCategory("transfer", null, false),
            await Insights(product, i => i.CategoryOfAsync(me.Id, 4))
        );
        Assert.Null(await Insights(product, i => i.CategoryOfAsync(me.Id, 1))); // money in

        (await Insights(product, i => i.MoveShopAsync(me.Id, "모닝커피", "restaurant"))).Granted();
        (await Insights(product, i => i.MoveMovementAsync(me.Id, 2, "culture"))).Granted();
        (await Insights(product, i => i.MoveMovementAsync(me.Id, 4, "living"))).Granted();
        var month = await MonthAsync(product, me);
        Assert.Equal(
            [("culture", 12_000L), ("living", 7_000), ("restaurant", 5_000)],
            month.Categories.Select(c => (c.Category, c.Won))
        );
        Assert.Equal(
            ("restaurant", true, 17_000L),
            (month.Shops[0].Category, month.Shops[0].IsOwn, month.Shops[0].Won)
        );
        Assert.Equal(24_000, month.Out);
        Assert.Equal(
            new MovementCategory("culture", "모닝커피", true),
            await Insights(product, i => i.CategoryOfAsync(me.Id, 2))
        );
        Assert.Empty((await MonthAsync(product, friend)).Categories); // nobody else's page

        (await Insights(product, i => i.MoveShopAsync(me.Id, "모닝커피", null))).Granted();
        (await Insights(product, i => i.MoveMovementAsync(me.Id, 2, null))).Granted();
        Assert.Equal(
            [("cafe", 17_000L), ("living", 7_000)],
            (await MonthAsync(product, me)).Categories.Select(c => (c.Category, c.Won))
        );

        Assert.Equal(
            "money.insight.category_unknown",
            (await Insights(product, i => i.MoveShopAsync(me.Id, "모닝커피", "gambling"))).Refused().Code
        );
        Assert.Equal(
            "money.insight.shop_unknown",
            (await Insights(product, i => i.MoveShopAsync(me.Id, "없는 가게", "cafe"))).Refused().Code
        );
        Assert.Equal(
            "money.insight.movement_unknown",
            (await Insights(product, i => i.MoveMovementAsync(me.Id, 1, "cafe"))).Refused().Code
        );
        Assert.Equal(
            "money.insight.movement_unknown",
            (await Insights(product, i => i.MoveMovementAsync(friend.Id, 2, "cafe"))).Refused().Code
        );
    }

    [Fact]
    public async Task A_running_month_is_compared_with_as_much_of_the_one_before()
    {
        await using var shop = await AShop.OpenAsync();
        var product = shop.Product;
        var me = await product.MemberWithAsync(200_000, "김소비");
        await shop.PaidAsync(me, 10_000); // 23 November
        product.Clock.Advance(TimeSpan.FromDays(5)); // 28 November
        await shop.PaidAsync(me, 40_000);
        product.Clock.Advance(TimeSpan.FromDays(26)); // 24 December
        await shop.PaidAsync(me, 15_000);

        var running = await MonthAsync(product, me, new(2026, 12, 1));
        Assert.Equal(
            (new DateOnly(2026, 11, 24), 10_000L, 15_000L),
            (running.Before.Until, running.Before.Out, running.Out)
        );
        Assert.Equal(10_000, Assert.Single(running.Categories).Before);
        Assert.False(running.IsOver);
        product.Clock.Advance(TimeSpan.FromDays(10));
        var over = await MonthAsync(product, me, new(2026, 12, 1));
        Assert.Equal((new DateOnly(2026, 11, 30), 50_000L, true), (over.Before.Until, over.Before.Out, over.IsOver));
        Assert.False((await MonthAsync(product, me)).Before.HasAny);
    }

    [Fact]
    public async Task A_refund_of_an_earlier_month_is_no_spending_of_this_one()
    {
        await using var shop = await AShop.OpenAsync();
        var me = await shop.Product.MemberWithAsync(50_000, "김소비");
        var paid = await shop.PaidAsync(me, 20_000);
        shop.Product.Clock.Advance(TimeSpan.FromDays(12));
        (await shop.CancelAsync(paid.Tid, 20_000)).Granted();

        var december = await MonthAsync(shop.Product, me, new(2026, 12, 1));
        Assert.Equal((0L, 0L, 20_000L, -20_000L), (december.In, december.Spent, december.Back, december.Out));
        Assert.Equal(-20_000, Assert.Single(december.Categories).Won);
        var flows = await shop.Product.AskAsync((IMovements m) => m.MonthsAsync(me.Id, 2));
        Assert.Equal([20_000L, 0L], flows.Select(f => f.Out.Amount));
    }

    [Fact]
    public async Task Ten_times_the_movements_are_read_with_the_same_few_queries_from_indexes()
    {
        var clock = new FakeTimeProvider(AProduct.Noon);
        await using var store = await AStore.OpenAsync(clock, Database.Sqlite); // its plans are read
        var franchises = new FakeFranchises();
        franchises.Add("모닝커피", 150);
        var few = await QueriesAsync(300);
        var many = await QueriesAsync(3_000);

        Assert.Equal(few.Count, many.Count);
        Assert.True(many.Count <= 12, $"{many.Count} queries");
        Assert.Equal(few.Select(q => q.Sql), many.Select(q => q.Sql));

        async Task<List<(string Sql, List<string> Steps)>> QueriesAsync(int movements)
        {
            var me = new MemberId(Guid.NewGuid());
            await store.FundAsync(me, movements * 10L);
            for (var n = 0; n < movements; n += 100)
                await store.Journal.WriteAsync<Done>(write => Pay(write, me, n, 100));

            var asked = new AskedQueries();
            await using var db = asked.Over(store);
            var wallet = new WalletFlows(db);
            var lines = new Movements(wallet, db, clock);
            var month = await new MonthInsights(wallet, lines, franchises, db, store.Journal, clock).MonthAsync(
                me,
                November,
                default
            );
            Assert.Equal((movements * 10L, movements + 1), (month.Out, month.Count));
            Assert.Equal(movements * 10L, (await lines.MonthsAsync(me, 6, default))[^1].Out.Amount);
            var statement = (
                await new MyPay.Domain.Money.Statements.WalletStatements(lines, db, clock).FindAsync(
                    me,
                    November,
                    default
                )
            )!;
            Assert.True(statement.Holds);
            Assert.Equal(movements * 10L, statement.Out.Amount);
            Assert.Equal(100, (await lines.ForwardAsync(me, new(November), 5, 100, default)).Count);
            // The wallet is found by its code, its entries by the wallet, their slips by number. Only what the database
            // grouped itself is looked through.
            Assert.DoesNotContain(
                asked.Scans,
                step =>
                    step.Contains("ledger", StringComparison.Ordinal)
                    || step.StartsWith("SCAN l", StringComparison.Ordinal)
            );
            Assert.Contains(
                asked.Plans.SelectMany(p => p.Steps),
                step => step.Contains("USING PRIMARY KEY (account=?", StringComparison.Ordinal)
            );
            return asked.Plans;
        }

        static Result<Done> Pay(MyPay.Domain.Ledger.JournalWrite write, MemberId me, int first, int count)
        {
            for (var i = first; i < first + count; i++)
            {
                var slip = Slip.Of("payment", $"payment:{me}:{i}")
                    .Debit(LedgerAccount.Wallet(me), Won.Of(10), "모닝커피")
                    .Credit(LedgerAccount.FeeIncome, Won.Of(10));
                if (!write.Post(slip).TryGet(out _, out var refusal))
                    return refusal;
            }

            return default(Done);
        }
    }

    private static Task<T> Insights<T>(AProduct product, Func<IInsights, Task<T>> question) =>
        product.AskAsync(question);

    private static Task<MonthInsight> MonthAsync(AProduct product, MemberView member, DateOnly? month = null) =>
        Insights(product, i => i.MonthAsync(member.Id, month ?? November));

    private static async Task<List<Movement>> EntriesAsync(AProduct product, MemberView member)
    {
        var entries = new List<Movement>();
        await product.AskAsync(
            async (IMovements m) =>
            {
                await foreach (var entry in m.ExportAsync(member.Id, new()))
                    entries.Add(entry);
                return 0;
            }
        );
        return entries;
    }

    private static async Task PayAtAsync(AShop shop, FranchiseView at, MemberView member, long won)
    {
        var request = shop.Request(won) with { Caller = at.Id, Cid = at.Cid };
        var authorized = await shop.AuthorizedAsync(member, request);
        (await shop.ApproveAsync(authorized with { Caller = at.Id })).Granted();
    }
}
