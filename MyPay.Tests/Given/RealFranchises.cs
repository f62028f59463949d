using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Host;

namespace MyPay.Tests.Given;

/// <summary>
/// Franchises that went the whole way: application, 1-won check, review. And sales without a checkout: by recurring
/// keys.
/// </summary>
internal static class RealFranchises
{
    /// <summary>A franchise that sells; its account's number ends with its own number.</summary>
    public static Task<FranchiseView> FranchiseAsync(
        this AProduct product,
        int n,
        string? tradeName = null,
        string? accountNumber = null
    ) =>
        FranchiseAsync(
            product.Host,
            async () => (await product.JournalAsync()).Last(m => m.Amount == 1).PrintContent,
            n,
            tradeName,
            accountNumber
        );

    /// <summary>The same, for a product that a test runs by hand.</summary>
    public static async Task<FranchiseView> FranchiseAsync(
        AppHost host,
        Func<Task<string>> lastWon,
        int n,
        string? tradeName = null,
        string? accountNumber = null
    )
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var onboarding = scope.ServiceProvider.GetRequiredService<IFranchiseOnboarding>();
        var applied = (
            await scope
                .ServiceProvider.GetRequiredService<IFranchises>()
                .ApplyAsync(
                    AFranchise.Form(AFranchise.NumberOf(n), $"owner{n}@shop.example") with
                    {
                        TradeName = tradeName ?? $"가게 {n}",
                        AccountNumber = accountNumber ?? AccountOf(n),
                    }
                )
        ).Granted();
        (await onboarding.StartAccountCheckAsync(applied.Id)).Granted();
        (await onboarding.EnterAccountCodeAsync(applied.Id, (await lastWon())[^4..])).Granted();
        return (await onboarding.ApproveAsync(applied.Id, FeeGrade.Small1, 85, 1, "admin@mypay.test")).Granted();
    }

    public static string AccountOf(int n) => $"11012366{n:00}55";

    /// <summary>One sale by a member's recurring key.</summary>
    public static async Task<PaymentView> SellAsync(
        AppHost host,
        FranchiseView shop,
        string sid,
        long won,
        string order
    )
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<IPayments>()
                .ChargeSidAsync(
                    new(shop.Id, shop.RecurringCid, sid, order, "u", "정기 배송", null, 1, won, 0, null, null, null)
                )
        ).Granted();
    }
}
