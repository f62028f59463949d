using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance.Contacts;

/// <summary>A receiver of before, as one member keeps them.</summary>
internal sealed class ContactRow
{
    public Guid Id { get; init; }

    public MemberId Owner { get; init; }

    /// <summary>Who it is, comparable: <c>member:…</c>, or the blind index of bank and number.</summary>
    public required string Key { get; init; }

    public MemberId? Member { get; init; }

    public string? Bank { get; init; }

    /// <summary>The number, encrypted for this row.</summary>
    public string? SealedNumber { get; init; }

    public string? AccountLabel { get; set; }

    public required string Name { get; set; }

    public string? Nickname { get; set; }

    public bool Starred { get; set; }

    public bool Removed { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public static string Place(Guid id) => $"remittance_contact:{id:N}";
}

internal sealed class ContactTable : IEntityTypeConfiguration<ContactRow>
{
    public void Configure(EntityTypeBuilder<ContactRow> contact)
    {
        contact.ToTable("remittance_contact");
        contact.HasKey(c => c.Id);
        contact.Property(c => c.Key).HasMaxLength(80);
        contact.Property(c => c.Nickname).HasMaxLength(40);
        contact.HasIndex(c => new { c.Owner, c.Key }).IsUnique();
        contact.HasIndex(c => new { c.Owner, c.LastAt });
    }
}
