using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Franchise.ApiKeys;

/// <summary>An API key as it is stored: its hash, and of itself only how it begins and ends.</summary>
internal sealed class ApiKeyRow
{
    public required Guid Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required string Name { get; init; }

    public required bool Live { get; init; }

    /// <summary>SHA-256 of the raw key. No slow hash: 192 random bits are not guessed.</summary>
    public required byte[] Hash { get; init; }

    public required string Prefix { get; init; }

    public required string Last4 { get; init; }

    /// <summary>Scopes with a space between.</summary>
    public required string Scopes { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it stops by itself: a successor was made.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && !(now >= EndsAt);

    public ApiCaller ToCaller() => new(Id, Franchise, Live, Scopes.Split(' '));

    public ApiKeyView ToView() =>
        new(Id, Name, Live, Last4, Scopes.Split(' '), MadeAt, LastUsedAt, EndsAt, RevokedAt is not null);
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> key)
    {
        key.ToTable("franchise_api_key");
        key.HasKey(k => k.Id);
        key.Property(k => k.Name).HasMaxLength(ShopKeys.LongestName);
        key.Property(k => k.Hash).HasMaxLength(32);
        key.Property(k => k.Prefix).HasMaxLength(16);
        key.Property(k => k.Last4).HasMaxLength(4);
        key.Property(k => k.Scopes).HasMaxLength(200);
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasIndex(k => new { k.Franchise, k.MadeAt });
    }
}
