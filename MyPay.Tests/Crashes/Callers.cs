namespace MyPay.Tests.Crashes;

/// <summary>
/// Several callers at once, each on a lane of its own: they pay, cancel each other's payments, look, send the same key
/// twice at a time, ask for what cannot be, and ask again for what was left open. They wait while the product is away.
/// </summary>
internal sealed class Callers(Till till, History history, int seed, int lanes)
{
    private readonly Lock turn = new();
    private readonly List<(string Tid, string Order, long Won)> paid = [];
    private TaskCompletionSource there = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isOver;

    /// <summary>All of them; ends once it is <see cref="Over"/>.</summary>
    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, lanes).Select(RunAsync));

    /// <summary>The product takes calls.</summary>
    public void Begin()
    {
        lock (turn)
            there.TrySetResult();
    }

    /// <summary>The product is about to go: who has not asked yet waits.</summary>
    public void Hold()
    {
        lock (turn)
            there = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Each ends what is in hand, and goes home.</summary>
    public void Over()
    {
        isOver = true;
        Begin();
    }

    private async Task RunAsync(int lane)
    {
        var (chance, open) = (new Random(unchecked((seed * 31) + lane)), new List<Act>());
        for (var n = 0; ; n++)
        {
            await There();
            if (isOver)
                return;
            var act =
                open.Count > 0 && chance.Next(2) == 0
                    ? open[chance.Next(open.Count)]
                    : Next(chance, lane, $"{lane}-{n}");
            var copies = act is Pay or Cancel && chance.Next(6) == 0 ? 2 : 1;
            var calls = await Task.WhenAll(
                Enumerable.Range(0, copies).Select(_ => history.NoteAsync(act, () => till.AskAsync(act)))
            );
            if (act is not (Pay or Cancel))
                continue;
            open.Remove(act);
            if (Array.TrueForAll(calls, call => call.Verdict == Verdict.Unknown))
                open.Add(act);
            else if (act is Pay pay && Array.Find(calls, call => call.Verdict == Verdict.Ok) is { Name: { } tid })
                Remember(tid, pay);
        }
    }

    private Act Next(Random chance, int lane, string name)
    {
        var (what, any) = (chance.Next(100), AnyPaid(chance));
        return (what, any) switch
        {
            (< 45, _) or (_, null) => new Pay($"pay-{name}", lane, chance.Next(100, 300)),
            (< 48, _) => new Pay($"nothing-{name}", lane, 0),
            (< 68, { } some) => new Cancel($"cancel-{name}", some.Tid, chance.Next(1, 120), chance.Next(2) == 0),
            (< 71, { } some) => new Cancel($"more-{name}", some.Tid, some.Won + 1, chance.Next(2) == 0),
            (< 88, { } some) => new LookFor($"look-{name}", some.Order),
            _ => new LookAround($"around-{name}"),
        };
    }

    // The latest of everybody: several callers meet at one payment.
    private (string Tid, string Order, long Won)? AnyPaid(Random chance)
    {
        lock (turn)
            return paid.Count == 0 ? null : paid[^chance.Next(1, Math.Min(paid.Count, 12) + 1)];
    }

    private void Remember(string tid, Pay pay)
    {
        lock (turn)
            paid.Add((tid, pay.Key, pay.Won));
    }

    private Task There()
    {
        lock (turn)
            return there.Task;
    }
}
