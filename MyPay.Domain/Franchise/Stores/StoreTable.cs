using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Stores;

/// <summary>A store of a franchise.</summary>
internal sealed class StoreRow
{
    public const int Most = 200;

    // No letters that printers and eyes confuse: people type a code that a camera does not read.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int CodeLength = 12;

    public required StoreId Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    /// <summary>Counted from 1 within the franchise: the first store is the first one.</summary>
    public required int Number { get; init; }

    public required string Name { get; set; }

    public required string QrCode { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public StoreView ToView() => new(Id, Franchise, Name, QrCode);

    public static StoreRow Add(JournalWrite write, FranchiseId franchise, int number, string name)
    {
        var store = new StoreRow
        {
            Id = new(NewId.At(write.Now)),
            Franchise = franchise,
            Number = number,
            Name = name,
            QrCode = Chance.Text(Alphabet, CodeLength),
            MadeAt = write.Now,
        };
        write.Db.Add(store);
        return store;
    }
}

internal sealed class StoreTable : IEntityTypeConfiguration<StoreRow>
{
    public void Configure(EntityTypeBuilder<StoreRow> store)
    {
        store.ToTable("franchise_store");
        store.HasKey(s => s.Id);
        store.Property(s => s.Name).HasMaxLength(ApplicationRules.LongestName);
        store.Property(s => s.QrCode).HasMaxLength(16);
        store.HasIndex(s => s.QrCode).IsUnique();
        store.HasIndex(s => new { s.Franchise, s.Number }).IsUnique();
    }
}
