using System.Diagnostics;

namespace MyPay.Tests.Simulation;

/// <summary>
/// Takes steps out of a failing story as long as it still fails: what is left is short enough to be read.
/// </summary>
internal static class Shrinker
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<(IReadOnlyList<Step> Steps, Ended Ended)> ShrinkAsync(int seed, IReadOnlyList<Step> steps)
    {
        var best = await Simulation.PlayAsync(seed, steps);
        if (best.Wrong is null)
            return (steps, best);
        var started = Stopwatch.GetTimestamp();
        for (var part = steps.Count / 2; part > 0; part /= 2)
        {
            var isShorter = true;
            while (isShorter && Stopwatch.GetElapsedTime(started) < Patience)
            {
                isShorter = false;
                for (
                    var from = steps.Count - part;
                    from > -part && Stopwatch.GetElapsedTime(started) < Patience;
                    from -= part
                )
                {
                    var at = Math.Max(0, from);
                    Step[] fewer = [.. steps.Take(at), .. steps.Skip(at + part)];
                    if (await Simulation.PlayAsync(seed, fewer) is not { Wrong: not null } ended)
                        continue;
                    (steps, best, isShorter) = (fewer, ended, true);
                }

                if (part > 1)
                    break;
            }
        }

        return (steps, best);
    }
}
