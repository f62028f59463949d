namespace MyPay.Tests.Simulation;

/// <summary>Where the machine is when its power fails.</summary>
internal enum CrashPoint
{
    /// <summary>A commit has been asked for and is not on the disk.</summary>
    BeforeCommit,

    /// <summary>A commit is on the disk and nobody has heard of it.</summary>
    AfterCommit,

    /// <summary>The bank has not been asked yet.</summary>
    BeforeBank,

    /// <summary>The bank has done what it was asked and its answer finds nobody.</summary>
    AfterBank,

    /// <summary>The step is done and answered.</summary>
    AtTheEnd,
}

/// <summary>
/// When the power fails: at the n-th time that the machine is at a point. From then on nothing is written and nobody is
/// asked.
/// </summary>
internal sealed class Fate
{
    private CrashPoint point;
    private int left;

    public bool IsDead { get; private set; }

    public bool IsArmed => left > 0;

    public void Arm(CrashPoint at, int time) => (point, left) = (at, time);

    public void Disarm() => left = 0;

    /// <summary>The machine is here now. Throws when this is the end.</summary>
    public void At(CrashPoint here)
    {
        if (IsDead)
            throw new PowerCutException();
        if (left == 0 || here != point || --left > 0)
            return;
        IsDead = true;
        throw new PowerCutException();
    }
}

/// <summary>The power is gone.</summary>
internal sealed class PowerCutException() : Exception("The power is gone.");
