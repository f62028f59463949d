namespace MyPay.Domain.Ledger.Copying;

/// <summary>Copies a store into one that is empty or holds the beginning of this very copy.</summary>
internal static class StoreCopy
{
    /// <summary>
    /// Rows that go over together: the copy can be broken off between two such portions and taken up there.
    /// </summary>
    public const int Portion = 5_000;

    /// <summary>
    /// Table by table, in portions that go in whole, in the order of the key: as many rows as a table has already are
    /// passed over. Afterwards the database numbers on where the other one stood.
    /// </summary>
    /// <param name="whole">What the source holds.</param>
    /// <param name="progress">Told after each portion.</param>
    public static async Task RunAsync(
        StoreSide from,
        StoreSide to,
        StoreDigest whole,
        int portion,
        Action<CopyProgress> progress,
        CancellationToken ct
    )
    {
        foreach (var table in CopyPlan.Tables)
        {
            var (done, total) = (await to.CountAsync(table, ct), whole.RowsOf(table.Name));
            if (done >= total)
                continue;
            var rows = new List<object?[]>();
            await foreach (var row in from.RowsAsync(table, done, ct))
            {
                rows.Add(row);
                if (rows.Count == portion)
                    await PassAsync();
            }

            if (rows.Count > 0)
                await PassAsync();

            async Task PassAsync()
            {
                await to.WriteAsync(table, rows, ct);
                done += rows.Count;
                rows.Clear();
                progress(new(table.Name, done, total));
            }
        }

        await to.NumberAfterAsync(await from.LastNumbersAsync(ct), ct);
    }
}
