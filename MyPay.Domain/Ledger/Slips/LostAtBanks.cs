namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// Money that was written off because it was gone from a bank. Nobody has made up for it by writing it off: until a slip
/// books it against capital, it is missing from what lies there for others. Any other write-off (goodwill, a
/// franchise's debt) was ours to give.
/// </summary>
public static class LostAtBanks
{
    private const string Slips = """
        SELECT s.lines FROM ledger_slip s
        WHERE s.seq IN (
            SELECT e.slip FROM ledger_entry e JOIN ledger_account a ON a.id = e.account WHERE a.kind = 17)
        """;

    /// <summary>What of a slip's lines is such a loss, won; a gain is negative.</summary>
    public static long Of(IReadOnlyList<(AccountKind Kind, long Signed)> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Any(line => line.Kind is AccountKind.Bank or AccountKind.Capital)
            ? -lines.Where(line => line.Kind == AccountKind.WriteOff).Sum(line => line.Signed)
            : 0;
    }

    internal static async Task<Int128> SumAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var kinds = new Dictionary<long, AccountKind>();
        await foreach (
            var row in snapshot.RowsAsync("SELECT id, kind FROM ledger_account WHERE kind IN (1, 14, 17)", ct)
        )
            kinds[row.Number(0) ?? 0] = (AccountKind)(row.Number(1) ?? 0);
        Int128 sum = 0;
        await foreach (var row in snapshot.RowsAsync(Slips, ct))
            if (SlipLines.TryRead(row.Text(0) ?? "", out var lines))
                sum += Of(lines.ConvertAll(line => (kinds.GetValueOrDefault(line.Account), line.Signed)));
        return sum;
    }
}
