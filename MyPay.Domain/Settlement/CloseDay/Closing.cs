using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.CloseDay;

/// <summary>
/// Closes sales dates. Every step is one write that first looks how far things are: run twice, at once, or killed
/// between any two steps, the next step is the same.
/// </summary>
internal sealed class Closing(
    IFranchises franchises,
    ISalesSlips slips,
    IBusinessCalendar calendar,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
)
{
    /// <summary>Slips a write: the door is busy with them for some milliseconds, and payments want it too.</summary>
    public const int ChunkSize = 500;

    // Batches a commit, however small they are.
    private const int MostAtOnce = 16;

    // A contract may have changed its rhythm within the period; the longest is a month.
    private const int LongestPeriodDays = 62;

    private static readonly Refusal NotEnded = new(RefusalKind.Conflict, "settlement.close.day_not_ended");
    private static readonly Refusal NoSalesDate = new(RefusalKind.Invalid, "settlement.close.no_sales_date");

    public async Task<Result<CloseReport>> CloseAsync(DateOnly salesDate, Actor by, CancellationToken ct)
    {
        // Asked at the door, behind whatever waits there: a payment of the day's last second is booked before this is
        // answered.
        var ended = await journal.WriteAsync<Done>(
            write =>
                by != Actor.System && !StaffRoles.Has(write.Db, by, SignInRoles.Operator) ? StaffRoles.Missing
                : SeoulTime.DateOf(write.Now) > salesDate ? default(Done)
                : NotEnded,
            ct
        );
        if (!ended.TryGet(out _, out var refusal))
            return refusal;
        if (await db.Set<ClosedDay>().AsNoTracking().AnyAsync(d => d.Date == salesDate, ct))
            return new CloseReport(salesDate, AlreadyClosed: true, 0, 0, 0);

        if (!BatchRules.IsSalesDate(salesDate, SeoulTime.Today(clock)))
            return NoSalesDate;

        var made = new CloseReport(salesDate, AlreadyClosed: false, 0, 0, 0);
        foreach (var date in await OpenDatesAsync(salesDate, ct))
        {
            await foreach (var step in MakeAllAsync(await PlansAsync(date, await StandingsAsync(ct), ct), by, ct))
            {
                if (!step.TryGet(out var batch, out refusal))
                    return refusal;
                if (batch.Made)
                    made = made with
                    {
                        Batches = made.Batches + 1,
                        Lines = made.Lines + batch.Lines,
                        PayOut = made.PayOut + batch.PayOut,
                    };
            }

            if (!(await journal.WriteAsync<Done>(write => Finish(write, date, by), ct)).TryGet(out _, out refusal))
                return refusal;
        }

        return made;
    }

    /// <summary>The sales dates up to this one that nobody closed, the oldest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> OpenDatesAsync(DateOnly until, CancellationToken ct)
    {
        var closed = await db.Set<ClosedDay>().AsNoTracking().MaxAsync(d => (DateOnly?)d.Date, ct);
        var first = closed is { } last ? last.AddDays(1) : await slips.FirstDateAsync(ct) ?? until;
        if (first > until)
            return closed is null ? [until] : [];
        return [.. Enumerable.Range(0, until.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
    }

    /// <summary>Which batches a sales date ends.</summary>
    /// <param name="standings">Where franchises stand; a preview's own go ahead of the stored ones.</param>
    public async Task<IReadOnlyList<Plan>> PlansAsync(
        DateOnly date,
        IReadOnlyDictionary<FranchiseId, StandingRow> standings,
        CancellationToken ct
    )
    {
        var standing = standings.Values.Where(s => s.Carry > 0 || s.Reserve > 0).Select(s => s.Franchise);
        var sellers = await slips.FranchisesAsync(date.Later(-LongestPeriodDays), date, ct);
        var plans = new List<Plan>();
        foreach (var franchise in sellers.Union(standing).OrderBy(f => f.Value))
            if (await PlanAsync(franchise, date, standings.GetValueOrDefault(franchise), ct) is { } plan)
                plans.Add(plan);
        return plans;
    }

    /// <summary>Where each franchise stands after its newest batch.</summary>
    public async Task<Dictionary<FranchiseId, StandingRow>> StandingsAsync(CancellationToken ct) =>
        await db.Set<StandingRow>().AsNoTracking().ToDictionaryAsync(s => s.Franchise, ct);

    /// <summary>The next slips of a batch from where it stands.</summary>
    public async Task<Chunk> NextAsync(Plan plan, Place from, CancellationToken ct)
    {
        var found = new List<SalesSlip>();
        var (on, after) = from;
        while (true)
        {
            found.AddRange(await slips.SlipsAsync(plan.Franchise, on, on, after, ChunkSize - found.Count, ct));
            if (found.Count == ChunkSize)
                return new(found, from, new(found[^1].SoldOn, found[^1].LedgerSlip), IsLast: false);
            if (on >= plan.To)
                return new(
                    found,
                    from,
                    found.Count == 0 ? from : new(found[^1].SoldOn, found[^1].LedgerSlip),
                    IsLast: true
                );
            (on, after) = (on.AddDays(1), 0);
        }
    }

    private async Task<Plan?> PlanAsync(
        FranchiseId franchise,
        DateOnly date,
        StandingRow? standing,
        CancellationToken ct
    )
    {
        if (standing?.LastTo >= date)
            return null;

        var view = await franchises.FindAsync(franchise, ct);
        var terms = await franchises.TermsOnAsync(franchise, date, ct);
        var hasLeft = view?.HasLeft == true;
        var rhythm = terms?.Rhythm ?? SettlementRhythm.Daily;
        if (!hasLeft && !BatchRules.EndsOn(rhythm, date))
            return null;

        // What was sold under another rhythm, and in no batch yet, belongs to this one.
        var lowest = standing is null ? DateOnly.MinValue : standing.LastTo.AddDays(1);
        var start = BatchRules.StartOf(rhythm, date);
        if (start < lowest)
            start = lowest;
        else if (
            start > lowest
            && await slips.SlipsAsync(franchise, lowest, start.AddDays(-1), 0, 1, ct) is [var earlier]
        )
            start = earlier.SoldOn;

        var agreed = hasLeft || terms is null ? Agreed.Nothing : new(terms.Reserve.Amount, terms.MinimumPayout.Amount);
        var hasSlips = await slips.SlipsAsync(franchise, start, date, 0, 1, ct) is { Count: > 0 };
        if (!hasSlips)
        {
            // Without a sale there is a batch only for money that moves by itself: a reserve given back, a carry that
            // is enough now.
            var outcome = BatchRules.Close(0, standing?.Carry ?? 0, standing?.Reserve ?? 0, agreed);
            if (outcome.PayOut == 0 && !(hasLeft && outcome.ReserveKept != 0))
                return null;
        }

        var due = await calendar.AddBusinessDaysAsync(date, Math.Max(1, terms?.CycleDays ?? 1), ct);
        return new(
            franchise,
            start,
            date,
            agreed,
            due,
            view?.TradeName ?? "",
            view?.SettlementBank ?? "",
            view?.SettlementMaskedNumber ?? "",
            view?.SettlementHolder ?? ""
        );
    }

    /// <summary>
    /// Collects and seals batches. Several small ones share a commit: while they wait for it, the slips of the next are
    /// read.
    /// </summary>
    private async IAsyncEnumerable<Result<BatchStep>> MakeAllAsync(
        IReadOnlyList<Plan> plans,
        Actor by,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var waiting = new List<(Plan Plan, Task<Result<BatchStep>> Step)>();
        var lines = 0;
        foreach (var plan in plans)
        {
            var (from, place) = await StandAsync(plan, ct);
            if (place is null)
                continue; // another run has sealed it

            var chunk = await NextAsync(from, place.Value, ct);
            waiting.Add((plan, TakeAsync(from, chunk, by, ct)));
            lines += chunk.Slips.Count;
            if (lines < ChunkSize && waiting.Count < MostAtOnce)
                continue;
            foreach (var step in await SealedAsync(waiting, by, ct))
                yield return step;
            (waiting, lines) = ([], 0);
        }

        foreach (var step in await SealedAsync(waiting, by, ct))
            yield return step;
    }

    /// <summary>All of them to their end: what one step did not seal goes on alone.</summary>
    private async Task<List<Result<BatchStep>>> SealedAsync(
        List<(Plan Plan, Task<Result<BatchStep>> Step)> waiting,
        Actor by,
        CancellationToken ct
    )
    {
        var ended = new List<Result<BatchStep>>();
        await Task.WhenAll(waiting.Select(w => w.Step));
        foreach (var (plan, taken) in waiting)
        {
            var step = await taken;
            ended.Add(step.TryGet(out var reached, out _) && !reached.IsSealed ? await MakeAsync(plan, by, ct) : step);
        }

        return ended;
    }

    /// <summary>Collects and seals one batch, from wherever it stands.</summary>
    private async Task<Result<BatchStep>> MakeAsync(Plan plan, Actor by, CancellationToken ct)
    {
        var (from, place) = await StandAsync(plan, ct);
        if (place is null)
            return BatchStep.ByAnother;
        while (true)
        {
            var taken = await TakeAsync(from, await NextAsync(from, place.Value, ct), by, ct);
            if (!taken.TryGet(out var step, out var refusal))
                return refusal;
            if (step.IsSealed)
                return step;
            place = step.Place;
        }
    }

    /// <summary>How far a batch is; no place: it is sealed.</summary>
    private async Task<(Plan Plan, Place? Place)> StandAsync(Plan plan, CancellationToken ct)
    {
        var begun = await db.Set<BatchRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(b => b.Franchise == plan.Franchise && b.To == plan.To, ct);
        if (begun is { SealedAt: not null })
            return (plan, null);
        return begun is null
            ? (plan, plan.Beginning)
            : (plan with { From = begun.From }, new Place(begun.CollectedOn, begun.Collected));
    }

    private Task<Result<BatchStep>> TakeAsync(Plan plan, Chunk chunk, Actor by, CancellationToken ct) =>
        journal.WriteAsync<BatchStep>(write => Collecting.Take(write, plan, chunk, by), ct);

    private static Result<Done> Finish(JournalWrite write, DateOnly date, Actor by)
    {
        if (write.Db.Set<ClosedDay>().Find(date) is not null)
            return default(Done);

        var batches = write.Db.Set<BatchRow>().AsNoTracking().Where(b => b.To == date && b.SealedAt != null);
        var day = new ClosedDay
        {
            Date = date,
            ClosedAt = write.Now,
            By = by.Name,
            Batches = batches.Count(),
            Lines = batches.Sum(b => (long)b.Lines),
            PayOut = batches.Sum(b => b.PayOut),
        };
        write.Db.Add(day);
        write.Note(
            by,
            "settlement.closed",
            $"settlement-day:{date:yyyy-MM-dd}",
            after: new
            {
                day.Batches,
                day.Lines,
                day.PayOut,
            }
        );
        write.Touch(SettlementTopics.All);
        return default(Done);
    }
}

/// <summary>A batch to be made.</summary>
internal sealed record Plan(
    FranchiseId Franchise,
    DateOnly From,
    DateOnly To,
    Agreed Agreed,
    DateOnly DueOn,
    string TradeName,
    string Bank,
    string MaskedNumber,
    string Holder
)
{
    public Place Beginning => new(From, 0);
}

/// <summary>How far slips are collected: the sales date, and in it the last ledger slip.</summary>
internal readonly record struct Place(DateOnly On, long After);

/// <summary>The next slips of a batch.</summary>
/// <param name="From">The place they follow.</param>
/// <param name="To">The place after them.</param>
/// <param name="IsLast">There are no more: with them the batch is sealed.</param>
internal sealed record Chunk(IReadOnlyList<SalesSlip> Slips, Place From, Place To, bool IsLast);
