using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice.Anchors;
using MyPay.Domain.BackOffice.Audits;
using MyPay.Domain.BackOffice.Books;
using MyPay.Domain.BackOffice.Certificates;
using MyPay.Domain.BackOffice.Corrections;
using MyPay.Domain.BackOffice.Decisions;
using MyPay.Domain.BackOffice.FourEyes;
using MyPay.Domain.BackOffice.Fraud;
using MyPay.Domain.BackOffice.Leaving;
using MyPay.Domain.BackOffice.PolicyChanges;
using MyPay.Domain.BackOffice.WriteOffs;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice;

/// <summary>Registers BackOffice.</summary>
public static class BackOfficeModule
{
    /// <summary>Registers BackOffice. The host runs <see cref="IApprovals.ExpireDueAsync"/> as a job.</summary>
    public static IServiceCollection AddBackOffice(this IServiceCollection services)
    {
        services.AddPeople();
        services.AddRules();
        services.AddScoped<IApprovals, Approvals>();
        services.AddScoped<IApprovedAction, DecideBankCall>();
        services.AddScoped<IApprovedAction, MakeAdjustment>();
        services.AddScoped<IApprovedAction, MakeReversal>();
        services.AddScoped<IAdjustments, Adjustments>();
        services.AddScoped<ILedgerBook, LedgerBook>();
        services.AddScoped<IApprovedAction, ChangePolicy>();
        services.AddScoped<IPolicyDesk, PolicyDesk>();
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddSingleton<IApprovedAction, WriteOffCase>().AddSingleton<IApprovedAction, ReturnPayout>();
        services
            .AddSingleton<IApprovedAction, CloseFranchise>()
            .AddSingleton<IApprovedAction, WriteOffDebt>()
            .AddSingleton<IApprovedAction, CollectDebt>();
        services.AddScoped<IApprovedAction, RefundPayment>();
        services.AddScoped<ICertificates, Certifying>();
        services.AddScoped<IAnchoring, Anchoring>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        return services;
    }

    /// <summary>BackOffice's own proofs, for <c>verify</c>.</summary>
    /// <param name="anchors">Anchors kept elsewhere, as <c>verify --anchor</c> takes them.</param>
    public static IReadOnlyList<IProof> Proofs(IReadOnlyList<string>? anchors = null) =>
        [
            new AuditProof(),
            new AuditEndProof(),
            new AnchorProof(anchors ?? []),
            new CorrectionProof(),
            new CertificateProof(),
        ];

    /// <summary>BackOffice's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [
            KeyedTable.Of<OutflowRow>().Index(nameof(OutflowRow.Receiver)),
            KeyedTable.Of<FraudHitRow>().Index(nameof(FraudHitRow.Key)),
        ];
}
