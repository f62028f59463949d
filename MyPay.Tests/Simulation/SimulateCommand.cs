using System.Diagnostics;
using System.Globalization;

namespace MyPay.Tests.Simulation;

/// <summary>
/// <c>simulate --seeds N [--from SEED] [--steps N]</c>, or <c>simulate --seed SEED [--story]</c>: the same story again,
/// in words.
/// </summary>
internal static class SimulateCommand
{
    public static async Task<int> RunAsync(string[] options)
    {
        var (seeds, from, steps, one, tells) = (200, 1, Simulation.UsualSteps, (int?)null, false);
        for (var i = 0; i < options.Length; i++)
        {
            if (options[i] == "--story")
            {
                tells = true;
                continue;
            }

            if (
                i + 1 == options.Length
                || !int.TryParse(options[i + 1], CultureInfo.InvariantCulture, out var number)
                || number < 0
            )
                return Usage();
            switch (options[i++])
            {
                case "--seeds":
                    seeds = number;
                    break;
                case "--from":
                    from = number;
                    break;
                case "--steps":
                    steps = number;
                    break;
                case "--seed":
                    one = number;
                    break;
                default:
                    return Usage();
            }
        }

        return one is { } seed ? await TellAsync(seed, steps, tells) : await PlayAsync(from, seeds, steps);
    }

    private static async Task<int> PlayAsync(int from, int seeds, int steps)
    {
        var started = Stopwatch.GetTimestamp();

        // Each crash makes all services anew: to compile their making each time costs more than all the rest of a
        // world.
        AppContext.SetSwitch("Microsoft.Extensions.DependencyInjection.DisableDynamicEngine", true);
        var ended = await Simulation.PlayAsync(from, seeds, steps, enough: 10);
        var wrong = ended.Where(one => one.Wrong is not null).ToList();
        foreach (var one in wrong.Take(10))
            Console.WriteLine($"seed {one.Seed}: {one.Wrong!.Split('\n')[0]}");
        Console.WriteLine(
            $"{ended.Count} seeds of {steps} steps in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s: "
                + $"{wrong.Count} wrong, root {Roots(ended)}"
        );
        if (wrong.Count == 0)
            return 0;
        Console.WriteLine();
        await TellAsync(wrong[0].Seed, steps, tells: true);
        return 1;
    }

    private static async Task<int> TellAsync(int seed, int steps, bool tells)
    {
        var ended = await Simulation.PlayAsync(seed, steps);
        var words = ended.Story;
        if (ended.Wrong is not null)
        {
            Console.WriteLine($"seed {seed} goes wrong after {ended.Story.Count} lines; it is made shorter …");
            (var fewer, ended) = await Shrinker.ShrinkAsync(seed, Script.Of(seed, steps));
            (words, tells) = (ended.Story, true);
            Console.WriteLine($"{fewer.Count} steps are left:");
        }

        if (tells)
            Console.WriteLine(string.Join(Environment.NewLine, words));
        Console.WriteLine(ended.Wrong is null ? $"seed {seed}: root {ended.Root}" : $"WRONG: {ended.Wrong}");
        return ended.Wrong is null ? 0 : 1;
    }

    /// <summary>All roots in one number.</summary>
    private static string Roots(IReadOnlyList<Ended> ended) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(string.Concat(ended.Select(one => one.Root)))
            )
        )[..16];

    private static int Usage()
    {
        Console.Error.WriteLine(
            "Usage: dotnet run -c Release --project MyPay.Tests -- simulate [--seeds N] [--from SEED] [--steps N]"
        );
        Console.Error.WriteLine(
            "       dotnet run -c Release --project MyPay.Tests -- simulate --seed SEED [--steps N] [--story]"
        );
        return 2;
    }
}
