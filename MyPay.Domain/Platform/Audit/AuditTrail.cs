using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Platform.Audit;

/// <summary>Who acts.</summary>
/// <param name="Id">The sign-in's id; <c>system</c> for the product itself.</param>
/// <param name="Name">What colleagues read: the sign-in's e-mail.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>The product's own clockwork.</summary>
    public static readonly Actor System = new("system", "MyPay");

    /// <summary>The session they act from; null for the product itself, and wherever nobody sits at a page.</summary>
    public Guid? Session { get; init; }
}

/// <summary>
/// The audit log (감사 기록): who changed what, in the write that changed it. Append-only, each entry sealed over the one
/// before; the first entry is sealed over 32 zero bytes.
/// </summary>
public static class AuditTrail
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Notes an act. Personal data stays out of it: ids, masked numbers, states and amounts only.</summary>
    /// <param name="write">The write that does it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action">What, <c>module.act</c>: <c>settlement.batch.held</c>.</param>
    /// <param name="subject">On what, <c>kind:id</c>.</param>
    /// <param name="reason">Why, in the actor's words.</param>
    /// <param name="before">The state before; kept as JSON.</param>
    /// <param name="after">The state after; kept as JSON.</param>
    public static void Note(
        this JournalWrite write,
        Actor actor,
        string action,
        string subject,
        string? reason = null,
        object? before = null,
        object? after = null
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(actor);
        var entries = write.Db.Set<AuditEntry>();
        var last =
            entries.Local.MaxBy(entry => entry.Seq)
            ?? entries.AsNoTracking().OrderByDescending(entry => entry.Seq).FirstOrDefault();
        var next = After(last, write.Now, actor, action, subject, reason, before, after);
        entries.Add(next);
        write.SealEnd(SealedEnds.Audit, next.Seq, next.Hash);
    }

    /// <summary>The entry that comes after <paramref name="last"/>, sealed over it.</summary>
    internal static AuditEntry After(
        AuditEntry? last,
        DateTimeOffset now,
        Actor actor,
        string action,
        string subject,
        string? reason = null,
        object? before = null,
        object? after = null
    )
    {
        var next = new AuditEntry
        {
            Seq = (last?.Seq ?? 0) + 1,
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Action = action,
            Subject = subject,
            Reason = reason,
            Before = before is null ? null : JsonSerializer.Serialize(before, Plain),
            After = after is null ? null : JsonSerializer.Serialize(after, Plain),
        };
        next.Hash = SealOf(next, last?.Hash ?? new byte[32]);
        return next;
    }

    /// <summary>SHA-256 over the seal before and every field, each with its length.</summary>
    public static byte[] SealOf(AuditEntry entry, byte[] before)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(before);
        foreach (
            var field in new[]
            {
                $"{entry.Seq}",
                $"{entry.At.ToUnixTimeMilliseconds()}",
                entry.ActorId,
                entry.ActorName,
                entry.Action,
                entry.Subject,
                entry.Reason,
                entry.Before,
                entry.After,
            }
        )
        {
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            sha.AppendData(BitConverter.GetBytes(field is null ? -1 : bytes.Length));
            sha.AppendData(bytes);
        }

        return sha.GetHashAndReset();
    }
}

/// <summary>One act in the audit log. Never edited.</summary>
public sealed class AuditEntry
{
    /// <summary>Gapless number.</summary>
    public long Seq { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The sign-in's id.</summary>
    public required string ActorId { get; init; }

    /// <summary>Its e-mail at the time.</summary>
    public required string ActorName { get; init; }

    /// <summary>What was done.</summary>
    public required string Action { get; init; }

    /// <summary>On what.</summary>
    public required string Subject { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>JSON.</summary>
    public string? Before { get; init; }

    /// <summary>JSON.</summary>
    public string? After { get; init; }

    /// <summary>The seal.</summary>
    public byte[] Hash { get; internal set; } = [];
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entry");
        entry.HasKey(e => e.Seq);
        entry.Property(e => e.Seq).ValueGeneratedNever();
        entry.HasIndex(e => e.Subject);
        entry.HasIndex(e => e.ActorId);
        entry.HasIndex(e => e.At);
    }
}
