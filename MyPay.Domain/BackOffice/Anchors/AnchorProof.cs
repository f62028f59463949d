using System.Globalization;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Anchors;

/// <summary>
/// Both chains are what the anchors saw: those in the data directory, and those that were kept elsewhere and are given.
/// What is gone was cut off; what has another seal was rewritten there or before, or the anchor is forged.
/// </summary>
/// <param name="given">As <c>verify --anchor</c> takes them: a file of anchors, or a slip as <c>SEQ:HASH</c>.</param>
internal sealed class AnchorProof(IReadOnlyList<string> given) : IProof
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("anchors");
        var chains = await Chains.OpenAsync(snapshot, ct);
        var file = AnchorFile.In(snapshot.Directory);
        var lines = AnchorFile.Lines(file);
        var last = await CheckFileAsync(file, lines, chains, tally, ct);
        await CheckSealAsync(snapshot, file, lines, tally, ct);
        foreach (var one in given)
        {
            if (AnchoredRow.Read(one) is { } row)
            {
                tally.Look();
                await chains.CompareSlipAsync(row, "the anchor given", tally, ct);
            }
            else if (File.Exists(one))
                await CheckFileAsync(one, AnchorFile.Lines(one), chains, tally, ct);
            else
                tally.Find(new($"{one} is no anchor and no file of anchors", Table: "anchors", Row: one));
        }

        var check = tally.Done();
        return check.Ok && Note(chains, file, last) is { } note ? check with { Findings = [new(note)] } : check;
    }

    /// <summary>Those of these lines that hold in a store; the others are of another history than its own.</summary>
    public static async Task<IReadOnlyList<string>> HoldingAsync(
        ProofSnapshot snapshot,
        IReadOnlyList<string> lines,
        CancellationToken ct
    )
    {
        var chains = await Chains.OpenAsync(snapshot, ct);
        var holding = new List<string>();
        foreach (var line in lines)
        {
            var tally = new ProofTally("anchor");
            if (Anchor.Read(line) is { } anchor)
            {
                await chains.CompareAsync(anchor, line, tally, ct);
                if (tally.Wrong == 0)
                    holding.Add(line);
            }
        }

        return holding;
    }

    private static async Task<Anchor?> CheckFileAsync(
        string file,
        IReadOnlyList<string> lines,
        Chains chains,
        ProofTally tally,
        CancellationToken ct
    )
    {
        Anchor? before = null;
        for (var i = 0; i < lines.Count; i++)
        {
            tally.Look();
            var where = string.Create(CultureInfo.InvariantCulture, $"line {i + 1} of {file}");
            if (Anchor.Read(lines[i]) is not { } anchor)
            {
                tally.Find(new($"{where} is no anchor: it was damaged or edited", Table: "anchors", Row: $"{i + 1}"));
                continue;
            }

            if (
                before is not null
                && (anchor.At < before.At || anchor.Slip.Seq < before.Slip.Seq || anchor.Audit.Seq < before.Audit.Seq)
            )
                tally.Find(
                    new(
                        $"{where} is older than the line before it: lines were edited",
                        Table: "anchors",
                        Row: $"{i + 1}"
                    )
                );
            await chains.CompareAsync(anchor, where, tally, ct);
            before = anchor;
        }

        return before;
    }

    /// <summary>Lines that were taken away from the file, or changed so that they hold.</summary>
    private static async Task CheckSealAsync(
        ProofSnapshot snapshot,
        string file,
        IReadOnlyList<string> lines,
        ProofTally tally,
        CancellationToken ct
    )
    {
        if (await SealedEnds.FindAsync(snapshot, AnchorFile.ChainOf(snapshot.Directory), ct) is not { Seq: > 0 } end)
            return;
        tally.Look();
        if (lines.Count < end.Seq)
            tally.Find(
                new(
                    $"anchors are missing in {file}: give those that were mailed by --anchor",
                    Expected: $"{end.Seq} lines",
                    Actual: $"{lines.Count}",
                    Table: "anchors",
                    Row: $"{lines.Count + 1}"
                )
            );
        else if (!end.IsSealOf(AnchorFile.SealOf(lines[(int)end.Seq - 1])))
            tally.Find(
                new($"line {end.Seq} of {file} is not the one that was written", Table: "anchors", Row: $"{end.Seq}")
            );
    }

    private static string? Note(Chains chains, string file, Anchor? last) =>
        last is null ? $"no anchors in {file} yet: the first is written at night; give those kept elsewhere by --anchor"
        : chains.Slip > last.Slip.Seq && chains.At - last.At > Fresh
            ? $"the last anchor is of {last.At.UtcDateTime:yyyy-MM-dd}: slips {last.Slip.Seq + 1} to {chains.Slip} are "
                + "held by the seal under data.key alone"
        : null;

    /// <summary>Where the chains stand, and their seals by number.</summary>
    private sealed class Chains(ProofSnapshot snapshot)
    {
        public long Slip { get; private init; }

        public long Audit { get; private init; }

        /// <summary>When the last slip was booked.</summary>
        public DateTimeOffset At { get; private init; }

        public static async Task<Chains> OpenAsync(ProofSnapshot snapshot, CancellationToken ct)
        {
            var at = await snapshot.NumberAsync("SELECT max(posted_at) FROM ledger_slip", ct);
            return new(snapshot)
            {
                Slip = await snapshot.NumberAsync("SELECT max(seq) FROM ledger_slip", ct) ?? 0,
                Audit = await snapshot.NumberAsync("SELECT max(\"Seq\") FROM audit_entry", ct) ?? 0,
                At = DateTimeOffset.FromUnixTimeMilliseconds(
                    Math.Clamp(at ?? 0, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
                ),
            };
        }

        public async Task CompareAsync(Anchor anchor, string where, ProofTally tally, CancellationToken ct)
        {
            var named = $"the anchor of {anchor.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z ({where})";
            await CompareSlipAsync(anchor.Slip, named, tally, ct);
            if (anchor.Audit.Seq > 0)
                await CompareAsync(
                    anchor.Audit,
                    "audit_entry",
                    $"SELECT \"Hash\" FROM audit_entry WHERE \"Seq\" = {anchor.Audit.Seq}",
                    Audit,
                    named,
                    tally,
                    ct
                );
        }

        public async Task CompareSlipAsync(AnchoredRow row, string named, ProofTally tally, CancellationToken ct)
        {
            if (row.Seq > 0)
                await CompareAsync(
                    row,
                    "ledger_slip",
                    $"SELECT hash FROM ledger_slip WHERE seq = {row.Seq}",
                    Slip,
                    named,
                    tally,
                    ct
                );
        }

        private async Task CompareAsync(
            AnchoredRow row,
            string table,
            FormattableString sql,
            long end,
            string named,
            ProofTally tally,
            CancellationToken ct
        )
        {
            await foreach (var found in snapshot.RowsAsync(sql.ToString(CultureInfo.InvariantCulture), ct))
            {
                var seal = Convert.ToHexStringLower(found.Bytes(0));
                if (seal != row.Seal)
                    tally.Find(
                        new(
                            $"not what {named} saw: it, or a row before it, has been rewritten since, or the anchor is "
                                + "forged",
                            Expected: row.Seal,
                            Actual: seal,
                            Table: table,
                            Row: $"{row.Seq}"
                        )
                    );
                return;
            }

            tally.Find(
                new(
                    $"cut off: {named} saw row {row.Seq}",
                    Expected: $"{row.Seq}",
                    Actual: $"the last is {end}",
                    Table: table,
                    Row: $"{Math.Min(row.Seq, end + 1)}"
                )
            );
        }
    }
}
