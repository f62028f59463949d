using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Money.Charge;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>
/// Tries the automatic charges whose time has come. Any step may be the last before a kill, and two may run at once:
/// the try's key and the run's row know.
/// </summary>
internal sealed class AutoChargeTries(
    Charging charging,
    MyPayDb db,
    Journal journal,
    TimeProvider clock,
    ILogger<AutoChargeTries> log
)
{
    private const int AtOnce = 200;
    private static readonly Refusal NotNeeded = new(RefusalKind.Conflict, "money.top_up.not_needed");

    public async Task<int> RunAsync(ChargeOrigin origin, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<AutoChargeRunRow>()
            .AsNoTracking()
            .Where(r => r.State == AutoChargeRunState.Open && r.NextTryAt <= now && r.Origin == origin)
            .OrderBy(r => r.NextTryAt)
            .Take(AtOnce)
            .ToListAsync(ct);
        foreach (var run in due)
        {
            try
            {
                await TryAsync(run, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(
                    failure,
                    "Automatic charge {Rule} {Occasion} could not be tried; the others go on.",
                    run.Rule,
                    run.Occasion
                ); // and this one is tried again next time
            }
        }

        return due.Count;
    }

    private async Task TryAsync(AutoChargeRunRow run, CancellationToken ct)
    {
        var order = new ChargeOrder(
            run.Member,
            run.Account,
            run.Amount,
            run.Origin,
            write => Against(write, run),
            (write, charge) => Find(write, run)!.Charge = charge
        );
        var charged = await charging.ChargeAsync(order, run.Key, ct);
        if (charged.TryGet(out var move, out var refusal))
        {
            // A certain answer has settled the run in its own write; an open one is asked about by the inquiry job, and
            // looked at again here.
            if (move.State == MoveState.Checking)
                await WriteAsync(
                    run,
                    open => open.Charge == move.Id,
                    (write, open) => open.NextTryAt = write.Now + AutoChargeRules.Wait,
                    ct
                );
            return;
        }

        if (ReferenceEquals(refusal, NotNeeded))
            await WriteAsync(
                run,
                open => open.Charge is null,
                (write, open) => open.End(AutoChargeRunState.Skipped, write.Now),
                ct
            );
        else
            await WriteAsync(
                run,
                open => open.Charge is null,
                (write, open) => AutoChargeOutcomes.Failed(write, open, refusal),
                ct
            );
    }

    private static AutoChargeRunRow? Find(JournalWrite write, AutoChargeRunRow seen) =>
        write.Db.Set<AutoChargeRunRow>().Find(seen.Rule, seen.Occasion);

    /// <summary>Asked inside the write: is this try still wanted?</summary>
    private static Refusal? Against(JournalWrite write, AutoChargeRunRow seen)
    {
        if (Find(write, seen) is not { State: AutoChargeRunState.Open, Charge: null } run || run.Tries != seen.Tries)
            return NotNeeded;
        if (run.Origin != ChargeOrigin.Threshold)
            return null;
        if (
            write.Db.Set<ThresholdRow>().Find(run.Rule) is not { State: AutoChargeState.On } rule
            || write.BalanceOf(LedgerAccount.Wallet(run.Member)) >= rule.Below
        )
            return NotNeeded;

        // Money may be on its way already, from whichever account: a payment's top-up, a charge by hand. What it leaves
        // missing is seen when it has come.
        return Charging.OpenCharges(write.Db, run.Member).Any()
            ? new(RefusalKind.Conflict, "money.charge.account_checking", run.AccountLabel)
            : null;
    }

    private Task<Result<Done>> WriteAsync(
        AutoChargeRunRow seen,
        Func<AutoChargeRunRow, bool> holds,
        Action<JournalWrite, AutoChargeRunRow> act,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (
                    Find(write, seen) is { State: AutoChargeRunState.Open } run
                    && run.Tries == seen.Tries
                    && holds(run)
                )
                {
                    act(write, run);
                    write.Touch($"member:{run.Member}");
                }

                return default(Done);
            },
            ct
        );
}
