using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money.Ledger;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Door;
using MyPay.Domain.Storage.Ledger;
using MyPay.Domain.Storage.Sqlite;

namespace MyPay.Tests.Given;

/// <summary>
/// A real store in a directory of its own, its door open: <c>await using var store = await AStore.OpenAsync();</c>.
/// Made of the model as it stands (a module's tables need no migration yet to be tested), once per test run, then copied: have as many as you like.
/// </summary>
internal sealed class AStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly TimeProvider clock;
    private DoorJournal journal;

    private AStore(string directory, TimeProvider clock)
    {
        (this.clock, Options) = (clock, new StorageOptions(directory));
        journal = OpenDoor();
    }

    public StorageOptions Options { get; private set; }

    public string File => Options.SqliteFile;

    public Journal Journal => journal;

    public LiveFeed Feed { get; } = new();

    public static async Task<AStore> OpenAsync(TimeProvider? clock = null)
    {
        var template = await Template.Value;
        var directory = NewDirectory();
        System.IO.File.Copy(template, new StorageOptions(directory).SqliteFile);
        return new AStore(directory, clock ?? TimeProvider.System);
    }

    /// <summary>A reading context, beside the door.</summary>
    public MyPayDb NewDb() => new SqliteMyPayDb(new DbContextOptionsBuilder<SqliteMyPayDb>()
        .UseApplicationServiceProvider(SqliteDesign.Identity)
        .UseSqlite($"Data Source={File};Pooling=False").AddInterceptors(new SqlitePragmas()).Options);

    /// <summary>
    /// The machine loses power with nothing in flight: file and log are taken as they lie, without the tidying of a clean close, and opened again.
    /// </summary>
    public void Reopen()
    {
        var after = new StorageOptions(NewDirectory());
        System.IO.File.Copy(File, after.SqliteFile);
        if (System.IO.File.Exists(File + "-wal")) System.IO.File.Copy(File + "-wal", after.SqliteFile + "-wal");
        journal.Dispose();
        Directory.Delete(Options.Directory, recursive: true);
        Options = after;
        journal = OpenDoor();
    }

    /// <summary>Closes the door cleanly; the file stays until the store is disposed.</summary>
    public void Close() => journal.Dispose();

    /// <summary>Raw SQL on a connection of its own, as somebody with the file in his hands would run it.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>One number out of the store.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<long> BalanceAsync(LedgerAccount account)
    {
        await using var db = NewDb();
        return await db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync();
    }

    public Task<ProofReport> ProveAsync(params IProof[] others) => new LedgerProof(Options, others, clock).RunAsync(CancellationToken.None);

    /// <summary>Gives a member money: paid in at the bank, credited to the wallet.</summary>
    public async Task FundAsync(MemberId member, long won)
    {
        var slip = Slip.Of("charge", $"test:{Guid.NewGuid():N}").Debit(LedgerAccount.Bank("kb"), Won.Of(won)).Credit(LedgerAccount.Wallet(member), Won.Of(won), "KB");
        (await Journal.WriteAsync(write => write.Post(slip))).Granted();
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        Directory.Delete(Options.Directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private DoorJournal OpenDoor() => new(new SqliteDoor(File), Feed, clock, NullLogger<DoorJournal>.Instance);

    private static string NewDirectory() => Directory.CreateTempSubdirectory("mypay-test-").FullName;

    private static async Task<string> MakeTemplateAsync()
    {
        var directory = NewDirectory();
        var file = new StorageOptions(directory).SqliteFile;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await using var db = new SqliteMyPayDb(new DbContextOptionsBuilder<SqliteMyPayDb>()
            .UseApplicationServiceProvider(SqliteDesign.Identity).UseSqlite($"Data Source={file};Pooling=False").Options);
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlRawAsync(LedgerSchema.Create);
        foreach (var table in AppendOnlyGuard.Tables) await db.Database.ExecuteSqlRawAsync(AppendOnlyGuard.For(table));
        return file;
    }
}
