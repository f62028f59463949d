using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>
/// The ledger's side: entries of a corporate account's ledger account, with the slips they belong to. Signed as the
/// bank sees it: what came in is positive.
/// </summary>
internal sealed class LedgerDay(MyPayDb db)
{
    /// <summary>The account's row; null before its first entry.</summary>
    public Task<AccountRow?> AccountAsync(string account, CancellationToken ct) =>
        db.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(a => a.Code == LedgerAccount.Bank(account).Code, ct);

    /// <summary>
    /// Entries booked from one instant to before another, and the balance after the last entry before the second.
    /// </summary>
    public async Task<(IReadOnlyList<LedgerSide> Entries, long BalanceAtEnd)> BetweenAsync(
        AccountRow? account,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    )
    {
        if (account is null)
            return ([], 0);
        var first = await FirstAtAsync(account, from.ToUnixTimeMilliseconds(), ct);
        var end = await FirstAtAsync(account, to.ToUnixTimeMilliseconds(), ct);
        var entries = await (
            from entry in db.Set<EntryRow>().AsNoTracking()
            join slip in db.Set<SlipRow>().AsNoTracking() on entry.Slip equals slip.Seq
            where entry.Account == account.Id && entry.N >= first && entry.N < end
            orderby entry.N
            select new
            {
                slip.Seq,
                slip.Kind,
                slip.Source,
                entry.Amount,
                entry.PostedAtMs,
            }
        ).ToListAsync(ct);
        var last =
            end == 1
                ? 0
                : await db.Set<EntryRow>()
                    .Where(e => e.Account == account.Id && e.N == end - 1)
                    .Select(e => e.Balance)
                    .SingleAsync(ct);
        return (
            [
                .. entries.Select(e => new LedgerSide(
                    e.Seq,
                    e.Kind,
                    e.Source,
                    -e.Amount,
                    DateTimeOffset.FromUnixTimeMilliseconds(e.PostedAtMs)
                )),
            ],
            -last
        );
    }

    /// <summary>An account's balance, credits minus debits, after the last entry before an instant.</summary>
    public async Task<long> BalanceBeforeAsync(LedgerAccount of, DateTimeOffset instant, CancellationToken ct)
    {
        if (
            await db.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(a => a.Code == of.Code, ct)
            is not { } account
        )
            return 0;
        var end = await FirstAtAsync(account, instant.ToUnixTimeMilliseconds(), ct);
        return end == 1
            ? 0
            : await db.Set<EntryRow>()
                .Where(e => e.Account == account.Id && e.N == end - 1)
                .Select(e => e.Balance)
                .SingleAsync(ct);
    }

    /// <summary>
    /// The number of the first entry at or after an instant. Entries are numbered in the order of time, so it is looked
    /// up by halves: the account may have millions.
    /// </summary>
    private async Task<long> FirstAtAsync(AccountRow account, long ms, CancellationToken ct)
    {
        var (low, high) = (1L, account.Entries + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await db.Set<EntryRow>()
                .Where(e => e.Account == account.Id && e.N == middle)
                .Select(e => e.PostedAtMs)
                .SingleAsync(ct);
            if (at < ms)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
