using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Jobs;
using MyPay.Web.Host;

namespace MyPay.Web.Mail;

/// <summary>
/// Keeps mail going: at once when a letter was written, and every few seconds for what is due again. One round at a
/// time, on one of several instances.
/// </summary>
internal sealed class MailSender(
    IServiceScopeFactory scopes,
    LiveFeed feed,
    Instances instances,
    MailSettings settings,
    IHostApplicationLifetime app,
    TimeProvider clock,
    ILogger<MailSender> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings is { Host: null, PickupDirectory: null })
            log.LogWarning(
                "No way for mail is configured (MyPay:Mail:Host): letters wait and are given up in the end."
            );
        await StartedAsync(stoppingToken);
        using var news = new SemaphoreSlim(0);
        using var subscription = feed.Subscribe(
            [MailTopics.Mail],
            () =>
            {
                if (news.CurrentCount == 0)
                    news.Release();
            }
        );
        var told = news.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (instances.Leads)
                await DeliverAsync(stoppingToken);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(told, Task.Delay(Pause, clock, pause.Token));
            await pause.CancelAsync();
            if (told.IsCompletedSuccessfully)
                told = news.WaitAsync(stoppingToken);
        }
    }

    /// <summary>Links lead to where the product listens, which is known once it does.</summary>
    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var at = app.ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, Task.Delay(Timeout.InfiniteTimeSpan, clock, ct));
    }

    private async Task DeliverAsync(CancellationToken ct)
    {
        // Off this loop at once: the first steps of a round are synchronous reads.
        await Task.Yield();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            while (await scope.ServiceProvider.GetRequiredService<IMailPost>().DeliverDueAsync(ct) > 0) { }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Mail could not be sent; tried again in {Pause}.", Pause);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was not tried was given back.
        }
    }
}
