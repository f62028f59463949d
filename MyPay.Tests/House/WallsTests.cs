using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Sqlite;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>Who may know whom. Kernel ← Storage ← Calendar ← Banking ← Membership ← Franchise ← Money ← Remittance ← Payment ← Settlement ← BackOffice; news goes the other way as outbox events only.</summary>
public sealed partial class WallsTests
{
    private static readonly string[] Order = ["Kernel", "Storage", "Calendar", "Banking", "Membership", "Franchise", "Money", "Remittance", "Payment", "Settlement", "BackOffice"];

    // Rooms of Storage that every module may enter.
    private static readonly string[] OpenRooms = ["Storage.Audit", "Storage.Jobs", "Storage.Ledger", "Storage.Outbox", "Storage.Policies", "Storage.Secrets", "Storage.Switches"];

    [Fact]
    public void Every_folder_of_the_domain_has_its_place_in_the_order()
    {
        var folders = Directory.GetDirectories(Path.Combine(Sources.Root(), "MyPay.Domain")).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj"));
        Assert.Empty(folders.Except(Order));
    }

    [Fact]
    public void A_module_knows_only_the_faces_of_modules_before_it() => Assert.Empty(Trespasses(Sources.Under("MyPay.Domain")));

    [Theory]
    [InlineData("MyPay.Domain/Banking/X.cs", "using MyPay.Domain.Money;")]
    [InlineData("MyPay.Domain/Money/X.cs", "using MyPay.Domain.Banking.Wire;")]
    [InlineData("MyPay.Domain/Kernel/X.cs", "using MyPay.Domain.Storage;")]
    [InlineData("MyPay.Domain/Storage/X.cs", "MyPay.Domain.Membership.IMembers members")]
    [InlineData("MyPay.Domain/Money/X.cs", "using MyPay.Domain.Storage.Sqlite;")]
    public void The_guard_sees_a_trespasser(string file, string line) => Assert.Single(Trespasses([(file, line)]));

    [Fact]
    public void Only_a_modules_face_is_public()
    {
        var deep = typeof(MyPayDb).Assembly.GetExportedTypes()
            .Where(type => Order.Skip(2).Any(module => type.Namespace!.StartsWith($"MyPay.Domain.{module}.", StringComparison.Ordinal)))
            .Where(type => type.Namespace != "MyPay.Domain.Money.Ledger"); // the proofs: the host runs them
        Assert.Empty(deep);
    }

    [Fact]
    public void The_bank_simulator_shares_no_type_with_the_domain() =>
        Assert.DoesNotContain(Sources.Under("MyPay.Web/BankSimulator"), file => file.Text.Contains("MyPay.Domain", StringComparison.Ordinal));

    [Fact]
    public void The_domain_knows_no_page_and_no_endpoint() =>
        Assert.DoesNotContain(Sources.Under("MyPay.Domain"), file => file.Text.Contains("AspNetCore.Components", StringComparison.Ordinal) || file.Text.Contains("AspNetCore.Http", StringComparison.Ordinal));

    [Fact]
    public void A_module_owns_its_tables_by_name_and_no_foreign_key_leaves_it()
    {
        foreach (var entity in Model().GetEntityTypes())
        {
            var owner = OwnerOf(entity);
            Assert.StartsWith(owner.Prefix, entity.GetTableName(), StringComparison.Ordinal);
            foreach (var key in entity.GetForeignKeys()) Assert.Equal(owner.Prefix, OwnerOf(key.PrincipalEntityType).Prefix);
        }
    }

    [Fact]
    public void A_module_reads_and_writes_only_its_own_tables()
    {
        var owners = Model().GetEntityTypes().Where(e => e.ClrType.Namespace!.StartsWith("MyPay.Domain.", StringComparison.Ordinal))
            .GroupBy(e => e.ClrType.Name).ToDictionary(g => g.Key, g => OwnerOf(g.First()).Module);
        foreach (var (path, text) in Sources.Under("MyPay.Domain"))
        {
            var module = path.Split('/')[1];
            foreach (Match use in SetOf().Matches(text))
            {
                if (owners.TryGetValue(use.Groups[1].Value + use.Groups[2].Value, out var owner)) Assert.True(owner == module || owner == "Storage", $"{path} uses the table of {owner}: {use.Value}");
            }
        }
    }

    private static IEnumerable<string> Trespasses(IEnumerable<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            var own = path.Split('/')[1];
            foreach (Match name in Namespace().Matches(text))
            {
                var parts = name.Groups[1].Value.Split('.');
                var (module, room) = (parts[0], parts.Length > 1 && IsRoom(parts) ? $"{parts[0]}.{parts[1]}" : null);
                if (module == own || !Order.Contains(module)) continue;
                var before = Array.IndexOf(Order, module) < Array.IndexOf(Order, own);
                if (!before || (room is not null && !OpenRooms.Contains(room))) yield return $"{path}: {name.Value}";
            }
        }
    }

    // The second part is a room when such a folder exists; otherwise it is a type of the face.
    private static bool IsRoom(string[] parts) => Directory.Exists(Path.Combine(Sources.Root(), "MyPay.Domain", parts[0], parts[1]));

    private static (string Module, string Prefix) OwnerOf(IReadOnlyEntityType entity)
    {
        var space = entity.ClrType.Namespace!;
        if (!space.StartsWith("MyPay.Domain.", StringComparison.Ordinal) || entity.ClrType == typeof(SignIn)) return ("Storage", "identity_");
        var module = space.Split('.')[2];
        return module != "Storage" ? (module, $"{char.ToLowerInvariant(module[0])}{module[1..]}_".ToLowerInvariant()) : ("Storage", space.Split('.')[3] switch { "Ledger" => "ledger_", "Audit" => "audit_", "Policies" => "policy_", "Switches" => "switch_", "Jobs" => "job_", "Secrets" => "storage_", _ => "outbox_" });
    }

    private static IModel Model() => new SqliteMyPayDb(
        new DbContextOptionsBuilder<SqliteMyPayDb>().UseApplicationServiceProvider(SqliteDesign.Identity).UseSqlite("Data Source=:memory:").Options).Model;

    [GeneratedRegex(@"MyPay\.Domain\.([A-Z]\w+(?:\.[A-Z]\w+)?)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?:Set|Find|Where)<(\w+)>|(?:Add|AddIfNew)\(new (\w+)")]
    private static partial Regex SetOf();
}
