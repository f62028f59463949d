using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Payment.Idempotency;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>A franchise's endpoints and what was sent to them.</summary>
internal sealed class Webhooks(MyPayDb db, Journal journal, DataKeys keys, WebhookTargets targets, TimeProvider clock)
    : IWebhooks
{
    private const int LargestPage = 100;

    public async Task<Result<WebhookEndpointSecret>> AddEndpointAsync(
        FranchiseId franchise,
        bool live,
        string url,
        IReadOnlyCollection<string> types,
        string? description,
        string? key,
        CancellationToken ct
    )
    {
        if (!WebhookRules.Types(types).TryGet(out var wanted, out var refusal))
            return refusal;
        if (!WebhookRules.Description(description).TryGet(out var words, out refusal))
            return refusal;
        if (!(await targets.CheckAsync(url, ct)).TryGet(out var uri, out refusal))
            return refusal;

        var secret = WebhookRules.NewSecret();
        var added = await journal.WriteAsync<Guid>(
            key is null
                ? null
                : new Once(
                    $"webhook-endpoint:{franchise}:{(live ? "live" : "test")}",
                    key,
                    Fingerprints.OfEndpoint(uri.OriginalString, wanted, words.Text)
                ),
            write =>
            {
                if (
                    write
                        .Db.Set<WebhookEndpointRow>()
                        .Count(e => e.Franchise == franchise && e.Live == live && e.RemovedAt == null)
                    >= WebhookRules.MaxEndpoints
                )
                    return new Refusal(
                        RefusalKind.Conflict,
                        "payment.webhook.too_many",
                        (long)WebhookRules.MaxEndpoints
                    );

                var id = NewId.At(write.Now);
                var endpoint = new WebhookEndpointRow
                {
                    Id = id,
                    Franchise = franchise,
                    Live = live,
                    Url = uri.OriginalString,
                    Description = words.Text,
                    Types = string.Join(' ', wanted),
                    Enabled = true,
                    MadeAt = write.Now,
                };
                write.Db.Add(endpoint);
                write.Db.Add(WebhookSecretRow.Of(id, 1, secret, keys));
                Tell(write, franchise);
                return id;
            },
            ct
        );
        return added.TryGet(out var made, out refusal) ? await SecretOfAsync(franchise, live, made, 1, ct) : refusal;
    }

    public async Task<Result<WebhookEndpointView>> ChangeEndpointAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string? url,
        IReadOnlyCollection<string>? types,
        bool? enabled,
        string? description,
        CancellationToken ct
    )
    {
        string[]? wanted = null;
        Uri? uri = null;
        if (types is not null && !WebhookRules.Types(types).TryGet(out wanted, out var refusal))
            return refusal;
        if (!WebhookRules.Description(description).TryGet(out var words, out refusal))
            return refusal;
        if (url is not null && !(await targets.CheckAsync(url, ct)).TryGet(out uri, out refusal))
            return refusal;

        return await journal.WriteAsync<WebhookEndpointView>(
            write =>
            {
                if (!Find(write, franchise, live, endpoint).TryGet(out var row, out var refused))
                    return refused;
                if (uri is not null)
                    row.Url = uri.OriginalString;
                if (wanted is not null)
                    row.Types = string.Join(' ', wanted);
                if (description is not null)
                    row.Description = words.Text;
                if (enabled is { } on && on != row.Enabled)
                {
                    (row.Enabled, row.DisabledBecause) = (on, null);
                    if (on)
                        Resume(write, endpoint);
                    else
                        Pause(write, endpoint);
                }

                Tell(write, franchise);
                return row.ToView(WebhookSecretRow.Signing(write.Db, endpoint, write.Now));
            },
            ct
        );
    }

    public async Task<Result<WebhookEndpointSecret>> RotateSecretAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string? key,
        CancellationToken ct
    )
    {
        var secret = WebhookRules.NewSecret();
        var rotated = await journal.WriteAsync<int>(
            key is null
                ? null
                : new Once($"webhook-secret:{franchise}:{(live ? "live" : "test")}", key, endpoint.ToString("N")),
            write =>
            {
                if (!Find(write, franchise, live, endpoint).TryGet(out _, out var refusal))
                    return refusal;
                Tell(write, franchise);
                return WebhookSecretRow.Rotate(write, endpoint, secret, keys);
            },
            ct
        );
        return rotated.TryGet(out var number, out var refused)
            ? await SecretOfAsync(franchise, live, endpoint, number, ct)
            : refused;
    }

    public Task<Result<Done>> RemoveEndpointAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (!Find(write, franchise, live, endpoint).TryGet(out var row, out var refusal))
                    return refusal;
                (row.RemovedAt, row.Enabled) = (write.Now, false);
                write.Db.Set<WebhookSecretRow>().Where(s => s.Endpoint == endpoint).ExecuteDelete();
                Pending(write, endpoint)
                    .ExecuteUpdate(d =>
                        d.SetProperty(x => x.State, DeliveryState.Failed)
                            .SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null)
                    );
                Tell(write, franchise);
                return default(Done);
            },
            ct
        );

    public async Task<IReadOnlyList<WebhookEndpointView>> EndpointsAsync(
        FranchiseId franchise,
        bool live,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var rows = await db.Set<WebhookEndpointRow>()
            .AsNoTracking()
            .Where(e => e.Franchise == franchise && e.Live == live && e.RemovedAt == null)
            .OrderBy(e => e.MadeAt)
            .ThenBy(e => e.Id)
            .ToListAsync(ct);
        var ids = rows.ConvertAll(e => e.Id);
        var old = (
            await db.Set<WebhookSecretRow>()
                .AsNoTracking()
                .Where(s => ids.Contains(s.Endpoint) && s.EndsAt > now)
                .ToListAsync(ct)
        ).ToLookup(s => s.Endpoint);
        return [.. rows.Select(e => e.ToView(old[e.Id]))];
    }

    public async Task<WebhookDeliveryPage> DeliveriesAsync(
        FranchiseId franchise,
        bool live,
        Guid? endpoint,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        limit = Math.Clamp(limit, 1, LargestPage);
        var before = long.MaxValue;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (WebhookRules.SeqOf(cursor) is not { } seq)
                return new([], null);
            before = seq;
        }

        var rows = await db.Set<WebhookDeliveryRow>()
            .AsNoTracking()
            .Where(d =>
                d.Franchise == franchise
                && d.Live == live
                && d.Seq < before
                && (endpoint == null || d.Endpoint == endpoint)
            )
            .OrderByDescending(d => d.Seq)
            .Take(limit + 1)
            .ToListAsync(ct);
        var page = rows.Take(limit).ToList();
        return new(await ViewsAsync(page, ct), rows.Count > limit ? WebhookRules.Cursor(page[^1].Seq) : null);
    }

    public async Task<WebhookDeliveryView?> FindDeliveryAsync(
        FranchiseId franchise,
        bool live,
        Guid delivery,
        CancellationToken ct
    )
    {
        var rows = await db.Set<WebhookDeliveryRow>()
            .AsNoTracking()
            .Where(d => d.Franchise == franchise && d.Live == live && d.Id == delivery)
            .ToListAsync(ct);
        return (await ViewsAsync(rows, ct)).SingleOrDefault();
    }

    public async Task<Result<WebhookDeliveryView>> RedeliverAsync(
        FranchiseId franchise,
        bool live,
        Guid delivery,
        CancellationToken ct
    )
    {
        var started = await journal.WriteAsync<Done>(
            write =>
            {
                var row = write
                    .Db.Set<WebhookDeliveryRow>()
                    .SingleOrDefault(d => d.Franchise == franchise && d.Live == live && d.Id == delivery);
                if (SendAgain(write, row) is { } refused)
                    return refused;
                return default(Done);
            },
            ct
        );
        if (!started.TryGet(out _, out var refusal))
            return refusal;
        return (await FindDeliveryAsync(franchise, live, delivery, ct))!;
    }

    /// <summary>
    /// A delivery is due now, with the whole schedule before it; a refusal when there is none or its endpoint is off or
    /// removed.
    /// </summary>
    public static Refusal? SendAgain(JournalWrite write, WebhookDeliveryRow? row)
    {
        if (row is null)
            return new(RefusalKind.NotFound, "payment.webhook.delivery_not_found");
        if (!Find(write, row.Franchise, row.Live, row.Endpoint).TryGet(out var endpoint, out _) || !endpoint.Enabled)
            return new(RefusalKind.Conflict, "payment.webhook.endpoint_disabled");
        row.Restart(endpoint, write.Now);
        write.Touch(WebhookTopics.Due);
        Tell(write, row.Franchise);
        return null;
    }

    /// <summary>Open pages of the franchise and of the back office.</summary>
    public static void Tell(JournalWrite write, FranchiseId franchise)
    {
        write.Touch(WebhookTopics.Of(franchise));
        write.Touch(WebhookTopics.All);
    }

    /// <summary>What is still to be sent to a disabled endpoint waits: it is nobody's next attempt.</summary>
    public static void Pause(JournalWrite write, Guid endpoint) =>
        Pending(write, endpoint).ExecuteUpdate(d => d.SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null));

    private static void Resume(JournalWrite write, Guid endpoint)
    {
        var now = write.Now;
        Pending(write, endpoint)
            .ExecuteUpdate(d => d.SetProperty(x => x.NextAttemptAt, now).SetProperty(x => x.Failures, 0));
        write.Touch(WebhookTopics.Due);
    }

    private static IQueryable<WebhookDeliveryRow> Pending(JournalWrite write, Guid endpoint) =>
        write.Db.Set<WebhookDeliveryRow>().Where(d => d.Endpoint == endpoint && d.State == DeliveryState.Pending);

    // Keys keep the numbers of secrets, never a secret: that lies sealed in one place only.
    private async Task<Result<WebhookEndpointSecret>> SecretOfAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        int number,
        CancellationToken ct
    )
    {
        var row = await db.Set<WebhookEndpointRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                e => e.Id == endpoint && e.Franchise == franchise && e.Live == live && e.RemovedAt == null,
                ct
            );
        var secret = await db.Set<WebhookSecretRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.Endpoint == endpoint && s.Number == number, ct);
        if (row is null || secret is null)
            return new Refusal(RefusalKind.NotFound, "payment.webhook.not_found");
        var signing = await WebhookSecretRow.Signing(db, endpoint, clock.GetUtcNow()).AsNoTracking().ToListAsync(ct);
        return new WebhookEndpointSecret(row.ToView(signing), secret.Reveal(keys));
    }

    /// <summary>The franchise's own endpoint of this mode; another's is as good as none.</summary>
    public static Result<WebhookEndpointRow> Find(
        JournalWrite write,
        FranchiseId franchise,
        bool live,
        Guid endpoint
    ) =>
        write.Db.Set<WebhookEndpointRow>().Find(endpoint) is { RemovedAt: null } row
        && row.Franchise == franchise
        && row.Live == live
            ? row
            : new Refusal(RefusalKind.NotFound, "payment.webhook.not_found");

    /// <summary>The rows with their messages and attempts.</summary>
    public async Task<IReadOnlyList<WebhookDeliveryView>> ViewsAsync(
        List<WebhookDeliveryRow> rows,
        CancellationToken ct
    )
    {
        var (seqs, ids) = (rows.Select(d => d.Seq).ToList(), rows.Select(d => d.Message).Distinct().ToList());
        var messages = await db.Set<WebhookMessageRow>()
            .AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, ct);
        var attempts = (
            await db.Set<WebhookAttemptRow>().AsNoTracking().Where(a => seqs.Contains(a.Delivery)).ToListAsync(ct)
        ).ToLookup(a => a.Delivery);
        // Between the questions a message may have been forgotten, and its deliveries with it.
        return
        [
            .. rows.Where(d => messages.ContainsKey(d.Message))
                .Select(d => d.ToView(messages[d.Message], attempts[d.Seq])),
        ];
    }
}
