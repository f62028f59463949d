using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance.Allowances;
using MyPay.Domain.Remittance.Contacts;
using MyPay.Domain.Remittance.Requests;
using MyPay.Domain.Remittance.ToBank;

namespace MyPay.Domain.Remittance;

/// <summary>Registers Remittance.</summary>
public static class RemittanceModule
{
    /// <summary>
    /// Registers Remittance. The host runs <see cref="IRemittances.ReturnExpiredAsync"/> and
    /// <see cref="IAllowances.RunDueAsync"/> as jobs.
    /// </summary>
    public static IServiceCollection AddRemittance(this IServiceCollection services)
    {
        services.AddScoped<IRemittanceFigures, RemittanceFigures>();
        services.AddScoped<ContactBook>();
        services.AddScoped<IReceivers, Receivers>();
        services.AddScoped<IContacts>(at => at.GetRequiredService<ContactBook>());
        services.AddScoped<Remittances>();
        services.AddScoped<IRemittances>(at => at.GetRequiredService<Remittances>());
        services.AddScoped<IMoneyRequests, Requesting>();
        services.AddScoped<AllowanceRuns>();
        services.AddScoped<IAllowances, Allowing>();
        services.AddScoped<IBankCallHandler, ToBankSettlement>();
        services.AddScoped<IClosingCheck, OpenTransfersKeepOpen>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        return services;
    }

    /// <summary>Remittance's own proofs, for <c>verify</c>.</summary>
    public static IReadOnlyList<IProof> Proofs() => [new RemittanceProof(), new WishProof()];

    /// <summary>Remittance's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [
            KeyedTable
                .Of<ContactRow>()
                .Sealed(nameof(ContactRow.SealedNumber), row => ContactRow.Place(row.Id))
                .Index(nameof(ContactRow.Key), row => row.Member is null),
        ];
}

/// <summary>
/// Nobody leaves while a bank still has to say what became of a transfer, or while money waits for them.
/// </summary>
internal sealed class OpenTransfersKeepOpen : IClosingCheck
{
    public Result<Done> MayClose(JournalWrite write, MemberId member)
    {
        var transfers = write.Db.Set<Transfer>().AsNoTracking();
        if (transfers.Any(t => t.Sender == member && t.State == RemittanceState.AtBank))
            return new Refusal(RefusalKind.Conflict, "membership.closing.bank_open");
        return transfers.Any(t => t.Receiver == member && t.State == RemittanceState.Waiting)
            ? new Refusal(RefusalKind.Conflict, "remittance.closing.money_waits")
            : default(Done);
    }
}
