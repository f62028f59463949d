using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class RealFranchiseTests
{
    [Fact]
    public async Task A_franchise_that_was_reviewed_sells_online_and_by_its_stores_qr_on_its_contracts_terms()
    {
        await using var product = await AProduct.StartAsync();
        var applied = (await product.AskAsync((IFranchises f) => f.ApplyAsync(AFranchise.Form()))).Granted();
        var checking = await product.AskAsync((IFranchiseOnboarding o) => o.StartAccountCheckAsync(applied.Id));
        checking.Granted();
        var digits = (await product.JournalAsync()).Last(m => m.Amount == 1).PrintContent[^4..];
        (await product.AskAsync((IFranchiseOnboarding o) => o.EnterAccountCodeAsync(applied.Id, digits))).Granted();
        var shop = (
            await product.AskAsync(
                (IFranchiseOnboarding o) => o.ApproveAsync(applied.Id, FeeGrade.Small1, 85, 1, "admin@mypay.test")
            )
        ).Granted();
        (await product.AskAsync((IFranchiseDesk d) => d.AddDomainAsync(shop.Id, "https://shop.example"))).Granted();
        var member = await product.MemberWithAsync(50_000);

        var ready = (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            shop.Id,
                            true,
                            shop.Cid,
                            "o-1",
                            "u-1",
                            "라떼",
                            null,
                            1,
                            10_000,
                            0,
                            null,
                            0,
                            "https://shop.example/ok",
                            "https://shop.example/no",
                            "https://shop.example/fail",
                            null,
                            null,
                            null
                        )
                    )
            )
        ).Granted();
        var back = (await product.AskAsync((IPayments p) => p.AuthorizeAsync(ready.Tid, member.Id))).Granted();
        var paid = (
            await product.AskAsync(
                (IPayments p) =>
                    p.ApproveAsync(new(shop.Id, shop.Cid, ready.Tid, "o-1", "u-1", AShop.TokenIn(back), 10_000, null))
            )
        ).Granted();
        var store = (await product.AskAsync((IFranchises f) => f.StoresAsync(shop.Id)))[0];
        var scanned = (
            await product.AskAsync(
                (IInStore s) => s.PayScannedAsync(member.Id, store.QrCode, Won.Of(4_000), Once.NewKey())
            )
        ).Granted();

        Assert.Equal((85, 85L, 9L), (paid.RateBasisPoints, paid.Fee, paid.FeeVat));
        Assert.Equal((store.Id, 34L, 3L), (scanned.Store, scanned.Fee, scanned.FeeVat));
        Assert.Equal(36_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }
}
