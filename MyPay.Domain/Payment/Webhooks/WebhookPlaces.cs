using System.Collections.Concurrent;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// How many attempts may be on their way at once. A few places for the brisk, which nobody holds for longer than a
/// moment; who has not answered by then, and who did not the last time, waits in a room of its own. So however many
/// receivers hang, the others are served.
/// </summary>
internal sealed class WebhookPlaces(TimeProvider clock) : IDisposable
{
    private const int BriskPlaces = 16;
    private const int PatientPlaces = 512;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim brisk = new(BriskPlaces);
    private readonly SemaphoreSlim patient = new(PatientPlaces);
    private readonly ConcurrentDictionary<Guid, bool> slow = new();

    public async Task<T> RunAsync<T>(Guid endpoint, Func<Task<T>> attempt, CancellationToken ct)
    {
        var held = slow.ContainsKey(endpoint) ? patient : brisk;
        await held.WaitAsync(ct);
        try
        {
            var started = clock.GetTimestamp();
            var work = attempt();
            if (held == brisk && !await IsBriskAsync(work))
            {
                slow.TryAdd(endpoint, true);
                await patient.WaitAsync(CancellationToken.None);
                held.Release();
                held = patient;
            }

            var answer = await work;
            if (clock.GetElapsedTime(started) < Moment)
                slow.TryRemove(endpoint, out _);
            return answer;
        }
        finally
        {
            held.Release();
        }
    }

    public void Dispose()
    {
        brisk.Dispose();
        patient.Dispose();
    }

    private async Task<bool> IsBriskAsync(Task work)
    {
        using var enough = new CancellationTokenSource();
        var first = await Task.WhenAny(work, Task.Delay(Moment, clock, enough.Token));
        await enough.CancelAsync();
        return first == work;
    }
}
