using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// The keys of the sign-in cookies on their way between the files of a SQLite store and the rows of a PostgreSQL
/// database: whoever is signed in stays so.
/// </summary>
internal static class ProtectionKeyFiles
{
    /// <summary>
    /// Puts each key file into the database, sealed under <c>data.key</c>, and reads it back; one that is there already
    /// stays.
    /// </summary>
    public static async Task ToRowsAsync(string folder, MyPayDb db, DataKeys keys, CancellationToken ct)
    {
        foreach (var file in Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var (name, key) = (Path.GetFileNameWithoutExtension(file), XElement.Load(file));
            var row = await db.Set<ProtectionKeyRow>()
                .AsNoTracking()
                .SingleOrDefaultAsync(known => known.Name == name, ct);
            if (row is null)
            {
                row = ProtectionKeys.Seal(key, name, keys);
                db.Add(row);
                await db.SaveChangesAsync(ct);
            }

            if (!XNode.DeepEquals(ProtectionKeys.Open(row, keys), key))
                throw new InvalidOperationException(
                    $"The cookie key {name} is another one in the database than in {folder}."
                );
        }
    }

    /// <summary>Writes each key of the database into a file, readable by its owner only.</summary>
    public static async Task ToFilesAsync(MyPayDb db, DataKeys keys, string folder, CancellationToken ct)
    {
        foreach (var row in await db.Set<ProtectionKeyRow>().AsNoTracking().OrderBy(row => row.Name).ToListAsync(ct))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var file = new FileStream(Path.Combine(folder, $"{row.Name}.xml"), options);
            await ProtectionKeys.Open(row, keys).SaveAsync(file, SaveOptions.None, ct);
        }
    }
}
