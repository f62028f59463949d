using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Audits;

internal sealed class AuditLog(MyPayDb db, StorageOptions store) : IAuditLog
{
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(
        AuditFilter filter,
        long? before,
        int limit,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (filter.Actor is { } actor)
            entries = entries.Where(e => TextSearch.Matches(e.ActorName, TextSearch.Holding(actor)));
        if (filter.Subject is { } subject)
            entries = entries.Where(e => TextSearch.Matches(e.Subject, TextSearch.Beginning(subject)));
        if (filter.Action is { } action)
            entries = entries.Where(e => TextSearch.Matches(e.Action, TextSearch.Beginning(action)));
        if (filter.From is { } from)
            entries = entries.Where(e => e.At >= SeoulTime.StartOf(from));
        if (filter.To is { } to)
            entries = entries.Where(e => e.At < SeoulTime.EndOf(to));
        if (before is { } last)
            entries = entries.Where(e => e.Seq < last);
        return await entries.OrderByDescending(e => e.Seq).Take(limit).ToListAsync(ct);
    }

    public async Task<AuditCheck> VerifyAsync(CancellationToken ct)
    {
        await using var snapshot = await ProofSnapshot.OpenAsync(store, ct);
        var chain = await AuditChain.WalkAsync(snapshot, static _ => { }, ct);
        return new(chain.Entries, chain.FirstBad, Convert.ToHexStringLower(chain.LastSeal));
    }
}
