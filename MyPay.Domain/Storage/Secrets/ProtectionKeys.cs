using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MyPay.Domain.Storage.Secrets;

/// <summary>
/// The keys of the sign-in cookies where several instances share one database: in it, encrypted under <see cref="DataKeys"/>, so that a copy of the database
/// alone lets nobody in. On SQLite they are files beside the store.
/// </summary>
public sealed class ProtectionKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<MyPayDb>().Set<ProtectionKeyRow>().AsNoTracking().OrderBy(row => row.Name).ToList();
        var keys = scope.ServiceProvider.GetRequiredService<DataKeys>();   // asked for when needed: it is made only once the store has been looked at
        return rows.ConvertAll(row => XElement.Parse(keys.Reveal(row.Sealed, Place(row.Name))));
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        db.Add(new ProtectionKeyRow { Name = friendlyName, Sealed = scope.ServiceProvider.GetRequiredService<DataKeys>().Protect(element.ToString(SaveOptions.DisableFormatting), Place(friendlyName)) });
        db.SaveChanges();
    }

    private static string Place(string name) => $"storage_protection_key:{name}";
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
    public static void Map(ModelBuilder builder) => builder.Entity<ProtectionKeyRow>().ToTable("storage_protection_key").HasKey(key => key.Name);
}
