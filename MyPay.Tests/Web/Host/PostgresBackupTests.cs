using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Copying;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Npgsql;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>
/// A backup of a PostgreSQL store is the same archive as SQLite's, and is restored to either; a restore leaves the old
/// store, the new one, or a database that says what to do.
/// </summary>
public sealed class PostgresBackupTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-pg-backup-").FullName;
    private APostgres server = null!;
    private string empty = "";

    public async Task InitializeAsync()
    {
        server = await APostgres.SharedAsync();
        empty = await server.EmptyAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DropAsync(empty);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Taken_while_people_pay_it_is_one_instant_and_is_restored_to_SQLite_and_to_PostgreSQL()
    {
        var archive = In("b.mypay");
        await using (var product = await AProduct.StartOnAsync(Database.PostgreSql, demo: true))
        {
            var journal = product.Host.App.Services.GetRequiredService<Journal>();
            using var enough = new CancellationTokenSource();
            var sent = 0;
            var senders = Enumerable
                .Range(1, 16)
                .Select(n =>
                    Task.Run(async () =>
                    {
                        var fund = Slip.Of("charge", $"test:{n}")
                            .Debit(LedgerAccount.Bank("kb"), Won.Of(1_000_000))
                            .Credit(Transfers.Wallet(n), Won.Of(1_000_000));
                        (await journal.WriteAsync(write => write.Post(fund))).Granted();
                        for (var i = 0; !enough.IsCancellationRequested; i++)
                        {
                            (
                                await journal.TransferAsync(
                                    $"test:{n}:{i}",
                                    n,
                                    (n % 16) + 1,
                                    1,
                                    new Once("test", $"{n}:{i}", "")
                                )
                            ).Granted();
                            Interlocked.Increment(ref sent);
                        }
                    })
                )
                .ToArray();
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref sent) > 200), "money moves");
            var before = Volatile.Read(ref sent);
            Assert.Equal(0, await BackupAsync(product.Store, archive));
            Assert.True(Volatile.Read(ref sent) > before, "Nobody could pay while the backup was taken.");
            await enough.CancelAsync();
            await Task.WhenAll(senders);

            var manifest = StoreArchive.Check(archive);
            // whoever is signed in stays so
            Assert.Contains(manifest.Files, file => file.Name.StartsWith("keys/key-", StringComparison.Ordinal));
            await using var live = await ProofSnapshot.OpenAsync(product.Store, CancellationToken.None);
            Assert.Equal(
                1,
                await live.NumberAsync(
                    $"SELECT count(*) FROM ledger_slip WHERE hash = decode('{manifest.RootHash}', 'hex')"
                )
            );
            Assert.Contains(
                "never overwrites",
                (await RefusedAsync(() => BackupAsync(product.Store, archive))).Message,
                StringComparison.Ordinal
            );
        }

        Assert.Equal([archive], Directory.GetFileSystemEntries(folder)); // nothing half or temporary is left
        var (file, database) = (
            new StorageOptions(In("file")),
            new StorageOptions(In("database")) { PostgreSql = empty }
        );
        Assert.Equal(0, await RestoreAsync(archive, file));
        Assert.Equal(0, await RestoreAsync(archive, database));
        var root = StoreArchive.Check(archive).RootHash;
        foreach (var store in new[] { file, database })
        {
            var report = await VerifyVerb.ProveAsync(store, TimeProvider.System);
            Assert.True(report.Ok, ProofText.ToText(report));
            Assert.Equal(root, report.RootHash);
        }

        await using (var here = await SqliteSide.ReadAsync(file.SqliteFile, CancellationToken.None))
        await using (var there = await PostgresSide.ReadAsync(empty, CancellationToken.None))
            Assert.Empty(
                (await here.DigestAsync(CancellationToken.None)).DifferencesFrom(
                    await there.DigestAsync(CancellationToken.None)
                )
            );

        // Its people are there, on both.
        foreach (var store in new[] { file, database })
        {
            await using var host = await PromoteTests.StartAsync(store);
            Assert.Equal(35_000, await PromoteTests.BalanceAsync(host, "james@mypay.test"));
            var james = await PromoteTests.FindAsync(host, "james@mypay.test");
            await using var scope = host.App.Services.CreateAsyncScope();
            (
                await scope
                    .ServiceProvider.GetRequiredService<MyPay.Domain.Membership.IPins>()
                    .VerifyAsync(james.Id, DemoData.Pin)
            ).Granted();
        }
    }

    [Fact]
    public async Task What_stands_in_a_database_is_replaced_only_when_that_is_said_and_nobody_uses_it()
    {
        var (first, second, store) = (
            In("first.mypay"),
            In("second.mypay"),
            new StorageOptions(In("data")) { PostgreSql = empty }
        );
        await TwoBackupsAsync(first, second);
        Assert.Equal(0, await RestoreAsync(second, store));
        await using (await PromoteTests.StartAsync(store))
            Assert.Contains(
                "Another MyPay is running",
                (await RefusedAsync(() => RestoreAsync(first, store, "--force"))).Message,
                StringComparison.Ordinal
            );

        var old = (await ProveAsync(store)).RootHash;
        Assert.Equal(StoreArchive.Check(second).RootHash, old);
        Assert.Contains(
            "say --force",
            (await RefusedAsync(() => RestoreAsync(first, store))).Message,
            StringComparison.OrdinalIgnoreCase
        );
        await File.WriteAllBytesAsync(In("damaged.mypay"), (await File.ReadAllBytesAsync(first))[..^200]);
        Assert.Contains(
            "can't be restored",
            (await RefusedAsync(() => RestoreAsync(In("damaged.mypay"), store, "--force"))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(old, (await ProveAsync(store)).RootHash);

        await server.ExecuteAsync(
            new NpgsqlConnectionStringBuilder(empty).Database!,
            "CREATE TABLE people (name text)"
        );
        Assert.Equal(0, await RestoreAsync(first, store, "--force"));
        Assert.Equal(StoreArchive.Check(first).RootHash, (await ProveAsync(store)).RootHash);
        Assert.Equal(
            ["people"],
            await store.RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_name = 'people'")
        ); // not ours
        Assert.Empty(await store.RowsAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'mypay_before'"));
        Assert.False(Directory.Exists(Path.Combine(store.Directory, "restore.new")));
        await (await PromoteTests.StartAsync(store)).DisposeAsync();
    }

    [Fact]
    public async Task Killed_in_the_middle_it_says_run_it_again_and_then_the_new_store_stands()
    {
        var (first, second, store) = (
            In("first.mypay"),
            In("second.mypay"),
            new StorageOptions(In("data")) { PostgreSql = empty }
        );
        await TwoBackupsAsync(first, second);
        Assert.Equal(0, await RestoreAsync(second, store));

        using (
            var restore = Process.Start(
                new ProcessStartInfo(
                    "dotnet",
                    [
                        "exec",
                        typeof(PostgresBackupTests).Assembly.Location,
                        "crash-restore-postgres",
                        first,
                        store.Directory,
                        empty,
                    ]
                )
                {
                    RedirectStandardOutput = true,
                }
            )!
        )
        {
            string? last = null;
            while (await restore.StandardOutput.ReadLineAsync() is { } line)
            {
                last = line;
                if (line == "kill me")
                    restore.Kill();
            }

            await restore.WaitForExitAsync();
            Assert.Equal("kill me", last);
        }

        await Eventually.TrueAsync(
            async () =>
                await store.NumberAsync(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
                        + "pg_backend_pid()"
                ) == 0,
            "the server notices that the process is gone"
        );
        Assert.Contains(
            "Run 'restore' again, to its end",
            (await RefusedAsync(() => PromoteTests.StartAsync(store))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Run 'restore' again",
            (await RefusedAsync(() => BackupAsync(store, In("never.mypay")))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            await store.NumberAsync("SELECT count(*) FROM mypay_before.ledger_slip"),
            await SlipsAsync(second)
        ); // what stood there is kept until then

        Assert.Equal(0, await RestoreAsync(first, store)); // without --force: start said so
        Assert.Equal(StoreArchive.Check(first).RootHash, (await ProveAsync(store)).RootHash);
        Assert.Empty(await store.RowsAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'mypay_before'"));
    }

    [Fact]
    public async Task A_data_directory_with_another_key_is_not_given_the_backups_one_by_chance()
    {
        var (first, second, store) = (
            In("first.mypay"),
            In("second.mypay"),
            new StorageOptions(In("data")) { PostgreSql = empty }
        );
        await TwoBackupsAsync(first, second);
        var key = Path.Combine(store.Directory, "keys", "data.key");
        Directory.CreateDirectory(Path.GetDirectoryName(key)!);
        await File.WriteAllBytesAsync(key, new byte[32]);
        Assert.Contains(
            "is another one than the backup's",
            (await RefusedAsync(() => RestoreAsync(first, store))).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(
            await store.RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        );

        Assert.Equal(0, await RestoreAsync(first, store, "--force"));
        Assert.Equal(new byte[32], await File.ReadAllBytesAsync(key + ".before"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        await (await PromoteTests.StartAsync(store)).DisposeAsync();
    }

    /// <summary>The other process: restores with --force until all rows are over, then waits to be killed.</summary>
    public static async Task<int> RestoreSomeAsync(string archive, string directory, string server)
    {
        var replacement = new StoreReplacement(new(directory));
        await RestoreVerb.UnpackAsync(replacement, archive, TimeProvider.System);
        await using var arrival = (
            await StoreArrival.BeginAsync(
                replacement.Incoming,
                server,
                TimeProvider.System,
                StoreArrival.UsualPortion,
                CancellationToken.None
            )
        )!;
        await arrival.CopyAsync(
            isRestore: true,
            await arrival.DigestAsync(CancellationToken.None),
            _ => { },
            CancellationToken.None
        );
        await Console.Out.WriteLineAsync("kill me");
        Thread.Sleep(Timeout.Infinite);
        return 1;
    }

    private async Task<long> SlipsAsync(string archive)
    {
        var store = new StorageOptions(In("looked-into"));
        Assert.Equal(0, await RestoreAsync(archive, store));
        return await store.NumberAsync("SELECT count(*) FROM ledger_slip");
    }

    private static async Task TwoBackupsAsync(string first, string second)
    {
        await using var product = await AProduct.StartOnAsync(Database.PostgreSql);
        var member = await product.MemberWithAsync(10_000);
        Assert.Equal(0, await BackupAsync(product.Store, first));
        var account = (await product.AskAsync((MyPay.Domain.Membership.ILinkedAccounts a) => a.ListAsync(member.Id)))[
            0
        ];
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        Assert.Equal(0, await BackupAsync(product.Store, second));
    }

    private static Task<ProofReport> ProveAsync(StorageOptions store) =>
        VerifyVerb.ProveAsync(store, TimeProvider.System);

    private static Task<int> BackupAsync(StorageOptions store, string file) =>
        BackupVerb.RunAsync(CommandLine.Parse(["backup", file, .. PromoteTests.Settings(store)]));

    private static Task<int> RestoreAsync(string file, StorageOptions store, params string[] options) =>
        RestoreVerb.RunAsync(CommandLine.Parse(["restore", file, .. PromoteTests.Settings(store), .. options]));

    private static Task<StartupRefusedException> RefusedAsync(Func<Task> act) =>
        Assert.ThrowsAsync<StartupRefusedException>(act);

    private string In(string name) => Path.Combine(folder, name);
}
