using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Banking.Corporate;

/// <summary>
/// Our corporate (법인) account. When a store meets it first, what the bank says lies on it is booked as our own capital:
/// the 1-won checks are paid from it, and the ledger agrees with the bank from the first day.
/// </summary>
internal sealed class CorporateAccounts(
    BankWire wire,
    MyPayDb db,
    Journal journal,
    IOptions<BankingOptions> options,
    ILogger<CorporateAccounts> log
)
{
    /// <summary>Books the opening balance if that has not been done. False when the bank did not say.</summary>
    public async Task<bool> OpenAsync(CancellationToken ct)
    {
        var key = options.Value.CorporateKey;
        var source = $"banking:opening:{key}";
        if (await db.Set<SlipRow>().AnyAsync(s => s.Source == source, ct))
            return true;

        var tranId = BankTranIds.New(options.Value);
        var answer = await wire.CorporateBalanceAsync(tranId, ct);
        if (answer.Verdict != WireVerdict.Succeeded || answer.Balance is not { } atBank)
        {
            log.LogWarning(
                "The bank did not say what lies on the corporate account ({Message}); asked again later.",
                answer.Message
            );
            return false;
        }

        await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<SlipRow>().Any(s => s.Source == source))
                    return default(Done);
                // An asset's balance is negative here (credits minus debits): what came in before this booking is not
                // capital.
                var capital = atBank + write.BalanceOf(LedgerAccount.Bank(key));
                if (capital <= 0)
                    return default(Done);
                write.Post(
                    Slip.Of("capital", source)
                        .Debit(LedgerAccount.Bank(key), Won.Of(capital))
                        .Credit(LedgerAccount.Capital, Won.Of(capital))
                );
                return default(Done);
            },
            ct
        );
        return true;
    }
}
