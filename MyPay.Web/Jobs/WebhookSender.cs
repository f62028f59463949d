using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Jobs;

namespace MyPay.Web.Jobs;

/// <summary>
/// Keeps webhooks going: a round whenever something became due, and every second for what the schedule makes due.
/// Rounds overlap on purpose: one that waits for a hanging receiver must not hold up the next. On stopping, what is on
/// its way is seen through. Of several instances one sends.
/// </summary>
internal sealed class WebhookSender(
    IWebhookPost post,
    LiveFeed feed,
    Instances instances,
    TimeProvider clock,
    ILogger<WebhookSender> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = new SemaphoreSlim(0);
        using var subscription = feed.Subscribe(
            [WebhookTopics.Due],
            () =>
            {
                if (news.CurrentCount == 0)
                    news.Release();
            }
        );
        var told = news.WaitAsync(stoppingToken);
        var rounds = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            rounds.RemoveAll(round => round.IsCompleted);
            if (instances.Leads)
                rounds.Add(DeliverAsync(stoppingToken));
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(told, Task.Delay(Pause, clock, pause.Token));
            await pause.CancelAsync();
            if (told.IsCompletedSuccessfully)
                told = news.WaitAsync(stoppingToken);
        }

        await Task.WhenAll(rounds);
    }

    private async Task DeliverAsync(CancellationToken ct)
    {
        // Off this loop at once: the first steps of a round are synchronous reads.
        await Task.Yield();
        try
        {
            await post.DeliverDueAsync(ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Webhooks could not be sent; tried again in {Pause}.", Pause);
        }
        catch (OperationCanceledException) { }
    }
}
