using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// The keys of the sign-in cookies where several instances share one database: in it, encrypted under
/// <see cref="DataKeys"/>, so that a copy of the database alone lets nobody in. On SQLite they are files beside the
/// store.
/// </summary>
public sealed class ProtectionKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope
            .ServiceProvider.GetRequiredService<MyPayDb>()
            .Set<ProtectionKeyRow>()
            .AsNoTracking()
            .OrderBy(row => row.Name)
            .ToList();
        // asked for when needed: it is made only once the store has been looked at
        var keys = scope.ServiceProvider.GetRequiredService<DataKeys>();
        return rows.ConvertAll(row => Open(row, keys));
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        db.Add(Seal(element, friendlyName, scope.ServiceProvider.GetRequiredService<DataKeys>()));
        db.SaveChanges();
    }

    internal static ProtectionKeyRow Seal(XElement key, string name, DataKeys keys) =>
        new() { Name = name, Sealed = keys.Protect(key.ToString(SaveOptions.DisableFormatting), Place(name)) };

    internal static XElement Open(ProtectionKeyRow row, DataKeys keys) =>
        XElement.Parse(keys.Reveal(row.Sealed, Place(row.Name)));

    internal static string Place(string name) => $"storage_protection_key:{name}";
}

/// <summary>A key's row.</summary>
internal sealed class ProtectionKeyRow
{
    public required string Name { get; init; }

    public required string Sealed { get; init; }
}

/// <summary>On PostgreSQL only.</summary>
internal static class ProtectionKeyTable
{
    public static void Map(ModelBuilder builder) =>
        builder.Entity<ProtectionKeyRow>().ToTable("storage_protection_key").HasKey(key => key.Name);
}
