using Microsoft.EntityFrameworkCore;

namespace MyPay.Domain.Ledger.Outbox;

/// <summary>How far the listeners of the outbox are behind.</summary>
/// <param name="Waiting">Events not yet handled, added up over the listeners.</param>
/// <param name="OldestAt">When the oldest of them was written, UTC; null when nothing waits.</param>
public sealed record OutboxLag(long Waiting, DateTimeOffset? OldestAt);

/// <summary>Looks at the outbox for those who watch it.</summary>
public sealed class OutboxWatch
{
    private readonly MyPayDb db;
    private readonly IEnumerable<OutboxConsumer> consumers;

    internal OutboxWatch(MyPayDb db, IEnumerable<OutboxConsumer> consumers) =>
        (this.db, this.consumers) = (db, consumers);

    /// <summary>One look, by an index range a listener.</summary>
    public async Task<OutboxLag> LookAsync(CancellationToken ct = default)
    {
        var cursors = await db.Set<OutboxCursorRow>()
            .AsNoTracking()
            .ToDictionaryAsync(c => c.Consumer, c => c.Seq, StringComparer.Ordinal, ct);
        var (waiting, oldest) = (0L, (DateTimeOffset?)null);
        foreach (var consumer in consumers)
        {
            var from = cursors.GetValueOrDefault(consumer.Name);
            var behind = db.Set<OutboxRow>().Where(e => e.Name == consumer.EventName && e.Seq > from);
            waiting += await behind.CountAsync(ct);
            var first = await behind.OrderBy(e => e.Seq).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(ct);
            if (first is { } at && (oldest is null || at < oldest))
                oldest = at;
        }

        return new(waiting, oldest);
    }
}
