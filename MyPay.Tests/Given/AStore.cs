using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Tests.Given;

/// <summary>What a store lies in.</summary>
public enum Database
{
    Sqlite,
    PostgreSql,
}

/// <summary>
/// A real store of its own, its door open: <c>await using var store = await AStore.OpenAsync();</c>.
/// Made of the model as it stands (a module's tables need no migration yet to be tested), once per test run, then
/// copied: have as many as you like. On SQLite, unless a test says otherwise or MYPAY_TEST_STORE=postgres does for a
/// whole run.
/// </summary>
internal sealed class AStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly TimeProvider clock;
    private readonly DoorPatience? patience;
    private readonly APostgres? server;
    private DoorJournal journal;

    private AStore(StorageOptions options, APostgres? server, TimeProvider clock, DoorPatience? patience)
    {
        (this.clock, this.server, this.patience, Options) = (clock, server, patience, options);
        journal = OpenDoor();
    }

    /// <summary>What tests run on that do not say.</summary>
    public static Database Usual { get; } =
        Environment.GetEnvironmentVariable("MYPAY_TEST_STORE") == "postgres" ? Database.PostgreSql : Database.Sqlite;

    /// <summary>The <c>data.key</c> of every store here, of 32 zero bytes: doors of one database have the same.</summary>
    public static Lazy<DataKeys> Key { get; } = new(() => DataKeys.Of(new byte[32]));

    public StorageOptions Options { get; private set; }

    public string File => Options.SqliteFile;

    public Journal Journal => journal;

    public LiveFeed Feed { get; } = new();

    public static async Task<AStore> OpenAsync(
        TimeProvider? clock = null,
        Database? on = null,
        APostgres? server = null,
        DoorPatience? patience = null
    )
    {
        if ((on ?? Usual) == Database.PostgreSql)
            server ??= await APostgres.SharedAsync();
        return new AStore(await MakeAsync(server), server, clock ?? TimeProvider.System, patience);
    }

    /// <summary>A store without a door: its options.</summary>
    public static async Task<StorageOptions> MakeAsync(APostgres? server)
    {
        var options = new StorageOptions(NewDirectory())
        {
            PostgreSql = server is null ? null : await server.DatabaseAsync(),
        };
        if (server is null)
            System.IO.File.Copy(await Template.Value, options.SqliteFile);
        WriteKey(options);
        return options;
    }

    private static void WriteKey(StorageOptions options)
    {
        Directory.CreateDirectory(Path.Combine(options.Directory, "keys"));
        System.IO.File.WriteAllBytes(DataKeys.FileIn(options.Directory), new byte[32]);
    }

    /// <summary>A reading context, beside the door.</summary>
    public MyPayDb NewDb(params Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor[] interceptors) =>
        Options.PostgreSql is { } server
            ? new PostgresMyPayDb(
                new DbContextOptionsBuilder<PostgresMyPayDb>(PostgresServer.Options(server))
                    .AddInterceptors(interceptors)
                    .Options
            )
            : new SqliteMyPayDb(
                new DbContextOptionsBuilder<SqliteMyPayDb>(SqliteStore.Options($"Data Source={File};Pooling=False"))
                    .AddInterceptors([new SqlitePragmas(), .. interceptors])
                    .Options
            );

    /// <summary>
    /// The machine loses power with nothing in flight: file and log are taken as they lie, without the tidying of a
    /// clean close, and opened again. On PostgreSQL another instance takes over.
    /// </summary>
    public void Reopen()
    {
        if (server is null)
        {
            var after = new StorageOptions(NewDirectory());
            System.IO.File.Copy(File, after.SqliteFile);
            WriteKey(after);
            if (System.IO.File.Exists(File + "-wal"))
                System.IO.File.Copy(File + "-wal", after.SqliteFile + "-wal");
            journal.Dispose();
            Directory.Delete(Options.Directory, recursive: true);
            Options = after;
        }
        else
            journal.Dispose();

        journal = OpenDoor();
    }

    /// <summary>Another instance on the same PostgreSQL database.</summary>
    public DoorJournal OpenDoor() =>
        new(
            Options.PostgreSql is { } server
                ? new PostgresDoor(server, Random.Shared.Next(), patience)
                : new SqliteDoor(File),
            Key,
            Feed,
            clock,
            NullLogger<DoorJournal>.Instance
        );

    /// <summary>Closes the door cleanly; the store stays until it is disposed.</summary>
    public void Close() => journal.Dispose();

    public void Tamper(string sql) => Options.Tamper(sql);

    public Task<long> NumberAsync(string sql) => Options.NumberAsync(sql);

    public Task<List<string>> RowsAsync(string sql) => Options.RowsAsync(sql);

    public async Task<long> BalanceAsync(LedgerAccount account)
    {
        await using var db = NewDb();
        return await db.Set<AccountRow>()
            .Where(a => a.Code == account.Code)
            .Select(a => a.Balance)
            .SingleOrDefaultAsync();
    }

    public Task<ProofReport> ProveAsync(params IProof[] others) =>
        new LedgerProof(Options, others, clock).RunAsync(CancellationToken.None);

    /// <summary>Gives a member money: paid in at the bank, credited to the wallet.</summary>
    public async Task FundAsync(MemberId member, long won)
    {
        var slip = Slip.Of("charge", $"test:{Guid.NewGuid():N}")
            .Debit(LedgerAccount.Bank("kb"), Won.Of(won))
            .Credit(LedgerAccount.Wallet(member), Won.Of(won), "KB");
        (await Journal.WriteAsync(write => write.Post(slip))).Granted();
    }

    public async ValueTask DisposeAsync()
    {
        journal.Dispose();
        await RemoveAsync(Options, server);
    }

    /// <summary>Takes away what <see cref="MakeAsync"/> made.</summary>
    public static async Task RemoveAsync(StorageOptions options, APostgres? server)
    {
        if (options.PostgreSql is { } database)
            await server!.DropAsync(database);
        Directory.Delete(options.Directory, recursive: true);
    }

    private static string NewDirectory() => Directory.CreateTempSubdirectory("mypay-test-").FullName;

    private static async Task<string> MakeTemplateAsync()
    {
        var directory = NewDirectory();
        var file = new StorageOptions(directory).SqliteFile;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await using var db = new SqliteMyPayDb(SqliteStore.Options($"Data Source={file};Pooling=False"));
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlRawAsync(LedgerSchema.Create);
        foreach (var table in AppendOnlyGuard.Tables)
            await db.Database.ExecuteSqlRawAsync(AppendOnlyGuard.For(table));
        return file;
    }
}
