using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Audits;

/// <summary>
/// Recomputes the audit log's seals, in the order of their numbers. Goes on from what is stored: each broken link is
/// named, not all that come after it.
/// </summary>
internal sealed class AuditChain
{
    private const string Table = "audit_entry";
    private long last;

    /// <summary>The number of the last entry.</summary>
    public long LastSeq => last;

    public long Entries { get; private set; }

    public long? FirstBad { get; private set; }

    public byte[] LastSeal { get; private set; } = new byte[32];

    public static async Task<AuditChain> WalkAsync(
        ProofSnapshot snapshot,
        Action<ProofFinding> found,
        CancellationToken ct
    )
    {
        var chain = new AuditChain();
        const string all = """
            SELECT "Seq", "At", "ActorId", "ActorName", "Action", "Subject", "Reason", "Before", "After", "Hash"
              FROM audit_entry ORDER BY "Seq"
            """;
        await foreach (var row in snapshot.RowsAsync(all, ct))
            chain.Look(row, found);
        return chain;
    }

    private void Look(ProofRow row, Action<ProofFinding> found)
    {
        Entries++;
        var entry = new AuditEntry
        {
            Seq = row.Number(0) ?? 0,
            At = At(row.Number(1)),
            ActorId = row.Text(2) ?? "",
            ActorName = row.Text(3) ?? "",
            Action = row.Text(4) ?? "",
            Subject = row.Text(5) ?? "",
            Reason = row.Text(6),
            Before = row.Text(7),
            After = row.Text(8),
        };
        if (entry.Seq != last + 1)
            Bad(entry.Seq, new("audit entry number", null, null, $"{last + 1}", $"{entry.Seq}", Table, $"{entry.Seq}"));
        var (stored, computed) = (row.Bytes(9), AuditTrail.SealOf(entry, LastSeal));
        if (!computed.AsSpan().SequenceEqual(stored))
            Bad(
                entry.Seq,
                new(
                    $"seal of audit entry {entry.Seq}",
                    null,
                    null,
                    Convert.ToHexStringLower(computed),
                    Convert.ToHexStringLower(stored),
                    Table,
                    $"{entry.Seq}"
                )
            );
        (last, LastSeal) = (entry.Seq, stored.Length == 32 ? stored : computed);

        void Bad(long seq, ProofFinding finding)
        {
            FirstBad ??= seq;
            found(finding);
        }
    }

    // A damaged time must not end the walk.
    private static DateTimeOffset At(long? ms) =>
        ms is { } at
        && at >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
        && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : default;
}

/// <summary>The audit log is as it was written: no entry altered, taken out or put in.</summary>
internal sealed class AuditProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var findings = new List<ProofFinding>();
        var wrong = 0L;
        var chain = await AuditChain.WalkAsync(
            snapshot,
            finding =>
            {
                wrong++;
                if (findings.Count < 20)
                    findings.Add(finding);
            },
            ct
        );
        return new("audit log chain", wrong == 0, chain.Entries, wrong, findings);
    }
}

/// <summary>The audit log ends where it was sealed under <c>data.key</c>: nothing was cut off, added or rewritten.</summary>
internal sealed class AuditEndProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var (seq, seal) = (0L, new byte[32]);
        await foreach (
            var row in snapshot.RowsAsync("""SELECT "Seq", "Hash" FROM audit_entry ORDER BY "Seq" DESC LIMIT 1""", ct)
        )
            (seq, seal) = (row.Number(0) ?? 0, row.Bytes(1));
        return await SealedEnds.CheckAsync(
            snapshot,
            "audit log sealed under data.key",
            SealedEnds.Audit,
            "audit_entry",
            seq,
            seal,
            ct
        );
    }
}
