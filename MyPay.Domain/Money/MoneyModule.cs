using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money.AutoCharge;
using MyPay.Domain.Money.Charge;
using MyPay.Domain.Money.History;
using MyPay.Domain.Money.Insights;
using MyPay.Domain.Money.Limits;
using MyPay.Domain.Money.Proofs;
using MyPay.Domain.Money.Statements;
using MyPay.Domain.Money.Withdraw;

namespace MyPay.Domain.Money;

/// <summary>Registers Money.</summary>
public static class MoneyModule
{
    /// <summary>
    /// Registers Money. The host runs <see cref="IThresholdCharge.RunDueAsync"/> and
    /// <see cref="IScheduledCharges.RunDueAsync"/> as jobs.
    /// </summary>
    public static IServiceCollection AddMoney(this IServiceCollection services)
    {
        services.AddSingleton<IWalletPostings, WalletPostings>();
        services.AddScoped<IOutgoing, Outgoings>();
        services.AddScoped<ITopUps, TopUps>();
        services.AddScoped<Charging>().AddScoped<ChargesUnderWay>();
        services.AddScoped<IWallets, Wallets>();
        services.AddScoped<ThresholdWatch>().AddScoped<AutoChargeTries>();
        services.AddScoped<IThresholdCharge, ThresholdCharge>();
        services.AddScoped<IScheduledCharges, ScheduledCharges>();
        services.AddScoped<WalletFlows>();
        services.AddScoped<IMovements, Movements>();
        services.AddScoped<IInsights, MonthInsights>();
        services.AddScoped<IStatements, WalletStatements>();
        services.AddScoped<IBankCallHandler, ChargeSettlement>();
        services.AddScoped<IBankCallHandler, WithdrawalSettlement>();
        services.AddScoped<IClosingCheck, OpenMovesKeepOpen>();
        services.AddOutboxHandler<MemberVerified, RaiseCap>();
        services.AddScoped<LedgerProof>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        return services;
    }

    /// <summary>Money's own proofs, for <c>verify</c>.</summary>
    public static IReadOnlyList<IProof> Proofs() => [new BankMoveProof(), new AutoChargeProof()];
}

/// <summary>A verified account raises the cap: what waited above the old one comes into the wallet.</summary>
internal sealed class RaiseCap(Journal journal, IWalletPostings postings) : IOutboxHandler<MemberVerified>
{
    public async Task HandleAsync(MemberVerified news, CancellationToken ct)
    {
        var released = await journal.WriteAsync<Done>(
            write =>
            {
                postings.ReleasePending(write, news.Member, verified: true, $"money:{NewId.At(write.Now):N}");
                return default(Done);
            },
            ct
        );
        if (!released.TryGet(out _, out var refusal))
            throw new InvalidOperationException($"Releasing pending money: {refusal.Code}.");
    }
}

/// <summary>Nobody leaves while a bank still has to say what became of a charge or withdrawal.</summary>
internal sealed class OpenMovesKeepOpen : IClosingCheck
{
    public Result<Done> MayClose(JournalWrite write, MemberId member) =>
        write.Db.Set<BankMove>().AsNoTracking().Any(m => m.Member == member && m.State == MoveState.Checking)
            ? new Refusal(RefusalKind.Conflict, "membership.closing.bank_open")
            : default(Done);
}
