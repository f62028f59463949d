using MyPay.Domain.Ledger;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary><c>staff</c> and <c>check</c> on PostgreSQL: what an operator does before the first start there.</summary>
public sealed class PostgresCheckTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-pg-check-").FullName;
    private readonly List<string> said = [];
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
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task An_empty_database_is_no_fault_and_the_staff_verb_makes_the_store_in_it()
    {
        await CheckAsync(empty);
        Assert.Contains("none yet", Line("database", isWell: true), StringComparison.Ordinal);
        var store = new StorageOptions(directory) { PostgreSql = empty };
        Assert.Equal(0, await store.NumberAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")); // it only looks

        await AddAsync("kim", "Operator");
        Assert.Contains(said, line => line.Contains("/login/reset?t=", StringComparison.Ordinal));
        await CheckAsync(empty);
        Assert.Contains("no Approver", Line("database", isWell: false), StringComparison.Ordinal);

        await AddAsync("lee", "Approver");
        await CheckAsync(empty);
        Assert.Contains("keeps its promises", Line("database", isWell: true), StringComparison.Ordinal);

        Assert.Equal(0, await StaffAsync("list"));
        Assert.Equal(2, said.Count(line => line.Contains("@office.example", StringComparison.Ordinal)));
        Assert.Equal(0, await StaffAsync("disable", "--email=lee@office.example"));
        await CheckAsync(empty);
        Assert.Contains("no Approver", Line("database", isWell: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("synchronous_commit", "off")]
    [InlineData("synchronous_commit", "local")]
    [InlineData("fsync", "off")]
    [InlineData("full_page_writes", "off")]
    public async Task A_server_that_could_lose_a_confirmed_payment_is_named_with_its_setting(string name, string value)
    {
        await using var own = await APostgres.StartAsync();
        await own.ExecuteAsync("postgres", $"ALTER SYSTEM SET {name} = '{value}'");
        await own.ExecuteAsync("postgres", "SELECT pg_reload_conf()");
        var database = await own.EmptyAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await CheckAsync(database);
                return Line("database", isWell: null).Contains($"{name}={value}", StringComparison.Ordinal);
            },
            "the server's new setting"
        );
        Line("database", isWell: false);
    }

    [Fact]
    public async Task A_history_that_was_cut_off_is_named()
    {
        await AddAsync("kim", "Operator");
        await AddAsync("lee", "Approver");
        var store = new StorageOptions(directory) { PostgreSql = empty };
        store.Tamper(
            "ALTER TABLE audit_entry DISABLE TRIGGER USER; "
                + "DELETE FROM audit_entry WHERE \"Seq\" = (SELECT max(\"Seq\") FROM audit_entry); "
                + "ALTER TABLE audit_entry ENABLE TRIGGER USER"
        );

        await CheckAsync(empty);
        Assert.Contains("chain of the audit", Line("database", isWell: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_said()
    {
        await CheckAsync("Host=127.0.0.1;Port=1;Username=mypay;Database=mypay");
        Assert.Contains("127.0.0.1:1", Line("database", isWell: false), StringComparison.Ordinal);
    }

    private string Line(string what, bool? isWell) =>
        said.Single(line =>
            line[6..].StartsWith(what + " ", StringComparison.Ordinal)
            && (isWell is null || line.StartsWith(isWell.Value ? "  ok  " : "  !!  ", StringComparison.Ordinal))
        );

    private async Task AddAsync(string name, string role) =>
        Assert.Equal(0, await StaffAsync("add", $"--email={name}@office.example", $"--name={name}", $"--role={role}"));

    private Task<int> StaffAsync(params string[] act)
    {
        said.Clear();
        return StaffVerb.RunAsync(CommandLine.Parse(["staff", .. act, .. SettingsOf(empty)]), said.Add);
    }

    private Task<int> CheckAsync(string database)
    {
        said.Clear();
        return CheckVerb.RunAsync(CommandLine.Parse(["check", .. SettingsOf(database)]), said.Add);
    }

    private string[] SettingsOf(string database) =>
        [
            "--environment=Development",
            "--MyPay:Demo=false",
            $"--MyPay:DataDirectory={directory}",
            .. AProduct.SettingsOf(database),
        ];
}
