using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Outbox;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>Turns an event into one message and a delivery for each endpoint of its mode that wants it. Told twice, it finds its message and does nothing.</summary>
internal abstract class WebhookIntake(MyPayDb db, Journal journal)
{
    private static readonly CompiledQuery<Func<MyPayDb, FranchiseId, bool, Task<bool>>> HasOpen = new(() =>
        EF.CompileAsyncQuery((MyPayDb db, FranchiseId franchise, bool live) =>
            db.Set<WebhookEndpointRow>().Any(e => e.Franchise == franchise && e.Live == live && e.RemovedAt == null && e.Enabled)));

    protected async Task TakeAsync(string type, FranchiseId franchise, string source, bool live, string data, DateTimeOffset at, CancellationToken ct)
    {
        // Most franchises have no endpoint: they cost no write.
        if (!await HasOpen.On(db)(db, franchise, live)) return;

        var id = WebhookRules.MessageId(type, franchise, source, live, data, at);
        var body = WebhookRules.Body(type, at, data);
        var taken = await journal.WriteAsync<Done>(
            write =>
            {
                var endpoints = Open(write.Db, franchise, live).AsNoTracking().OrderBy(e => e.MadeAt).AsEnumerable().Where(e => e.Wants(type)).ToList();
                if (endpoints.Count == 0 || write.Db.Set<WebhookMessageRow>().Any(m => m.Id == id)) return default(Done);

                write.Db.Add(new WebhookMessageRow { Id = id, Franchise = franchise, Live = live, Type = type, Body = body, At = at });
                foreach (var endpoint in endpoints)
                {
                    write.Db.Add(new WebhookDeliveryRow
                    {
                        Id = NewId.At(write.Now),
                        Message = id,
                        Endpoint = endpoint.Id,
                        Franchise = franchise,
                        Live = live,
                        Url = endpoint.Url,
                        State = DeliveryState.Pending,
                        NextAttemptAt = write.Now,
                        CreatedAt = write.Now,
                    });
                }

                write.Touch(WebhookTopics.Due);
                Webhooks.Tell(write, franchise);
                return default(Done);
            },
            ct);
        if (!taken.TryGet(out _, out var refusal)) throw new InvalidOperationException($"{id} could not be taken: {refusal.Code}.");
    }

    private static IQueryable<WebhookEndpointRow> Open(MyPayDb db, FranchiseId franchise, bool live) =>
        db.Set<WebhookEndpointRow>().Where(e => e.Franchise == franchise && e.Live == live && e.RemovedAt == null && e.Enabled);
}

internal sealed class WebhookIntakeOfPayments(MyPayDb db, Journal journal) : WebhookIntake(db, journal), IOutboxHandler<PaymentHappened>
{
    public Task HandleAsync(PaymentHappened news, CancellationToken ct) => TakeAsync(news.Type, news.Franchise, news.Tid, news.Live, news.Data, news.At, ct);
}

internal sealed class WebhookIntakeOfNews(MyPayDb db, Journal journal) : WebhookIntake(db, journal), IOutboxHandler<WebhookNews>
{
    public Task HandleAsync(WebhookNews news, CancellationToken ct) => TakeAsync(news.Type, news.Franchise, news.Source, news.Live, news.Data, news.At, ct);
}
