using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>
/// Books what became of a try, in the write in which it became so: counted once, told once, and the rule stopped when
/// it has to be.
/// </summary>
internal static class AutoChargeOutcomes
{
    /// <summary>The bank is certain about a charge. <paramref name="failure"/> is null for a yes.</summary>
    public static void Settled(JournalWrite write, Guid charge, Refusal? failure)
    {
        if (
            write.Db.Set<AutoChargeRunRow>().SingleOrDefault(r => r.Charge == charge)
            is not { State: AutoChargeRunState.Open } run
        )
            return;
        if (failure is not null)
        {
            run.Charge = null;
            Failed(write, run, failure);
            return;
        }

        run.FailureCode = null;
        run.End(AutoChargeRunState.Charged, write.Now);
        if (run.Origin == ChargeOrigin.Threshold)
            write.Db.Set<ThresholdRow>().Find(run.Rule)!.Failures = 0;
        else
            TellEnd(write, run);
    }

    /// <summary>A try was refused before the bank was asked, or by the bank for certain.</summary>
    public static void Failed(JournalWrite write, AutoChargeRunRow run, Refusal refusal)
    {
        write.Touch($"member:{run.Member}");
        run.FailureCode = refusal.Code;
        if (run.GivenUp)
        {
            run.End(AutoChargeRunState.Skipped, write.Now);
            return;
        }

        var dayIsOver = run.LastDay < SeoulTime.DateOf(write.Now);
        if (AutoChargeRules.IsUndecided(refusal) && !dayIsOver)
        {
            run.NextTryAt = write.Now + AutoChargeRules.Wait;
            return;
        }

        run.Tries++;
        var hopeless = AutoChargeRules.IsHopeless(refusal.Code);
        if (run.Origin == ChargeOrigin.Threshold)
            FailThreshold(write, run, refusal, hopeless);
        else
            FailScheduled(write, run, refusal, hopeless, dayIsOver);
    }

    private static void FailThreshold(JournalWrite write, AutoChargeRunRow run, Refusal refusal, bool hopeless)
    {
        var rule = write.Db.Set<ThresholdRow>().Find(run.Rule)!;
        rule.Failures++;
        if (!hopeless && rule.Failures < AutoChargeRules.MostFailures)
        {
            run.NextTryAt = write.Now + ScheduleRules.BetweenTries;
            Tell(write, run, NoticeEvent.AutoChargeRetry, refusal, $"{run.Source}:{run.Tries}");
            return;
        }

        run.End(AutoChargeRunState.Failed, write.Now);
        rule.Pause(refusal.Code);
        Tell(write, run, NoticeEvent.AutoChargePaused, refusal, run.Source);
    }

    private static void FailScheduled(
        JournalWrite write,
        AutoChargeRunRow run,
        Refusal refusal,
        bool hopeless,
        bool dayIsOver
    )
    {
        run.NextTryAt = ScheduleRules.NextTry(run.Tries, hopeless || dayIsOver, write.Now);
        if (run.NextTryAt is not null)
        {
            Tell(write, run, NoticeEvent.AutoChargeRetry, refusal, $"{run.Source}:{run.Tries}");
            return;
        }

        run.End(AutoChargeRunState.Failed, write.Now);
        var rule = write.Db.Set<ScheduledChargeRow>().Find(run.Rule)!;
        if (hopeless && rule.State == ScheduleState.Active)
        {
            rule.Stop(ScheduleState.Paused);
            rule.PausedWhy = refusal.Code;
            Tell(write, run, NoticeEvent.AutoChargePaused, refusal, run.Source);
            return;
        }

        Tell(write, run, NoticeEvent.AutoChargeFailed, refusal, run.Source);
        TellEnd(write, run);
    }

    private static void Tell(
        JournalWrite write,
        AutoChargeRunRow run,
        NoticeEvent happened,
        Refusal refusal,
        string source
    ) => write.Notify(run.Member, new(happened, source, run.Amount, run.AccountLabel, refusal.Code));

    // The last due date is over, charged or not.
    private static void TellEnd(JournalWrite write, AutoChargeRunRow run)
    {
        if (write.Db.Set<ScheduledChargeRow>().Find(run.Rule) is { State: ScheduleState.Ended })
            write.Notify(
                run.Member,
                new(NoticeEvent.AutoChargeEnded, $"auto-charge:{run.Rule:N}", run.Amount, run.AccountLabel)
            );
    }
}
