namespace MyPay.Domain.Ledger.Slips;

/// <summary>Counts while a check looks, and keeps the first findings by name.</summary>
public sealed class ProofTally(string name)
{
    private const int Named = 20;
    private readonly List<ProofFinding> findings = [];

    /// <summary>How many things were looked at.</summary>
    public long Checked { get; private set; }

    /// <summary>How many of them are wrong.</summary>
    public long Wrong { get; private set; }

    /// <summary>One more thing was looked at.</summary>
    public void Look() => Checked++;

    /// <summary>Something is wrong.</summary>
    public void Find(ProofFinding finding)
    {
        Wrong++;
        if (findings.Count < Named)
            findings.Add(finding);
    }

    /// <summary>Two values that must be the same.</summary>
    public void Same<T>(string what, T expected, T actual, long? slip = null, string? account = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Find(new(what, slip, account, Say(expected), Say(actual)));
    }

    /// <summary>What was found.</summary>
    public ProofCheck Done() => new(name, Wrong == 0, Checked, Wrong, findings);

    private static string Say<T>(T value) => value?.ToString() ?? "nothing";
}
