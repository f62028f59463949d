using System.Globalization;
using System.Text;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>
/// Slips in the order of their numbers: the hash chain, each slip's balance, and its sealed lines against the entries.
/// </summary>
internal sealed class SlipProof : LedgerCheck
{
    private readonly ProofTally chain = new("hash chain");
    private readonly ProofTally balanced = new("slips balance");
    private readonly ProofTally lines = new("slip lines = entries");
    private readonly List<Entry> ofSlip = [];
    private long lastSeq;

    public long Count { get; private set; }

    public byte[] LastSeal { get; private set; } = SlipSeal.Genesis;

    private readonly record struct Entry(long? Account, long? Amount, string? Label, long? PostedAt);

    public override async Task<IReadOnlyList<ProofCheck>> RunAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        // Entries lie by account; the database sorts them by slip, in temporary files when they are many.
        await using var entries = snapshot
            .RowsAsync("SELECT slip, account, amount, label, posted_at FROM ledger_entry ORDER BY slip, account, n", ct)
            .GetAsyncEnumerator(ct);
        var hasEntry = await entries.MoveNextAsync();
        await foreach (
            var slip in snapshot.RowsAsync(
                "SELECT seq, kind, source, business_date, posted_at, memo, lines, hash FROM ledger_slip ORDER BY seq",
                ct
            )
        )
        {
            var seq = slip.Number(0) ?? long.MinValue;
            while (hasEntry && (entries.Current.Number(0) ?? long.MinValue) < seq)
                hasEntry = await OrphanAsync(entries);
            ofSlip.Clear();
            while (hasEntry && entries.Current.Number(0) == seq)
            {
                var entry = entries.Current;
                ofSlip.Add(new(entry.Number(1), entry.Number(2), entry.Text(3), entry.Number(4)));
                hasEntry = await entries.MoveNextAsync();
            }

            CheckSeal(slip, seq);
            await CheckLinesAsync(snapshot, slip, seq);
            Count++;
        }

        while (hasEntry)
            hasEntry = await OrphanAsync(entries);
        return
        [
            chain.Done(),
            balanced.Done(),
            lines.Done(),
            await SealedEnds.CheckAsync(
                snapshot,
                "slips sealed under data.key",
                SealedEnds.Slips,
                "ledger_slip",
                lastSeq,
                LastSeal,
                ct
            ),
        ];
    }

    private void CheckSeal(ProofRow slip, long seq)
    {
        chain.Look();
        if (seq != lastSeq + 1)
            chain.Find(new("slip number", seq, null, $"{lastSeq + 1}", $"{seq}"));
        var stored = slip.Bytes(7);
        var computed = SlipSeal.Of(
            LastSeal,
            seq,
            slip.Text(1) ?? "",
            slip.Text(2) ?? "",
            slip.Text(3) ?? "",
            slip.Number(4) ?? 0,
            slip.Text(5),
            Encoding.UTF8.GetBytes(slip.Text(6) ?? "")
        );
        if (!computed.AsSpan().SequenceEqual(stored))
            chain.Find(new("seal", seq, null, Convert.ToHexStringLower(computed), Convert.ToHexStringLower(stored)));

        // Goes on from what is stored: each broken link is named, not all that come after it.
        (lastSeq, LastSeal) = (seq, stored.Length == 32 ? stored : computed);
    }

    private async Task CheckLinesAsync(ProofSnapshot snapshot, ProofRow slip, long seq)
    {
        balanced.Look();
        if (!SlipLines.TryRead(slip.Text(6) ?? "", out var read))
        {
            balanced.Find(new("lines cannot be read", seq));
            return;
        }

        Int128 sum = 0;
        foreach (var line in read)
            sum += line.Signed;
        if (sum != 0 || read.Count < 2)
            balanced.Find(new($"{read.Count} lines do not balance", seq, null, "0", $"{sum}"));

        // Entries of one account in one slip are numbered in the order of its lines, and OrderBy keeps that order.
        var postedAt = slip.Number(4);
        var wanted = read.OrderBy(line => line.Account)
            .Select(line => new Entry(line.Account, line.Signed, line.Label, postedAt))
            .ToList();
        var (w, f) = (0, 0);
        while (w < wanted.Count || f < ofSlip.Count)
        {
            // Both in the order of accounts: whichever has the smaller one stands alone.
            lines.Look();
            Entry? should =
                w < wanted.Count && (f == ofSlip.Count || wanted[w].Account <= (ofSlip[f].Account ?? 0))
                    ? wanted[w]
                    : null;
            Entry? does =
                f < ofSlip.Count && (should is null || ofSlip[f].Account == should.Value.Account) ? ofSlip[f] : null;
            if (should is not null)
                w++;
            if (does is not null)
                f++;
            if (should == does)
                continue;
            var account = await CodeAsync(snapshot, (should ?? does)!.Value.Account);
            lines.Find(new("an entry differs from its slip's line", seq, account, Say(should), Say(does)));
        }
    }

    private async Task<bool> OrphanAsync(IAsyncEnumerator<ProofRow> entries)
    {
        var entry = entries.Current;
        lines.Look();
        lines.Find(
            new("an entry has no slip", entry.Number(0), $"#{entry.Number(1)}", "nothing", $"{entry.Number(2)}")
        );
        return await entries.MoveNextAsync();
    }

    private static async Task<string> CodeAsync(ProofSnapshot snapshot, long? account)
    {
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT code FROM ledger_account WHERE id = {account ?? 0}"
        );
        await foreach (var row in snapshot.RowsAsync(sql))
            return row.Text(0) ?? $"#{account}";
        return $"#{account}";
    }

    private static string Say(Entry? entry) =>
        entry is not { } e ? "nothing" : $"{e.Amount} \"{e.Label}\" at {e.PostedAt} in #{e.Account}";
}
