using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>All franchises' webhooks, over the same rows as each one's own.</summary>
internal sealed class WebhookLog(MyPayDb db, Journal journal, Webhooks own, TimeProvider clock) : IWebhookLog
{
    private const int LargestPage = 100;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    private IQueryable<WebhookDeliveryRow> Deliveries => db.Set<WebhookDeliveryRow>().AsNoTracking();

    private IQueryable<WebhookEndpointRow> Off =>
        db.Set<WebhookEndpointRow>()
            .AsNoTracking()
            .Where(e => e.RemovedAt == null && !e.Enabled && e.DisabledBecause != null);

    public async Task<WebhookLogPage> ListAsync(
        WebhookLogFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        limit = Math.Clamp(limit, 1, LargestPage);
        var before = long.MaxValue;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (WebhookRules.SeqOf(cursor) is not { } seq)
                return new([], null);
            before = seq;
        }

        var rows = Deliveries.Where(d => d.Seq < before);
        if (filter.Franchise is { } franchise)
            rows = rows.Where(d => d.Franchise == franchise);
        if (filter.State is not null)
        {
            if (!Enum.TryParse<DeliveryState>(filter.State, ignoreCase: true, out var state) || !Enum.IsDefined(state))
                return new([], null);
            rows = rows.Where(d => d.State == state);
        }

        var found = await rows.OrderByDescending(d => d.Seq).Take(limit + 1).ToListAsync(ct);
        var page = found.Take(limit).ToList();
        var whose = page.ToDictionary(row => row.Id, row => row.Franchise);
        var views = await own.ViewsAsync(page, ct);
        return new(
            [.. views.Select(view => new WebhookLogEntry(whose[view.Id], view))],
            found.Count > limit ? WebhookRules.Cursor(page[^1].Seq) : null
        );
    }

    public async Task<WebhookSums> SumsAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Lately;
        return new(
            await Deliveries.CountAsync(d => d.State == DeliveryState.Pending, ct),
            await Deliveries.CountAsync(d => d.State == DeliveryState.Pending && d.Failures > 0, ct),
            await Deliveries.CountAsync(d => d.State == DeliveryState.Failed && d.CreatedAt >= since, ct),
            await Off.CountAsync(ct)
        );
    }

    public async Task<IReadOnlyList<WebhookOff>> SwitchedOffAsync(CancellationToken ct)
    {
        var rows = await Off.OrderByDescending(e => e.MadeAt).ThenBy(e => e.Id).ToListAsync(ct);
        var ids = rows.ConvertAll(e => e.Id);
        var waiting = await Deliveries
            .Where(d => d.State == DeliveryState.Pending && ids.Contains(d.Endpoint))
            .GroupBy(d => d.Endpoint)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return rows.ConvertAll(e => new WebhookOff(e.Franchise, e.ToView([]), waiting.GetValueOrDefault(e.Id)));
    }

    public async Task<Result<WebhookDeliveryView>> RedeliverAsync(Guid delivery, Actor by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        var started = await journal.WriteAsync<(FranchiseId Franchise, bool Live)>(
            write =>
            {
                if (!StaffRoles.Has(write.Db, by, [SignInRoles.Operator]))
                    return StaffRoles.Missing;
                var row = write.Db.Set<WebhookDeliveryRow>().SingleOrDefault(d => d.Id == delivery);
                if (Webhooks.SendAgain(write, row) is { } refusal)
                    return refusal;
                write.Note(
                    by,
                    "payment.webhook.redelivered",
                    $"franchise:{row!.Franchise}",
                    null,
                    after: new { row.Message, row.Url }
                );
                return (row.Franchise, row.Live);
            },
            ct
        );
        return started.TryGet(out var whose, out var refused)
            ? (await own.FindDeliveryAsync(whose.Franchise, whose.Live, delivery, ct))!
            : refused;
    }
}
