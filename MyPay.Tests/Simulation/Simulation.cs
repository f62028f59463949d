using MyPay.Domain.Kernel;

namespace MyPay.Tests.Simulation;

/// <summary>How a story went.</summary>
/// <param name="Root">The last slip's seal.</param>
/// <param name="Wrong">What must not have been; null: nothing.</param>
/// <param name="Story">What happened, a line each.</param>
internal sealed record Ended(int Seed, string Root, string? Wrong, IReadOnlyList<string> Story);

/// <summary>Plays stories.</summary>
internal static class Simulation
{
    public const int UsualSteps = 300;

    /// <summary>One seed's story; the same seed gives the same story, and the same root.</summary>
    public static Task<Ended> PlayAsync(int seed, int steps = UsualSteps) => PlayAsync(seed, Script.Of(seed, steps));

    /// <summary>A seed's story with these steps of it.</summary>
    public static async Task<Ended> PlayAsync(int seed, IReadOnlyList<Step> steps)
    {
        await Town.AskAsync();
        Chance.Foretell(new Random(seed));
        await using var world = await World.BeginAsync(Script.BeginOf(seed));
        try
        {
            await world.PlayAsync(steps);
            return new(seed, world.Root, null, world.Story);
        }
        catch (Exception wrong)
        {
            return new(seed, "", wrong is UntrueException ? wrong.Message : $"{wrong}", world.Story);
        }
    }

    /// <summary>Many seeds, as many at once as there are cores. Ends early once enough have failed.</summary>
    public static async Task<IReadOnlyList<Ended>> PlayAsync(int first, int count, int steps, int enough = int.MaxValue)
    {
        var ended = new List<Ended>();
        var failed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 8) },
            async (seed, _) =>
            {
                if (Volatile.Read(ref failed) >= enough)
                    return;
                var one = await PlayAsync(seed, steps);
                if (one.Wrong is not null)
                    Interlocked.Increment(ref failed);
                lock (ended)
                    ended.Add(one);
            }
        );
        return [.. ended.OrderBy(one => one.Seed)];
    }
}
