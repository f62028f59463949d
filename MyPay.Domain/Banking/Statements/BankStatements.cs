using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking.Statements;

internal sealed class BankStatements(StatementFetching fetching, MyPayDb db, IOptions<BankingOptions> options)
    : IBankStatements
{
    // Fewer than SQLite takes as parameters of one query.
    private const int IdsAtOnce = 500;

    public IReadOnlyList<CorporateAccountView> Accounts =>
        [
            new(
                options.Value.CorporateKey,
                options.Value.CorporateBank,
                AccountNumber.Mask(options.Value.CorporateNumber)
            ),
        ];

    public Task<Result<StatementFetch>> FetchAsync(string account, DateOnly date, CancellationToken ct) =>
        fetching.RunAsync(account, date, ct);

    public async Task<StatementFetch?> LastAsync(string account, DateOnly date, CancellationToken ct) =>
        (
            await db.Set<StatementFetchRow>()
                .AsNoTracking()
                .Where(f => f.Account == account && f.Date == date && f.IsWhole)
                .OrderByDescending(f => f.Id)
                .FirstOrDefaultAsync(ct)
        )?.View();

    public async Task<IReadOnlyList<StatementLine>> LinesAsync(string account, DateOnly date, CancellationToken ct)
    {
        var rows = await db.Set<StatementLineRow>()
            .AsNoTracking()
            .Where(l => l.Account == account && l.Date == date)
            .OrderBy(l => l.Id)
            .ToListAsync(ct);
        return await ListedAsync(rows, ct);
    }

    public async Task<IReadOnlyList<StatementLine>> LinesOfAsync(
        string account,
        IReadOnlyCollection<string> bankTranIds,
        CancellationToken ct
    )
    {
        var rows = new List<StatementLineRow>();
        foreach (var ids in bankTranIds.Chunk(IdsAtOnce))
        {
            rows.AddRange(
                await db.Set<StatementLineRow>()
                    .AsNoTracking()
                    .Where(l => l.Account == account && l.BankTranId != null && ids.Contains(l.BankTranId))
                    .OrderBy(l => l.Id)
                    .ToListAsync(ct)
            );
        }

        return await ListedAsync(rows, ct);
    }

    public async Task<IReadOnlyList<LoggedCall>> CallsAsync(string account, DateOnly date, CancellationToken ct)
    {
        var (from, to) = (SeoulTime.StartOf(date), SeoulTime.EndOf(date));
        var calls = Transfers(account);
        var made = await calls.Where(c => c.BankTranDate == date).ToListAsync(ct);
        var learnt = await calls
            .Where(c => c.BankTranDate != date && c.SettledAt >= from && c.SettledAt < to)
            .ToListAsync(ct);
        return
        [
            .. made.Concat(learnt)
                .OrderBy(c => c.CreatedAt)
                .ThenBy(c => c.BankTranId, StringComparer.Ordinal)
                .Select(View),
        ];
    }

    public async Task<IReadOnlyList<LoggedCall>> CallsOfAsync(
        string account,
        IReadOnlyCollection<string> bankTranIds,
        CancellationToken ct
    )
    {
        var found = new List<LoggedCall>();
        foreach (var ids in bankTranIds.Chunk(IdsAtOnce))
            found.AddRange(
                (await Transfers(account).Where(c => ids.Contains(c.BankTranId)).ToListAsync(ct)).Select(View)
            );
        return found;
    }

    private IQueryable<BankCall> Transfers(string account) =>
        db.Set<BankCall>()
            .AsNoTracking()
            .Where(c => c.CorporateAccount == account && c.Kind != BankCallKind.HolderInquiry);

    private async Task<IReadOnlyList<StatementLine>> ListedAsync(List<StatementLineRow> rows, CancellationToken ct)
    {
        var gone = new HashSet<long>();
        foreach (var ids in rows.Select(row => row.Id).Chunk(IdsAtOnce))
            gone.UnionWith(await StatementFetching.GoneAsync(db, ids, ct));
        return [.. rows.Where(row => !gone.Contains(row.Id)).Select(row => row.View())];
    }

    private static LoggedCall View(BankCall call) =>
        new(
            call.Id,
            call.BankTranId,
            call.BankTranDate,
            call.Purpose,
            call.Reference,
            call.Bank,
            call.MaskedNumber,
            call.Kind == BankCallKind.Withdraw ? call.Amount.Amount : -call.Amount.Amount,
            call.State,
            call.CreatedAt,
            call.SettledAt,
            call.RspCode,
            call.BankRspCode,
            call.Fee.Amount
        );
}
