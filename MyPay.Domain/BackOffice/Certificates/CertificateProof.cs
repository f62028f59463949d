using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Certificates;

/// <summary>
/// Every certificate again from the entries up to its slip, its root hash against that slip's seal, its own seal over
/// the one before, and money enough behind it.
/// </summary>
internal sealed class CertificateProof : IProof
{
    /// <summary>The seal before the first certificate.</summary>
    public static readonly string Genesis = new('0', 64);

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("certificates");
        var books = await Books.OpenAsync(snapshot, ct);
        await using var entries = snapshot
            .RowsAsync("SELECT slip, account, amount FROM ledger_entry ORDER BY slip", ct)
            .GetAsyncEnumerator(ct);
        var has = await entries.MoveNextAsync();
        var (before, number, lastSlip, lastDate) = (Genesis, 0L, 0L, DateOnly.MinValue);
        await foreach (var row in Rows(snapshot).WithCancellation(ct))
        {
            tally.Look("backoffice_certificate", $"{row.Number}");
            var name = $"certificate {row.Number} of {row.Date:yyyy-MM-dd}";
            tally.Same($"{name}: number", number + 1, row.Number);
            tally.Same($"{name}: the seal before", before, row.Before);
            tally.Same($"{name}: seal", CertificateRow.SealOf(row), row.Seal);
            if (row.LastSlip < lastSlip || row.Date <= lastDate)
                tally.Find(new($"{name}: is not after the one before", row.LastSlip));
            for (; has && entries.Current.Number(0) <= row.LastSlip; has = await entries.MoveNextAsync())
                books.Add(entries.Current);
            Compare(tally, name, row, books);
            await CheckSlipAsync(snapshot, tally, name, row, ct);
            (before, number, lastSlip, lastDate) = (row.Seal, row.Number, row.LastSlip, row.Date);
        }

        return tally.Done();
    }

    private static IAsyncEnumerable<CertificateRow> Rows(ProofSnapshot snapshot) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsAsyncEnumerable(
            snapshot.Db.Set<CertificateRow>().OrderBy(c => c.Number)
        );

    private static void Compare(ProofTally tally, string name, CertificateRow row, Books books)
    {
        tally.Same($"{name}: bank assets", books.BankAssets, row.BankAssets);
        tally.Same($"{name}: wallets", books.OwedTo(AccountKind.Wallet), row.Wallets);
        tally.Same($"{name}: pending", books.OwedTo(AccountKind.Pending), row.Pending);
        tally.Same($"{name}: awaiting acceptance", books.OwedTo(AccountKind.AwaitingAcceptance), row.Awaiting);
        tally.Same($"{name}: in transit", books.OwedTo(AccountKind.InTransitOut), row.InTransit);
        tally.Same($"{name}: unsettled", books.OwedTo(AccountKind.FranchiseUnsettled), row.Unsettled);
        tally.Same($"{name}: payable", books.OwedTo(AccountKind.FranchisePayable), row.Payable);
        tally.Same($"{name}: reserve", books.OwedTo(AccountKind.FranchiseReserve), row.Reserve);
        // Certificates of earlier releases counted our own money in; they stay as they were made.
        if (row.BasisPoints != books.EarlierBasisPoints)
            tally.Same($"{name}: ratio", books.BasisPoints, row.BasisPoints);
        tally.Same($"{name}: trial balance", books.Trial(), row.Trial);
    }

    private static async Task CheckSlipAsync(
        ProofSnapshot snapshot,
        ProofTally tally,
        string name,
        CertificateRow row,
        CancellationToken ct
    )
    {
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT hash, posted_at FROM ledger_slip WHERE seq = {row.LastSlip}"
        );
        await foreach (var slip in snapshot.RowsAsync(sql, ct))
        {
            tally.Same($"{name}: root hash", Convert.ToHexStringLower(slip.Bytes(0)), row.RootHash, row.LastSlip);
            var posted = SeoulTime.DateOf(DateTimeOffset.FromUnixTimeMilliseconds(slip.Number(1) ?? 0));
            if (posted > row.Date)
                tally.Find(
                    new(
                        $"{name}: its last slip is of a later date",
                        row.LastSlip,
                        null,
                        $"{row.Date:yyyy-MM-dd}",
                        $"{posted:yyyy-MM-dd}"
                    )
                );
            return;
        }

        tally.Find(new($"{name}: its last slip is gone", row.LastSlip));
    }
}
