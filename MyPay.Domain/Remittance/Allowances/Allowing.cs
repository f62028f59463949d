using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>What members do with their allowances.</summary>
internal sealed class Allowing(
    IMembers members,
    IWallets wallets,
    ScheduleBook schedules,
    AllowanceRuns runs,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IAllowances
{
    private const int Shown = 3;
    private const int RunsShown = 6;
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "remittance.allowance.not_found");
    private static readonly Refusal Over = new(RefusalKind.Conflict, "remittance.allowance.ended");

    public async Task<Result<AllowancePlan>> PlanAsync(NewAllowance allowance, CancellationToken ct)
    {
        var drafted = await DraftAsync(allowance, ct);
        if (!drafted.TryGet(out var draft, out var refusal))
            return refusal;
        return new AllowancePlan(draft.ReceiverName, await schedules.FirstAsync(draft, Shown, ct));
    }

    public async Task<Result<AllowanceView>> SetUpAsync(NewAllowance allowance, CancellationToken ct)
    {
        var drafted = await DraftAsync(allowance, ct);
        if (!drafted.TryGet(out var draft, out var refusal))
            return refusal;
        var body =
            $"{draft.Receiver}:{draft.Amount.Amount}:{draft.Memo}:{draft.Rhythm}:{draft.Day}:{draft.Holidays}"
            + $":{draft.StartsOn:yyyyMMdd}:{draft.EndsOn:yyyyMMdd}";
        var made = await journal.WriteAsync<Guid>(
            new Once($"allowance:{draft.Sender}", allowance.Key, body),
            write =>
            {
                if (!members.IsActive(write, draft.Sender))
                    return Remittances.NotActive;
                if (!members.IsActive(write, draft.Receiver))
                    return Remittances.ReceiverNotFound;
                if (
                    write.Db.Set<AllowanceRow>().Count(a => a.Sender == draft.Sender && a.State != ScheduleState.Ended)
                    >= AllowanceRules.MostOfOneMember
                )
                    return new Refusal(
                        RefusalKind.Conflict,
                        "remittance.allowance.too_many",
                        (long)AllowanceRules.MostOfOneMember
                    );
                write.Db.Add(draft);
                write.Notify(
                    draft.Receiver,
                    new(NoticeEvent.AllowanceMade, draft.Source, draft.Amount, draft.SenderName, draft.Memo)
                );
                Touch(write, draft);
                return draft.Id;
            },
            ct
        );
        return made.TryGet(out var id, out refusal)
            ? (await ListAsync(allowance.Sender, ct)).Single(a => a.Id == id)
            : refusal;
    }

    public Task<Result<Done>> PauseAsync(MemberId sender, Guid allowance, CancellationToken ct) =>
        OwnAsync(
            sender,
            allowance,
            (write, row) =>
            {
                if (row.State == ScheduleState.Ended)
                    return Over;
                row.Stop(ScheduleState.Paused);
                GiveUpOpen(write, row);
                return default(Done);
            },
            ct
        );

    public async Task<Result<Done>> ResumeAsync(MemberId sender, Guid allowance, CancellationToken ct)
    {
        var known = await db.Set<AllowanceRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == allowance && a.Sender == sender, ct);
        if (known is null)
            return NotFound;

        // A due date that has come before, and was left out, stays left out.
        var next = await schedules.ResumeAsync(
            known,
            due => db.Set<AllowanceRunRow>().AnyAsync(r => r.Allowance == allowance && r.Due == due, ct),
            ct
        );
        return await OwnAsync(
            sender,
            allowance,
            (_, row) =>
            {
                if (row.State == ScheduleState.Ended || (row.State == ScheduleState.Paused && next.Date is null))
                    return Over;
                if (row.State == ScheduleState.Paused)
                    row.GoOn(next);
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<Done>> SkipAsync(MemberId sender, Guid allowance, DateOnly due, CancellationToken ct)
    {
        var known = await db.Set<AllowanceRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == allowance && a.Sender == sender, ct);
        if (known is null)
            return NotFound;
        var next = await schedules.DateAsync(known.DueFrom(due.AddDays(1)), known.Holidays, ct);
        return await OwnAsync(
            sender,
            allowance,
            (write, row) =>
            {
                if (write.Db.Set<AllowanceRunRow>().Find(allowance, due) is { State: AllowanceRunState.Skipped })
                    return default(Done);
                if (row.State != ScheduleState.Active || row.NextDue != due)
                    return new Refusal(RefusalKind.Conflict, "remittance.allowance.changed");
                var run = new AllowanceRunRow
                {
                    Allowance = allowance,
                    Due = due,
                    RunOn = row.NextRunOn!.Value,
                };
                run.End(AllowanceRunState.Skipped, write.Now);
                write.Db.Add(run);
                row.GoOn(next);
                return default(Done);
            },
            ct
        );
    }

    public Task<Result<Done>> EndAsync(MemberId sender, Guid allowance, CancellationToken ct) =>
        OwnAsync(
            sender,
            allowance,
            (write, row) =>
            {
                if (row.State == ScheduleState.Ended)
                    return default(Done);
                row.Stop(ScheduleState.Ended);
                GiveUpOpen(write, row);
                write.Notify(
                    row.Receiver,
                    new(NoticeEvent.AllowanceEnded, row.Source, row.Amount, row.SenderName, row.Memo)
                );
                return default(Done);
            },
            ct
        );

    public async Task<IReadOnlyList<AllowanceView>> ListAsync(MemberId member, CancellationToken ct)
    {
        var own = db.Set<AllowanceRow>()
            .AsNoTracking()
            .Where(a => a.Sender == member || a.Receiver == member)
            .OrderByDescending(a => a.MadeAt)
            .Take(100);
        var rows = await own.ToListAsync(ct);
        var runs = await own.SelectMany(a =>
                db.Set<AllowanceRunRow>().Where(r => r.Allowance == a.Id).OrderByDescending(r => r.Due).Take(RunsShown)
            )
            .AsNoTracking()
            .ToListAsync(ct);
        var latest = runs.ToLookup(r => r.Allowance);
        return
        [
            .. rows.OrderBy(a => a.State)
                .Select(row =>
                    View(
                        row,
                        row.Receiver == member,
                        [.. latest[row.Id].OrderByDescending(r => r.Due).Select(r => r.ToView())]
                    )
                ),
        ];
    }

    public Task<int> RunDueAsync(CancellationToken ct) => runs.RunDueAsync(ct);

    private static AllowanceView View(AllowanceRow row, bool incoming, IReadOnlyList<AllowanceRun> latest) =>
        new(
            row.Id,
            incoming,
            incoming ? row.SenderName : row.ReceiverName,
            row.Amount,
            row.Memo,
            row.Rhythm,
            row.Day,
            row.Holidays,
            row.StartsOn,
            row.EndsOn,
            row.State,
            row.Next,
            latest
        );

    private async Task<Result<AllowanceRow>> DraftAsync(NewAllowance wish, CancellationToken ct)
    {
        var memo = RemittanceRules.Clean(wish.Memo);
        var today = SeoulTime.Today(clock);
        if (RemittanceRules.Check(wish.Amount, memo) is { } wrong)
            return wrong;
        if (wish.Sender == wish.Receiver)
            return new Refusal(RefusalKind.Invalid, "remittance.send.to_self");
        if (!ScheduleRules.IsDay(wish.Rhythm, wish.Day))
            return new Refusal(RefusalKind.Invalid, "remittance.allowance.day_invalid");
        if (wish.StartsOn < today || wish.StartsOn > today.AddYears(1))
            return new Refusal(RefusalKind.Invalid, "remittance.allowance.start_invalid");
        if (wish.EndsOn < wish.StartsOn)
            return new Refusal(RefusalKind.Invalid, "remittance.allowance.end_invalid");
        if (await members.FindAsync(wish.Sender, ct) is not { State: MemberState.Active } sender)
            return Remittances.NotActive;
        if (await members.FindAsync(wish.Receiver, ct) is not { State: MemberState.Active } receiver)
            return Remittances.ReceiverNotFound;
        var limit = (await wallets.LimitsAsync(wish.Sender, ct)).PerTransfer;
        if (wish.Amount > limit)
            return new Refusal(RefusalKind.Conflict, "money.limit.per_transfer", limit.Amount);

        var now = clock.GetUtcNow();
        var row = new AllowanceRow
        {
            Id = NewId.At(now),
            Sender = sender.Id,
            Receiver = receiver.Id,
            SenderName = sender.Name,
            ReceiverName = receiver.Name,
            Amount = wish.Amount,
            Memo = memo,
            Rhythm = wish.Rhythm,
            Day = wish.Day,
            Holidays = wish.Holidays,
            StartsOn = wish.StartsOn,
            EndsOn = wish.EndsOn,
            MadeAt = now,
        };
        var first = await schedules.DateAsync(row.DueFrom(wish.StartsOn), wish.Holidays, ct);
        if (first.Date is null)
            return new Refusal(RefusalKind.Invalid, "remittance.allowance.never_runs");
        row.GoOn(first);
        return row;
    }

    private Task<Result<Done>> OwnAsync(
        MemberId sender,
        Guid allowance,
        Func<JournalWrite, AllowanceRow, Result<Done>> act,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<AllowanceRow>().Find(allowance) is not { } row || row.Sender != sender)
                    return NotFound;
                Touch(write, row);
                return act(write, row);
            },
            ct
        );

    private static void GiveUpOpen(JournalWrite write, AllowanceRow row)
    {
        foreach (
            var run in write
                .Db.Set<AllowanceRunRow>()
                .Where(r => r.Allowance == row.Id && r.State == AllowanceRunState.Open)
                .ToList()
        )
            run.End(AllowanceRunState.Skipped, write.Now);
    }

    private static void Touch(JournalWrite write, AllowanceRow row)
    {
        write.Touch($"member:{row.Sender}");
        write.Touch($"member:{row.Receiver}");
    }
}
