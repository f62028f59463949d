namespace MyPay.Tests.Simulation;

/// <summary>
/// Writes the steps of a story from its seed: scenes of a few steps, in which the bank, the power and the clock have
/// their parts.
/// </summary>
internal sealed class Script
{
    private static readonly Mood[] Moods = [.. Enum.GetValues<Mood>().Where(mood => mood != Mood.Prompt)];
    private readonly Random random;
    private readonly List<Step> steps = [];

    private Script(int seed) => random = new(seed);

    /// <summary>When the story begins, on a wall clock in Seoul.</summary>
    public static DateTime BeginOf(int seed) =>
        new DateTime(2026, 11, 20, 9, 0, 0).AddDays(seed % 5).AddMinutes(seed * 37 % 600);

    public static IReadOnlyList<Step> Of(int seed, int count)
    {
        var script = new Script(seed);
        while (script.steps.Count < count)
            script.Scene();
        return script.steps[..count];
    }

    private void Add(Step step) => steps.Add(step with { Pause = random.Next(1, 15) });

    private int Some => random.Next(1_000);

    private bool Rarely => random.Next(8) == 0;

    private void Scene()
    {
        if (random.Next(5) == 0)
            Add(new BankIs(Moods[random.Next(Moods.Length)]));
        if (random.Next(20) == 0)
            PowerFails();
        switch (random.Next(26))
        {
            case < 3:
                Add(new Charge(Some, Topping()));
                break;
            case < 5:
                Add(new Withdraw(Some, Spending()));
                break;
            case < 8:
                Add(new Send(Some, Some, Sending(), random.Next(3) == 0));
                break;
            case 8:
                SpendTheDay();
                break;
            case 9 or 10:
                Add(new SendOut(Some, random.Next(4) == 0, Sending()));
                break;
            case 11:
                Add(new Accept(random.Next(4)));
                break;
            case 12:
                Add(new GiveBack(random.Next(4), Rarely));
                break;
            case 13 or 14:
                AtTheTill();
                break;
            case 15:
                Add(new PayByKey(Some, Some, Spending()));
                break;
            case 16 or 17:
                Online();
                break;
            case 18 or 19:
                Add(
                    new Cancel(random.Next(6), random.Next(3) == 0 ? 100 : random.Next(100), random.Next(-1, 2), Rarely)
                );
                break;
            case 20:
                Add(new Again());
                break;
            case 21:
                Guess();
                break;
            case 22:
                TimeGoesBy();
                break;
            case 23:
                Add(new AskTheBank());
                break;
            case 24:
                Add(new Housekeeping());
                break;
            default:
                Night();
                break;
        }

        if (random.Next(6) == 0)
            Add(new Again());
        if (random.Next(6) == 0)
            Add(new AskTheBank());
    }

    /// <summary>A step asks a bank once or twice, and commits several times.</summary>
    private void PowerFails()
    {
        var point = (CrashPoint)random.Next(5);
        Add(new PowerFails(point, point is CrashPoint.BeforeBank or CrashPoint.AfterBank ? 1 : random.Next(1, 5)));
    }

    private Amount Topping() =>
        random.Next(6) switch
        {
            0 => new(Measure.Room, random.Next(-1, 2)),
            1 => new(Measure.Won, random.NextInt64(1, 30_000)),
            2 => new(Measure.Room, -10_000),
            _ => new(Measure.Won, random.NextInt64(1, 60) * 10_000),
        };

    private Amount Spending() =>
        random.Next(6) switch
        {
            0 => new(Measure.Wallet, random.Next(-1, 2)),
            1 => new(Measure.Wallet, random.NextInt64(2, 40_000)),
            2 => new(Measure.Won, random.NextInt64(0, 200)),
            _ => new(Measure.Won, random.NextInt64(1, 90_000)),
        };

    private Amount Sending() =>
        random.Next(9) switch
        {
            0 => new(Measure.PerTransfer, random.Next(-1, 2)),
            1 => new(Measure.DayLeft, random.Next(-1, 2)),
            2 => new(Measure.MonthLeft, random.Next(-1, 2)),
            3 or 4 => new(Measure.Won, random.NextInt64(300_000, 800_000)),
            _ => Spending(),
        };

    /// <summary>Somebody sends as much as a day, or a month, allows, and one won more or less.</summary>
    private void SpendTheDay()
    {
        var (who, whom) = (Some, Some);
        for (var n = random.Next(2, 4); n > 0; n--)
            Add(new Send(who, whom + n, new(Measure.PerTransfer, -random.NextInt64(0, 50_000)), random.Next(4) == 0));
        Add(
            new Send(
                who,
                whom,
                new(random.Next(4) == 0 ? Measure.MonthLeft : Measure.DayLeft, random.Next(-1, 2)),
                false
            )
        );
        Add(new Send(who, whom, new(Measure.Won, 1), false));
    }

    /// <summary>Somebody tries PINs.</summary>
    private void Guess()
    {
        var who = Some;
        for (var n = random.Next(6); n > 0; n--)
            Add(new EnterPin(who, false));
        Add(new EnterPin(who, true));
    }

    private void AtTheTill()
    {
        if (!Rarely)
            Add(new ShowCode(Some));
        if (Rarely)
            Add(new Minutes(random.Next(1, 4)));
        Add(new PayByCode(Rarely ? 1 : 0, Some, Spending()));
        if (Rarely)
            Add(new PayByCode(0, Some, Spending()));
    }

    private void Online()
    {
        var who = Some;
        Add(new GetReady(Some, Spending()));
        if (!Rarely)
            Add(new Authorize(0, who));
        if (Rarely)
            Add(new QuitOrder(0, Rarely ? Some : who));
        if (Rarely)
            Add(new Minutes(random.Next(10, 20)));
        if (Rarely)
            Add(new Authorize(0, Some));
        if (Rarely)
            Add(new Approve(0, (Mistake)random.Next(1, 4), Rarely));
        if (random.Next(20) == 0)
            PowerFails();
        Add(new Approve(Rarely ? random.Next(3) : 0, Mistake.None, random.Next(2) == 0));
        if (Rarely)
            Add(new Approve(0, Mistake.None, false));
    }

    private void TimeGoesBy()
    {
        switch (random.Next(4))
        {
            case 0:
                Add(new Minutes(random.Next(60, 600)));
                break;
            case 1:
                AroundMidnight();
                break;
            case 2:
                Add(new ItIs(new(random.Next(24), random.Next(60))));
                break;
            default:
                Add(new Minutes(random.Next(1, 15)));
                break;
        }
    }

    /// <summary>A wish in the last seconds of a day, perhaps heard by the bank in the first ones of the next.</summary>
    private void AroundMidnight()
    {
        Add(new ItIs(new(23, 59, 50 + random.Next(10))));
        if (random.Next(2) == 0)
            return;
        steps.Add(new BankIs(random.Next(4) == 0 ? Mood.Slow : Mood.LateAndLost));
        steps.Add(
            random.Next(2) == 0
                ? new Charge(Some, new(Measure.Won, 20_000))
                : new SendOut(Some, false, new(Measure.Won, random.NextInt64(1, 50_000)))
        );
        Add(new AskTheBank());
        Add(new Minutes(3));
        Add(new AskTheBank());
    }

    /// <summary>A day ends, is closed, approved and paid.</summary>
    private void Night()
    {
        Add(new ItIs(new(2, 0)));
        if (Rarely)
            Add(new CloseDay(0, true));
        Add(new CloseDay(1, random.Next(2) == 0));
        if (Rarely)
            Add(new CloseDay(1, true));
        for (var n = random.Next(1, 5); n > 0; n--)
            Add(new AtTheDesk(random.Next(5), Rarely ? (DeskAct)random.Next(5) : DeskAct.Approve));
        Add(new ItIs(new(9, random.Next(60))));
        if (random.Next(3) == 0)
            Add(new BankIs(Moods[random.Next(Moods.Length)]));
        if (random.Next(4) == 0)
            PowerFails();
        Add(new PayDue());
        if (random.Next(3) == 0)
            Add(new PayDue());
        Add(new AskTheBank());
        if (random.Next(3) == 0)
            Add(new AtTheDesk(random.Next(5), DeskAct.Retry));
        if (random.Next(3) == 0)
            Add(new AtTheDesk(random.Next(5), DeskAct.Release));
    }
}
