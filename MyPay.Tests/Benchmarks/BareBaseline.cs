using System.Diagnostics;
using System.Text;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// The practical limit: the same rows by a bare loop of prepared statements on the same file settings. No checks, no
/// hashing, nobody to answer.
/// </summary>
internal static class BareBaseline
{
    public static Measured Run(BenchStore store, Workload workload, int batch, TimeSpan length) =>
        Run(store.File, BenchStore.Accounts, 0, workload, batch, length);

    /// <summary>On a file that holds so many slips and entries already.</summary>
    public static Measured Run(string file, long slips, long entries, Workload workload, int batch, TimeSpan length)
    {
        using var connection = SqliteDoor.Open(file);
        using var begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        using var commit = new SqliteStatement(connection, "COMMIT");
        using var addSlip = new SqliteStatement(
            connection,
            "INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, memo, lines, hash) VALUES (?1, 'send', ?2, '2026-11-22', ?3, NULL, ?4, ?5)"
        );
        using var addEntry = new SqliteStatement(
            connection,
            "INSERT INTO ledger_entry (account, n, slip, amount, balance, posted_at, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        );
        using var setAccount = new SqliteStatement(
            connection,
            "UPDATE ledger_account SET balance = ?2, entries = ?3 WHERE id = ?1"
        );
        using var addOnce = new SqliteStatement(
            connection,
            "INSERT INTO journal_once (key, fingerprint, answer, first_slip, at) VALUES (?1, ?2, ?3, ?4, ?5)"
        );

        var random = new Random(1);
        var (balances, counts) = (new long[BenchStore.Accounts + 2], new long[BenchStore.Accounts + 2]);
        Array.Fill(balances, 1_000_000_000);
        Array.Fill(counts, 1 + (entries * 10 / BenchStore.Accounts)); // beyond the last one of every wallet
        var touched = new HashSet<int>();
        var (key, print, seal, ticks) = (new byte[32], new byte[32], new byte[32], new List<long>());
        var (seq, now) = (slips, 1_795_000_000_000L);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            var began = Stopwatch.GetTimestamp();
            begin.Run();
            touched.Clear();
            for (var i = 0; i < batch; i++)
            {
                var (from, to) = workload.Pick(random);
                (from, to) = (from + 2, to + 2); // ids as stored: the bank account came first
                var won = random.Next(1, 100);
                seq++;
                random.NextBytes(key);
                random.NextBytes(print);
                random.NextBytes(seal);
                addSlip
                    .Bind(1, seq)
                    .Bind(2, $"remittance:{Guid.CreateVersion7():N}")
                    .Bind(3, now)
                    .BindText(4, Encoding.UTF8.GetBytes($"[[{from},{-won},\"김지우\"],[{to},{won},\"James\"]]"))
                    .Bind(5, seal)
                    .Run();
                addEntry
                    .Bind(1, from)
                    .Bind(2, ++counts[from])
                    .Bind(3, seq)
                    .Bind(4, -won)
                    .Bind(5, balances[from] -= won)
                    .Bind(6, now)
                    .Bind(7, "김지우")
                    .Run();
                addEntry
                    .Bind(1, to)
                    .Bind(2, ++counts[to])
                    .Bind(3, seq)
                    .Bind(4, won)
                    .Bind(5, balances[to] += won)
                    .Bind(6, now)
                    .Bind(7, "James")
                    .Run();
                addOnce
                    .Bind(1, key)
                    .Bind(2, print)
                    .Bind(3, $"{{\"Seq\":{seq},\"PostedAt\":\"2026-11-22T00:00:00.000+00:00\"}}")
                    .Bind(4, seq)
                    .Bind(5, now)
                    .Run();
                touched.Add(from);
                touched.Add(to);
            }

            foreach (var account in touched)
                setAccount.Bind(1, account).Bind(2, balances[account]).Bind(3, counts[account]).Run();
            commit.Run();
            var took = Stopwatch.GetTimestamp() - began;
            for (var i = 0; i < batch; i++)
                ticks.Add(took);
        }

        return Measured.Of("(b) bare loop", batch, Stopwatch.GetElapsedTime(started), ticks);
    }
}
