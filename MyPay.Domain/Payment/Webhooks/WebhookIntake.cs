using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// Turns each event into one message, whether or not anybody wants it now, and a delivery for each endpoint of its mode
/// that is on and wants it. Told twice, it finds its message and does nothing. Many are written down in one commit.
/// </summary>
internal abstract class WebhookIntake(Journal journal)
{
    protected async Task TakeAsync(IReadOnlyList<WebhookNews> news)
    {
        var taken = await journal.WriteAsync<Done>(
            write =>
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                var endpoints = new Dictionary<(FranchiseId, bool), List<WebhookEndpointRow>>();
                foreach (var item in news)
                {
                    var id = WebhookRules.MessageId(
                        item.Type,
                        item.Franchise,
                        item.Source,
                        item.Live,
                        item.Data,
                        item.At
                    );
                    if (!seen.Add(id) || write.Find<WebhookMessageRow>(id) is not null)
                        continue;
                    write.Add(
                        new WebhookMessageRow
                        {
                            Id = id,
                            Franchise = item.Franchise,
                            Live = item.Live,
                            Type = item.Type,
                            Body = WebhookRules.Body(item.Type, item.At, item.Data),
                            At = item.At,
                        }
                    );

                    if (!endpoints.TryGetValue((item.Franchise, item.Live), out var own))
                        own = endpoints[(item.Franchise, item.Live)] = Open(write, item.Franchise, item.Live);
                    foreach (var endpoint in own.Where(e => e.Wants(item.Type)))
                        write.Add(WebhookDeliveryRow.Of(id, endpoint, write.Now));
                }

                if (endpoints.Values.Any(own => own.Count > 0))
                    write.Touch(WebhookTopics.Due);
                foreach (var (franchise, _) in endpoints.Keys)
                    Webhooks.Tell(write, franchise);
                return default(Done);
            },
            CancellationToken.None
        );
        if (!taken.TryGet(out _, out var refusal))
            throw new InvalidOperationException($"{news.Count} events could not be taken: {refusal.Code}.");
    }

    private static List<WebhookEndpointRow> Open(JournalWrite write, FranchiseId franchise, bool live) =>
        [
            .. write
                .Where<WebhookEndpointRow>(
                    RowTest.Equal(nameof(WebhookEndpointRow.Franchise), franchise),
                    RowTest.Equal(nameof(WebhookEndpointRow.Live), live)
                )
                .Where(e => e is { RemovedAt: null, Enabled: true })
                .OrderBy(e => e.MadeAt),
        ];
}

internal sealed class WebhookIntakeOfPayments(Journal journal)
    : WebhookIntake(journal),
        IOutboxBatchHandler<PaymentHappened>
{
    public Task HandleAsync(PaymentHappened news, CancellationToken ct) => HandleAsync([news], ct);

    public Task HandleAsync(IReadOnlyList<PaymentHappened> news, CancellationToken ct) =>
        TakeAsync([.. news.Select(n => new WebhookNews(n.Type, n.Franchise, n.Tid, n.Live, n.Data, n.At))]);
}

internal sealed class WebhookIntakeOfNews(Journal journal) : WebhookIntake(journal), IOutboxBatchHandler<WebhookNews>
{
    public Task HandleAsync(WebhookNews news, CancellationToken ct) => HandleAsync([news], ct);

    public Task HandleAsync(IReadOnlyList<WebhookNews> news, CancellationToken ct) => TakeAsync(news);
}
