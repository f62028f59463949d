using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Platform.Browsers;

/// <summary>A kind of report, and how often it came.</summary>
internal sealed class BrowserReportRow
{
    /// <summary>SHA-256 of what it says.</summary>
    public required string Key { get; init; }

    public required string Directive { get; init; }

    public required string Blocked { get; init; }

    public required string Page { get; init; }

    public required string Source { get; init; }

    public long Count { get; set; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; set; }

    public static string KeyOf(BrowserReport report) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes($"{report.Directive}\n{report.Blocked}\n{report.Page}\n{report.Source}")
            )
        );

    public static BrowserReportRow Of(BrowserReport report, long count, DateTimeOffset at) =>
        new()
        {
            Key = KeyOf(report),
            Directive = report.Directive,
            Blocked = report.Blocked,
            Page = report.Page,
            Source = report.Source,
            Count = count,
            FirstAt = at,
            LastAt = at,
        };

    public BrowserReportView ToView() => new(new(Directive, Blocked, Page, Source), Count, FirstAt, LastAt);
}

internal sealed class BrowserReportTable : IEntityTypeConfiguration<BrowserReportRow>
{
    public const int Longest = 200;

    public void Configure(EntityTypeBuilder<BrowserReportRow> report)
    {
        report.ToTable("browser_report");
        report.HasKey(r => r.Key);
        report.Property(r => r.Key).HasMaxLength(64);
        report.Property(r => r.Directive).HasMaxLength(Longest);
        report.Property(r => r.Blocked).HasMaxLength(Longest);
        report.Property(r => r.Page).HasMaxLength(Longest);
        report.Property(r => r.Source).HasMaxLength(Longest);
        report.HasIndex(r => r.LastAt);
    }
}
