using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Money.Insights;

namespace MyPay.Domain.Money.History;

/// <summary>Reads a member's wallet out of the ledger: the entries of the wallet account with their slips.</summary>
internal sealed class Movements(WalletFlows flows, MyPayDb db, TimeProvider clock) : IMovements
{
    public async Task<MovementPage> ListAsync(
        MemberId member,
        MovementFilter filter,
        long? before,
        int limit,
        CancellationToken ct
    )
    {
        var rows = Query(member, filter);
        if (before is { } number)
            rows = rows.Where(r => r.Entry.N < number);
        var page = await rows.OrderByDescending(r => r.Entry.N).Take(limit + 1).ToListAsync(ct);
        var more = page.Count > limit;
        var shown = page.Take(limit).Select(ToMovement).ToList();
        return new(shown, more ? shown[^1].Number : null);
    }

    public async IAsyncEnumerable<Movement> ExportAsync(
        MemberId member,
        MovementFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (
            var row in Query(member, filter).OrderBy(r => r.Entry.N).AsAsyncEnumerable().WithCancellation(ct)
        )
            yield return ToMovement(row);
    }

    public async Task<MovementTotals> TotalsAsync(MemberId member, MovementFilter filter, CancellationToken ct)
    {
        var sums = await Query(member, filter)
            .GroupBy(r => r.Entry.Amount > 0)
            .Select(g => new
            {
                Incoming = g.Key,
                Count = g.Count(),
                Sum = g.Sum(r => r.Entry.Amount),
            })
            .ToListAsync(ct);
        var (incoming, outgoing) = (sums.Find(s => s.Incoming), sums.Find(s => !s.Incoming));
        return new(
            (incoming?.Count ?? 0) + (outgoing?.Count ?? 0),
            Won.Of(incoming?.Sum ?? 0),
            Won.Of(-(outgoing?.Sum ?? 0))
        );
    }

    public async Task<Movement?> FindAsync(MemberId member, long number, CancellationToken ct)
    {
        var row = await Query(member, new()).SingleOrDefaultAsync(r => r.Entry.N == number, ct);
        return row is null ? null : ToMovement(row);
    }

    public async Task<Movement?> FindBySourceAsync(MemberId member, string source, CancellationToken ct)
    {
        var row = await Query(member, new()).FirstOrDefaultAsync(r => r.Slip.Source == source, ct);
        return row is null ? null : ToMovement(row);
    }

    public async Task<IReadOnlyList<Movement>> ForwardAsync(
        MemberId member,
        MovementFilter filter,
        long after,
        int limit,
        CancellationToken ct
    ) =>
        (
            await Query(member, filter)
                .Where(r => r.Entry.N > after)
                .OrderBy(r => r.Entry.N)
                .Take(limit)
                .ToListAsync(ct)
        ).ConvertAll(ToMovement);

    public async Task<IReadOnlyList<MonthFlow>> MonthsAsync(MemberId member, int months, CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months);
        var byMonth = (await flows.ByKindAsync(member, first, first.AddMonths(months).AddDays(-1), ct)).ToLookup(
            f => new DateOnly(f.Date.Year, f.Date.Month, 1)
        );

        // What comes back was never really out; what is released had come in before. More may come back than went out
        // in that month.
        return
        [
            .. Enumerable
                .Range(0, months)
                .Select(first.AddMonths)
                .Select(month => new MonthFlow(
                    month,
                    Won.Of(byMonth[month].Where(f => f.IsIn).Sum(f => f.Signed)),
                    Won.Of(Math.Max(0, -byMonth[month].Where(f => !f.IsIn).Sum(f => f.Signed)))
                )),
        ];
    }

    private IQueryable<Row> Query(MemberId member, MovementFilter filter)
    {
        var code = LedgerAccount.Wallet(member).Code;
        var rows =
            from account in db.Set<AccountRow>().AsNoTracking()
            where account.Code == code
            join entry in db.Set<EntryRow>().AsNoTracking() on account.Id equals entry.Account
            join slip in db.Set<SlipRow>().AsNoTracking() on entry.Slip equals slip.Seq
            select new Row { Entry = entry, Slip = slip };

        if (filter.From is { } from)
        {
            var start = SeoulTime.StartOf(from).ToUnixTimeMilliseconds();
            rows = rows.Where(r => r.Entry.PostedAtMs >= start);
        }

        if (filter.To is { } to)
        {
            var end = SeoulTime.EndOf(to).ToUnixTimeMilliseconds();
            rows = rows.Where(r => r.Entry.PostedAtMs < end);
        }

        if (filter.Incoming is { } incoming)
            rows = incoming ? rows.Where(r => r.Entry.Amount > 0) : rows.Where(r => r.Entry.Amount < 0);
        if (filter.Kinds is { Count: > 0 } kinds)
        {
            var slips = MovementKinds.SlipsOf(kinds);
            // A send is the receiver's receipt: the sign tells them apart.
            var receives = kinds.Contains(MovementKind.Receive);
            var sends = kinds.Contains(MovementKind.Send);
            rows = rows.Where(r =>
                (slips.Contains(r.Slip.Kind) && (r.Slip.Kind != "send" || (sends && r.Entry.Amount < 0)))
                || (receives && r.Slip.Kind == "send" && r.Entry.Amount > 0)
            );
        }

        if (TypedText.SearchOrNull(filter.Text) is { } text)
        {
            var pattern = TextSearch.Holding(text);
            var amount = TypedWon.Sought(text) ?? 0;
            var other = text[0] == '+' || amount < 0 ? amount : -amount; // with a sign, that way only
            rows = rows.Where(r =>
                TextSearch.Matches(r.Entry.Label, pattern)
                || TextSearch.Matches(r.Slip.Memo, pattern)
                || (amount != 0 && (r.Entry.Amount == amount || r.Entry.Amount == other))
            );
        }

        return rows;
    }

    private static Movement ToMovement(Row row)
    {
        return new(
            row.Entry.N,
            row.Slip.Seq,
            MovementKinds.Of(row.Slip.Kind, row.Entry.Amount > 0),
            row.Slip.Source,
            row.Entry.Amount,
            Won.Of(row.Entry.Balance),
            row.Entry.Label,
            row.Slip.Memo,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Entry.PostedAtMs)
        );
    }

    private sealed class Row
    {
        public required EntryRow Entry { get; init; }

        public required SlipRow Slip { get; init; }
    }
}
