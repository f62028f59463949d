namespace MyPay.Tests.Simulation;

/// <summary>The bank takes one of the next transfers so.</summary>
internal sealed record BankIs(Mood Mood) : Step
{
    public override Task PlayAsync(World world)
    {
        world.Bank.Order(Mood);
        world.Tell($"the bank {Moods.Words(Mood)}");
        return Task.CompletedTask;
    }
}

/// <summary>The bank does not answer the next inquiries.</summary>
internal sealed record InquiriesAreLost(int Count) : Step
{
    public override Task PlayAsync(World world)
    {
        world.Bank.SilentInquiries += Count;
        world.Tell($"the bank does not answer the next {Count} inquiries");
        return Task.CompletedTask;
    }
}

/// <summary>The power will fail in the next step.</summary>
internal sealed record PowerFails(CrashPoint Point, int Time) : Step
{
    public override Task PlayAsync(World world)
    {
        world.Bank.Fate.Arm(Point, Time);
        world.Tell(
            Point == CrashPoint.AtTheEnd
                ? "the power will fail after the next step"
                : $"the power will fail in the next step: {Words()} {Time}"
        );
        return Task.CompletedTask;
    }

    private string Words() =>
        Point switch
        {
            CrashPoint.BeforeCommit => "before commit",
            CrashPoint.AfterCommit => "after commit",
            CrashPoint.BeforeBank => "before transfer",
            _ => "after transfer",
        };
}

/// <summary>Time goes by.</summary>
internal sealed record Minutes(int Count) : Step
{
    public override Task PlayAsync(World world)
    {
        world.Bank.Clock.Advance(TimeSpan.FromMinutes(Count));
        world.Tell(Count < 120 ? $"{Count} minutes go by" : $"{Count / 60} hours go by");
        return Task.CompletedTask;
    }
}

/// <summary>It is that time in Seoul, today or tomorrow.</summary>
internal sealed record ItIs(TimeOnly Time) : Step
{
    public override Task PlayAsync(World world)
    {
        var now = world.Oracle.Now;
        var then = DateOnly.FromDateTime(now).ToDateTime(Time);
        if (then <= now)
            then = then.AddDays(1);
        world.Bank.Clock.Advance(then - now);
        world.Tell($"it is {Time:HH:mm:ss} in Seoul");
        return Task.CompletedTask;
    }
}
