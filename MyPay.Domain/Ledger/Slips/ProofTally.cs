namespace MyPay.Domain.Ledger.Slips;

/// <summary>Counts while a check looks, and keeps the first findings by name.</summary>
public sealed class ProofTally(string name)
{
    private const int Named = 20;
    private readonly List<ProofFinding> findings = [];
    private (string? Table, string? Row) place;

    /// <summary>How many things were looked at.</summary>
    public long Checked { get; private set; }

    /// <summary>How many of them are wrong.</summary>
    public long Wrong { get; private set; }

    /// <summary>One more thing was looked at.</summary>
    public void Look() => Checked++;

    /// <summary>One more row was looked at: what is found from now on is found in it.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="row">Its key; parts of a key are joined by a slash.</param>
    public void Look(string table, string? row)
    {
        Look();
        At(table, row);
    }

    /// <summary>What is found from now on is found in this row; null: in no row but the slip that is named.</summary>
    public void At(string? table, string? row = null) => place = (table, row);

    /// <summary>Something is wrong.</summary>
    public void Find(ProofFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Wrong++;
        if (findings.Count < Named)
            findings.Add(Placed(finding));
    }

    /// <summary>Two values that must be the same.</summary>
    public void Same<T>(string what, T expected, T actual, long? slip = null, string? account = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Find(new(what, slip, account, Say(expected), Say(actual)));
    }

    /// <summary>What was found.</summary>
    public ProofCheck Done() => new(name, Wrong == 0, Checked, Wrong, findings);

    private ProofFinding Placed(ProofFinding finding) =>
        finding switch
        {
            { Table: not null } => finding,
            _ when place.Table is not null => finding with { Table = place.Table, Row = place.Row },
            { Slip: { } slip } => finding with { Table = "ledger_slip", Row = $"{slip}" },
            { Account: { } account } => finding with { Table = "ledger_account", Row = account },
            _ => finding,
        };

    private static string Say<T>(T value) => value?.ToString() ?? "nothing";
}
