using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;

namespace MyPay.Domain.BackOffice.Certificates;

internal sealed class Certifying(
    IReconciliation reconciliation,
    MyPayDb db,
    Journal journal,
    StorageOptions store,
    TimeProvider clock,
    ILogger<Certifying> log
) : ICertificates
{
    // The bank's last word may be some days old when nothing moved.
    private const int StatementsBack = 31;

    public async Task<Result<Certificate>> IssueAsync(DateOnly date, Actor by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (date >= SeoulTime.Today(clock))
            return new Refusal(RefusalKind.Invalid, "backoffice.certificate.day_not_over");
        if (await FindAsync(date, ct) is { } made)
            return made;
        var last = await db.Set<CertificateRow>()
            .AsNoTracking()
            .OrderByDescending(c => c.Number)
            .FirstOrDefaultAsync(ct);
        if (last is not null && date < last.Date)
            return new Refusal(
                RefusalKind.Conflict,
                "backoffice.certificate.day_passed",
                last.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
        var slips = await FirstSlipAfterAsync(date, ct) - 1;
        if (slips == 0)
            return new Refusal(RefusalKind.Conflict, "backoffice.certificate.nothing_booked");

        var dates = new List<DateOnly>();
        for (var day = last?.Date.AddDays(1) ?? date; day <= date; day = day.AddDays(1))
            dates.Add(day);
        return await IssueAllAsync(dates, by, ct);
    }

    public async Task<Certificate?> IssueDueAsync(CancellationToken ct)
    {
        var issued = await IssueAsync(SeoulTime.Today(clock).AddDays(-1), Actor.System, ct);
        return issued.TryGet(out var certificate, out _) ? certificate : null;
    }

    public async Task<IReadOnlyList<Certificate>> ListAsync(DateOnly from, DateOnly to, CancellationToken ct) =>
        [
            .. (
                await db.Set<CertificateRow>()
                    .AsNoTracking()
                    .Where(c => c.Date >= from && c.Date <= to)
                    .OrderByDescending(c => c.Number)
                    .ToListAsync(ct)
            ).Select(row => row.View()),
        ];

    public async Task<Certificate?> FindAsync(DateOnly date, CancellationToken ct) =>
        (await db.Set<CertificateRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Date == date, ct))?.View();

    /// <summary>
    /// One reading of the books for all dates, then one write each: killed in between, the rest is made next time.
    /// </summary>
    private async Task<Result<Certificate>> IssueAllAsync(List<DateOnly> dates, Actor by, CancellationToken ct)
    {
        var days = await reconciliation.DaysAsync(dates[0].AddDays(-StatementsBack), dates[^1], ct);
        var open = (await reconciliation.CasesAsync(new() { Limit = 1_000_000 }, ct)).Count;
        Certificate? newest = null;
        await using var snapshot = await ProofSnapshot.OpenAsync(store, ct);
        var books = await Books.OpenAsync(snapshot, ct);
        await using var entries = snapshot
            .RowsAsync("SELECT slip, account, amount FROM ledger_entry ORDER BY slip", ct)
            .GetAsyncEnumerator(ct);
        var has = await entries.MoveNextAsync();
        foreach (var date in dates)
        {
            var lastSlip = await FirstSlipAfterAsync(date, ct) - 1;
            for (; has && entries.Current.Number(0) <= lastSlip; has = await entries.MoveNextAsync())
                books.Add(entries.Current);
            var root = await db.Set<SlipRow>()
                .AsNoTracking()
                .Where(s => s.Seq == lastSlip)
                .Select(s => s.Hash)
                .SingleOrDefaultAsync(ct);
            var stated = days.Where(d => d.Date <= date && d.BankBalance is not null)
                .GroupBy(d => d.Account)
                .Select(of => of.MaxBy(d => d.Date)!.BankBalance)
                .ToList();
            var draft = new Draft(
                date,
                lastSlip,
                Convert.ToHexStringLower(root ?? []),
                stated.Count == 0 ? null : stated.Sum(),
                open,
                books
            );
            var kept = await journal.WriteAsync<Certificate>(write => Keep(write, draft, by), ct);
            if (!kept.TryGet(out newest, out var refusal))
                return refusal;
            if (newest.IsShort || newest.IsUnbalanced)
                log.LogCritical(
                    "Safeguarding alarm: certificate {Number} of {Date}: {Assets} won at banks for {Owed} won owed.",
                    newest.Number,
                    date,
                    newest.BankAssets,
                    newest.Owed
                );
        }

        return newest!;
    }

    private static Result<Certificate> Keep(JournalWrite write, Draft draft, Actor by)
    {
        var rows = write.Db.Set<CertificateRow>().AsNoTracking();
        if (rows.SingleOrDefault(c => c.Date == draft.Date) is { } made)
            return made.View(); // somebody was faster
        var last = rows.OrderByDescending(c => c.Number).FirstOrDefault();
        if (last is not null && last.Date > draft.Date)
            return new Refusal(
                RefusalKind.Conflict,
                "backoffice.certificate.day_passed",
                last.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
        var books = draft.Books;
        var row = Row((last?.Number ?? 0) + 1, "");
        row = Row(row.Number, CertificateRow.SealOf(row));
        write.Db.Add(row);
        var certificate = row.View();
        var alarm = certificate.IsShort || certificate.IsUnbalanced;
        write.Note(
            by,
            alarm ? "certificate.alarm" : "certificate.issued",
            $"certificate:{draft.Date:yyyy-MM-dd}",
            after: new
            {
                certificate.Number,
                certificate.BasisPoints,
                certificate.LastSlip,
                certificate.RootHash,
            }
        );
        write.Touch(CertificateTopics.All);
        return certificate;

        CertificateRow Row(long number, string seal) =>
            new()
            {
                Number = number,
                Date = draft.Date,
                IssuedAt = write.Now,
                IssuedBy = by.Name,
                LastSlip = draft.LastSlip,
                RootHash = draft.Root,
                BankAssets = books.BankAssets,
                BankStated = draft.Stated,
                OpenCases = draft.Open,
                Wallets = books.OwedTo(AccountKind.Wallet),
                Pending = books.OwedTo(AccountKind.Pending),
                Awaiting = books.OwedTo(AccountKind.AwaitingAcceptance),
                InTransit = books.OwedTo(AccountKind.InTransitOut),
                Unsettled = books.OwedTo(AccountKind.FranchiseUnsettled),
                Payable = books.OwedTo(AccountKind.FranchisePayable),
                Reserve = books.OwedTo(AccountKind.FranchiseReserve),
                BasisPoints = books.BasisPoints,
                Trial = books.Trial(),
                Before = last?.Seal ?? CertificateProof.Genesis,
                Seal = seal,
            };
    }

    /// <summary>
    /// The first slip booked after a date's end, looked up by halves: slips are numbered in the order of time.
    /// </summary>
    private async Task<long> FirstSlipAfterAsync(DateOnly date, CancellationToken ct)
    {
        var end = SeoulTime.EndOf(date).ToUnixTimeMilliseconds();
        var (low, high) = (1L, (await db.Set<SlipRow>().MaxAsync(s => (long?)s.Seq, ct) ?? 0) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await db.Set<SlipRow>().Where(s => s.Seq == middle).Select(s => s.PostedAtMs).SingleAsync(ct) < end)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private sealed record Draft(DateOnly Date, long LastSlip, string Root, long? Stated, int Open, Books Books);
}
