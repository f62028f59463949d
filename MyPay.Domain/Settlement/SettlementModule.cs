using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Settlement.Batches;
using MyPay.Domain.Settlement.CloseDay;
using MyPay.Domain.Settlement.Leaving;
using MyPay.Domain.Settlement.PayOut;
using MyPay.Domain.Settlement.Proofs;

namespace MyPay.Domain.Settlement;

/// <summary>Registers Settlement.</summary>
public static class SettlementModule
{
    /// <summary>
    /// Registers Settlement. The host runs <see cref="ISettlements.CloseAsync"/> each night and
    /// <see cref="ISettlements.PayDueAsync"/> in banking hours as jobs.
    /// </summary>
    public static IServiceCollection AddSettlement(this IServiceCollection services)
    {
        services
            .AddScoped<Closing>()
            .AddScoped<Previewing>()
            .AddScoped<BatchDesk>()
            .AddScoped<BatchList>()
            .AddScoped<Payouts>();
        services.AddScoped<ISettlements, Settlements>();
        services.AddScoped<IBankCallHandler, PayoutSettlement>();
        services.AddScoped<ILeavings, Leavings>().AddSingleton<ILeavingWrites, LeavingWrites>();
        services.AddSingleton<IPayoutReturns, PayoutReturns>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        return services;
    }

    /// <summary>Settlement's own proofs, for <c>verify</c>.</summary>
    public static IReadOnlyList<IProof> Proofs() =>
        [new BatchProof(), new LineProof(), new PayoutProof(), new DebtProof()];
}
