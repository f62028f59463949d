using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// A store on a watched disk, its door open. Its log is carried over often, so that a short script sees that too.
/// </summary>
internal sealed class AWatchedStore : IAsyncDisposable
{
    /// <summary>Pages of log after which they are carried over to the file: two or three transfers.</summary>
    public const int LogPages = 30;

    private static readonly Lazy<Task<byte[]>> Funded = new(FundAsync);
    private DoorJournal? journal;

    private AWatchedStore(StorageOptions options, ADisk disk) => (Options, Disk) = (options, disk);

    public StorageOptions Options { get; }

    public ADisk Disk { get; }

    public Journal Journal => journal!;

    /// <summary>
    /// A store in which the first member has money, closed and whole; its door is still to be opened.
    /// </summary>
    public static async Task<AWatchedStore> MakeAsync(
        bool hasSharedMemory = true,
        Action<StorageOptions>? before = null
    )
    {
        var options = new StorageOptions(Directory.CreateTempSubdirectory("mypay-test-").FullName);
        await File.WriteAllBytesAsync(options.SqliteFile, await Funded.Value);
        before?.Invoke(options);
        return new(options, ADisk.Under(options.Directory, hasSharedMemory));
    }

    /// <summary>The same, opened.</summary>
    public static async Task<AWatchedStore> OpenAsync()
    {
        var store = await MakeAsync();
        store.Open();
        return store;
    }

    public void Open() => journal = OpenDoor(Options);

    public void Close() => journal?.Dispose();

    /// <summary>More money for the first member.</summary>
    public static Slip MoreMoney(string source) =>
        Slip.Of("charge", source)
            .Debit(LedgerAccount.Bank("kb"), Won.Of(1_000_000))
            .Credit(Transfers.Wallet(0), Won.Of(1_000_000), "KB");

    public static DoorJournal OpenDoor(StorageOptions options) =>
        new(
            new SqliteDoor(options.SqliteFile, LogPages),
            AStore.Key,
            new LiveFeed(),
            TimeProvider.System,
            NullLogger<DoorJournal>.Instance
        );

    /// <summary>The report on a store; fails the test with it when anything is off.</summary>
    public static async Task VerifyAsync(StorageOptions options, string when)
    {
        var report = await new LedgerProof(options, [], TimeProvider.System).RunAsync(CancellationToken.None);
        Assert.True(report.Ok, $"{when}: {ProofText.ToText(report)}");
    }

    private static async Task<byte[]> FundAsync()
    {
        var options = await AStore.MakeAsync(null);
        using (var journal = OpenDoor(options))
            (await journal.WriteAsync(write => write.Post(MoreMoney("fund")))).Granted();
        var file = await File.ReadAllBytesAsync(options.SqliteFile);
        await AStore.RemoveAsync(options, null);
        return file;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        Disk.Dispose();
        Directory.Delete(Options.Directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
