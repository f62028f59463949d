namespace MyPay.Tests.Simulation;

/// <summary>
/// One step of a story, as data: who and what are numbers, taken modulo what there is when its turn comes. So a story
/// from which steps were taken out can still be played.
/// </summary>
internal abstract record Step
{
    /// <summary>Seconds that go by before it.</summary>
    public int Pause { get; init; } = 1;

    public abstract Task PlayAsync(World world);

    /// <summary>One of these, whatever the number; the newest first.</summary>
    protected static T? Of<T>(IReadOnlyList<T> some, int which)
        where T : class => some.Count == 0 ? null : some[^(1 + (which % some.Count))];
}

/// <summary>What an amount is measured by.</summary>
internal enum Measure
{
    Won,
    Wallet,
    Room,
    PerTransfer,
    DayLeft,
    MonthLeft,
    AtBank,
}

/// <summary>An amount: a number of won, or so many more or less than something is then.</summary>
internal sealed record Amount(Measure Of, long Plus)
{
    public long In(World world, Person person)
    {
        var (oracle, rules) = (world.Oracle, Oracle.RulesOn(world.Oracle.Today));
        var measured = Of switch
        {
            Measure.Wallet => person.Wallet,
            Measure.Room => oracle.Room(person),
            Measure.PerTransfer => rules.PerTransfer,
            Measure.DayLeft => rules.PerDay - person.SentOn(oracle.Today),
            Measure.MonthLeft => rules.PerMonth - person.SentInMonthOf(oracle.Today),
            Measure.AtBank => world.Bank.On(person.Number),
            _ => 0,
        };
        return Math.Max(0, measured + Plus);
    }

    /// <summary>The same in whole 10,000s, as a charge by hand is.</summary>
    public long InUnits(World world, Person person) =>
        Of == Measure.Won ? In(world, person) : (In(world, person) + 9_999) / 10_000 * 10_000;
}
