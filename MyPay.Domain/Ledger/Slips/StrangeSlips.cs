namespace MyPay.Domain.Ledger.Slips;

/// <summary>Slips of a module that no row of it knows: a row that was taken away leaves them behind.</summary>
public static class StrangeSlips
{
    private const int AtOnce = 500;

    /// <summary>
    /// Names them. While there are as many slips as rows account for there is none, and nobody needs to look for it.
    /// </summary>
    /// <param name="snapshot">What is looked at.</param>
    /// <param name="tally">Takes what is found.</param>
    /// <param name="which">Which slips are the module's: a condition on <c>ledger_slip</c>, constant text.</param>
    /// <param name="known">How many of them its rows account for.</param>
    /// <param name="existing">Which of these ids have rows.</param>
    /// <param name="ct">Ends the search.</param>
    public static async Task FindAsync(
        ProofSnapshot snapshot,
        ProofTally tally,
        string which,
        long known,
        Func<List<Guid>, Task<List<Guid>>> existing,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(existing);
        tally.At(null);
        if (await snapshot.NumberAsync($"SELECT count(*) FROM ledger_slip WHERE {which}", ct) == known)
            return;
        var slips = new List<(long Seq, string Source, Guid Id)>(AtOnce);
        await foreach (var row in snapshot.RowsAsync($"SELECT seq, source FROM ledger_slip WHERE {which}", ct))
        {
            var source = row.Text(1) ?? "";
            var id = source.Split(':') is [_, var named, ..] && Guid.TryParse(named, out var read) ? read : Guid.Empty;
            slips.Add((row.Number(0) ?? 0, source, id));
            if (slips.Count == AtOnce)
                await LookAsync();
        }

        await LookAsync();

        async Task LookAsync()
        {
            var there = await existing(slips.ConvertAll(slip => slip.Id));
            foreach (var slip in slips.Where(slip => !there.Contains(slip.Id)))
                tally.Find(new($"{slip.Source} is booked, but no row knows it", slip.Seq));
            slips.Clear();
        }
    }
}
