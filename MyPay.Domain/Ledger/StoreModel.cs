using System.Reflection;

namespace MyPay.Domain.Ledger;

/// <summary>Said by the assembly that gathers the modules, once for each: its tables belong to the store.</summary>
/// <param name="module">Any type of the module's assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class StoreModuleAttribute(Type module) : Attribute
{
    /// <summary>Any type of the module's assembly.</summary>
    public Type Module { get; } = module;
}

/// <summary>
/// The assemblies whose tables make up the store. The ledger cannot reference the modules after it, so it finds them
/// through the one assembly that gathers them all.
/// </summary>
internal static class StoreModel
{
    /// <summary>Where the migrations of SQLite are.</summary>
    public const string SqliteMigrations = "MyPay.Migrations.Sqlite";

    /// <summary>Where the migrations of PostgreSQL are.</summary>
    public const string PostgresMigrations = "MyPay.Migrations.PostgreSql";

    private const string Gathering = "MyPay.Domain";

    private static readonly Lazy<IReadOnlyList<Assembly>> Gathered = new(() =>
        [.. Assembly.Load(Gathering).GetCustomAttributes<StoreModuleAttribute>().Select(said => said.Module.Assembly)]
    );

    /// <summary>The module assemblies, in their order.</summary>
    public static IReadOnlyList<Assembly> Modules => Gathered.Value;
}
