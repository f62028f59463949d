namespace MyPay.Tests.Crashes;

/// <summary>
/// What callers asked and were told, in the order in which it happened. One clock for all: it goes on by one whenever
/// somebody asks or is answered.
/// </summary>
internal sealed class History
{
    private readonly Lock turn = new();
    private readonly List<Call> calls = [];
    private (int At, TaskCompletionSource Came)? awaited;
    private int now;

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (turn)
                return [.. calls];
        }
    }

    /// <summary>Asks, and notes both ends of it.</summary>
    public async Task<Call> NoteAsync(Act act, Func<Task<Call>> ask)
    {
        var invoked = Tick();
        var answer = await ask();
        var call = answer with { Act = act, Invoked = invoked, Returned = Tick() };
        lock (turn)
            calls.Add(call);
        return call;
    }

    /// <summary>Comes when so much more has happened.</summary>
    public Task AfterAsync(int events)
    {
        lock (turn)
        {
            awaited = (now + events, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return awaited.Value.Came.Task;
        }
    }

    private int Tick()
    {
        lock (turn)
        {
            now++;
            if (awaited is { } moment && now >= moment.At)
                moment.Came.TrySetResult();
            return now;
        }
    }
}
