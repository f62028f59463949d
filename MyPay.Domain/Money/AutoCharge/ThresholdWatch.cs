using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>
/// Finds wallets that have fallen below their threshold. A crossing is named by the ledger itself: the first entry
/// after the last one that left X or more. So it is the same crossing for whoever sees it, and one that nobody saw in
/// time is not lost.
/// </summary>
internal sealed class ThresholdWatch(MyPayDb db, Journal journal)
{
    private const int AtOnce = 200;

    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var low in await LowAsync(ct))
        {
            var crossing = await CrossingAsync(low, ct);
            await journal.WriteAsync<Done>(write => See(write, low, crossing), ct);
        }
    }

    /// <summary>
    /// Wallets below their threshold with entries that nobody has looked at. A wallet that never moved has no account
    /// yet: it is empty.
    /// </summary>
    private Task<List<Low>> LowAsync(CancellationToken ct) =>
        (
            from rule in db.Set<ThresholdRow>().AsNoTracking()
            where rule.State == AutoChargeState.On
            join wallet in db.Set<AccountRow>().AsNoTracking() on rule.Wallet equals wallet.Code into wallets
            from found in wallets.DefaultIfEmpty()
            where
                (found == null ? 0 : found.Balance) < rule.Below && (found == null ? 0 : found.Entries) != rule.LookedAt
            orderby rule.Wallet
            select new Low
            {
                Rule = rule,
                WalletId = found == null ? 0 : found.Id,
                Entries = found == null ? 0 : found.Entries,
            }
        )
            .Take(AtOnce)
            .ToListAsync(ct);

    // Not further back than the crossing that was seen to: if the balance has not been up again since, it is still that
    // one.
    private async Task<long> CrossingAsync(Low low, CancellationToken ct) =>
        1
        + await db.Set<EntryRow>()
            .AsNoTracking()
            .Where(e => e.Account == low.WalletId && e.N >= low.Rule.Crossing && e.Balance >= low.Rule.Below)
            .OrderByDescending(e => e.N)
            .Select(e => e.N)
            .FirstOrDefaultAsync(ct);

    private static Result<Done> See(JournalWrite write, Low low, long crossing)
    {
        var rule = write.Db.Set<ThresholdRow>().Find(low.Rule.Id)!;
        if (rule.State != AutoChargeState.On || rule.Version != low.Rule.Version || rule.Crossing != low.Rule.Crossing)
            return default(Done);
        var open = write
            .Db.Set<AutoChargeRunRow>()
            .Where(r => r.Rule == rule.Id && r.State == AutoChargeRunState.Open)
            .ToList();

        // A charge that the bank is asked for comes first; whether another one is needed shows when its answer is
        // booked.
        if (open.Exists(r => r.Charge is not null))
            return default(Done);
        rule.LookedAt = low.Entries;
        if (crossing <= rule.Crossing)
            return default(Done);

        // The balance was up in between: what waited to be tried again belongs to a crossing that is over.
        foreach (var earlier in open)
            earlier.GiveUp(write.Now);
        rule.Crossing = crossing;
        write.Db.Add(
            new AutoChargeRunRow
            {
                Rule = rule.Id,
                Occasion = $"{rule.Version}-{crossing}",
                Origin = ChargeOrigin.Threshold,
                Member = rule.Member,
                Account = rule.Account,
                AccountLabel = rule.AccountLabel,
                Amount = rule.Amount,
                On = SeoulTime.DateOf(write.Now),
                NextTryAt = write.Now,
                MadeAt = write.Now,
            }
        );
        return default(Done);
    }

    private sealed class Low
    {
        public required ThresholdRow Rule { get; init; }

        public long WalletId { get; init; }

        public long Entries { get; init; }
    }
}
