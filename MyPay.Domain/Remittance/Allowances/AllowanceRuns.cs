using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>
/// Carries out what is due, in steps each of which may be the last before a kill: a due date becomes a row, the row is
/// tried under a key made of date and try, and the row is settled in the very write that moves the money.
/// </summary>
internal sealed class AllowanceRuns(
    Remittances remittances,
    ScheduleBook schedules,
    MyPayDb db,
    Journal journal,
    TimeProvider clock,
    ILogger<AllowanceRuns> log
)
{
    private const int AtOnce = 200;

    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await schedules.FollowCalendarAsync<AllowanceRow>(ct);
        await schedules.OpenDueAsync<AllowanceRow>(Open, ct);

        var now = clock.GetUtcNow();
        var due = await db.Set<AllowanceRunRow>()
            .AsNoTracking()
            .Where(r => r.State == AllowanceRunState.Open && r.NextTryAt <= now)
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
                    "Allowance {Allowance} of {Due} could not be tried; the others go on.",
                    run.Allowance,
                    run.Due
                ); // and this one is tried again next time
            }
        }

        return due.Count;
    }

    private static void Open(JournalWrite write, AllowanceRow row)
    {
        if (write.Db.Set<AllowanceRunRow>().Find(row.Id, row.NextDue!.Value) is null)
        {
            write.Db.Add(
                new AllowanceRunRow
                {
                    Allowance = row.Id,
                    Due = row.NextDue.Value,
                    RunOn = row.NextRunOn!.Value,
                    NextTryAt = ScheduleRules.FirstTry(row.NextRunOn.Value, write.Now),
                }
            );
        }

        Touch(write, row);
    }

    private async Task TryAsync(AllowanceRunRow run, CancellationToken ct)
    {
        var allowance = await db.Set<AllowanceRow>().AsNoTracking().SingleAsync(a => a.Id == run.Allowance, ct);

        // The same try has the same key, whoever makes it and however often: its top-up is found again, and so is what
        // was sent.
        var key = $"{allowance.Source}:{run.Due:yyyyMMdd}:{run.Tries}";
        var sent = await remittances.SendToMemberAsync(
            new(allowance.Sender, allowance.Receiver, allowance.Amount, allowance.Memo, WaitForAcceptance: false, key),
            new(Settle, NoticeEvent.AllowanceSent, NoticeEvent.AllowanceReceived),
            ct
        );
        if (!sent.TryGet(out _, out var refusal))
            await journal.WriteAsync<Done>(write => Fail(write, run, refusal), ct);

        Refusal? Settle(JournalWrite write, Transfer transfer)
        {
            var now = write.Db.Set<AllowanceRunRow>().Find(run.Allowance, run.Due)!;
            if (now.State != AllowanceRunState.Open || now.Tries != run.Tries)
                return new(RefusalKind.Conflict, "remittance.allowance.changed");
            now.Transfer = transfer.Id;
            now.FailureCode = null;
            now.End(AllowanceRunState.Sent, write.Now);
            TellEnd(write, write.Db.Set<AllowanceRow>().Find(run.Allowance)!);
            return null;
        }
    }

    private static Result<Done> Fail(JournalWrite write, AllowanceRunRow seen, Refusal refusal)
    {
        var run = write.Db.Set<AllowanceRunRow>().Find(seen.Allowance, seen.Due)!;
        if (run.State != AllowanceRunState.Open || run.Tries != seen.Tries)
            return default(Done); // somebody else was faster
        var allowance = write.Db.Set<AllowanceRow>().Find(run.Allowance)!;
        run.FailureCode = refusal.Code;
        Touch(write, allowance);
        if (AllowanceRules.IsUndecided(refusal))
        {
            run.NextTryAt = write.Now + ScheduleRules.WhileUnknown;
            return default(Done);
        }

        run.Tries++;
        run.NextTryAt = ScheduleRules.NextTry(run.Tries, AllowanceRules.IsHopeless(refusal.Code), write.Now);
        var source = $"{allowance.Source}:{run.Due:yyyyMMdd}";
        if (run.NextTryAt is not null)
        {
            write.Notify(
                allowance.Sender,
                new(
                    NoticeEvent.AllowanceRetry,
                    $"{source}:{run.Tries}",
                    allowance.Amount,
                    allowance.ReceiverName,
                    refusal.Code
                )
            );
            return default(Done);
        }

        run.End(AllowanceRunState.Failed, write.Now);
        write.Notify(
            allowance.Sender,
            new(NoticeEvent.AllowanceFailed, source, allowance.Amount, allowance.ReceiverName, refusal.Code)
        );
        write.Notify(
            allowance.Receiver,
            new(NoticeEvent.AllowanceMissed, source, allowance.Amount, allowance.SenderName, allowance.Memo)
        );
        if (AllowanceRules.IsHopeless(refusal.Code) && allowance.State == ScheduleState.Active)
            allowance.Stop(ScheduleState.Paused);
        TellEnd(write, allowance);
        return default(Done);
    }

    // The last due date is over, sent or not.
    private static void TellEnd(JournalWrite write, AllowanceRow allowance)
    {
        if (allowance.State != ScheduleState.Ended)
            return;
        write.Notify(
            allowance.Sender,
            new(NoticeEvent.AllowanceEnded, allowance.Source, allowance.Amount, allowance.ReceiverName)
        );
        write.Notify(
            allowance.Receiver,
            new(NoticeEvent.AllowanceEnded, allowance.Source, allowance.Amount, allowance.SenderName)
        );
    }

    private static void Touch(JournalWrite write, AllowanceRow row)
    {
        write.Touch($"member:{row.Sender}");
        write.Touch($"member:{row.Receiver}");
    }
}
