using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// A store knows its <c>data.key</c> again: the first start writes a value made of the key, and no instance with
/// another key starts afterwards. It would read no account number and turn every PIN wrong.
/// </summary>
internal static class KeyCheck
{
    private const string Name = "data.key";

    /// <summary>Before a key is made: throws when the store has one already and this directory has none.</summary>
    public static async Task RequireFileAsync(MyPayDb db, StorageOptions store, CancellationToken ct)
    {
        if (File.Exists(DataKeys.FileIn(store.Directory)) || !await db.Set<KeyCheckRow>().AnyAsync(ct))
            return;
        throw new InvalidOperationException(
            $"{DataKeys.FileIn(store.Directory)} is missing, and the database was made with one. Copy "
                + "keys/data.key of another instance, or of the key backup, to it; MyPay does not start "
                + "without it."
        );
    }

    /// <summary>Throws when the store was made with another key; the first time it remembers this one.</summary>
    public static async Task RequireAsync(MyPayDb db, StorageOptions store, DataKeys keys, CancellationToken ct)
    {
        if (await RequireSameAsync(db, store, keys, ct))
            return;
        db.Add(new KeyCheckRow { Name = Name, Value = keys.Check });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Throws when the store was made with another key; false when it does not know its key yet. Writes nothing.
    /// </summary>
    public static async Task<bool> RequireSameAsync(
        MyPayDb db,
        StorageOptions store,
        DataKeys keys,
        CancellationToken ct
    )
    {
        var known = await db.Set<KeyCheckRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == Name, ct);
        if (known is null || known.Value == keys.Check)
            return known is not null;
        throw new InvalidOperationException(
            $"{DataKeys.FileIn(store.Directory)} is not the key this database was made with: account numbers "
                + "could not be read and every PIN would be wrong. "
                + "Copy keys/data.key of another instance, or of the key backup, to it."
        );
    }
}

/// <summary>What a store keeps of its key.</summary>
internal sealed class KeyCheckRow
{
    public required string Name { get; init; }

    public required string Value { get; init; }
}

internal sealed class KeyCheckTable : IEntityTypeConfiguration<KeyCheckRow>
{
    public void Configure(EntityTypeBuilder<KeyCheckRow> row)
    {
        row.ToTable("storage_key_check");
        row.HasKey(r => r.Name);
        row.Property(r => r.Name).HasMaxLength(20);
    }
}
