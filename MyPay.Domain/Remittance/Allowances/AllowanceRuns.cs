using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>
/// Carries out what is due, in steps each of which may be the last before a kill: a due date becomes a row, the row is tried under a key made of date and try,
/// and the row is settled in the very write that moves the money.
/// </summary>
internal sealed class AllowanceRuns(Remittances remittances, AllowanceDates dates, MyPayDb db, Journal journal, TimeProvider clock, ILogger<AllowanceRuns> log)
{
    private const int AtOnce = 200;

    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await FollowCalendarAsync(ct);
        while (await OpenDueAsync(ct)) { }

        var now = clock.GetUtcNow();
        var due = await db.Set<AllowanceRunRow>().AsNoTracking()
            .Where(r => r.State == AllowanceRunState.Open && r.NextTryAt <= now).OrderBy(r => r.NextTryAt).Take(AtOnce).ToListAsync(ct);
        foreach (var run in due)
        {
            try
            {
                await TryAsync(run, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "Allowance {Allowance} of {Due} could not be tried; the others go on.", run.Allowance, run.Due); // and this one is tried again next time
            }
        }

        return due.Count;
    }

    /// <summary>A holiday was added or taken away: the next dates are decided anew.</summary>
    private async Task FollowCalendarAsync(CancellationToken ct)
    {
        var version = await dates.VersionAsync(ct);
        var stale = await db.Set<AllowanceRow>().AsNoTracking()
            .Where(a => a.State == AllowanceState.Active && a.Holidays != HolidayRule.AsItIs && a.CalendarVersion != version)
            .OrderBy(a => a.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var allowance in stale)
        {
            var next = await dates.OfAsync(allowance.NextDue, allowance.Holidays, SeoulTime.Today(clock), ct);
            await journal.WriteAsync<Done>(
                write =>
                {
                    var row = write.Db.Set<AllowanceRow>().Find(allowance.Id)!;
                    if (row.State == AllowanceState.Active && row.NextDue == allowance.NextDue) row.GoOn(next, version);
                    return default(Done);
                },
                ct);
        }
    }

    /// <summary>Each due date whose day has come gets its row, and the allowance its next date; after a long sleep one after the other. True while there may be more.</summary>
    private async Task<bool> OpenDueAsync(CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var due = await db.Set<AllowanceRow>().AsNoTracking()
            .Where(a => a.State == AllowanceState.Active && a.NextRunOn <= today).OrderBy(a => a.NextRunOn).Take(AtOnce).ToListAsync(ct);
        var opened = false;
        foreach (var allowance in due)
        {
            var next = await dates.OfAsync(allowance.DueFrom(allowance.NextDue!.Value.AddDays(1)), allowance.Holidays, today, ct);
            var version = await dates.VersionAsync(ct);
            opened |= (await journal.WriteAsync<Done>(write => Open(write, allowance, next, version), ct)).TryGet(out _, out _);
        }

        return opened;
    }

    private static Result<Done> Open(JournalWrite write, AllowanceRow seen, AllowanceDate? next, int version)
    {
        var row = write.Db.Set<AllowanceRow>().Find(seen.Id)!;
        if (row.State != AllowanceState.Active || row.NextDue != seen.NextDue || row.NextRunOn != seen.NextRunOn) return default(Done);
        if (write.Db.Set<AllowanceRunRow>().Find(row.Id, row.NextDue!.Value) is null)
        {
            var morning = SeoulTime.StartOf(row.NextRunOn!.Value) + AllowanceRules.Morning;
            write.Db.Add(new AllowanceRunRow
            {
                Allowance = row.Id, Due = row.NextDue.Value, RunOn = row.NextRunOn.Value, NextTryAt = morning > write.Now ? morning : write.Now,
            });
        }

        row.GoOn(next, version);
        Touch(write, row);
        return default(Done);
    }

    private async Task TryAsync(AllowanceRunRow run, CancellationToken ct)
    {
        var allowance = await db.Set<AllowanceRow>().AsNoTracking().SingleAsync(a => a.Id == run.Allowance, ct);

        // The same try has the same key, whoever makes it and however often: its top-up is found again, and so is what was sent.
        var key = $"{allowance.Source}:{run.Due:yyyyMMdd}:{run.Tries}";
        var sent = await remittances.SendToMemberAsync(
            new(allowance.Sender, allowance.Receiver, allowance.Amount, allowance.Memo, WaitForAcceptance: false, key),
            new(Settle, NoticeEvent.AllowanceSent, NoticeEvent.AllowanceReceived),
            ct);
        if (!sent.TryGet(out _, out var refusal)) await journal.WriteAsync<Done>(write => Fail(write, run, refusal), ct);

        Refusal? Settle(JournalWrite write, Transfer transfer)
        {
            var now = write.Db.Set<AllowanceRunRow>().Find(run.Allowance, run.Due)!;
            if (now.State != AllowanceRunState.Open || now.Tries != run.Tries) return new(RefusalKind.Conflict, "remittance.allowance.changed");
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
        if (run.State != AllowanceRunState.Open || run.Tries != seen.Tries) return default(Done); // somebody else was faster
        var allowance = write.Db.Set<AllowanceRow>().Find(run.Allowance)!;
        run.FailureCode = refusal.Code;
        Touch(write, allowance);
        if (AllowanceRules.IsUndecided(refusal))
        {
            run.NextTryAt = write.Now + AllowanceRules.WhileUnknown;
            return default(Done);
        }

        run.Tries++;
        run.NextTryAt = AllowanceRules.NextTry(run.Tries, refusal.Code, write.Now);
        var source = $"{allowance.Source}:{run.Due:yyyyMMdd}";
        if (run.NextTryAt is not null)
        {
            write.Notify(allowance.Sender, new(NoticeEvent.AllowanceRetry, $"{source}:{run.Tries}", allowance.Amount, allowance.ReceiverName, refusal.Code));
            return default(Done);
        }

        run.End(AllowanceRunState.Failed, write.Now);
        write.Notify(allowance.Sender, new(NoticeEvent.AllowanceFailed, source, allowance.Amount, allowance.ReceiverName, refusal.Code));
        write.Notify(allowance.Receiver, new(NoticeEvent.AllowanceMissed, source, allowance.Amount, allowance.SenderName, allowance.Memo));
        if (AllowanceRules.IsHopeless(refusal.Code) && allowance.State == AllowanceState.Active) allowance.Stop(AllowanceState.Paused);
        TellEnd(write, allowance);
        return default(Done);
    }

    // The last due date is over, sent or not.
    private static void TellEnd(JournalWrite write, AllowanceRow allowance)
    {
        if (allowance.State != AllowanceState.Ended) return;
        write.Notify(allowance.Sender, new(NoticeEvent.AllowanceEnded, allowance.Source, allowance.Amount, allowance.ReceiverName));
        write.Notify(allowance.Receiver, new(NoticeEvent.AllowanceEnded, allowance.Source, allowance.Amount, allowance.SenderName));
    }

    private static void Touch(JournalWrite write, AllowanceRow row)
    {
        write.Touch($"member:{row.Sender}");
        write.Touch($"member:{row.Receiver}");
    }
}
