using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Payment;
using MyPay.Domain.Settlement;
using MyPay.Domain.Settlement.Reconciliation;

namespace MyPay.Tests.Given;

/// <summary>The back office over Membership alone, for what asks nothing of Settlement.</summary>
internal static class BackOfficeAlone
{
    public static IServiceCollection AddBackOfficeAlone(this IServiceCollection services) =>
        services
            .AddSingleton<IReconciliationSlips, WriteOffs>()
            .AddScoped(_ => Nothing.Of<IReconciliation>())
            .AddScoped(_ => Nothing.Of<IBankDirectory>())
            .AddScoped(_ => Nothing.Of<IFranchises>())
            .AddSingleton(Nothing.Of<IFranchiseClosingWrites>())
            .AddSingleton(Nothing.Of<IPaymentClosing>())
            .AddSingleton(Nothing.Of<ILeavingWrites>())
            .AddSingleton(Nothing.Of<IPayoutReturns>())
            .AddScoped(_ => Nothing.Of<IRefunds>())
            .AddBackOffice();
}
