using System.Diagnostics;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Tests.Benchmarks;

/// <summary>What the disk gives: one tiny row a commit, fsync in each.</summary>
internal static class FsyncBaseline
{
    public static Measured Run(BenchStore store, TimeSpan length)
    {
        using var connection = SqliteDoor.Open(store.File);
        using (var create = new SqliteStatement(connection, "CREATE TABLE tiny (id INTEGER PRIMARY KEY)"))
            create.Run();
        using var add = new SqliteStatement(connection, "INSERT INTO tiny DEFAULT VALUES");
        var ticks = new List<long>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            var began = Stopwatch.GetTimestamp();
            add.Run();
            ticks.Add(Stopwatch.GetTimestamp() - began);
        }

        return Measured.Of("(c) fsync'd commit", 1, Stopwatch.GetElapsedTime(started), ticks);
    }
}
