using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Money.Statements;

internal sealed class WalletStatements(IMovements movements, MyPayDb db, TimeProvider clock) : IStatements
{
    public async Task<IReadOnlyList<StatementMonth>> MonthsAsync(MemberId member, CancellationToken ct)
    {
        if (await FirstMonthAsync(member, ct) is not { } first)
            return [];
        var running = FirstOf(SeoulTime.Today(clock));
        var months = new List<StatementMonth>();
        for (var month = running; month >= first; month = month.AddMonths(-1))
            months.Add(new(month, month < running));
        return months;
    }

    public async Task<WalletStatement?> FindAsync(MemberId member, DateOnly month, CancellationToken ct)
    {
        var (first, running) = (FirstOf(month), FirstOf(SeoulTime.Today(clock)));
        if (first > running || await FirstMonthAsync(member, ct) is not { } earliest || first < earliest)
            return null;
        var last = first.EndOfMonth();

        // Two balances that the ledger wrote down, and the lines added up between them: three readings that must agree.
        var opening = await BalanceBeforeAsync(member, first, ct);
        var closing = await BalanceBeforeAsync(member, last.AddDays(1), ct);
        var totals = await movements.TotalsAsync(member, new(first, last), ct);
        return new(first, last, first < running, opening, totals.In, totals.Out, closing, totals.Count);
    }

    public async IAsyncEnumerable<Movement> LinesAsync(
        MemberId member,
        DateOnly month,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var first = FirstOf(month);
        await foreach (
            var line in movements.ExportAsync(member, new(first, first.EndOfMonth()), ct).WithCancellation(ct)
        )
            yield return line;
    }

    public Task<IReadOnlyList<Movement>> LinesAsync(
        MemberId member,
        DateOnly month,
        long after,
        int limit,
        CancellationToken ct
    )
    {
        var first = FirstOf(month);
        return movements.ForwardAsync(member, new(first, first.EndOfMonth()), after, limit, ct);
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private async Task<DateOnly?> FirstMonthAsync(MemberId member, CancellationToken ct) =>
        await Entries(member).OrderBy(e => e.N).Select(e => (long?)e.PostedAtMs).FirstOrDefaultAsync(ct) is { } first
            ? FirstOf(SeoulTime.DateOf(DateTimeOffset.FromUnixTimeMilliseconds(first)))
            : null;

    private async Task<Won> BalanceBeforeAsync(MemberId member, DateOnly day, CancellationToken ct)
    {
        var before = SeoulTime.StartOf(day).ToUnixTimeMilliseconds();
        return Won.Of(
            await Entries(member)
                .Where(e => e.PostedAtMs < before)
                .OrderByDescending(e => e.N)
                .Select(e => e.Balance)
                .FirstOrDefaultAsync(ct)
        );
    }

    private IQueryable<EntryRow> Entries(MemberId member)
    {
        var code = LedgerAccount.Wallet(member).Code;
        return from account in db.Set<AccountRow>().AsNoTracking()
            where account.Code == code
            join entry in db.Set<EntryRow>().AsNoTracking() on account.Id equals entry.Account
            select entry;
    }
}
