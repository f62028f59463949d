using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using MyPay.Domain.Ledger.PostgreSql;
using Npgsql;

namespace MyPay.Tests.Given;

/// <summary>
/// A PostgreSQL server to throw away: made in a temporary directory, heard on a socket in it alone, so that no port is
/// taken and nobody else's server is met. One serves a whole test run (<see cref="SharedAsync"/>), each store having a
/// database of its own copied from a template; a test that stops servers starts its own.
/// </summary>
internal sealed class APostgres : IAsyncDisposable
{
    private const string Template = "mypay_template";
    private const string Migrated = "mypay_migrated";
    private static readonly Lazy<Task<APostgres>> Shared = new(StartSharedAsync);
    private static readonly string? Bin = FindBin();
    private readonly SemaphoreSlim copying = new(1);
    private readonly Lazy<Task> template,
        migrated;
    private int databases;

    private APostgres(string directory)
    {
        Directory = directory;
        template = new(MakeTemplateAsync);
        migrated = new(MakeMigratedAsync);
    }

    /// <summary>Socket, data and log.</summary>
    public string Directory { get; }

    private string Data => Path.Combine(Directory, "data");

    /// <summary>The server of this test run; it goes with the process.</summary>
    public static Task<APostgres> SharedAsync() => Shared.Value;

    /// <summary>A server of one's own.</summary>
    public static async Task<APostgres> StartAsync()
    {
        if (Bin is null)
            throw new InvalidOperationException(
                "These tests need PostgreSQL 15 or later: apt-get install postgresql (initdb and pg_ctl are "
                    + "looked for in PATH and /usr/lib/postgresql)."
            );
        var server = new APostgres(
            System.IO.Directory.CreateTempSubdirectory($"mypay-pg-{Environment.ProcessId}-").FullName
        );
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", server.Directory);
        await server.ToolAsync(
            "initdb",
            "-D",
            server.Data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>How to reach one of its databases.</summary>
    public string ConnectionString(string database) =>
        $"Host={Directory};Username=postgres;Database={database};Pooling=true;Maximum Pool Size=60;Connection "
        + "Idle Lifetime=10;Connection Pruning Interval=5";

    /// <summary>An empty database.</summary>
    public async Task<string> EmptyAsync(string options = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"mypay_{Interlocked.Increment(ref databases)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} {options}");
        return ConnectionString(name);
    }

    /// <summary>A database with all tables of the model and nothing in them.</summary>
    public Task<string> DatabaseAsync() => CopyAsync(Template, template.Value);

    /// <summary>A database as the product's own migrations make it, empty.</summary>
    public Task<string> MigratedAsync() => CopyAsync(Migrated, migrated.Value);

    /// <summary>Drops a database, whoever is connected.</summary>
    public Task DropAsync(string connectionString)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        return ExecuteAsync(
            "postgres",
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)"
        );
    }

    /// <summary>As after a power cut: no goodbye to anybody, and the log is replayed at the next start.</summary>
    public Task CrashAsync() => ToolAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>Starts it again.</summary>
    public Task StartAgainAsync() =>
        ToolAsync(
            "pg_ctl",
            "-D",
            Data,
            "-w",
            "-t",
            "120",
            "-l",
            Path.Combine(Directory, "log"),
            "-o",
            $"-c listen_addresses='' -k {Directory} -c max_connections=400 -c shared_buffers=128MB -c max_wal_size=2GB",
            "start"
        );

    /// <summary>Runs pgbench in the database <c>postgres</c>; answers what it said.</summary>
    public async Task<string> PgbenchAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                Path.Combine(Bin!, "pgbench"),
                ["-h", Directory, "-U", "postgres", .. arguments, "postgres"]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await complaints}");
    }

    public async ValueTask DisposeAsync()
    {
        copying.Dispose();
        NpgsqlConnection.ClearAllPools();
        await CrashAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<APostgres> StartSharedAsync()
    {
        await SweepAsync();
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    /// <summary>Servers of test runs that were killed.</summary>
    private static async Task SweepAsync()
    {
        foreach (var left in System.IO.Directory.GetDirectories(Path.GetTempPath(), "mypay-pg-*"))
        {
            if (
                !int.TryParse(Path.GetFileName(left).Split('-')[2], CultureInfo.InvariantCulture, out var owner)
                || IsAlive(owner)
            )
                continue;
            try
            {
                var server = new APostgres(left);
                if (File.Exists(Path.Combine(server.Data, "postmaster.pid")))
                    await server.CrashAsync();
                System.IO.Directory.Delete(left, recursive: true);
            }
            catch (Exception busy)
                when (busy is IOException or InvalidOperationException or UnauthorizedAccessException)
            {
                // Another run is sweeping it too.
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // The model as it stands in the code, as AStore does it for SQLite.
    private async Task MakeTemplateAsync()
    {
        await ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        await using (
            var db = new PostgresMyPayDb(PostgresServer.Options($"{ConnectionString(Template)};Pooling=false"))
        )
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        }

        var guarded =
            PostgresSchema.CreateGuarded
            + string.Concat(MyPay.Domain.Ledger.Sqlite.AppendOnlyGuard.Tables.Select(PostgresGuard.For));
        await ExecuteAsync(Template, guarded);
    }

    private async Task MakeMigratedAsync()
    {
        await ExecuteAsync("postgres", $"CREATE DATABASE {Migrated}");
        await using var db = new PostgresMyPayDb(PostgresServer.Options($"{ConnectionString(Migrated)};Pooling=false"));
        await db.Database.MigrateAsync();
    }

    private async Task<string> CopyAsync(string name, Task made)
    {
        await made;
        await copying.WaitAsync();
        try
        {
            return await EmptyAsync($"TEMPLATE {name}");
        }
        finally
        {
            copying.Release();
        }
    }

    private Task ToolAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(Bin!, tool);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string file, params string[] arguments)
    {
        // Its output goes nowhere: a server that is started inherits it, and whoever waits for its end would wait for
        // the server's.
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", file, .. arguments])
            {
                WorkingDirectory = Path.GetTempPath(),
            }
        )!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string? FindBin()
    {
        var installed = System.IO.Directory.Exists("/usr/lib/postgresql")
            ? System
                .IO.Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(at =>
                    int.TryParse(Path.GetFileName(at), CultureInfo.InvariantCulture, out var version) ? version : 0
                )
                .Select(at => Path.Combine(at, "bin"))
            : [];
        return installed
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(at => File.Exists(Path.Combine(at, "initdb")));
    }
}
