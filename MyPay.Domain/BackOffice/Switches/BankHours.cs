using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Switches;

internal sealed class BankHours(IBankDirectory banks, Journal journal) : IBankHours
{
    public async Task<Result<BankWindow>> AddAsync(
        string bank,
        WindowRule rule,
        string? reason,
        Actor by,
        CancellationToken ct
    )
    {
        var added = await WriteAsync<Done>(
            reason,
            by,
            (write, words) =>
            {
                if (banks.AddWindow(write, bank, rule) is { } refusal)
                    return refusal;
                write.Note(by, "bank.window.added", $"bank:{bank}", words, null, Noted(rule));
                return default(Done);
            },
            ct
        );
        // Its number is the store's to give: read once it is there.
        return added.TryGet(out _, out var no)
            ? (await banks.ListAsync(ct))
                .Single(one => one.Bank.Code == bank)
                .Windows.Last(window => window.Rule == rule)
            : no;
    }

    public Task<Result<BankWindow>> ChangeAsync(
        int window,
        WindowRule rule,
        string? reason,
        Actor by,
        CancellationToken ct
    ) =>
        WriteAsync<BankWindow>(
            reason,
            by,
            (write, words) =>
            {
                if (!banks.ChangeWindow(write, window, rule).TryGet(out var before, out var refusal))
                    return refusal;
                write.Note(by, "bank.window.changed", $"bank:{before.Bank}", words, Noted(before.Rule), Noted(rule));
                return before with { Rule = rule };
            },
            ct
        );

    public Task<Result<BankWindow>> EndAsync(int window, string? reason, Actor by, CancellationToken ct) =>
        WriteAsync<BankWindow>(
            reason,
            by,
            (write, words) =>
            {
                if (!banks.EndWindow(write, window).TryGet(out var ended, out var refusal))
                    return refusal;
                write.Note(by, "bank.window.ended", $"bank:{ended.Bank}", words, Noted(ended.Rule));
                return ended;
            },
            ct
        );

    private static object Noted(WindowRule rule) =>
        new
        {
            begins = $"{rule.From:HH\\:mm}",
            ends = $"{rule.To:HH\\:mm}",
            weekday = rule.Weekday?.ToString(),
            nth = rule.Nth,
            on = rule.On,
        };

    private async Task<Result<T>> WriteAsync<T>(
        string? reason,
        Actor by,
        Func<JournalWrite, string, Result<T>> change,
        CancellationToken ct
    )
        where T : notnull
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        return await journal.WriteAsync<T>(
            write => Staff.Has(write.Db, by, SignInRoles.Operator) ? change(write, words) : Staff.RoleMissing,
            ct
        );
    }
}
