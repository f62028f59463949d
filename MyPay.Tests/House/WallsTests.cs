using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Sqlite;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// Who may know whom: each module is a project and references only modules before it, so the compiler keeps most walls.
/// Here is what it cannot keep: that the projects themselves stay in order, that only a module's face is public, and
/// who owns which table on both databases.
/// </summary>
[Trait("Lane", "Fast")]
public sealed partial class WallsTests
{
    internal static readonly string[] Order =
    [
        "Kernel",
        "Ledger",
        "Platform",
        "Calendar",
        "Banking",
        "Membership",
        "Franchise",
        "Money",
        "Remittance",
        "Payment",
        "Settlement",
        "BackOffice",
    ];

    // Tables that are named for what they hold and not for the module that owns them.
    private static readonly Dictionary<string, string[]> Prefixes = new()
    {
        ["Ledger"] = ["ledger_", "journal_", "outbox_", "storage_", "identity_"],
        ["Platform"] = ["audit_", "policy_", "switch_", "job_", "limit_", "browser_"],
    };

    [Fact]
    public void Every_project_of_the_domain_has_its_place_in_the_order()
    {
        var projects = Directory
            .GetFiles(Path.Combine(Sources.Root(), "MyPay.Domain"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(
            Order
                .Select(module => $"MyPay.{module}")
                .Concat(["MyPay.Domain", "MyPay.Migrations.Sqlite", "MyPay.Migrations.PostgreSql"])
                .Order(),
            projects.Order()
        );
    }

    [Fact]
    public void A_module_references_only_modules_before_it()
    {
        foreach (var module in Order)
        {
            var known = Load(module)
                .GetReferencedAssemblies()
                .Select(name => name.Name!)
                .Where(name => name.StartsWith("MyPay.", StringComparison.Ordinal));
            Assert.Subset(
                Order.TakeWhile(other => other != module).Select(other => $"MyPay.{other}").ToHashSet(),
                known.ToHashSet()
            );
        }
    }

    [Fact]
    public void Only_the_ledger_lets_others_in_and_only_its_migrations()
    {
        foreach (var module in Order)
        {
            var friends = Load(module)
                .GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>()
                .Select(friend => friend.AssemblyName);
            string[] allowed =
                module == "Ledger"
                    ? ["MyPay.Tests", "MyPay.Migrations.Sqlite", "MyPay.Migrations.PostgreSql"]
                    : ["MyPay.Tests"];
            Assert.Subset(allowed.ToHashSet(), friends.ToHashSet());
        }
    }

    [Fact]
    public void Only_a_modules_face_is_public()
    {
        foreach (var module in Order.Except(["Kernel", "Ledger", "Platform"]))
            Assert.All(Load(module).GetExportedTypes(), type => Assert.Equal($"MyPay.Domain.{module}", type.Namespace));
    }

    [Fact]
    public void The_bank_simulator_shares_no_type_with_the_domain() =>
        Assert.DoesNotContain(
            Sources.Under("MyPay.Web/BankSimulator"),
            file => file.Text.Contains("MyPay.Domain", StringComparison.Ordinal)
        );

    [Fact]
    public void The_domain_knows_no_page_and_no_endpoint() =>
        Assert.DoesNotContain(
            Sources.Under("MyPay.Domain"),
            file =>
                file.Text.Contains("AspNetCore.Components", StringComparison.Ordinal)
                || file.Text.Contains("AspNetCore.Http", StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Models))]
    public void A_module_owns_its_tables_by_name_and_no_foreign_key_leaves_it(string database, IModel model)
    {
        Assert.NotNull(database);
        foreach (var entity in model.GetEntityTypes())
        {
            var owner = OwnerOf(entity);
            Assert.Contains(
                PrefixesOf(owner),
                prefix => entity.GetTableName()!.StartsWith(prefix, StringComparison.Ordinal)
            );
            foreach (var key in entity.GetForeignKeys())
                Assert.Equal(owner, OwnerOf(key.PrincipalEntityType));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Rows_of_a_module_are_seen_by_nobody_else(string database, IModel model)
    {
        Assert.NotNull(database);
        Assert.All(
            model.GetEntityTypes().Where(entity => OwnerOf(entity) is not ("Ledger" or "Platform")),
            entity =>
                Assert.False(entity.ClrType.IsVisible, $"{entity.ClrType} is a row of {OwnerOf(entity)} and public.")
        );
    }

    /// <summary>
    /// SQL names a table by a word that no compiler checks: the words of each assembly are read instead.
    /// </summary>
    [Fact]
    public void Sql_of_a_module_reads_its_own_tables_and_those_of_the_ledger_and_writes_only_its_own() =>
        Assert.All(
            Order,
            module => Assert.Empty(StringsOf(Load(module)).SelectMany(words => ForeignTables(module, words)))
        );

    [Theory]
    [InlineData("Payment", "SELECT 1 FROM ledger_slip JOIN payment_slip ON true", 0)]
    [InlineData("Payment", "SELECT 1 FROM settlement_batch", 1)]
    [InlineData("Settlement", "SELECT 1 FROM settlement_batch b JOIN \"payment_slip\" s ON true", 1)]
    [InlineData("Payment", "UPDATE ledger_account SET balance = 1", 1)]
    [InlineData("Payment", "insert into audit_entry values (1)", 1)]
    public void The_guard_sees_foreign_tables(string module, string sql, int found) =>
        Assert.Equal(found, ForeignTables(module, sql).Count());

    public static TheoryData<string, IModel> Models()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);
        return new() { { "SQLite", sqlite.Model }, { "PostgreSQL", postgres.Model } };
    }

    private static IEnumerable<string> ForeignTables(string module, string words)
    {
        string[] own = PrefixesOf(module),
            readable = [.. own, .. PrefixesOf("Ledger"), .. PrefixesOf("Platform")];
        foreach (Match use in TableInSql().Matches(words))
        {
            var (act, table) = (use.Groups["act"].Value.ToUpperInvariant(), use.Groups["table"].Value);
            var allowed = act is "FROM" or "JOIN" ? readable : own;
            if (IsTable(table) && !allowed.Any(prefix => table.StartsWith(prefix, StringComparison.Ordinal)))
                yield return $"{module}: {use.Value}";
        }
    }

    internal static Assembly Load(string module) => Assembly.Load($"MyPay.{module}");

    private static string OwnerOf(IReadOnlyEntityType entity)
    {
        var assembly = entity.ClrType.Assembly.GetName().Name!;
        // Identity's own rows
        return assembly.StartsWith("MyPay.", StringComparison.Ordinal) ? assembly["MyPay.".Length..] : "Ledger";
    }

    private static string[] PrefixesOf(string module) =>
        Prefixes.GetValueOrDefault(module) ?? [$"{module.ToLowerInvariant()}_"];

    private static bool IsTable(string name) =>
        Order.SelectMany(PrefixesOf).Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Every string literal of an assembly; the pieces of an interpolated one each for themselves.</summary>
    private static IEnumerable<string> StringsOf(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            yield return metadata.GetUserString(handle);
    }

    [GeneratedRegex("""\b(?<act>FROM|JOIN|INTO|UPDATE)\s+"?(?<table>[a-z]+_[a-z_]+)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex TableInSql();
}
