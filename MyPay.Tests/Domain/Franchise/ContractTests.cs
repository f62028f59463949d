using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

[Trait("Lane", "Fast")]
public sealed class ContractTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Each_franchise_has_four_codes_that_say_what_they_are()
    {
        await using var house = new AFranchise();
        var (shop, other) = (await house.ActiveAsync(), await house.ActiveAsync());
        string[] cids = [shop.Cid, shop.RecurringCid, shop.TestCid, shop.TestRecurringCid];
        Assert.All(cids, cid => Assert.Matches("^[A-Z0-9]{10}$", cid));
        Assert.Equal(
            8,
            cids.Concat([other.Cid, other.RecurringCid, other.TestCid, other.TestRecurringCid]).Distinct().Count()
        );

        foreach (
            var (cid, live, recurring) in new[]
            {
                (shop.Cid, true, false),
                (shop.RecurringCid, true, true),
                (shop.TestCid, false, false),
                (shop.TestRecurringCid, false, true),
            }
        )
        {
            var terms = await house.Franchises(f => f.FindByCidAsync(cid));
            Assert.Equal(
                (shop.Id, live, recurring, FranchiseState.Active, 60),
                (terms!.Franchise, terms.Live, terms.Recurring, terms.State, terms.RateBasisPoints)
            );
            Assert.StartsWith(live ? "C" : "TC", cid, StringComparison.Ordinal);
        }

        Assert.Null(await house.Franchises(f => f.FindByCidAsync("C000000000")));
        Assert.Null(await house.Franchises(f => f.FindByCidAsync(shop.Cid.ToLowerInvariant())));
    }

    [Fact]
    public async Task A_rate_holds_from_its_date_on_and_the_past_keeps_its_own()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        Task<ContractTerms?> On(int day) => house.Franchises(f => f.TermsOnAsync(shop.Id, Today.AddDays(day)));
        (
            await house.Onboarding(o =>
                o.ChangeTermsAsync(
                    shop.Id,
                    new(Today.AddDays(1), FeeGrade.Small1, 100, 2, SettlementRhythm.Weekly, Won.Of(10_000)),
                    "admin"
                )
            )
        ).Granted();

        Assert.Null(await On(-1));
        Assert.Equal((60, 1), ((await On(0))!.RateBasisPoints, (await On(0))!.CycleDays));
        Assert.Equal(
            (100, SettlementRhythm.Weekly, Won.Of(10_000)),
            ((await On(1))!.RateBasisPoints, (await On(400))!.Rhythm, (await On(1))!.MinimumPayout)
        );
        Assert.Equal([100, 60], (await house.Franchises(f => f.TermsAsync(shop.Id))).Select(t => t.RateBasisPoints));

        Assert.Equal(60, (await house.Franchises(f => f.FindByCidAsync(shop.Cid)))!.RateBasisPoints);
        house.Clock.Advance(TimeSpan.FromHours(11.999));
        Assert.Equal(60, (await house.Franchises(f => f.FindByCidAsync(shop.Cid)))!.RateBasisPoints);
        house.Clock.Advance(TimeSpan.FromHours(0.001)); // midnight in Seoul
        Assert.Equal(100, (await house.Franchises(f => f.FindByCidAsync(shop.Cid)))!.RateBasisPoints);
        Assert.Equal(
            (FeeGrade.Small1, 100, 2),
            (await house.Franchises(f => f.FindAsync(shop.Id))) is { } view
                ? (view.Grade, view.RateBasisPoints, view.CycleDays)
                : default
        );
    }

    [Fact]
    public async Task Terms_cannot_reach_back_or_be_written_over()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        async Task<string> Refused(NewTerms terms) =>
            (await house.Onboarding(o => o.ChangeTermsAsync(shop.Id, terms, "admin"))).Refused().Code;

        Assert.Equal("franchise.contract.date_invalid", await Refused(new(Today, FeeGrade.General, 220, 1)));
        Assert.Equal(
            "franchise.contract.date_invalid",
            await Refused(new(Today.AddDays(-30), FeeGrade.General, 220, 1))
        );
        Assert.Equal("franchise.contract.rate_invalid", await Refused(new(Today.AddDays(1), FeeGrade.General, -1, 1)));
        Assert.Equal(
            "franchise.contract.cycle_invalid",
            await Refused(new(Today.AddDays(1), FeeGrade.General, 220, 31))
        );
        (
            await house.Onboarding(o =>
                o.ChangeTermsAsync(shop.Id, new(Today.AddDays(1), FeeGrade.General, 220, 1), "admin")
            )
        ).Granted();
        Assert.Equal("franchise.contract.date_invalid", await Refused(new(Today.AddDays(1), FeeGrade.Micro, 60, 1)));

        var waiting = await house.InReviewAsync();
        Assert.Equal(
            "franchise.contract.not_active",
            (
                await house.Onboarding(o =>
                    o.ChangeTermsAsync(waiting.Id, new(Today.AddDays(1), FeeGrade.Micro, 60, 1), "admin")
                )
            )
                .Refused()
                .Code
        );
    }

    [Theory]
    [InlineData(1, FeeGrade.Micro)]
    [InlineData(300_000_000, FeeGrade.Micro)]
    [InlineData(300_000_001, FeeGrade.Small1)]
    [InlineData(500_000_000, FeeGrade.Small1)]
    [InlineData(1_000_000_000, FeeGrade.Small2)]
    [InlineData(3_000_000_000, FeeGrade.Small3)]
    [InlineData(3_000_000_001, FeeGrade.General)]
    [InlineData(2_000_000_000_000, FeeGrade.General)]
    public void Sales_decide_the_grade(long sales, FeeGrade grade) => Assert.Equal(grade, FeeGrades.Of(Won.Of(sales)));

    [Fact]
    public async Task Stores_have_codes_of_their_own()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var second = (await house.Desk(d => d.AddStoreAsync(shop.Id, " 2호점 "))).Granted();
        var stores = await house.Franchises(f => f.StoresAsync(shop.Id));
        Assert.Equal(["모닝커피", "2호점"], stores.Select(s => s.Name));
        Assert.Equal(second, await house.Franchises(f => f.FindStoreByQrAsync(second.QrCode)));
        Assert.Null(await house.Franchises(f => f.FindStoreByQrAsync("nothing")));
        Assert.Equal(
            "franchise.store.name_invalid",
            (await house.Desk(d => d.AddStoreAsync(shop.Id, "  "))).Refused().Code
        );

        var waiting = await house.InReviewAsync();
        Assert.Equal(
            "franchise.contract.not_active",
            (await house.Desk(d => d.AddStoreAsync(waiting.Id, "본점"))).Refused().Code
        );
        Assert.Equal(
            "franchise.contract.not_found",
            (await house.Desk(d => d.AddStoreAsync(new(Guid.NewGuid()), "본점"))).Refused().Code
        );
    }

    [Fact]
    public async Task The_cashiers_limit_is_the_owners_to_set()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        Assert.Equal(
            Won.Of(30_000),
            (await house.Desk(d => d.SetCashierLimitAsync(shop.Id, Won.Of(30_000)))).Granted().CashierCancelLimit
        );
        Assert.Equal(
            "franchise.cashier.limit_invalid",
            (await house.Desk(d => d.SetCashierLimitAsync(shop.Id, Won.Of(2_000_001)))).Refused().Code
        );
    }

    [Fact]
    public async Task When_the_till_asks_is_the_shops_to_set_and_to_leave_to_the_policy()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        Assert.Null(shop.TillAsksAbove);
        foreach (var won in new[] { 1_000, 10_000_000 })
            Assert.Equal(Won.Of(won), (await SetAsync(won)).Granted().TillAsksAbove);
        foreach (var won in new[] { 0, 999, 10_000_001 })
            Assert.Equal("franchise.till.asks_above_invalid", (await SetAsync(won)).Refused().Code);
        Assert.Null((await SetAsync(null)).Granted().TillAsksAbove);

        Task<Result<FranchiseView>> SetAsync(long? won) =>
            house.Desk(d => d.SetTillAsksAboveAsync(shop.Id, won is { } chosen ? Won.Of(chosen) : null));
    }
}
