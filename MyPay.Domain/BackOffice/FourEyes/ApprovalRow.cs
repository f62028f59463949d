using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.FourEyes;

/// <summary>One request for a second pair of eyes.</summary>
internal sealed class ApprovalRow
{
    public Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Payload { get; init; }

    public required string Reason { get; init; }

    public ApprovalState State { get; set; }

    public required string MakerId { get; init; }

    public required string MakerName { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string? CheckerId { get; set; }

    public string? CheckerName { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Note { get; set; }

    /// <summary>
    /// What was read when it was asked, then when it was decided: an <see cref="ApprovalText"/>, JSON.
    /// </summary>
    public required string Text { get; set; }

    public ApprovalAsk Ask => new(Kind, Subject, Payload, Reason);

    public bool IsWaitingAt(DateTimeOffset now) => State == ApprovalState.Waiting && now < ExpiresAt;

    public void End(ApprovalState state, DateTimeOffset at, Actor? checker = null, string? note = null) =>
        (State, DecidedAt, CheckerId, CheckerName, Note) = (state, at, checker?.Id, checker?.Name, note);

    public ApprovalView View(DateTimeOffset now, ApprovalText? fresh = null) =>
        new(
            Id,
            Kind,
            Subject,
            Payload,
            Reason,
            State == ApprovalState.Waiting && now >= ExpiresAt ? ApprovalState.Expired : State,
            new(MakerId, MakerName),
            AskedAt,
            CheckerId is null ? null : new(CheckerId, CheckerName ?? ""),
            DecidedAt,
            Note,
            ExpiresAt,
            fresh ?? JsonSerializer.Deserialize<ApprovalText>(Text)!
        );
}

internal sealed class ApprovalTable : IEntityTypeConfiguration<ApprovalRow>
{
    public void Configure(EntityTypeBuilder<ApprovalRow> approval)
    {
        approval.ToTable("backoffice_approval");
        approval.HasKey(a => a.Id);
        approval.Property(a => a.Kind).HasMaxLength(60);
        approval.Property(a => a.State).HasConversion<string>().HasMaxLength(16);
        approval.HasIndex(a => new { a.State, a.ExpiresAt });
        approval.HasIndex(a => new
        {
            a.Kind,
            a.Subject,
            a.State,
        });
        approval.HasIndex(a => a.AskedAt);
    }
}
