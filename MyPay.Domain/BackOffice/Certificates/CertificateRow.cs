using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.BackOffice.Certificates;

/// <summary>A certificate's row. Append-only.</summary>
internal sealed class CertificateRow
{
    public long Number { get; init; }

    public DateOnly Date { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public required string IssuedBy { get; init; }

    public long LastSlip { get; init; }

    public required string RootHash { get; init; }

    public long BankAssets { get; init; }

    public long? BankStated { get; init; }

    public int OpenCases { get; init; }

    public long Wallets { get; init; }

    public long Pending { get; init; }

    public long Awaiting { get; init; }

    public long InTransit { get; init; }

    public long Unsettled { get; init; }

    public long Payable { get; init; }

    public long Reserve { get; init; }

    public long? BasisPoints { get; init; }

    /// <summary><see cref="TrialLine"/>s as JSON.</summary>
    public required string Trial { get; init; }

    /// <summary>Hexadecimal, as <see cref="Seal"/>.</summary>
    public required string Before { get; init; }

    public required string Seal { get; init; }

    public Certificate View() =>
        new(
            Number,
            Date,
            IssuedAt,
            IssuedBy,
            LastSlip,
            RootHash,
            BankAssets,
            BankStated,
            OpenCases,
            Wallets,
            Pending,
            Awaiting,
            InTransit,
            Unsettled,
            Payable,
            Reserve,
            BasisPoints,
            JsonSerializer.Deserialize<List<TrialLine>>(Trial) ?? [],
            Before,
            Seal,
            FieldsOf(this)
        );

    /// <summary>
    /// SHA-256 over the seal before and every field as text, each with its length in bytes before it (-1 for none).
    /// </summary>
    public static string SealOf(CertificateRow row)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in FieldsOf(row))
        {
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            sha.AppendData(BitConverter.GetBytes(field is null ? -1 : bytes.Length));
            sha.AppendData(bytes);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static string?[] FieldsOf(CertificateRow row) =>
        [
            row.Before,
            $"{row.Number}",
            row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            $"{row.IssuedAt.ToUnixTimeMilliseconds()}",
            row.IssuedBy,
            $"{row.LastSlip}",
            row.RootHash,
            $"{row.BankAssets}",
            row.BankStated?.ToString(CultureInfo.InvariantCulture),
            $"{row.OpenCases}",
            $"{row.Wallets}",
            $"{row.Pending}",
            $"{row.Awaiting}",
            $"{row.InTransit}",
            $"{row.Unsettled}",
            $"{row.Payable}",
            $"{row.Reserve}",
            row.BasisPoints?.ToString(CultureInfo.InvariantCulture),
            row.Trial,
        ];
}

internal sealed class CertificateTable : IEntityTypeConfiguration<CertificateRow>
{
    public void Configure(EntityTypeBuilder<CertificateRow> row)
    {
        row.ToTable("backoffice_certificate");
        row.HasKey(c => c.Number);
        row.Property(c => c.Number).ValueGeneratedNever();
        row.Property(c => c.RootHash).HasMaxLength(64);
        row.Property(c => c.Before).HasMaxLength(64);
        row.Property(c => c.Seal).HasMaxLength(64);
        row.HasIndex(c => c.Date).IsUnique();
    }
}
