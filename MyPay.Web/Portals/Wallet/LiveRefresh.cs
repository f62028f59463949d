using MyPay.Domain.Ledger;

namespace MyPay.Web.Portals.Wallet;

/// <summary>
/// Asks again when the feed says that something has changed. A burst of changes is one question, and changes that come
/// while it is being answered are one more. A question that fails is asked again: what stands on the screen must not
/// stay old.
/// </summary>
public sealed class LiveRefresh : IDisposable
{
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(60);
    public static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private const int Idle = 0;
    private const int Asking = 1;
    private const int Wanted = 2;

    private readonly Func<Task> ask;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly IDisposable subscription;
    private readonly ExecutionContext? whose = ExecutionContext.Capture();
    private int state;
    private volatile bool isOver;

    public LiveRefresh(
        LiveFeed feed,
        IReadOnlyCollection<string> topics,
        Func<Task> ask,
        TimeProvider clock,
        ILogger logger
    )
    {
        (this.ask, this.clock, this.logger) = (ask, clock, logger);
        subscription = feed.Subscribe(topics, Want);
    }

    /// <summary>Something may have changed. Returns at once.</summary>
    public void Want()
    {
        if (Interlocked.Exchange(ref state, Wanted) != Idle)
            return;

        // Who changed something may speak another language: the answer is for the page's own person, in theirs.
        if (whose is null)
            _ = RunAsync();
        else
            ExecutionContext.Run(whose, static me => _ = ((LiveRefresh)me!).RunAsync(), this);
    }

    public void Dispose()
    {
        isOver = true;
        subscription.Dispose();
    }

    private async Task RunAsync()
    {
        do
        {
            await Task.Delay(Gathering, clock);
            Interlocked.Exchange(ref state, Asking);
            if (isOver)
                return;
            try
            {
                await ask();
            }
            catch (ObjectDisposedException)
            {
                return; // the page was left while it was being asked for
            }
            catch (Exception failure)
            {
                logger.LogWarning(
                    failure,
                    "A page could not be refreshed; it is asked for again in {Delay}.",
                    AfterFailure
                );
                await Task.Delay(AfterFailure, clock);
                Interlocked.Exchange(ref state, Wanted);
            }
        } while (Interlocked.CompareExchange(ref state, Idle, Asking) == Wanted);
    }
}
