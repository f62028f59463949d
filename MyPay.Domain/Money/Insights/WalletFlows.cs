using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Money.History;

namespace MyPay.Domain.Money.Insights;

/// <summary>Movements of one day that are counted alike, added up by the database.</summary>
/// <param name="Signed">Won; in positive, out negative.</param>
/// <param name="Shop">The shop's trade name, of payments and their refunds.</param>
/// <param name="Own">The category that the member gave these very movements.</param>
internal sealed record WalletFlow(
    DateOnly Date,
    MovementKind Kind,
    long Signed,
    int Count,
    bool FromBank = false,
    string? Shop = null,
    string? Own = null
)
{
    /// <summary>It came back: it was never really out.</summary>
    public bool IsBack => Kind is MovementKind.Return or MovementKind.Refund;

    /// <summary>Money that came in.</summary>
    public bool IsIn => Signed > 0 && !IsBack;
}

/// <summary>
/// Adds a wallet's entries up in the database: a hundred thousand movements come back as some hundred sums.
/// </summary>
internal sealed class WalletFlows(MyPayDb db)
{
    private const long DayMs = 86_400_000;
    private static readonly long SeoulMs = (long)SeoulTime.Offset.TotalMilliseconds;

    /// <summary>By day and kind; both days included.</summary>
    public async Task<List<WalletFlow>> ByKindAsync(
        MemberId member,
        DateOnly first,
        DateOnly last,
        CancellationToken ct
    )
    {
        var sums = await (
            from line in Lines(member, first, last)
            group line.Entry.Amount by new
            {
                Day = (line.Entry.PostedAtMs + SeoulMs) / DayMs,
                line.Slip.Kind,
                Incoming = line.Entry.Amount > 0,
            } into alike
            select new
            {
                alike.Key,
                Sum = alike.Sum(),
                Count = alike.Count(),
            }
        ).ToListAsync(ct);
        return sums.ConvertAll(s => new WalletFlow(
            DateOf(s.Key.Day),
            MovementKinds.Of(s.Key.Kind, s.Key.Incoming),
            s.Sum,
            s.Count
        ));
    }

    /// <summary>By day, kind, shop and whatever the member said about single movements; both days included.</summary>
    public async Task<List<WalletFlow>> ByCategoryAsync(
        MemberId member,
        DateOnly first,
        DateOnly last,
        CancellationToken ct
    )
    {
        var sums = await (
            from line in Lines(member, first, last)
            join chosen in db.Set<MovementCategoryRow>().AsNoTracking().Where(c => c.Member == member)
                on line.Entry.N equals chosen.Number
                into choices
            from own in choices.DefaultIfEmpty()
            select new
            {
                Day = (line.Entry.PostedAtMs + SeoulMs) / DayMs,
                line.Slip.Kind,
                Incoming = line.Entry.Amount > 0,
                FromBank = line.Slip.Kind == "return" && line.Slip.Source.StartsWith("money:"),
                Shop = line.Slip.Kind == "payment" || line.Slip.Kind == "cancel" ? line.Entry.Label : null,
                Own = own == null ? null : own.Category,
                line.Entry.Amount,
            } into line
            group line.Amount by new
            {
                line.Day,
                line.Kind,
                line.Incoming,
                line.FromBank,
                line.Shop,
                line.Own,
            } into alike
            select new
            {
                alike.Key,
                Sum = alike.Sum(),
                Count = alike.Count(),
            }
        ).ToListAsync(ct);
        return sums.ConvertAll(s => new WalletFlow(
            DateOf(s.Key.Day),
            MovementKinds.Of(s.Key.Kind, s.Key.Incoming),
            s.Sum,
            s.Count,
            s.Key.FromBank,
            s.Key.Shop,
            s.Key.Own
        ));
    }

    private static DateOnly DateOf(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day);

    private IQueryable<Line> Lines(MemberId member, DateOnly first, DateOnly last)
    {
        var code = LedgerAccount.Wallet(member).Code;
        var (start, end) = (
            SeoulTime.StartOf(first).ToUnixTimeMilliseconds(),
            SeoulTime.EndOf(last).ToUnixTimeMilliseconds()
        );
        return from account in db.Set<AccountRow>().AsNoTracking()
            where account.Code == code
            join entry in db.Set<EntryRow>().AsNoTracking() on account.Id equals entry.Account
            where entry.PostedAtMs >= start && entry.PostedAtMs < end
            join slip in db.Set<SlipRow>().AsNoTracking() on entry.Slip equals slip.Seq
            select new Line { Entry = entry, Slip = slip };
    }

    private sealed class Line
    {
        public required EntryRow Entry { get; init; }

        public required SlipRow Slip { get; init; }
    }
}
