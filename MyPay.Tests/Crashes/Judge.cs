namespace MyPay.Tests.Crashes;

/// <summary>
/// Can a history be explained? Every yes is there, once, and says the same when asked again; every no had no effect;
/// what was left open happened once or not at all; nobody saw what was undone later, or missed what had been said
/// before; and the money is all there. A pure function: it knows the history and the ending, nothing of the product.
/// </summary>
internal static class Judge
{
    /// <summary>What can not be explained, each in a sentence; nothing when all can.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Call> history, Ending ending) =>
        [
            .. Keys(history, ending),
            .. Strangers(history, ending.After),
            .. Payments(ending),
            .. JudgeOfLooks.Of(history, ending.After),
            .. Money(ending),
        ];

    /// <summary>By key, what took effect for it.</summary>
    public static ILookup<string, Effect> EffectsOf(IReadOnlyList<Payment> payments) =>
        payments.SelectMany(EffectsOf).ToLookup(effect => effect.Key);

    private static IEnumerable<Effect> EffectsOf(Payment payment) =>
        payment
            .Cancels.Select(cancel => new Effect(cancel.Key, cancel.Aid, cancel.Won))
            .Prepend(new(payment.Order, payment.Tid, payment.Won));

    private static IEnumerable<string> Keys(IReadOnlyList<Call> history, Ending ending)
    {
        var (before, after) = (EffectsOf(ending.Before), EffectsOf(ending.After));
        var again = ending.Again.ToDictionary(call => call.Act.Key);
        return history
            .Where(call => call.Act is Pay or Cancel)
            .GroupBy(call => call.Act.Key)
            .SelectMany(calls =>
                Key(calls.Key, [.. calls], [.. before[calls.Key]], again[calls.Key], after[calls.Key].Count())
            );
    }

    /// <summary>One key by itself.</summary>
    /// <param name="calls">What was said of it.</param>
    /// <param name="effects">What there was of it when all calls were over.</param>
    /// <param name="last">What it said when it was asked again.</param>
    /// <param name="now">How often it is there since.</param>
    private static IEnumerable<string> Key(string key, List<Call> calls, List<Effect> effects, Call last, int now)
    {
        var (yes, no) = (
            calls.FindAll(call => call.Verdict == Verdict.Ok),
            calls.Exists(call => call.Verdict == Verdict.Fail)
        );
        var names = yes.Append(last).Where(call => call.Verdict == Verdict.Ok).Select(call => call.Name);
        var answers = yes.Append(last).Select(call => call.Said).Distinct().ToList();
        var happened = effects.Count > 0;

        if (effects.Count > 1)
            yield return $"{key} took effect {effects.Count} times";
        if (effects.Exists(effect => effect.Won != WonOf(last.Act)))
            yield return $"{key} took effect for another amount";
        if (yes.Count > 0 && !happened)
            yield return $"{key} was acknowledged, and is missing";
        if (happened && names.Any(name => name != effects[0].Name))
            yield return $"{key} is not what was acknowledged";
        if (yes.Count > 0 && answers.Count > 1)
            yield return $"{key} was answered in two ways: {string.Join(" / ", answers)}";

        if (no && happened)
            yield return $"{key} was refused, and took effect";
        if (no && yes.Count > 0)
            yield return $"{key} was refused, and acknowledged";
        if (no && last.Verdict != Verdict.Fail)
            yield return $"{key} was refused, and says {last.Verdict} when it is asked again";

        if (happened && last.Verdict != Verdict.Ok)
            yield return $"{key} took effect, and says {last.Verdict} when it is asked again";
        if (now != (last.Verdict == Verdict.Ok ? 1 : 0))
            yield return $"{key} was asked again, said {last.Verdict} and is there {now} times";
    }

    private static long WonOf(Act act) => act is Pay pay ? pay.Won : ((Cancel)act).Won;

    /// <summary>What took effect and nobody asked for.</summary>
    private static IEnumerable<string> Strangers(IReadOnlyList<Call> history, IReadOnlyList<Payment> after)
    {
        var asked = history.Select(call => call.Act.Key).ToHashSet();
        return EffectsOf(after)
            .Where(effects => !asked.Contains(effects.Key))
            .Select(effects => $"{effects.Key} took effect, and nobody asked for it");
    }

    /// <summary>Payments by themselves: the sum of their cancels, and that nothing of them goes away.</summary>
    private static IEnumerable<string> Payments(Ending ending)
    {
        foreach (var payment in ending.Before.Concat(ending.After))
        {
            var sum = payment.Cancels.Sum(cancel => cancel.Won);
            if (payment.Cancelled != sum)
                yield return $"{payment.Order} is cancelled by {payment.Cancelled}, its cancels are {sum}";
            if (payment.Cancelled > payment.Won)
                yield return $"{payment.Order} is cancelled by more than was paid";
        }

        var after = ending.After.SelectMany(EffectsOf).Select(effect => effect.Name).ToHashSet();
        foreach (var gone in ending.Before.SelectMany(EffectsOf).Where(effect => !after.Contains(effect.Name)))
            yield return $"{gone.Key} was there, and went away";
    }

    private static IEnumerable<string> Money(Ending ending)
    {
        var (first, last) = (ending.First, ending.Last);
        var (before, now) = (first.Wallets + first.Earned, last.Wallets + last.Earned);
        if (before != now)
            yield return $"there were {before} won, and there are {now}";
        var (paid, left) = (ending.After.Sum(payment => payment.Won - payment.Cancelled), first.Wallets - last.Wallets);
        if (left != paid)
            yield return $"{paid} won were paid, and {left} left the wallets";
        if (ending.Complaint is { } complaint)
            yield return $"verify: {complaint}";
    }
}

/// <summary>A payment or a cancel that is there.</summary>
internal sealed record Effect(string Key, string Name, long Won);
