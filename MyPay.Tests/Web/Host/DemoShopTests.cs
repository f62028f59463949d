using MyPay.Domain.Franchise;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

public sealed class DemoShopTests
{
    [Fact]
    public async Task The_cafe_sells_and_its_keys_are_shown_by_the_first_start_only()
    {
        await using var product = await AProduct.StartAsync(demo: true, at: AProduct.Noon);
        var first = product.Host.DemoShop!;
        Assert.Equal(
            (FranchiseState.Active, FeeGrade.Micro, 1),
            (first.Shop.State, first.Shop.Grade, first.Shop.CycleDays)
        );
        Assert.Equal(2, first.FreshKeys.Count);
        foreach (var key in first.FreshKeys)
        {
            var caller = await product.AskAsync((IApiKeys k) => k.FindCallerAsync(key.RawKey));
            Assert.Equal((first.Shop.Id, key.View.Live), (caller!.Franchise, caller.Live));
        }

        var cashier = await product.AskAsync((ISignIns s) => s.FindIdAsync("cashier@mypay.test"));
        Assert.Equal(StaffRole.Cashier, (await product.AskAsync((IFranchises f) => f.FindStaffAsync(cashier!)))!.Role);
        Assert.Single(await product.AskAsync((IFranchises f) => f.StoresAsync(first.Shop.Id)));

        var second = (await DemoData.EnsureAsync(product.Host.App.Services))!;
        Assert.Equal((first.Shop.Cid, first.Shop.TestCid), (second.Shop.Cid, second.Shop.TestCid));
        Assert.Empty(second.FreshKeys);
        await product.VerifyAsync();
    }
}
