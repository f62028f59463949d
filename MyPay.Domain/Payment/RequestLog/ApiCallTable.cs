using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.RequestLog;

/// <summary>A call of the merchant API, masked.</summary>
internal sealed class ApiCallRow
{
    public long Seq { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required Guid Key { get; init; }

    public bool Live { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public int Status { get; init; }

    public string? Code { get; init; }

    public int Milliseconds { get; init; }

    public string? Request { get; init; }

    public string? Response { get; init; }

    public ApiCallView ToView() => new(Seq, Key, Live, At, Method, Path, Status, Code, Milliseconds, Request, Response);
}

internal sealed class ApiCallTable : IEntityTypeConfiguration<ApiCallRow>
{
    public const int LongestPath = 200;
    public const int LongestCode = 80;

    public void Configure(EntityTypeBuilder<ApiCallRow> call)
    {
        call.ToTable("payment_api_call");
        call.HasKey(c => c.Seq);
        call.Property(c => c.Seq).ValueGeneratedOnAdd();
        call.Property(c => c.Method).HasMaxLength(8);
        call.Property(c => c.Path).HasMaxLength(LongestPath);
        call.Property(c => c.Code).HasMaxLength(LongestCode);
        call.HasIndex(c => new
        {
            c.Franchise,
            c.Live,
            c.Seq,
        });
        call.HasIndex(c => c.At);
    }
}
