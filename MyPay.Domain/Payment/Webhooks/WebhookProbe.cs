using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// Sends a sample event, once, and notes what became of it: it is nobody's next attempt, and an endpoint is neither
/// switched off nor praised for it. One at a time for an endpoint, so that whoever hangs holds one place only.
/// </summary>
internal sealed class WebhookProbe(Journal journal, DataKeys keys, WebhookHttp http, WebhookPlaces places)
{
    private readonly ConcurrentDictionary<Guid, bool> running = new();

    /// <summary>Answers the delivery's id.</summary>
    public async Task<Result<Guid>> RunAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string type,
        CancellationToken ct
    )
    {
        if (!WebhookTypes.All.Contains(type, StringComparer.Ordinal))
            return new Refusal(RefusalKind.Invalid, "payment.webhook.type_unknown", type);
        if (!running.TryAdd(endpoint, true))
            return new Refusal(RefusalKind.Conflict, "payment.webhook.test_in_progress");
        try
        {
            return await SendAsync(franchise, live, endpoint, type, ct);
        }
        finally
        {
            running.TryRemove(endpoint, out _);
        }
    }

    private async Task<Result<Guid>> SendAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string type,
        CancellationToken ct
    )
    {
        if (!(await BeginAsync(franchise, live, endpoint, type, ct)).TryGet(out var begun, out var refusal))
            return refusal;
        var answer = await places.RunAsync(endpoint, () => http.SendAsync(begun.Parcel), CancellationToken.None);
        return await journal.WriteAsync<Guid>(write => End(write, begun, answer), CancellationToken.None);
    }

    private async Task<Result<Begun>> BeginAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string type,
        CancellationToken ct
    )
    {
        var id = "msg_" + Guid.NewGuid().ToString("N");
        var written = await journal.WriteAsync<Begun>(
            write =>
            {
                if (!Webhooks.Find(write, franchise, live, endpoint).TryGet(out var to, out var refusal))
                    return refusal;
                if (!to.Enabled)
                    return new Refusal(RefusalKind.Conflict, "payment.webhook.endpoint_disabled");
                var body = WebhookRules.Body(
                    type,
                    write.Now,
                    WebhookSamples.DataOf(type, live, write.Now),
                    isSample: true
                );
                var delivery = WebhookDeliveryRow.Of(id, to, write.Now);
                delivery.NextAttemptAt = null; // no lane takes it
                write.Db.Add(
                    new WebhookMessageRow
                    {
                        Id = id,
                        Franchise = franchise,
                        Live = live,
                        Type = type,
                        Body = body,
                        At = write.Now,
                        Sample = true,
                    }
                );
                write.Db.Add(delivery);
                Webhooks.Tell(write, franchise);
                var secrets = WebhookSecretRow
                    .Signing(write.Db, endpoint, write.Now)
                    .AsNoTracking()
                    .AsEnumerable()
                    .Select(s => s.Reveal(keys))
                    .ToList();
                return new Begun(delivery.Id, franchise, new(to.Url, id, body, secrets));
            },
            ct
        );
        return written;
    }

    private static Result<Guid> End(JournalWrite write, Begun begun, WebhookAnswer answer)
    {
        if (write.Db.Set<WebhookDeliveryRow>().SingleOrDefault(d => d.Id == begun.Delivery) is not { } delivery)
            return begun.Delivery; // forgotten meanwhile
        (delivery.State, delivery.Attempts, delivery.NextAttemptAt) = (
            answer.IsSuccess ? DeliveryState.Delivered : DeliveryState.Failed,
            delivery.Attempts + 1,
            null
        );
        write.Db.Add(WebhookAttemptRow.Of(delivery.Seq, delivery.Attempts, answer));
        Webhooks.Tell(write, begun.Franchise);
        return begun.Delivery;
    }

    private sealed record Begun(Guid Delivery, FranchiseId Franchise, WebhookParcel Parcel);
}
