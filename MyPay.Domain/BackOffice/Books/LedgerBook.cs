using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice.Corrections;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Books;

internal sealed class LedgerBook(MyPayDb db) : ILedgerBook
{
    public async Task<IReadOnlyList<TrialSum>> TrialAsync(CancellationToken ct) => [.. (
                await db.Set<AccountRow>()
                    .AsNoTracking()
                    .GroupBy(a => a.Kind)
                    .Select(g => new
                    {
                        g.Key,
                        Count = g.LongCount(),
                        Debit = g.Sum(a => a.Balance < 0 ? -a.Balance : 0),
                        Credit = g.Sum(a => a.Balance > 0 ? a.Balance : 0),
                    })
                    .ToListAsync(ct)
            ).OrderBy(g => g.Key).Select(g => new TrialSum(g.Key, g.Count, g.Debit, g.Credit))];

    public async Task<IReadOnlyList<BookAccount>> AccountsAsync(
        AccountKind kind,
        long? after,
        int limit,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Set<AccountRow>()
                    .AsNoTracking()
                    .Where(a => a.Kind == kind && a.Id > (after ?? 0))
                    .OrderBy(a => a.Id)
                    .Take(limit)
                    .ToListAsync(ct)
            ).Select(View),
        ];

    public async Task<BookAccount?> AccountAsync(string code, CancellationToken ct) =>
        await db.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(a => a.Code == code, ct) is { } row
            ? View(row)
            : null;

    public async Task<IReadOnlyList<BookEntry>> EntriesAsync(
        BookAccount account,
        long? before,
        int limit,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(account);
        var below = before ?? long.MaxValue;
        var rows = await (
            from entry in db.Set<EntryRow>().AsNoTracking()
            where entry.Account == account.Id && entry.N < below
            orderby entry.N descending
            join slip in db.Set<SlipRow>().AsNoTracking() on entry.Slip equals slip.Seq
            select new
            {
                Entry = entry,
                slip.Kind,
                slip.Source,
            }
        )
            .Take(limit)
            .ToListAsync(ct);
        return rows.ConvertAll(r => new BookEntry(
            r.Entry.N,
            r.Entry.Slip,
            r.Kind,
            r.Source,
            r.Entry.Amount,
            r.Entry.Balance,
            DateTimeOffset.FromUnixTimeMilliseconds(r.Entry.PostedAtMs),
            r.Entry.Label
        ));
    }

    public async Task<IReadOnlyList<BookSlip>> SlipsAsync(
        string? source,
        BookSlip? last,
        int limit,
        CancellationToken ct
    )
    {
        var slips = db.Set<SlipRow>().AsNoTracking();
        if (source is null)
        {
            var below = last?.Seq ?? long.MaxValue;
            slips = slips.Where(s => s.Seq < below).OrderByDescending(s => s.Seq);
        }
        else
        {
            // A range in the order of the unique index, not LIKE: no more rows are read than shown. No source has a
            // character beyond U+FFFD.
            var end = last?.Source ?? source + '\uFFFD';
#pragma warning disable CA1309 // The database compares; an ordinal comparison has no translation.
            slips = slips
                .Where(s => string.Compare(s.Source, source) >= 0 && string.Compare(s.Source, end) < 0)
                .OrderByDescending(s => s.Source);
#pragma warning restore CA1309
        }

        return [.. (await slips.Take(limit).ToListAsync(ct)).Select(View)];
    }

    public async Task<BookSlipDetail?> SlipAsync(long seq, CancellationToken ct)
    {
        if (await db.Set<SlipRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Seq == seq, ct) is not { } slip)
            return null;
        var before =
            seq == 1
                ? SlipRow.Genesis.ToArray()
                : await db.Set<SlipRow>()
                    .AsNoTracking()
                    .Where(s => s.Seq == seq - 1)
                    .Select(s => s.Hash)
                    .SingleOrDefaultAsync(ct)
                    ?? [];
        var corrections = await db.Set<CorrectionRow>()
            .AsNoTracking()
            .Where(c => c.Slip == seq || c.Reverses == seq)
            .ToListAsync(ct);
        var own = corrections.Find(c => c.Slip == seq);
        return new(
            View(slip),
            slip.BusinessDate,
            slip.Memo,
            await LinesAsync(slip, ct),
            Convert.ToHexStringLower(slip.Hash),
            Convert.ToHexStringLower(before),
            slip.IsSealedAfter(before),
            own?.Reverses,
            corrections.Find(c => c.Reverses == seq)?.Slip,
            own?.Approval
        );
    }

    private async Task<IReadOnlyList<BookLine>> LinesAsync(SlipRow slip, CancellationToken ct)
    {
        if (!SlipLines.TryRead(slip.Lines, out var lines))
            return [];
        var ids = lines.Select(line => line.Account).Distinct().ToList();
        var accounts = await db.Set<AccountRow>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, ct);
        return lines.ConvertAll(line => new BookLine(
            accounts.TryGetValue(line.Account, out var row)
                ? new(row.Code, row.Kind)
                : new($"#{line.Account}", default),
            line.Signed,
            line.Label
        ));
    }

    private static BookAccount View(AccountRow row) => new(row.Id, new(row.Code, row.Kind), row.Balance, row.Entries);

    // A damaged slip is shown, without a sum; the proof names it.
    private static BookSlip View(SlipRow slip) =>
        new(
            slip.Seq,
            slip.Kind,
            slip.Source,
            DateTimeOffset.FromUnixTimeMilliseconds(slip.PostedAtMs),
            SlipLines.TryRead(slip.Lines, out var lines) ? lines.Where(l => l.Signed > 0).Sum(l => l.Signed) : 0
        );
}
