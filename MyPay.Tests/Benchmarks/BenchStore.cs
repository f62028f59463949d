using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Tests.Given;

namespace MyPay.Tests.Benchmarks;

/// <summary>A store of 10,000 funded wallets; each line of the benchmark has a fresh one.</summary>
internal sealed class BenchStore : IDisposable
{
    public const int Accounts = 10_000;
    private const int WalletsPerSlip = 100;
    private const long Funds = 1_000_000_000;
    private static string? seeded;

    private BenchStore(string directory) => Options = new StorageOptions(directory);

    public StorageOptions Options { get; }

    public string File => Options.SqliteFile;

    public static LedgerAccount Wallet(int number) => Transfers.Wallet(number);

    public static async Task<BenchStore> MakeAsync()
    {
        seeded ??= await SeedAsync();
        var store = new BenchStore(Directory.CreateTempSubdirectory("mypay-bench-").FullName);
        System.IO.File.Copy(seeded, store.File);
        return store;
    }

    public DoorJournal OpenDoor() =>
        new(new SqliteDoor(File), AStore.Key, new LiveFeed(), TimeProvider.System, NullLogger<DoorJournal>.Instance);

    public Task<ProofReport> ProveAsync() =>
        new LedgerProof(Options, [], TimeProvider.System).RunAsync(CancellationToken.None);

    public void Dispose() => Directory.Delete(Options.Directory, recursive: true);

    /// <summary>The slips that fund all wallets.</summary>
    public static IEnumerable<Slip> Opening() =>
        Enumerable
            .Range(0, Accounts / WalletsPerSlip)
            .Select(part =>
            {
                var slip = Slip.Of("charge", $"seed:{part}")
                    .Debit(LedgerAccount.Bank("kb"), Won.Of(Funds * WalletsPerSlip));
                for (var i = 0; i < WalletsPerSlip; i++)
                    slip.Credit(Wallet((part * WalletsPerSlip) + i), Won.Of(Funds), "KB");
                return slip;
            });

    private static async Task<string> SeedAsync()
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        foreach (
            var posted in await Task.WhenAll(
                Opening().Select(slip => store.Journal.WriteAsync(write => write.Post(slip)))
            )
        )
            posted.Granted();
        store.Close();

        var copy = Path.Combine(Directory.CreateTempSubdirectory("mypay-bench-").FullName, "seeded.db");
        System.IO.File.Copy(store.File, copy);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        return copy;
    }
}
