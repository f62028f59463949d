using MyPay.Tests.Given;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Simulation;

/// <summary>
/// The whole product in worlds of one thread: members, shops, the desk, jobs, a bank with its moods, power cuts,
/// midnights. <c>MYPAY_SEED</c> plays one seed of one's own.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public Task Stories_are_true_to_the_won() => AreTrueAsync(first: 1, count: 25);

    [Fact]
    [Trait("Lane", "Long")]
    public Task Two_hundred_stories_are_true_to_the_won() => AreTrueAsync(first: 1, count: 200);

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        var (one, other) = (await Simulation.PlayAsync(7, 120), await Simulation.PlayAsync(7, 120));
        Assert.Null(one.Wrong);
        Assert.Equal(one.Story, other.Story);
        Assert.Equal(one.Root, other.Root);
        Assert.NotEqual(one.Root, (await Simulation.PlayAsync(8, 120)).Root);
    }

    private async Task AreTrueAsync(int first, int count)
    {
        if (Seeds.Own is { } seed)
            (first, count) = (seed, 1);
        var ended = await Simulation.PlayAsync(first, count, Simulation.UsualSteps, enough: 1);
        if (ended.FirstOrDefault(one => one.Wrong is not null) is not { } wrong)
            return;
        var (_, told) = await Shrinker.ShrinkAsync(wrong.Seed, Script.Of(wrong.Seed, Simulation.UsualSteps));
        output.WriteLine(string.Join(Environment.NewLine, told.Story));
        Assert.Fail(
            $"Seed {wrong.Seed}: "
                + $"{told.Wrong}{Environment.NewLine}{string.Join(Environment.NewLine, told.Story)}{Environment.NewLine}Again: "
                + $"MYPAY_SEED={wrong.Seed}, or simulate --seed {wrong.Seed} --story"
        );
    }
}
