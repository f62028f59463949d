using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Domain.Settlement.CloseDay;
using MyPay.Tests.Given;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// <c>bench settlement [--growth 3..6]</c>: closes a day of 10³ … 10ⁿ slips of one shop, and of 10⁵ slips of a thousand
/// shops; beside it the same rows read and written by bare statements with as many rows a commit, which is the
/// database's own time. Each line has a fresh store and is verified afterwards.
/// </summary>
internal static class SettlementBench
{
    private const int SlipsAWrite = 1_000;
    private static readonly DateOnly Day = ASettlement.Today;

    public static async Task<int> RunAsync(int growth)
    {
        Console.WriteLine(
            "| shops | slips | closed in | slips/s | bare statements | their share | lists a page of batches in | verify |"
        );
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        await LineAsync(1, 500, print: false); // warm
        var ok = true;
        for (var power = 3; power <= growth; power++)
            ok &= await LineAsync(1, (int)Math.Pow(10, power), print: true);
        ok &= await LineAsync(1_000, 100_000, print: true);
        return ok ? 0 : 1;
    }

    private static async Task<bool> LineAsync(int shops, int slips, bool print)
    {
        await using var at = await ASettlement.OpenAsync();
        for (var shop = 0; shop < shops; shop++)
        {
            var id = at.Shop($"가게 {shop}");
            for (var left = slips / shops; left > 0; left -= SlipsAWrite)
                await at.SellAsync(
                    id,
                    [.. Enumerable.Range(0, Math.Min(left, SlipsAWrite)).Select(n => 1_000L + (n * 37 % 50_000))]
                );
        }

        at.GoTo(Day.AddDays(1));
        var bare = Bare(at.Store.File);
        var watch = Stopwatch.StartNew();
        var report = (await at.CloseAsync(Day, Actor.System)).Granted();
        var closed = watch.Elapsed;
        watch.Restart();
        await at.AskAsync(s => s.ListAsync(new() { Limit = 100 }));
        var listed = watch.Elapsed;
        if (report.Lines != slips)
            throw new InvalidOperationException($"{report.Lines} lines of {slips} slips.");

        at.Store.Tamper("DROP TABLE bench_line");
        var proof = await at.Store.ProveAsync([.. SettlementModule.Proofs(), .. PaymentModule.Proofs()]);
        if (!proof.Ok)
            Console.WriteLine(ProofText.ToText(proof));
        if (print)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {shops:N0} | {slips:N0} | {closed.TotalSeconds:0.00} s | {slips / closed.TotalSeconds:N0} | {bare.TotalSeconds:0.00} s | {bare / closed:P0} | {listed.TotalMilliseconds:0} ms | {(proof.Ok ? "clean" : "FAILED")} |"
                )
            );
        }

        return proof.Ok;
    }

    /// <summary>
    /// The same slips in the same order, joined with their payments, into a table of the same shape; a commit every
    /// chunk.
    /// </summary>
    private static TimeSpan Bare(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run("PRAGMA synchronous = FULL");
        Run("CREATE TABLE bench_line AS SELECT * FROM settlement_line WHERE 0");
        Run("CREATE UNIQUE INDEX bench_line_slip ON bench_line (LedgerSlip)");
        Run("CREATE INDEX bench_line_batch ON bench_line (Batch, LedgerSlip)");
        var shops = new List<string>();
        using (var all = Command("SELECT DISTINCT Franchise FROM payment_slip"))
        using (var rows = all.ExecuteReader())
            while (rows.Read())
                shops.Add(rows.GetString(0));

        using var read = Command(
            "SELECT s.LedgerSlip, 1, s.Tid, s.N, p.PartnerOrderId, p.ItemName, s.Total, s.Fee, s.FeeVat, s.RateBasisPoints, s.SoldOn FROM payment_slip s JOIN payment_purchase p ON p.Tid = s.Tid WHERE s.Franchise = $shop AND s.SoldOn = $day AND s.LedgerSlip > $after ORDER BY s.LedgerSlip LIMIT $limit"
        );
        foreach (var name in new[] { "$shop", "$after" })
            read.Parameters.AddWithValue(name, "");
        read.Parameters.AddWithValue("$day", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        read.Parameters.AddWithValue("$limit", Closing.ChunkSize);
        using var write = Command(
            "INSERT INTO bench_line (LedgerSlip, Batch, Tid, N, PartnerOrderId, ItemName, Amount, Fee, Vat, RateBasisPoints, SoldOn) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        );
        for (var i = 0; i < 11; i++)
            write.Parameters.AddWithValue($"${i}", 0);
        var watch = Stopwatch.StartNew();
        foreach (var shop in shops)
        {
            for (var after = 0L; ; )
            {
                (read.Parameters["$shop"].Value, read.Parameters["$after"].Value) = (shop, after);
                var chunk = new List<object[]>();
                using (var rows = read.ExecuteReader())
                {
                    while (rows.Read())
                    {
                        var row = new object[11];
                        rows.GetValues(row);
                        chunk.Add(row);
                    }
                }

                if (chunk.Count == 0)
                    break;
                using var transaction = connection.BeginTransaction();
                write.Transaction = transaction;
                foreach (var row in chunk)
                {
                    for (var i = 0; i < row.Length; i++)
                        write.Parameters[i].Value = row[i];
                    write.ExecuteNonQuery();
                }

                transaction.Commit();
                after = (long)chunk[^1][0];
                if (chunk.Count < Closing.ChunkSize)
                    break;
            }
        }

        return watch.Elapsed;

        SqliteCommand Command(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            return command;
        }

        void Run(string sql)
        {
            using var command = Command(sql);
            command.ExecuteNonQuery();
        }
    }
}
