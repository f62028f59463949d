using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Copying;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Npgsql;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>A SQLite store moves to PostgreSQL whole or not at all, however often it is killed on the way.</summary>
public sealed class PromoteTests(ALivedInStore lived) : IClassFixture<ALivedInStore>, IAsyncLifetime
{
    // So few rows at once make many places to be killed at.
    private const int Portion = 7;
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-promote-").FullName;
    private readonly List<string> said = [];
    private APostgres server = null!;
    private string to = "";

    public async Task InitializeAsync()
    {
        server = await APostgres.SharedAsync();
        to = await server.EmptyAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DropAsync(to);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Both_stores_hold_the_same_rows_and_numbers_and_the_books_of_the_copy_verify()
    {
        var source = await lived.OneAsync(In("data"));
        await PromoteAsync(source);

        await SameRowsAsync(source);
        await SameNumbersAsync(source);
        var (here, there) = (await ProveAsync(source), await ProveAsync(There(source)));
        Assert.True(there.Ok, ProofText.ToText(there));
        Assert.Equal(
            (here.RootHash, here.Slips, here.Entries, here.OnceKeys),
            (there.RootHash, there.Slips, there.Entries, there.OnceKeys)
        );

        // The guards stand.
        foreach (
            var (forbidden, why) in new[]
            {
                ("UPDATE ledger_slip SET memo = 'x'", "slips are append-only"),
                ("DELETE FROM journal_once", "never expire"),
                ("TRUNCATE audit_entry", "audit_entry is append-only"),
            }
        )
            Assert.Contains(
                why,
                Assert.Throws<PostgresException>(() => There(source).Tamper(forbidden)).MessageText,
                StringComparison.Ordinal
            );

        Assert.Contains("Done: both hold the same", string.Join('\n', said), StringComparison.Ordinal);
        Assert.Contains("MyPay:Database:Provider=PostgreSql", string.Join('\n', said), StringComparison.Ordinal);

        // Once more changes nothing, and says so.
        said.Clear();
        await PromoteAsync(source);
        Assert.Contains("is there already, whole", string.Join('\n', said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_store_is_not_started_on_again_in_production_and_says_why()
    {
        var source = await lived.OneAsync(In("data"));
        await PromoteAsync(source);
        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() =>
            AppHost.PrepareAsync(["--environment=Production", "--urls=http://127.0.0.1:0", .. Settings(source)])
        );
        Assert.Contains("money would move in two places", refused.Message, StringComparison.Ordinal);
        Assert.Contains("두 곳에서", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.True((await ProveAsync(source)).Ok); // looking is free

        await (await StartAsync(source)).DisposeAsync(); // in Development it only says so
        File.Delete(Path.Combine(source.Directory, "promoted.txt"));
        PromotedMark.Heed(source, isProduction: true, said.Add);
    }

    [Fact]
    public async Task Its_people_go_on_there_with_their_money_their_accounts_and_their_sessions()
    {
        var source = await lived.OneAsync(In("data"));
        string cookie;
        long james,
            jiwoo;
        List<Movement> history;
        await using (var before = await StartAsync(source))
        {
            cookie = before
                .App.Services.GetRequiredService<IDataProtectionProvider>()
                .CreateProtector("cookie")
                .Protect("James");
            (james, jiwoo) = (
                await BalanceAsync(before, "james@mypay.test"),
                await BalanceAsync(before, "jiwoo@mypay.test")
            );
            history = await HistoryAsync(before);
        }

        Assert.NotEmpty(history);
        await PromoteAsync(source);

        var there = There(source);
        await using (var after = await StartAsync(there))
        {
            Assert.Equal(
                "James",
                after
                    .App.Services.GetRequiredService<IDataProtectionProvider>()
                    .CreateProtector("cookie")
                    .Unprotect(cookie)
            );
            Assert.Equal(
                (james, jiwoo),
                (await BalanceAsync(after, "james@mypay.test"), await BalanceAsync(after, "jiwoo@mypay.test"))
            );
            Assert.Equal(history, await HistoryAsync(after));

            await using var scope = after.App.Services.CreateAsyncScope();
            var signIns = scope.ServiceProvider.GetRequiredService<ISignIns>();
            var signIn = (await signIns.FindIdAsync("james@mypay.test"))!;
            (await signIns.VerifyPasswordAsync(signIn, DemoData.Password)).Granted();
            var me = (await scope.ServiceProvider.GetRequiredService<IMembers>().FindBySignInAsync(signIn))!;
            (await scope.ServiceProvider.GetRequiredService<IPins>().VerifyAsync(me.Id, DemoData.Pin)).Granted();
            var accounts = scope.ServiceProvider.GetRequiredService<ILinkedAccounts>();
            Assert.Equal(
                "12345678901",
                (await accounts.FindSecretAsync(me.Id, Assert.Single(await accounts.ListAsync(me.Id)).Id))!.Number
            );
            var passkey = Assert.Single(
                await scope
                    .ServiceProvider.GetRequiredService<MyPayDb>()
                    .Set<IdentityUserPasskey<string>>()
                    .AsNoTracking()
                    .ToListAsync()
            );
            Assert.Equal(
                ("제임스의 전화 \"1\"", 7u, "internal,hybrid"),
                (passkey.Data.Name, passkey.Data.SignCount, string.Join(',', passkey.Data.Transports!))
            );

            var wife = await FindAsync(after, "jiwoo@mypay.test");
            (
                await scope
                    .ServiceProvider.GetRequiredService<IRemittances>()
                    .SendToMemberAsync(new(me.Id, wife.Id, Won.Of(1_000), "이사 기념", false, Once.NewKey()))
            ).Granted();
            Assert.Equal(
                (james - 1_000, jiwoo + 1_000),
                (await BalanceAsync(after, "james@mypay.test"), await BalanceAsync(after, "jiwoo@mypay.test"))
            );
        }

        var report = await ProveAsync(there);
        Assert.True(report.Ok, ProofText.ToText(report));

        // Its cookie keys lie in the database now; the files of before are left, and no part of it.
        Assert.Equal(
            0,
            await BackupVerb.RunAsync(CommandLine.Parse(["backup", In("after.mypay"), .. Settings(there)]))
        );
        Assert.Equal(report.RootHash, StoreArchive.Check(In("after.mypay")).RootHash);

        // The old store stands as it was.
        Assert.True((await ProveAsync(source)).Ok);
        Assert.NotEqual((await ProveAsync(source)).RootHash, report.RootHash);
    }

    [Fact]
    [Trait("Lane", "Long")]
    public async Task Killed_at_any_point_it_goes_on_and_nobody_starts_on_a_part()
    {
        var source = await lived.OneAsync(In("data"));
        foreach (var line in new[] { "2/4", "  identity_Users ", "  ledger_entry ", "  journal_once ", "3/4", "4/4" })
        {
            await KillAsync(source, line);
            if (line == "2/4")
                continue; // said before the first write
            var refused = await RefusedAsync(() => StartAsync(There(source)));
            Assert.Contains("Run 'promote' again, to its end", refused.Message, StringComparison.Ordinal);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(
                "unfinished copy",
                (
                    await RefusedAsync(() =>
                        VerifyVerb.RunAsync(CommandLine.Parse(["verify", .. Settings(There(source))]))
                    )
                ).Message,
                StringComparison.Ordinal
            );
        }

        await PromoteAsync(source);
        Assert.Contains("from where it was broken off", string.Join('\n', said), StringComparison.Ordinal);
        await SameRowsAsync(source);
        await SameNumbersAsync(source);
        await (await StartAsync(There(source))).DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_went_on_after_the_kill_is_copied_anew()
    {
        var source = await lived.OneAsync(In("data"));
        await KillAsync(source, "  journal_once ");
        await using (var host = await StartAsync(source))
        {
            var (james, jiwoo) = (await FindAsync(host, "james@mypay.test"), await FindAsync(host, "jiwoo@mypay.test"));
            await using var scope = host.App.Services.CreateAsyncScope();
            (
                await scope
                    .ServiceProvider.GetRequiredService<IRemittances>()
                    .SendToMemberAsync(new(james.Id, jiwoo.Id, Won.Of(1_000), null, false, Once.NewKey()))
            ).Granted();
        }

        await PromoteAsync(source);
        Assert.Contains("Copying anew", string.Join('\n', said), StringComparison.Ordinal);
        await SameRowsAsync(source);
    }

    [Fact]
    public async Task A_database_that_holds_anything_else_is_left_as_it_is()
    {
        var source = await lived.OneAsync(In("data"));
        await server.ExecuteAsync(
            new NpgsqlConnectionStringBuilder(to).Database!,
            "CREATE TABLE people (name text); INSERT INTO people VALUES ('somebody')"
        );
        var refused = await RefusedAsync(() => PromoteAsync(source));
        Assert.Contains("비어 있지 않고", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "is not empty, and it is no unfinished promotion of this store",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            ["people"],
            await There(source)
                .RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        );
        await server.ExecuteAsync(new NpgsqlConnectionStringBuilder(to).Database!, "DROP TABLE people");

        // Another store's unfinished promotion is somebody else's.
        await KillAsync(source, "  ledger_slip ");
        string other;
        await using (var product = await AProduct.StartOnAsync(Database.Sqlite))
        {
            await product.MemberWithAsync(10_000);
            Assert.Equal(
                0,
                await BackupVerb.RunAsync(
                    CommandLine.Parse(["backup", In("other.mypay"), $"--MyPay:DataDirectory={product.DataDirectory}"])
                )
            );
            other = In("other");
            Assert.Contains(
                "is running",
                (await RefusedAsync(() => PromoteAsync(product.Store))).Message,
                StringComparison.Ordinal
            ); // a store in use
        }

        Assert.Equal(
            0,
            await RestoreVerb.RunAsync(
                CommandLine.Parse(["restore", In("other.mypay"), $"--MyPay:DataDirectory={other}"])
            )
        );
        Assert.Contains(
            "is not empty",
            (await RefusedAsync(() => PromoteAsync(new(other)))).Message,
            StringComparison.Ordinal
        );
        await PromoteAsync(source);
        await SameRowsAsync(source);

        // And so is a database that MyPay runs on.
        await using var running = await StartAsync(There(source));
        Assert.Contains(
            "Another MyPay is at work",
            (await RefusedAsync(() => PromoteAsync(source))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_was_typed_wrong_is_named_and_nothing_is_touched()
    {
        var source = await lived.OneAsync(In("data"));
        await SaysAsync("'promote' needs --to", 2, $"--MyPay:DataDirectory={source.Directory}");
        await SaysAsync(
            "--to names no Host or no Database",
            2,
            $"--MyPay:DataDirectory={source.Directory}",
            "--to=Host=db"
        );
        await SaysAsync("--to cannot be read", 2, $"--MyPay:DataDirectory={source.Directory}", "--to=nonsense");
        await SaysAsync(
            "has no database nobody_made_it. Create it: createdb",
            1,
            $"--MyPay:DataDirectory={source.Directory}",
            "--to",
            server.ConnectionString("nobody_made_it")
        );
        await SaysAsync(
            "127.0.0.1:1 cannot be reached",
            1,
            $"--MyPay:DataDirectory={source.Directory}",
            "--to=Host=127.0.0.1;Port=1;Database=mypay;Username=mypay;Timeout=2"
        );
        await SaysAsync("There is no store in", 2, $"--MyPay:DataDirectory={In("nothing")}", $"--to={to}");
        await SaysAsync("is on PostgreSQL already", 2, [.. Settings(There(source)), $"--to={to}"]);

        source.Tamper("UPDATE ledger_account SET balance = balance + 1 WHERE code LIKE 'wallet:%'");
        await SaysAsync(
            "The books of this store do not hold; nothing was moved",
            1,
            $"--MyPay:DataDirectory={source.Directory}",
            $"--to={to}"
        );
        Assert.Empty(
            await There(source)
                .RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        );
        Assert.False(Directory.Exists(In("nothing")));
    }

    [Fact]
    public async Task The_command_itself_moves_a_store_and_says_how_to_go_on()
    {
        var source = await lived.OneAsync(In("data"));
        var (code, output, complaints) = await RunCommandAsync(
            "promote",
            "--to",
            to + ";Password=keep-me-quiet",
            "--environment=Development",
            $"--MyPay:DataDirectory={source.Directory}"
        );
        Assert.True(code == 0, complaints);
        Assert.Contains("  ledger_slip ", output, StringComparison.Ordinal);
        Assert.Contains("Done: both hold the same", output, StringComparison.Ordinal);
        Assert.Contains("data.key", output, StringComparison.Ordinal);
        Assert.DoesNotContain("keep-me-quiet", output, StringComparison.Ordinal);

        (code, output, complaints) = await RunCommandAsync([
            "verify",
            "--json",
            "--environment=Development",
            .. Settings(There(source)),
        ]);
        Assert.True(code == 0, output + complaints);
        Assert.Contains((await ProveAsync(source)).RootHash, output, StringComparison.Ordinal);

        (code, _, complaints) = await RunCommandAsync(
            "promote",
            "--to",
            server.ConnectionString("nobody_made_it"),
            "--environment=Development",
            $"--MyPay:DataDirectory={source.Directory}"
        );
        Assert.Equal(1, code);
        Assert.Contains("MyPay: 옮기지 못했어요.", complaints, StringComparison.Ordinal);
    }

    /// <summary>The other process: promotes until it has said a certain line, then waits to be killed.</summary>
    public static async Task<int> PromoteSomeAsync(string source, string to, string line)
    {
        await PromoteVerb.PromoteAsync(
            new(source),
            to,
            TimeProvider.System,
            words =>
            {
                if (!words.StartsWith(line, StringComparison.Ordinal))
                    return;
                Console.WriteLine("kill me");
                Thread.Sleep(Timeout.Infinite);
            },
            Portion
        );
        return 1;
    }

    private async Task KillAsync(StorageOptions source, string line)
    {
        using var promotion = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["exec", typeof(PromoteTests).Assembly.Location, "crash-promote", source.Directory, to, line]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        string? last = null;
        while (await promotion.StandardOutput.ReadLineAsync() is { } words)
        {
            last = words;
            if (words == "kill me")
                promotion.Kill();
        }

        await promotion.WaitForExitAsync();
        Assert.Equal("kill me", last);
        await Eventually.TrueAsync(
            async () =>
                await There(source)
                    .NumberAsync(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
                            + "pg_backend_pid()"
                    ) == 0,
            "the server notices that the process is gone"
        );
    }

    private static async Task<(int Code, string Output, string Complaints)> RunCommandAsync(params string[] arguments)
    {
        using var command = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", typeof(PromoteVerb).Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var complaints = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output, await complaints);
    }

    /// <summary>
    /// Read by EF, table by table, as the product reads them: every property of every row is the same.
    /// </summary>
    private async Task SameRowsAsync(StorageOptions source)
    {
        await using var here = ALivedInStore.Open(source);
        await using var there = new PostgresMyPayDb(PostgresServer.Options($"{to};Pooling=false"));
        var rows = 0;
        foreach (var entity in here.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            var (expected, found) = (Rows(here, entity.ClrType), Rows(there, entity.ClrType));
            Assert.Equal(expected, found);
            rows += expected.Count;
        }

        Assert.True(rows > 200, $"Only {rows} rows were compared.");
    }

    private static List<string> Rows(MyPayDb db, Type entity) =>
        (List<string>)
            typeof(PromoteTests)
                .GetMethod(
                    nameof(RowsOf),
                    System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
                )!
                .MakeGenericMethod(entity)
                .Invoke(null, [db])!;

    private static List<string> RowsOf<T>(MyPayDb db)
        where T : class
    {
        var properties = db
            .Model.FindEntityType(typeof(T))!
            .GetProperties()
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. db.Set<T>()
                .AsEnumerable()
                .Select(row =>
                    $"{typeof(T).Name}: "
                    + $"{string.Join(" | ", properties.Select(property => System.Text.Json.JsonSerializer.Serialize(db.Entry(row).Property(property.Name).CurrentValue)))}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task SameNumbersAsync(StorageOptions source)
    {
        await using var here = await SqliteSide.ReadAsync(source.SqliteFile, CancellationToken.None);
        await using var there = await PostgresSide.ReadAsync(to, CancellationToken.None);
        var (given, goOn) = (
            await here.LastNumbersAsync(CancellationToken.None),
            await there.LastNumbersAsync(CancellationToken.None)
        );
        Assert.True(given["banking_call_event"] > await source.NumberAsync("SELECT max(Id) FROM banking_call_event"));
        Assert.NotEmpty(goOn);
        Assert.All(goOn, table => Assert.Equal(given.GetValueOrDefault(table.Key), table.Value));
    }

    private StorageOptions There(StorageOptions source) => source with { PostgreSql = to };

    private Task PromoteAsync(StorageOptions source) =>
        PromoteVerb.PromoteAsync(source, to, TimeProvider.System, said.Add, Portion);

    private static async Task SaysAsync(string part, int code, params string[] arguments)
    {
        var refused = await RefusedAsync(() => PromoteVerb.RunAsync(CommandLine.Parse(["promote", .. arguments])));
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal(code, refused.ExitCode);
    }

    internal static string[] Settings(StorageOptions store) =>
        [$"--MyPay:DataDirectory={store.Directory}", .. AProduct.SettingsOf(store.PostgreSql)];

    internal static Task<AppHost> StartAsync(StorageOptions store) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                "--MyPay:Demo=false",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=None",
                .. Settings(store),
            ],
            new MovableClock(ALivedInStore.NextMorning)
        );

    internal static async Task<MemberView> FindAsync(AppHost host, string email)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var signIn = await scope.ServiceProvider.GetRequiredService<ISignIns>().FindIdAsync(email);
        return (await scope.ServiceProvider.GetRequiredService<IMembers>().FindBySignInAsync(signIn!))!;
    }

    internal static async Task<long> BalanceAsync(AppHost host, string email)
    {
        var member = await FindAsync(host, email);
        await using var scope = host.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IWallets>().FindAsync(member.Id)).Balance.Amount;
    }

    internal static async Task<List<Movement>> HistoryAsync(AppHost host)
    {
        var member = await FindAsync(host, "james@mypay.test");
        await using var scope = host.App.Services.CreateAsyncScope();
        return
        [
            .. (
                await scope.ServiceProvider.GetRequiredService<IMovements>().ListAsync(member.Id, new(), null, 100)
            ).Rows,
        ];
    }

    private static Task<ProofReport> ProveAsync(StorageOptions store) =>
        VerifyVerb.ProveAsync(store, TimeProvider.System);

    private static Task<StartupRefusedException> RefusedAsync(Func<Task> act) =>
        Assert.ThrowsAsync<StartupRefusedException>(act);

    private string In(string name) => Path.Combine(folder, name);
}
