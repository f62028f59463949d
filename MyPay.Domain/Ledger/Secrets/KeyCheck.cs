using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// A store knows its <c>data.key</c> again: the first start writes a value made of the key, and no instance with
/// another key starts afterwards. It would read no account number and turn every PIN wrong.
/// </summary>
internal static class KeyCheck
{
    private const string Name = "data.key";

    /// <summary>
    /// The keys of a store, as far as it knows them: a key that is in the file already and not yet in use stays out.
    /// Makes the first key. Throws when the store was made with another one.
    /// </summary>
    public static DataKeys Open(IServiceProvider services, StorageOptions store)
    {
        using var scope = services.CreateScope();
        var known = Known(scope.ServiceProvider.GetRequiredService<MyPayDb>()).SingleOrDefault();
        return AsKnown(DataKeys.Open(store), known, store);
    }

    /// <summary>The same of a store that is asked through this context, and has its key. Makes nothing.</summary>
    public static async Task<DataKeys> OpenAsync(MyPayDb db, StorageOptions store, CancellationToken ct) =>
        AsKnown(KeyRing.Read(store).Keys(), await Known(db).SingleOrDefaultAsync(ct), store);

    /// <summary>Before a key is made: throws when the store has one already and there is none where it should be.</summary>
    public static async Task RequireFileAsync(MyPayDb db, StorageOptions store, CancellationToken ct)
    {
        if (store.KeyFile is not { } file || File.Exists(file) || !await Known(db).AnyAsync(ct))
            return;
        throw new InvalidOperationException(
            $"{file} is missing, and the database was made with one. Copy "
                + "keys/data.key of another instance, or of the key backup, to it; MyPay does not start "
                + "without it."
        );
    }

    /// <summary>The first time the store remembers its key.</summary>
    public static async Task RememberAsync(MyPayDb db, DataKeys keys, CancellationToken ct)
    {
        if (await Known(db).AnyAsync(ct))
            return;
        db.Add(new KeyCheckRow { Name = Name, Value = keys.Check });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whether the store knows its key: it has been started on.</summary>
    public static Task<bool> IsKnownAsync(MyPayDb db, CancellationToken ct) => Known(db).AnyAsync(ct);

    /// <summary>The store knows these keys from here on; not saved yet.</summary>
    public static async Task ReplaceAsync(MyPayDb db, DataKeys keys, CancellationToken ct)
    {
        var row = await db.Set<KeyCheckRow>().SingleAsync(known => known.Name == Name, ct);
        row.Value = keys.Check;
    }

    /// <summary>These keys as far as a store knows them; null when it was made with another key.</summary>
    public static async Task<DataKeys?> AsKnownAsync(MyPayDb db, DataKeys keys, CancellationToken ct) =>
        await Known(db).SingleOrDefaultAsync(ct) is { } check ? keys.Until(check) : keys;

    private static IQueryable<string> Known(MyPayDb db) =>
        db.Set<KeyCheckRow>().AsNoTracking().Where(row => row.Name == Name).Select(row => row.Value);

    private static DataKeys AsKnown(DataKeys keys, string? check, StorageOptions store) =>
        check is null
            ? keys
            : keys.Until(check)
                ?? throw new InvalidOperationException(
                    $"{store.KeyPlace} is not the key this database was made with: account numbers "
                        + "could not be read and every PIN would be wrong. "
                        + "Copy keys/data.key of another instance, or of the key backup, to it."
                );
}

/// <summary>What a store keeps of its key.</summary>
internal sealed class KeyCheckRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }
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
