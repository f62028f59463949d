using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Anchors;

internal sealed class Anchoring(Journal journal, StorageOptions store, TimeProvider clock) : IAnchoring
{
    private static readonly string NoSeal = new('0', 64);

    public async Task<Anchor?> AnchorAsync(CancellationToken ct)
    {
        if (await LookAsync(ct) is not { } anchor)
            return null;

        // The line before its seal: killed in between, the file has a line more than is sealed, which harms nothing.
        var lines = AnchorFile.Append(store.Directory, anchor);
        var written = await journal.WriteAsync<Done>(
            write =>
            {
                write.SealEnd(AnchorFile.ChainOf(store.Directory), lines, AnchorFile.SealOf($"{anchor}"));
                write.NotifyRole(
                    SignInRoles.Auditor,
                    new(NoticeEvent.BooksAnchored, $"anchor:{anchor.At.ToUnixTimeSeconds()}", Detail: $"{anchor}")
                );
                return default(Done);
            },
            ct
        );
        return written.TryGet(out _, out var refusal)
            ? anchor
            : throw new InvalidOperationException($"The anchor's seal could not be written: {refusal.Code}.");
    }

    /// <summary>Both ends at one instant.</summary>
    private async Task<Anchor?> LookAsync(CancellationToken ct)
    {
        await using var snapshot = await ProofSnapshot.OpenAsync(store, ct);
        var slip = await snapshot.Db.Set<SlipRow>().OrderByDescending(s => s.Seq).FirstOrDefaultAsync(ct);
        var entry = await snapshot.Db.Set<AuditEntry>().OrderByDescending(e => e.Seq).FirstOrDefaultAsync(ct);
        return slip is null
            ? null
            : new(
                clock.GetUtcNow(),
                new(slip.Seq, Convert.ToHexStringLower(slip.Hash)),
                new(entry?.Seq ?? 0, entry is null ? NoSeal : Convert.ToHexStringLower(entry.Hash))
            );
    }
}
