using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money.Charge;
using MyPay.Domain.Money.Limits;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>What members do with their scheduled charges.</summary>
internal sealed class ScheduledCharges(
    IMembers members,
    ILinkedAccounts accounts,
    ScheduleBook schedules,
    AutoChargeTries tries,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IScheduledCharges
{
    private const int Shown = 3;
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "money.auto_charge.not_found");
    private static readonly Refusal Over = new(RefusalKind.Conflict, "money.auto_charge.ended");

    public async Task<IReadOnlyList<ScheduledChargeView>> ListAsync(MemberId member, CancellationToken ct)
    {
        var mine = db.Set<ScheduledChargeRow>()
            .AsNoTracking()
            .Where(c => c.Member == member)
            .OrderByDescending(c => c.MadeAt)
            .Take(50);
        var rows = await mine.ToListAsync(ct);
        var runs = await mine.SelectMany(c =>
                db.Set<AutoChargeRunRow>()
                    .Where(r => r.Rule == c.Id)
                    .OrderByDescending(r => r.On)
                    .Take(AutoChargeRules.RunsShown)
            )
            .AsNoTracking()
            .ToListAsync(ct);
        var ofRule = runs.ToLookup(r => r.Rule);
        return
        [
            .. rows.OrderBy(r => r.State)
                .Select(r => new ScheduledChargeView(
                    r.Id,
                    r.Account,
                    r.AccountLabel,
                    r.Amount,
                    r.Rhythm,
                    r.Day,
                    r.Holidays,
                    r.StartsOn,
                    r.EndsOn,
                    r.State,
                    r.PausedWhy,
                    r.Next,
                    [.. ofRule[r.Id].OrderByDescending(run => run.On).Select(run => run.ToView())]
                )),
        ];
    }

    public async Task<Result<ScheduledChargePlan>> PlanAsync(NewScheduledCharge charge, CancellationToken ct) =>
        (await DraftAsync(charge, ct)).TryGet(out var draft, out var refusal)
            ? new ScheduledChargePlan(draft.AccountLabel, await schedules.FirstAsync(draft, Shown, ct))
            : refusal;

    public async Task<Result<ScheduledChargeView>> SetUpAsync(NewScheduledCharge charge, CancellationToken ct)
    {
        if (!(await DraftAsync(charge, ct)).TryGet(out var draft, out var refusal))
            return refusal;
        var body =
            $"{draft.Account}:{draft.Amount.Amount}:{draft.Rhythm}:{draft.Day}:{draft.Holidays}"
            + $":{draft.StartsOn:yyyyMMdd}:{draft.EndsOn:yyyyMMdd}";
        var made = await journal.WriteAsync<Guid>(
            new Once($"scheduled-charge:{draft.Member}", charge.Key, body),
            write =>
            {
                if (!members.IsActive(write, draft.Member))
                    return Outgoings.NotActive;
                if (
                    write
                        .Db.Set<ScheduledChargeRow>()
                        .Count(c => c.Member == draft.Member && c.State != ScheduleState.Ended)
                    >= AutoChargeRules.MostOfOneMember
                )
                    return new Refusal(
                        RefusalKind.Conflict,
                        "money.auto_charge.too_many",
                        (long)AutoChargeRules.MostOfOneMember
                    );
                write.Db.Add(draft);
                write.Touch($"member:{draft.Member}");
                return draft.Id;
            },
            ct
        );
        return made.TryGet(out var id, out refusal)
            ? (await ListAsync(charge.Member, ct)).Single(c => c.Id == id)
            : refusal;
    }

    public Task<Result<Done>> PauseAsync(MemberId member, Guid charge, CancellationToken ct) =>
        OwnAsync(
            member,
            charge,
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

    public async Task<Result<Done>> ResumeAsync(MemberId member, Guid charge, CancellationToken ct)
    {
        if (await FindAsync(member, charge, ct) is not { } known)
            return NotFound;
        var next = await schedules.ResumeAsync(known, due => HasComeAsync(charge, due, ct), ct);
        return await OwnAsync(
            member,
            charge,
            (_, row) =>
            {
                if (row.State == ScheduleState.Ended || (row.State == ScheduleState.Paused && next.Date is null))
                    return Over;
                if (row.State == ScheduleState.Paused)
                    row.GoOn(next);
                row.PausedWhy = null;
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<Done>> SkipAsync(MemberId member, Guid charge, DateOnly due, CancellationToken ct)
    {
        if (await FindAsync(member, charge, ct) is not { } known)
            return NotFound;
        var next = await schedules.DateAsync(known.DueFrom(due.AddDays(1)), known.Holidays, ct);
        return await OwnAsync(
            member,
            charge,
            (write, row) =>
            {
                if (
                    write.Db.Set<AutoChargeRunRow>().Find(charge, OccasionOf(due)) is
                    { State: AutoChargeRunState.Skipped }
                )
                    return default(Done);
                if (row.State != ScheduleState.Active || row.NextDue != due)
                    return new Refusal(RefusalKind.Conflict, "money.auto_charge.changed");
                var run = RunOf(row, due, write.Now, null);
                run.End(AutoChargeRunState.Skipped, write.Now);
                write.Db.Add(run);
                row.GoOn(next);
                return default(Done);
            },
            ct
        );
    }

    public Task<Result<Done>> EndAsync(MemberId member, Guid charge, CancellationToken ct) =>
        OwnAsync(
            member,
            charge,
            (write, row) =>
            {
                row.Stop(ScheduleState.Ended);
                GiveUpOpen(write, row);
                return default(Done);
            },
            ct
        );

    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await schedules.FollowCalendarAsync<ScheduledChargeRow>(ct);
        await schedules.OpenDueAsync<ScheduledChargeRow>(Open, ct);
        return await tries.RunAsync(ChargeOrigin.Scheduled, ct);
    }

    private static void Open(JournalWrite write, ScheduledChargeRow row)
    {
        if (write.Db.Set<AutoChargeRunRow>().Find(row.Id, OccasionOf(row.NextDue!.Value)) is null)
            write.Db.Add(
                RunOf(row, row.NextDue.Value, write.Now, ScheduleRules.FirstTry(row.NextRunOn!.Value, write.Now))
            );
        write.Touch($"member:{row.Member}");
    }

    private static AutoChargeRunRow RunOf(
        ScheduledChargeRow row,
        DateOnly due,
        DateTimeOffset now,
        DateTimeOffset? firstTry
    ) =>
        new()
        {
            Rule = row.Id,
            Occasion = OccasionOf(due),
            Origin = ChargeOrigin.Scheduled,
            Member = row.Member,
            Account = row.Account,
            AccountLabel = row.AccountLabel,
            Amount = row.Amount,
            On = due,
            LastDay = SeoulTime.DateOf(firstTry ?? now),
            NextTryAt = firstTry,
            MadeAt = now,
        };

    private static string OccasionOf(DateOnly due) =>
        due.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private Task<ScheduledChargeRow?> FindAsync(MemberId member, Guid charge, CancellationToken ct) =>
        db.Set<ScheduledChargeRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == charge && c.Member == member, ct);

    private Task<bool> HasComeAsync(Guid charge, DateOnly due, CancellationToken ct)
    {
        var occasion = OccasionOf(due);
        return db.Set<AutoChargeRunRow>().AnyAsync(r => r.Rule == charge && r.Occasion == occasion, ct);
    }

    private async Task<Result<ScheduledChargeRow>> DraftAsync(NewScheduledCharge wish, CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var cap = Won.Of(Policies.At(db, today).Cap(verified: true));
        if (AutoChargeRules.Check(wish.Amount, Won.Zero, cap) is { } wrong)
            return wrong;
        if (!ScheduleRules.IsDay(wish.Rhythm, wish.Day))
            return new Refusal(RefusalKind.Invalid, "money.auto_charge.day_invalid");
        if (wish.StartsOn < today || wish.StartsOn > today.AddYears(1))
            return new Refusal(RefusalKind.Invalid, "money.auto_charge.start_invalid");
        if (wish.EndsOn < wish.StartsOn)
            return new Refusal(RefusalKind.Invalid, "money.auto_charge.end_invalid");
        if (await members.FindAsync(wish.Member, ct) is not { State: MemberState.Active })
            return Outgoings.NotActive;
        if ((await accounts.ListAsync(wish.Member, ct)).FirstOrDefault(a => a.Id == wish.Account) is not { } account)
            return new Refusal(RefusalKind.NotFound, "money.charge.account_not_found");

        var now = clock.GetUtcNow();
        var row = new ScheduledChargeRow
        {
            Id = NewId.At(now),
            Member = wish.Member,
            Account = account.Id,
            AccountLabel = Charging.LabelOf(account),
            Amount = wish.Amount,
            Rhythm = wish.Rhythm,
            Day = wish.Day,
            Holidays = wish.Holidays,
            StartsOn = wish.StartsOn,
            EndsOn = wish.EndsOn,
            MadeAt = now,
        };
        var first = await schedules.DateAsync(row.DueFrom(wish.StartsOn), wish.Holidays, ct);
        if (first.Date is null)
            return new Refusal(RefusalKind.Invalid, "money.auto_charge.never_runs");
        row.GoOn(first);
        return row;
    }

    private Task<Result<Done>> OwnAsync(
        MemberId member,
        Guid charge,
        Func<JournalWrite, ScheduledChargeRow, Result<Done>> act,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<ScheduledChargeRow>().Find(charge) is not { } row || row.Member != member)
                    return NotFound;
                write.Touch($"member:{member}");
                return act(write, row);
            },
            ct
        );

    private static void GiveUpOpen(JournalWrite write, ScheduledChargeRow row)
    {
        foreach (
            var run in write
                .Db.Set<AutoChargeRunRow>()
                .Where(r => r.Rule == row.Id && r.State == AutoChargeRunState.Open)
                .ToList()
        )
            run.GiveUp(write.Now);
    }
}
