using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>A franchise's events: what there is, and sending it again.</summary>
internal sealed class WebhookEvents(MyPayDb db, Journal journal, Webhooks own, WebhookProbe probe) : IWebhookEvents
{
    private const int LargestPage = 100;

    // Looked for outside the door, written down in steps of a few milliseconds: payments of others go on in between.
    private const int LookedAtOnce = 1_000;
    private const int WrittenAtOnce = 200;

    private IQueryable<WebhookMessageRow> Messages => db.Set<WebhookMessageRow>().AsNoTracking();

    private IQueryable<WebhookDeliveryRow> Deliveries => db.Set<WebhookDeliveryRow>().AsNoTracking();

    public async Task<WebhookEventPage> ListAsync(
        FranchiseId franchise,
        bool live,
        WebhookEventFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        limit = Math.Clamp(limit, 1, LargestPage);
        var rows = Messages.Where(m => m.Franchise == franchise && m.Live == live && !m.Sample);
        if (!string.IsNullOrEmpty(cursor))
        {
            if (EventCursor.Of(cursor) is not var (at, id))
                return new([], null);
            rows = rows.Where(m => m.At < at || (m.At == at && m.Id.CompareTo(id) < 0));
        }

        if (filter.Type is { } type)
            rows = rows.Where(m => m.Type == type);
        if (filter.From is { } first && first > DateOnly.MinValue)
            rows = rows.Where(m => m.At >= SeoulTime.StartOf(first));
        if (filter.To is { } last)
            rows = rows.Where(m => m.At < SeoulTime.EndOf(last));
        if (filter.State is { } state)
            rows = InState(rows, state);

        var found = await rows.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(limit + 1).ToListAsync(ct);
        var page = found.Take(limit).ToList();
        return new(
            await ViewsAsync(page, ct),
            found.Count > limit ? EventCursor.Write(page[^1].At, page[^1].Id) : null
        );
    }

    public async Task<WebhookEventView?> FindAsync(FranchiseId franchise, bool live, string id, CancellationToken ct)
    {
        var rows = await Messages.Where(m => m.Id == id && m.Franchise == franchise && m.Live == live).ToListAsync(ct);
        return (await ViewsAsync(rows, ct)).SingleOrDefault();
    }

    public async Task<int> CountMissedAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        var types = await TypesOfAsync(franchise, live, endpoint, ct);
        return await Missed(franchise, live, types, since)
            .CountAsync(
                m =>
                    !db.Set<WebhookDeliveryRow>()
                        .Any(d => d.Message == m.Id && d.Endpoint == endpoint && d.State == DeliveryState.Delivered),
                ct
            );
    }

    public async Task<Result<WebhookResent>> ResendAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        if (!(await SendAsync(franchise, live, endpoint, [], ct)).TryGet(out var sent, out var refusal))
            return refusal;
        var types = await TypesOfAsync(franchise, live, endpoint, ct);
        var (lastAt, lastId) = (since, "");
        while (true)
        {
            var looked = await Missed(franchise, live, types, since)
                .Where(m => m.At > lastAt || (m.At == lastAt && m.Id.CompareTo(lastId) > 0))
                .OrderBy(m => m.At)
                .ThenBy(m => m.Id)
                .Take(LookedAtOnce)
                .Select(m => new { m.Id, m.At })
                .ToListAsync(ct);
            if (looked.Count == 0)
                return sent;
            (lastAt, lastId) = (looked[^1].At, looked[^1].Id);

            var ids = looked.ConvertAll(m => m.Id);
            var got = await Deliveries
                .Where(d => d.Endpoint == endpoint && d.State == DeliveryState.Delivered && ids.Contains(d.Message))
                .Select(d => d.Message)
                .ToHashSetAsync(ct);
            foreach (var step in ids.Where(id => !got.Contains(id)).Chunk(WrittenAtOnce))
            {
                if (!(await SendAsync(franchise, live, endpoint, step, ct)).TryGet(out var more, out refusal))
                    return refusal;
                sent = new(sent.Deliveries + more.Deliveries);
            }
        }
    }

    public async Task<Result<WebhookResent>> ResendOneAsync(
        FranchiseId franchise,
        bool live,
        string id,
        Guid? endpoint,
        CancellationToken ct
    ) =>
        await journal.WriteAsync<WebhookResent>(
            write =>
            {
                if (
                    write.Find<WebhookMessageRow>(id) is not { } message
                    || message.Franchise != franchise
                    || message.Live != live
                )
                    return new Refusal(RefusalKind.NotFound, "payment.webhook.event_not_found");
                List<WebhookEndpointRow> to;
                if (endpoint is { } named)
                {
                    if (!Webhooks.Find(write, franchise, live, named).TryGet(out var row, out var refusal))
                        return refusal;
                    if (!row.Enabled)
                        return new Refusal(RefusalKind.Conflict, "payment.webhook.endpoint_disabled");
                    to = [row];
                }
                else
                {
                    to =
                    [
                        .. write
                            .Db.Set<WebhookEndpointRow>()
                            .AsNoTracking()
                            .Where(e => e.Franchise == franchise && e.Live == live && e.RemovedAt == null && e.Enabled)
                            .AsEnumerable()
                            .Where(e => e.Wants(message.Type)),
                    ];
                    if (to.Count == 0)
                        return new Refusal(RefusalKind.Conflict, "payment.webhook.nobody_wants", message.Type);
                }

                foreach (var receiver in to)
                    Start(write, receiver, [id], again: true);
                return new WebhookResent(to.Count);
            },
            ct
        );

    public async Task<Result<WebhookDeliveryView>> TestAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string type,
        CancellationToken ct
    )
    {
        if (!(await probe.RunAsync(franchise, live, endpoint, type, ct)).TryGet(out var delivery, out var refusal))
            return refusal;
        return (await own.FindDeliveryAsync(franchise, live, delivery, ct))!;
    }

    /// <summary>
    /// A step of a resend. The endpoint is looked at in each: it may be switched off, or taken away, in the middle.
    /// </summary>
    private Task<Result<WebhookResent>> SendAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string[] ids,
        CancellationToken ct
    ) =>
        journal.WriteAsync<WebhookResent>(
            write =>
            {
                if (!Webhooks.Find(write, franchise, live, endpoint).TryGet(out var row, out var refusal))
                    return refusal;
                if (!row.Enabled)
                    return new Refusal(RefusalKind.Conflict, "payment.webhook.endpoint_disabled");
                return new WebhookResent(ids.Length == 0 ? 0 : Start(write, row, ids, again: false));
            },
            ct
        );

    /// <summary>
    /// Deliveries of these messages are due now, made where there is none. Those being sent just now are left alone.
    /// </summary>
    /// <param name="again">What was delivered is delivered again.</param>
    private static int Start(JournalWrite write, WebhookEndpointRow endpoint, string[] ids, bool again)
    {
        var soon = write.Now + WebhookRules.TakenFor;
        var there = write
            .Db.Set<WebhookDeliveryRow>()
            .Where(d => d.Endpoint == endpoint.Id && ids.Contains(d.Message))
            .ToDictionary(d => d.Message, StringComparer.Ordinal);
        var started = 0;
        foreach (var id in ids)
        {
            if (!there.TryGetValue(id, out var row))
                write.Db.Add(WebhookDeliveryRow.Of(id, endpoint, write.Now));
            else if (row.State == DeliveryState.Delivered && !again)
                continue;
            else if (row.State != DeliveryState.Pending || row.NextAttemptAt is null || row.NextAttemptAt > soon)
                row.Restart(endpoint, write.Now);
            started++;
        }

        write.Touch(WebhookTopics.Due);
        Webhooks.Tell(write, endpoint.Franchise);
        return started;
    }

    private IQueryable<WebhookMessageRow> Missed(
        FranchiseId franchise,
        bool live,
        string[] types,
        DateTimeOffset since
    ) =>
        Messages.Where(m =>
            m.Franchise == franchise && m.Live == live && !m.Sample && m.At >= since && types.Contains(m.Type)
        );

    private async Task<string[]> TypesOfAsync(FranchiseId franchise, bool live, Guid endpoint, CancellationToken ct)
    {
        var types = await db.Set<WebhookEndpointRow>()
            .Where(e => e.Id == endpoint && e.Franchise == franchise && e.Live == live && e.RemovedAt == null)
            .Select(e => e.Types)
            .SingleOrDefaultAsync(ct);
        return types?.Split(' ') ?? [];
    }

    private IQueryable<WebhookMessageRow> InState(IQueryable<WebhookMessageRow> rows, string state)
    {
        var sent = db.Set<WebhookDeliveryRow>();
        return state switch
        {
            WebhookEventStates.Unsent => rows.Where(m => !sent.Any(d => d.Message == m.Id)),
            WebhookEventStates.Failed => rows.Where(m =>
                sent.Any(d => d.Message == m.Id && d.State == DeliveryState.Failed)
            ),
            WebhookEventStates.Pending => rows.Where(m =>
                !sent.Any(d => d.Message == m.Id && d.State == DeliveryState.Failed)
                && sent.Any(d => d.Message == m.Id && d.State == DeliveryState.Pending)
            ),
            WebhookEventStates.Delivered => rows.Where(m =>
                sent.Any(d => d.Message == m.Id)
                && !sent.Any(d => d.Message == m.Id && d.State != DeliveryState.Delivered)
            ),
            _ => rows.Where(m => false),
        };
    }

    private async Task<IReadOnlyList<WebhookEventView>> ViewsAsync(List<WebhookMessageRow> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(m => m.Id);
        var sent = await own.ViewsAsync(
            await Deliveries.Where(d => ids.Contains(d.Message)).OrderBy(d => d.Seq).ToListAsync(ct),
            ct
        );
        var byMessage = sent.ToLookup(d => d.MessageId, StringComparer.Ordinal);
        return rows.ConvertAll(m =>
        {
            IReadOnlyList<WebhookDeliveryView> deliveries = [.. byMessage[m.Id]];
            return new WebhookEventView(
                m.Id,
                m.Live,
                m.Type,
                m.At,
                Encoding.UTF8.GetString(m.Body),
                m.Sample,
                StateOf(deliveries),
                deliveries
            );
        });
    }

    private static string StateOf(IReadOnlyList<WebhookDeliveryView> deliveries) =>
        deliveries.Count == 0 ? WebhookEventStates.Unsent
        : deliveries.Any(d => d.State == "failed") ? WebhookEventStates.Failed
        : deliveries.Any(d => d.State == "pending") ? WebhookEventStates.Pending
        : WebhookEventStates.Delivered;
}

/// <summary>Where a page of events ended.</summary>
internal static class EventCursor
{
    public static string Write(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}.{id}");

    /// <summary>Null when we did not write it.</summary>
    public static (DateTimeOffset At, string Id)? Of(string cursor)
    {
        var parts = cursor.Split('.', 2);
        if (
            parts.Length < 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
        )
            return null;
        return (new(ticks, TimeSpan.Zero), parts[1]);
    }
}
