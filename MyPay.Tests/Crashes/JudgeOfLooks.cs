namespace MyPay.Tests.Crashes;

/// <summary>
/// Every look sees all that was said before it began, nothing that had not been asked for when it ended, nothing that
/// is undone later, and no less than a look before it.
/// </summary>
internal static class JudgeOfLooks
{
    public static IEnumerable<string> Of(IReadOnlyList<Call> history, IReadOnlyList<Payment> after)
    {
        var looks = history.Where(call => call is { Act: LookFor or LookAround, Verdict: Verdict.Ok }).ToList();
        return [.. Overlooked(history, looks), .. looks.SelectMany(Bounds(history, after)), .. Backwards(looks)];
    }

    /// <summary>Looks for what had been acknowledged, which saw nothing.</summary>
    private static IEnumerable<string> Overlooked(IReadOnlyList<Call> history, List<Call> looks)
    {
        var paid = history
            .Where(call => call is { Act: Pay, Verdict: Verdict.Ok })
            .GroupBy(call => call.Act.Key)
            .ToDictionary(calls => calls.Key, calls => calls.Min(call => call.Returned));
        return from look in looks
            where
                look.Act is LookFor asked
                && look.Seen.Count == 0
                && paid.TryGetValue(asked.Order, out var at)
                && at < look.Invoked
            select $"{((LookFor)look.Act).Order} was acknowledged, and {look.Act.Key} did not see it";
    }

    /// <summary>
    /// What a look may see cancelled: at least what had been acknowledged, at most what had been asked for and is
    /// there.
    /// </summary>
    private static Func<Call, IEnumerable<string>> Bounds(IReadOnlyList<Call> history, IReadOnlyList<Payment> after)
    {
        var there = after.ToDictionary(payment => payment.Tid);
        var done = Judge.EffectsOf(after);
        var cancels = history.Where(call => call.Act is Cancel).ToLookup(call => ((Cancel)call.Act).Tid);
        return look => look.Seen.Select(seen => Against(look, seen)).OfType<string>();

        string? Against(Call look, Seen seen)
        {
            var what = $"{look.Act.Key} saw {seen.Cancelled} of {seen.Won} won cancelled of {seen.Order}";
            if (
                !there.TryGetValue(seen.Tid, out var payment)
                || payment.Won != seen.Won
                || payment.Cancelled < seen.Cancelled
            )
                return $"{what}, and that was undone";
            var least = Sum(seen, call => call.Verdict == Verdict.Ok && call.Returned < look.Invoked);
            var most = Sum(seen, call => done.Contains(call.Act.Key) && call.Invoked < look.Returned);
            return seen.Cancelled < least ? $"{what}, and {least} had been acknowledged"
                : seen.Cancelled > most ? $"{what}, and only {most} had been asked for"
                : null;
        }

        long Sum(Seen seen, Func<Call, bool> which) =>
            cancels[seen.Tid].Where(which).Select(call => (Cancel)call.Act).Distinct().Sum(cancel => cancel.Won);
    }

    /// <summary>A look after another one that sees less of a payment.</summary>
    private static IEnumerable<string> Backwards(List<Call> looks)
    {
        var all = looks.SelectMany(look => look.Seen.Select(seen => (Look: look, Seen: seen)));
        foreach (var views in all.GroupBy(view => view.Seen.Tid))
        {
            // Looks as they begin, each held against the most that those had seen which were over by then.
            var over = new Queue<(Call Look, Seen Seen)>(views.OrderBy(view => view.Look.Returned));
            var (most, by) = (0L, "");
            foreach (var (look, seen) in views.OrderBy(view => view.Look.Invoked))
            {
                while (over.TryPeek(out var next) && next.Look.Returned < look.Invoked)
                {
                    over.Dequeue();
                    if (next.Seen.Cancelled > most)
                        (most, by) = (next.Seen.Cancelled, next.Look.Act.Key);
                }

                if (seen.Cancelled < most)
                    yield return $"{look.Act.Key} saw less of {seen.Order} than {by} had seen before it";
            }
        }
    }
}
