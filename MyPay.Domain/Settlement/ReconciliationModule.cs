using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Settlement.Reconciliation;

namespace MyPay.Domain.Settlement;

/// <summary>Registers reconciliation.</summary>
public static class ReconciliationModule
{
    /// <summary>Registers reconciliation. The host runs <see cref="IReconciliation.RunDueAsync"/> each night.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services
            .AddScoped<LedgerDay>()
            .AddScoped<Matching>()
            .AddScoped<IReconciliation, Reconciling>()
            .AddSingleton<IReconciliationSlips, WriteOffs>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        return services;
    }

    /// <summary>Its own proofs, for <c>verify</c>.</summary>
    public static IReadOnlyList<IProof> Proofs() => [new WriteOffProof(), new BankFeeProof()];
}
