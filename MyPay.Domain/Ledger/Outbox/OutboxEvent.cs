using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Ledger.Outbox;

/// <summary>News that one module gives to whoever listens, written in the transaction that made it true.</summary>
public interface IOutboxEvent
{
    /// <summary>The name it is stored under, <c>module.what-happened</c>. Never changed.</summary>
    static abstract string EventName { get; }
}

/// <summary>Listens to one kind of event: at least once each, in order. Must be safe to be told twice.</summary>
public interface IOutboxHandler<in TEvent>
    where TEvent : IOutboxEvent
{
    /// <summary>Acts on the news; an exception means "not done", and it is told again.</summary>
    Task HandleAsync(TEvent news, CancellationToken ct);
}

/// <summary>
/// The same for who would rather be told of many at once, such as to write them down in one commit. All of them are
/// told or none; when that fails they are told one by one, so that a bad one holds up only those after it.
/// </summary>
public interface IOutboxBatchHandler<in TEvent> : IOutboxHandler<TEvent>
    where TEvent : IOutboxEvent
{
    /// <summary>Acts on news in their order; an exception means that none of it was done.</summary>
    Task HandleAsync(IReadOnlyList<TEvent> news, CancellationToken ct);
}

/// <summary>An event's row.</summary>
internal sealed class OutboxRow
{
    public long Seq { get; init; }

    public required string Name { get; init; }

    public required string Payload { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>How far a listener has come.</summary>
internal sealed class OutboxCursorRow
{
    public required string Consumer { get; init; }

    public long Seq { get; set; }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> row)
    {
        row.ToTable("outbox_event");
        row.HasKey(e => e.Seq);
        row.Property(e => e.Seq).ValueGeneratedOnAdd();
        row.HasIndex(e => new { e.Name, e.Seq });
    }
}

internal sealed class OutboxCursorTable : IEntityTypeConfiguration<OutboxCursorRow>
{
    public void Configure(EntityTypeBuilder<OutboxCursorRow> row)
    {
        row.ToTable("outbox_cursor");
        row.HasKey(c => c.Consumer);
    }
}
