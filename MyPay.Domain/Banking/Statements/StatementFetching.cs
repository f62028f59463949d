using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking.Statements;

/// <summary>
/// Asks for a day's statement page by page. Each page is kept as it comes; only a fetch that reached the last page
/// counts as the bank's answer.
/// </summary>
internal sealed partial class StatementFetching(
    BankWire wire,
    Journal journal,
    IOptions<BankingOptions> options,
    TimeProvider clock,
    ILogger<StatementFetching> log
)
{
    // Asking moves nothing: a page without an answer is asked for again, under another name.
    private const int TriesAPage = 2;
    private const int MostPages = 100_000;

    public async Task<Result<StatementFetch>> RunAsync(string account, DateOnly date, CancellationToken ct)
    {
        if (account != options.Value.CorporateKey)
            return new Refusal(RefusalKind.NotFound, "banking.statement.account_unknown");
        if (date > SeoulTime.Today(clock))
            return new Refusal(RefusalKind.Invalid, "banking.statement.day_not_begun");

        var (startedAt, listed, added, pages) = (clock.GetUtcNow(), new Listing(), 0, 0);
        string? trace = null;
        while (true)
        {
            var (tranId, answer) = await AskAsync(date, trace, ct);
            pages++;
            if (answer.Page is not { } page || pages > MostPages || (page.Trace is { } next && next == trace))
            {
                log.LogWarning(
                    "The statement of {Account} for {Date} broke off at page {Page} ({Rsp}/{BankRsp} {Message}).",
                    account,
                    date,
                    pages,
                    answer.RspCode,
                    answer.BankRspCode,
                    answer.Message
                );
                var broken = await journal.WriteAsync<Done>(
                    write =>
                    {
                        write.Db.Add(
                            Row(
                                account,
                                date,
                                startedAt,
                                write.Now,
                                tranId,
                                answer,
                                pages,
                                listed.Keys.Count,
                                added,
                                0,
                                isWhole: false
                            )
                        );
                        return default(Done);
                    },
                    ct
                );
                if (!broken.TryGet(out _, out var shut))
                    return shut;
                return answer.Verdict == WireVerdict.Failed && answer.BankRspCode is not null
                    ? WireCodes.Refusal(answer.RspCode, answer.BankRspCode)
                    : new Refusal(RefusalKind.Unavailable, "banking.statement.no_answer");
            }

            var rows = page.Lines.Select(line => listed.Add(account, date, line)).ToList();
            var isLast = page.Trace is null;
            var kept = await journal.WriteAsync<Kept>(
                write =>
                {
                    var fresh = Keep(write, account, rows);
                    if (!isLast)
                        return new Kept(fresh, null);
                    var gone = Compare(write, account, date, listed.Keys);
                    var row = Row(
                        account,
                        date,
                        startedAt,
                        write.Now,
                        tranId,
                        answer,
                        pages,
                        listed.Keys.Count,
                        added + fresh,
                        gone,
                        isWhole: true
                    );
                    write.Db.Add(row);
                    return new Kept(fresh, row.View());
                },
                ct
            );
            if (!kept.TryGet(out var done, out var refusal))
                return refusal;
            added += done.Fresh;
            if (done.Whole is { } whole)
                return whole;
            trace = page.Trace;
        }
    }

    /// <summary>Which of these lines the bank no longer lists.</summary>
    public static async Task<HashSet<long>> GoneAsync(MyPayDb db, IReadOnlyCollection<long> lines, CancellationToken ct)
    {
        var changes = await db.Set<StatementChangeRow>()
            .AsNoTracking()
            .Where(c => lines.Contains(c.Line))
            .OrderBy(c => c.Id)
            .ToListAsync(ct);
        return Gone(changes);
    }

    private static HashSet<long> Gone(IEnumerable<StatementChangeRow> changes) =>
        [.. changes.GroupBy(c => c.Line).Where(of => of.Last().IsGone).Select(of => of.Key)];

    private async Task<(string TranId, WireAnswer Answer)> AskAsync(DateOnly date, string? trace, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var tranId = BankTranIds.New(options.Value);
            var answer = await wire.StatementPageAsync(tranId, date, trace, ct);
            if (answer.Page is not null || tries == TriesAPage)
                return (tranId, answer);
        }
    }

    // Inside the write: of two fetches at once, the second finds what the first has kept.
    private static int Keep(JournalWrite write, string account, List<StatementLineRow> rows)
    {
        var keys = rows.ConvertAll(row => row.Key);
        var known = write
            .Db.Set<StatementLineRow>()
            .AsNoTracking()
            .Where(l => l.Account == account && keys.Contains(l.Key))
            .Select(l => l.Key)
            .ToHashSet(StringComparer.Ordinal);
        var fresh = rows.FindAll(row => !known.Contains(row.Key));
        foreach (var row in fresh)
            write.Db.Add(row.At(write.Now));
        return fresh.Count;
    }

    private static int Compare(JournalWrite write, string account, DateOnly date, HashSet<string> listed)
    {
        var stored = write
            .Db.Set<StatementLineRow>()
            .AsNoTracking()
            .Where(l => l.Account == account && l.Date == date)
            .Select(l => new { l.Id, l.Key })
            .ToList();
        var changes = write
            .Db.Set<StatementChangeRow>()
            .AsNoTracking()
            .Where(c =>
                write.Db.Set<StatementLineRow>().Any(l => l.Id == c.Line && l.Account == account && l.Date == date)
            )
            .OrderBy(c => c.Id)
            .ToList();
        var gone = Gone(changes);
        var count = 0;
        foreach (var line in stored)
        {
            var isGone = !listed.Contains(line.Key);
            if (isGone)
                count++;
            if (isGone != gone.Contains(line.Id))
                write.Db.Add(
                    new StatementChangeRow
                    {
                        Line = line.Id,
                        IsGone = isGone,
                        At = write.Now,
                    }
                );
        }

        return count;
    }

    private static StatementFetchRow Row(
        string account,
        DateOnly date,
        DateTimeOffset startedAt,
        DateTimeOffset endedAt,
        string tranId,
        WireAnswer answer,
        int pages,
        int lines,
        int added,
        int gone,
        bool isWhole
    ) =>
        new()
        {
            Account = account,
            Date = date,
            StartedAt = startedAt,
            EndedAt = endedAt,
            Pages = pages,
            Lines = lines,
            Added = added,
            Gone = gone,
            IsWhole = isWhole,
            BankTranId = tranId,
            RspCode = answer.RspCode,
            BankRspCode = answer.BankRspCode,
            Message = answer.Message,
        };

    private sealed record Kept(int Fresh, StatementFetch? Whole);

    /// <summary>
    /// The lines of one fetch. The bank gives them no number: equal ones are told apart by their place among equals.
    /// </summary>
    private sealed partial class Listing
    {
        private readonly Dictionary<string, int> equals = new(StringComparer.Ordinal);

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public StatementLineRow Add(string account, DateOnly date, WireStatementLine line)
        {
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"{date:yyyyMMdd}|{line.Time:HHmmss}|{line.Signed}|{line.Balance}|{line.TranType}|{line.PrintContent}"
            );
            var place = equals[what] = equals.GetValueOrDefault(what) + 1;
            var key = Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place}|{what}")))
            );
            Keys.Add(key);
            return new()
            {
                Account = account,
                Date = date,
                Time = line.Time,
                Signed = line.Signed,
                Balance = line.Balance,
                PrintContent = line.PrintContent,
                TranType = line.TranType,
                BankTranId = TranId().IsMatch(line.PrintContent) ? line.PrintContent : null,
                Key = key,
            };
        }

        [GeneratedRegex("^[A-Z0-9]{10}U[A-Z0-9]{9}$")]
        private static partial Regex TranId();
    }
}
