using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>Takes events away whose time is over, a few hundred in a commit.</summary>
internal sealed class WebhookUpkeep(MyPayDb db, Journal journal, TimeProvider clock) : IWebhookUpkeep
{
    private const int AtOnce = 200;

    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        var end = clock.GetUtcNow().AddDays(-IWebhookEvents.KeptDays);
        var (forgotten, last) = (0, "");
        while (true)
        {
            // What is still being sent is left for another night, and passed over here.
            var ids = await db.Set<WebhookMessageRow>()
                .Where(m =>
                    m.At < end
                    && m.Id.CompareTo(last) > 0
                    && !db.Set<WebhookDeliveryRow>().Any(d => d.Message == m.Id && d.NextAttemptAt != null)
                )
                .OrderBy(m => m.Id)
                .Select(m => m.Id)
                .Take(AtOnce)
                .ToListAsync(ct);
            if (ids.Count == 0)
                return forgotten;
            last = ids[^1];
            var step = await journal.WriteAsync<Gone>(write => Forget(write, ids), ct);
            if (!step.TryGet(out var gone, out var refusal))
                throw new InvalidOperationException($"Old events could not be taken away: {refusal.Code}.");
            forgotten += gone.Events;
        }
    }

    private static Result<Gone> Forget(JournalWrite write, List<string> ids)
    {
        // Somebody may have sent one again since it was looked for.
        var busy = write
            .Db.Set<WebhookDeliveryRow>()
            .Where(d => ids.Contains(d.Message) && d.NextAttemptAt != null)
            .Select(d => d.Message)
            .ToHashSet(StringComparer.Ordinal);
        var going = ids.Where(id => !busy.Contains(id)).ToList();
        var deliveries = write.Db.Set<WebhookDeliveryRow>().Where(d => going.Contains(d.Message));
        write.Db.Set<WebhookAttemptRow>().Where(a => deliveries.Any(d => d.Seq == a.Delivery)).ExecuteDelete();
        deliveries.ExecuteDelete();
        return new Gone(write.Db.Set<WebhookMessageRow>().Where(m => going.Contains(m.Id)).ExecuteDelete());
    }

    private sealed record Gone(int Events);
}
