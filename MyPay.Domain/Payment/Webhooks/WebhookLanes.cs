using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Jobs;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// A lane per endpoint. What is due is read from the store, sent with no transaction open, and its outcome written in
/// one commit: a crash between the two leaves the delivery due, so the attempt is repeated with the same id and bytes,
/// and nothing else is. Where several instances share the store an attempt is taken, by its number, before it is sent:
/// each number is sent once, whoever else is at it, and one that was taken by a process that died stands in the log
/// without an outcome.
/// </summary>
internal sealed class WebhookLanes(
    IServiceScopeFactory scopes,
    Journal journal,
    Instances instances,
    DataKeys keys,
    WebhookHttp http,
    WebhookPlaces places,
    TimeProvider clock,
    ILogger<WebhookLanes> log
) : IWebhookPost
{
    private static readonly Histogram<double> Seconds = Telemetry.Durations(
        "mypay.webhook.attempt.duration",
        "Attempts to deliver a webhook."
    );

    private const int LongestTold = 120;

    private readonly Lock opening = new();
    private readonly Dictionary<Guid, bool> open = []; // true: asked for again since it was opened

    public async Task<int> DeliverDueAsync(CancellationToken ct)
    {
        var due = await EndpointsDueAsync(ct);
        var attempts = await Task.WhenAll(due.Where(TryOpen).Select(endpoint => RunAsync(endpoint, ct)).ToArray());
        return attempts.Sum();
    }

    private async Task<int> RunAsync(Guid endpoint, CancellationToken ct)
    {
        var attempts = 0;
        var more = true;
        while (more)
        {
            var trouble = false;
            try
            {
                while (!ct.IsCancellationRequested && await FindDueAsync(endpoint, ct) is { } due)
                {
                    // An outcome that cannot be written leaves the delivery due: the lane closes, and the next round
                    // tries again.
                    trouble = !await AttemptAsync(due, ct);
                    if (trouble)
                        break;
                    attempts++;
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                trouble = true;
            }
            catch (Exception failure)
            {
                log.LogError(
                    failure,
                    "The webhook lane of {Endpoint} stopped; its deliveries are tried again.",
                    endpoint
                );
                trouble = true;
            }

            more = !IsClosed(endpoint, trouble || ct.IsCancellationRequested);
        }

        return attempts;
    }

    private async Task<bool> AttemptAsync(DueDelivery due, CancellationToken ct)
    {
        if (await places.RunAsync(due.Endpoint, () => SendAsync(due), ct) is not var (url, answer))
            return false;
        Seconds.Record(
            answer.Milliseconds / 1000d,
            new KeyValuePair<string, object?>(
                "result",
                answer.IsSuccess ? "ok"
                    : answer.Status is { } status ? $"{status / 100}xx"
                    : "no-answer"
            )
        );
        var written = await journal.WriteAsync<Done>(write => Record(write, due, url, answer), CancellationToken.None);
        if (written.TryGet(out _, out var refusal))
            return true;
        log.LogWarning("The outcome of {Message} could not be written: {Code}.", due.Message, refusal.Code);
        return false;
    }

    private async Task<bool> TakeAsync(DueDelivery due)
    {
        var taken = await journal.WriteAsync<Taken>(
            write =>
            {
                if (
                    write.Db.Set<WebhookDeliveryRow>().Find(due.Seq) is not { NextAttemptAt: not null } delivery
                    || delivery.Attempts >= due.Number
                )
                    return new Taken(false);
                (delivery.Attempts, delivery.NextAttemptAt) = (due.Number, write.Now + WebhookRules.TakenFor);
                write.Db.Add(
                    new WebhookAttemptRow
                    {
                        Delivery = due.Seq,
                        Number = due.Number,
                        At = write.Now,
                        Error = WebhookRules.NoOutcome,
                    }
                );
                return new Taken(true);
            },
            CancellationToken.None
        );
        return taken.TryGet(out var turn, out _) && turn.Mine;
    }

    /// <summary>
    /// Null: the attempt is another instance's, or its endpoint went away while it waited for its place.
    /// </summary>
    private async Task<Sent?> SendAsync(DueDelivery due)
    {
        if (await ParcelAsync(due) is not { } parcel || (instances.AreMany && !await TakeAsync(due)))
            return null;
        try
        {
            return new(parcel.Url, await http.SendAsync(parcel));
        }
        catch (Exception failure)
        {
            // A receiver that breaks us in a way we did not foresee has failed like any other: it must not be asked
            // again at once.
            log.LogError(failure, "Webhook {Message} could not be sent.", due.Message);
            return new(parcel.Url, new WebhookAnswer(clock.GetUtcNow(), null, "failed", 0));
        }
    }

    /// <summary>
    /// What is sent, as the endpoint stands now: its address may have changed and its secret have been rotated since
    /// the delivery was made.
    /// </summary>
    private async Task<WebhookParcel?> ParcelAsync(DueDelivery due)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        var to = await db.Set<WebhookEndpointRow>().AsNoTracking().SingleAsync(e => e.Id == due.Endpoint);
        if (!to.Enabled)
            return null;
        var secrets = await WebhookSecretRow.Signing(db, due.Endpoint, clock.GetUtcNow()).AsNoTracking().ToListAsync();
        var message = await db.Set<WebhookMessageRow>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == due.Message);
        return message is null ? null : new(to.Url, message.Id, message.Body, secrets.ConvertAll(s => s.Reveal(keys)));
    }

    private static Result<Done> Record(JournalWrite write, DueDelivery due, string url, WebhookAnswer answer)
    {
        if (write.Db.Set<WebhookDeliveryRow>().Find(due.Seq) is not { } delivery)
            return default(Done); // forgotten meanwhile
        var endpoint = write.Db.Set<WebhookEndpointRow>().Find(due.Endpoint)!;
        if (write.Db.Set<WebhookAttemptRow>().Find(due.Seq, due.Number) is not { } attempt)
            write.Db.Add(attempt = new() { Delivery = due.Seq, Number = due.Number });
        (attempt.At, attempt.Status, attempt.Error, attempt.Milliseconds, attempt.ResponseBody) = (
            answer.At,
            answer.Status,
            answer.Error,
            answer.Milliseconds,
            answer.Body
        );
        if (delivery.Attempts > due.Number && !answer.IsSuccess)
            return default(Done); // this process stood still, and a later attempt decides
        delivery.Attempts = Math.Max(delivery.Attempts, due.Number);
        delivery.Url = url;
        if (answer.IsSuccess)
        {
            (delivery.State, delivery.NextAttemptAt, delivery.Failures) = (DeliveryState.Delivered, null, 0);
            endpoint.LastSuccessAt = write.Now;
        }
        else
        {
            Fail(write, delivery, endpoint, answer);
        }

        Webhooks.Tell(write, delivery.Franchise);
        return default(Done);
    }

    private static void Fail(
        JournalWrite write,
        WebhookDeliveryRow delivery,
        WebhookEndpointRow endpoint,
        WebhookAnswer answer
    )
    {
        delivery.Failures++;
        // a try says nothing about the endpoint
        if (write.Db.Set<WebhookMessageRow>().Any(m => m.Id == delivery.Message && m.Sample))
        {
            (delivery.State, delivery.NextAttemptAt) = (DeliveryState.Failed, null);
            return;
        }

        var delay = answer.IsGone
            ? null
            : WebhookRules.DelayAfter(delivery.Failures, delivery.Id, delivery.Attempts, answer.RetryAfter);
        if (delay is null || endpoint.RemovedAt is not null)
            (delivery.State, delivery.NextAttemptAt) = (DeliveryState.Failed, null);
        else
            delivery.NextAttemptAt = endpoint.Enabled ? answer.At + delay : null;
        if (delay is not null || !endpoint.Enabled)
            return;

        (endpoint.Enabled, endpoint.DisabledBecause) = (false, answer.IsGone ? "gone" : "failing");
        Webhooks.Pause(write, endpoint.Id);
        TellOff(write, endpoint);
    }

    /// <summary>Once a day for an endpoint, however often it goes on and off.</summary>
    private static void TellOff(JournalWrite write, WebhookEndpointRow endpoint)
    {
        var address = endpoint.Url.Length <= LongestTold ? endpoint.Url : endpoint.Url[..LongestTold] + "…";
        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"webhook:{endpoint.Id:N}:{SeoulTime.DateOf(write.Now):yyyyMMdd}"
        );
        write.NotifyShop(
            endpoint.Franchise,
            new(NoticeEvent.ShopWebhookOff, source, Name: address, Detail: endpoint.DisabledBecause)
        );
    }

    private async Task<List<Guid>> EndpointsDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope
            .ServiceProvider.GetRequiredService<MyPayDb>()
            .Set<WebhookDeliveryRow>()
            .Where(d => d.NextAttemptAt <= now)
            .Select(d => d.Endpoint)
            .Distinct()
            .ToListAsync(ct);
    }

    private async Task<DueDelivery?> FindDueAsync(Guid endpoint, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        var now = clock.GetUtcNow();
        var next = await db.Set<WebhookDeliveryRow>()
            .AsNoTracking()
            .Where(d => d.Endpoint == endpoint && d.NextAttemptAt <= now)
            .OrderBy(d => d.NextAttemptAt)
            .ThenBy(d => d.Seq)
            .Select(d => new
            {
                d.Seq,
                d.Message,
                d.Attempts,
            })
            .FirstOrDefaultAsync(ct);
        return next is null ? null : new(next.Seq, endpoint, next.Message, next.Attempts + 1);
    }

    private bool TryOpen(Guid endpoint)
    {
        lock (opening)
        {
            if (open.TryAdd(endpoint, false))
                return true;
            open[endpoint] = true;
            return false;
        }
    }

    /// <summary>False when more was asked of the lane while it was running dry: then it looks once more.</summary>
    private bool IsClosed(Guid endpoint, bool whatever)
    {
        lock (opening)
        {
            if (!whatever && open[endpoint])
            {
                open[endpoint] = false;
                return false;
            }

            open.Remove(endpoint);
            return true;
        }
    }

    private sealed record DueDelivery(long Seq, Guid Endpoint, string Message, int Number);

    private sealed record Sent(string Url, WebhookAnswer Answer);

    private sealed record Taken(bool Mine);
}
