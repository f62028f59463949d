using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>An account's date, matched: what it sums up to and what does not agree.</summary>
/// <param name="FeesAccrued">Bank fees owed at the end of the date, won.</param>
internal sealed record Matched(
    ReconDayRow Day,
    IReadOnlyList<(ReconItem Item, ReconKind Kind)> Exceptions,
    DateTimeOffset TakenAt,
    long FeesAccrued
);

/// <summary>Brings the three sides of a date together. Reads only.</summary>
internal sealed class Matching(IBankStatements bank, LedgerDay ledger, MyPayDb db, TimeProvider clock)
{
    private const int MostReadings = 5;
    private const string OpeningCapital = "banking:opening:";
    private const string WriteOffs = "settlement:recon:";

    public async Task<Matched> RunAsync(string account, DateOnly date, StatementFetch fetch, CancellationToken ct)
    {
        // A call's outcome and its slip are one write, but read one after the other here: read again until nothing was
        // booked in between.
        for (var reading = 1; ; reading++)
        {
            var takenAt = clock.GetUtcNow();
            var before = await ledger.AccountAsync(account, ct);
            var matched = await ReadAsync(account, before, date, fetch, takenAt, ct);
            var after = await ledger.AccountAsync(account, ct);
            if (before?.Entries == after?.Entries || reading == MostReadings)
                return matched;
        }
    }

    private async Task<Matched> ReadAsync(
        string account,
        AccountRow? row,
        DateOnly date,
        StatementFetch fetch,
        DateTimeOffset takenAt,
        CancellationToken ct
    )
    {
        var calls = await bank.CallsAsync(account, date, ct);
        var lines = await bank.LinesAsync(account, date, ct);
        var (entries, balance) = await ledger.BetweenAsync(row, SeoulTime.StartOf(date), SeoulTime.EndOf(date), ct);
        var fees = await db.Set<CollectedFeeRow>()
            .AsNoTracking()
            .Where(f => f.Account == account && f.Date == date)
            .ToDictionaryAsync(f => f.Line, ct);
        var accrued = await ledger.BalanceBeforeAsync(LedgerAccount.BankFeePayable, SeoulTime.EndOf(date), ct);
        var cases = await db.Set<ReconCaseRow>()
            .AsNoTracking()
            .Where(c => c.Account == account && c.Date == date)
            .ToListAsync(ct);
        var nextDayAsked = await bank.LastAsync(account, date.Later(1), ct) is not null;

        var expected = entries.Where(IsExpected).ToList();
        // A write-off counts on the date of its case, a fee on that of its line, not on the day they were booked.
        var movements = entries
            .Where(e =>
                !IsExpected(e)
                && !e.Source.StartsWith(WriteOffs, StringComparison.Ordinal)
                && !e.Source.StartsWith(BankFees.Sources, StringComparison.Ordinal)
            )
            .ToList();
        var pool = new EntryPool(movements);

        // Each call takes its entry, also those of other dates that were learnt today: theirs must not look like
        // nobody's.
        var own = calls.Where(c => c.Date == date).ToList();
        var taken = calls.Where(c => c.Date != date).ToDictionary(c => c.Id, pool.Take);
        foreach (var call in own)
            taken[call.Id] =
                call.SettledAt is { } at && SeoulTime.DateOf(at) != date
                    ? await LaterAsync(row, call, at, ct)
                    : pool.Take(call);

        var named = own.Select(c => c.BankTranId).ToHashSet(StringComparer.Ordinal);
        var found = lines.Where(l => l.BankTranId is { } id && named.Contains(id)).ToList();
        var missing = named.Except(found.Select(l => l.BankTranId!)).ToList();
        var elsewhere = (await bank.LinesOfAsync(account, missing, ct)).Where(l => l.Date != date);
        var linesOf = found.Concat(elsewhere).ToLookup(l => l.BankTranId!, StringComparer.Ordinal);
        var strangers = lines.Where(l => l.BankTranId is { } id && !named.Contains(id)).ToList();
        var theirs = (await bank.CallsOfAsync(account, [.. strangers.Select(l => l.BankTranId!).Distinct()], ct))
            .Select(c => c.BankTranId)
            .ToHashSet(StringComparer.Ordinal);

        var items = new List<ReconItem>();
        foreach (var call in own)
            items.Add(
                Item($"call:{call.Id}", call, taken[call.Id] is { } entry ? [entry] : [], [.. linesOf[call.BankTranId]])
            );
        foreach (var entry in pool.Left)
            items.Add(Item($"slip:{entry.Slip}", null, [entry], []));

        var loose = lines
            .Where(l => l.BankTranId is null)
            .Concat(strangers.Where(l => !theirs.Contains(l.BankTranId!)))
            .OrderBy(l => l.Id)
            .ToList();
        Pair(items, loose);
        foreach (var line in loose)
            items.Add(Item(LineKey(line.Id), null, fees.TryGetValue(line.Id, out var fee) ? [fee.Side] : [], [line]));
        // A fee that was booked, and that the bank does not list any more.
        foreach (var fee in fees.Values.Where(f => loose.TrueForAll(l => l.Id != f.Line)))
            items.Add(Item(LineKey(fee.Line), null, [fee.Side], []));

        List<long> booked =
        [
            .. movements.Select(e => e.Signed),
            .. fees.Values.Select(f => -f.Amount),
            .. cases.Select(c => c.WrittenOff),
        ];
        return Sum(
            account,
            date,
            fetch,
            takenAt,
            nextDayAsked,
            items,
            expected.Count,
            booked,
            lines,
            calls,
            balance
        ) with
        {
            FeesAccrued = accrued,
        };

        static string LineKey(long line) => $"line:{line}";

        ReconItem Item(
            string key,
            LoggedCall? call,
            IReadOnlyList<LedgerSide> booked,
            IReadOnlyList<StatementLine> listed
        ) => new(key, call, booked, listed, cases.Where(c => c.Item == key).Sum(c => c.WrittenOff));
    }

    private async Task<LedgerSide?> LaterAsync(
        AccountRow? row,
        LoggedCall call,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var (entries, _) = await ledger.BetweenAsync(row, at, at.AddMilliseconds(1), ct);
        return new EntryPool(entries).Take(call);
    }

    /// <summary>
    /// Lines without a call's name, against movements the bank lists under no name: same won, same way, one to one, in
    /// the order of time. A cancelling line is nobody's.
    /// </summary>
    private static void Pair(List<ReconItem> items, List<StatementLine> loose)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Bank.Count > 0 || item.LedgerSum == 0)
                continue;
            var line = loose.Find(l =>
                l.Signed == item.LedgerSum
                && l.BankTranId is null
                && !BankFees.IsFee(l)
                && !l.PrintContent.Contains("취소", StringComparison.Ordinal)
            );
            if (line is null)
                continue;
            loose.Remove(line);
            items[i] = item with { Bank = [line] };
        }
    }

    private static Matched Sum(
        string account,
        DateOnly date,
        StatementFetch fetch,
        DateTimeOffset takenAt,
        bool nextDayAsked,
        List<ReconItem> items,
        int expected,
        List<long> booked,
        IReadOnlyList<StatementLine> lines,
        IReadOnlyList<LoggedCall> calls,
        long balance
    )
    {
        var exceptions = new List<(ReconItem, ReconKind)>();
        var (agreed, waiting) = (0, 0);
        foreach (var item in items)
        {
            var (verdict, kind) = ReconRules.Judge(item, date, fetch.StartedAt, nextDayAsked);
            if (verdict == ReconVerdict.Exception)
                exceptions.Add((item, kind));
            else if (verdict == ReconVerdict.Matched)
                agreed++;
            else if (verdict == ReconVerdict.Waiting)
                waiting++;
        }

        var day = new ReconDayRow
        {
            Account = account,
            Date = date,
            StatementAt = fetch.StartedAt,
            CheckedAt = takenAt,
            Matched = agreed,
            Waiting = waiting,
            Expected = expected,
            LedgerIn = booked.Where(won => won > 0).Sum(),
            LedgerOut = -booked.Where(won => won < 0).Sum(),
            BankIn = lines.Where(l => l.Signed > 0).Sum(l => l.Signed),
            BankOut = -lines.Where(l => l.Signed < 0).Sum(l => l.Signed),
            Fees = calls.Where(c => c.Date == date).Sum(c => c.Fee),
            LedgerBalance = balance,
            BankBalance = lines.Count == 0 ? null : lines[^1].Balance,
        };
        return new(day, exceptions, takenAt, FeesAccrued: 0);
    }

    private static bool IsExpected(LedgerSide entry) =>
        entry.Source.StartsWith(OpeningCapital, StringComparison.Ordinal);

    /// <summary>
    /// Entries that no call has taken yet. A call's outcome is booked in the write that posts its slip: same instant,
    /// and the slip's source names the same business row.
    /// </summary>
    private sealed class EntryPool(IEnumerable<LedgerSide> entries)
    {
        private readonly Dictionary<DateTimeOffset, List<LedgerSide>> byInstant = entries
            .GroupBy(e => e.PostedAt)
            .ToDictionary(g => g.Key, g => g.ToList());

        public IEnumerable<LedgerSide> Left => byInstant.Values.SelectMany(left => left).OrderBy(e => e.Slip);

        public LedgerSide? Take(LoggedCall call)
        {
            if (
                call.State != BankCallState.Succeeded
                || call.SettledAt is not { } at
                || !byInstant.TryGetValue(at, out var there)
            )
                return null;
            var row = call.Reference.Split(':')[0];
            bool Names(LedgerSide e) => e.Source.Contains(row, StringComparison.Ordinal);
            var entry =
                there.Find(e => e.Signed == call.Signed && Names(e))
                ?? there.Find(Names)
                ?? there.Find(e => e.Signed == call.Signed);
            if (entry is not null)
                there.Remove(entry);
            return entry;
        }
    }
}
