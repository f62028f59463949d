using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Fraud;

internal sealed class FraudDesk(
    IMemberDesk members,
    IMemberSignals signals,
    IFreezes freezes,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IFraudDesk
{
    private const int LongestList = 200;
    private static readonly Refusal Invalid = new(RefusalKind.Invalid, "backoffice.fraud.rule_invalid");

    public Task<IReadOnlyList<FraudRuleView>> RulesAsync(CancellationToken ct)
    {
        var latest = FraudRules.Latest(db);
        return Task.FromResult<IReadOnlyList<FraudRuleView>>([
            .. FraudRules.Defaults.Select(rule =>
                latest.TryGetValue(rule.Kind, out var row)
                    ? new FraudRuleView(row.Rule, row.At, row.By, row.Reason)
                    : new(rule, null, null, null)
            ),
        ]);
    }

    public async Task<Result<FraudRuleView>> ChangeAsync(FraudRule rule, string? reason, Actor by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!FraudRules.IsSound(rule))
            return Invalid;
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        return await journal.WriteAsync<FraudRuleView>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                var before = FraudRules.Latest(write.Db).TryGetValue(rule.Kind, out var row)
                    ? row.Rule
                    : FraudRules.Defaults.Single(r => r.Kind == rule.Kind);
                write.Db.Add(
                    new FraudRuleRow
                    {
                        Kind = rule.Kind,
                        Mode = rule.Mode,
                        Minutes = rule.Minutes,
                        Count = rule.Count,
                        Amount = rule.Amount,
                        At = write.Now,
                        By = by.Name,
                        Reason = words,
                    }
                );
                write.Note(by, "fraud.rule_changed", $"fraud-rule:{rule.Kind}", words, Plain(before), Plain(rule));
                write.Touch(FraudTopics.Desk);
                return new FraudRuleView(rule, write.Now, by.Name, words);
            },
            ct
        );
    }

    public async Task<Result<FraudSimulation>> SimulateAsync(FraudRule rule, int days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!FraudRules.IsSound(rule) || days is < 1 or > 90)
            return Invalid;
        var simulation = new FraudPast(db, signals).Run(rule, clock.GetUtcNow().AddDays(-days));
        var names = await members.MaskedNamesAsync([.. simulation.Hits.TakeLast(50).Select(h => h.Member)], ct);
        return new FraudSimulation(
            days,
            simulation.Looked,
            simulation.Hits.Count,
            simulation.Hits.Select(h => h.Member).Distinct().Count(),
            Won.Of(simulation.Hits.Sum(h => h.Amount.Amount)),
            [
                .. simulation
                    .Hits.TakeLast(50)
                    .Reverse()
                    .Select(h => new FraudHit(
                        h.Member,
                        names.GetValueOrDefault(h.Member, "*"),
                        rule.Kind,
                        h.Kind,
                        h.Amount,
                        h.At
                    )),
            ]
        );
    }

    public async Task<IReadOnlyList<FraudCaseView>> CasesAsync(
        bool openOnly,
        int limit,
        MemberId? member,
        CancellationToken ct
    )
    {
        var rows = db.Set<FraudCaseRow>().AsNoTracking();
        if (member is { } one)
            rows = rows.Where(c => c.Member == one);
        rows = openOnly
            ? rows.Where(c => c.State == FraudCaseState.Open).OrderBy(c => c.OpenedAt)
            : rows.OrderByDescending(c => c.OpenedAt);
        var found = await rows.Take(Math.Clamp(limit, 1, LongestList)).ToListAsync(ct);
        var names = await members.MaskedNamesAsync([.. found.Select(c => c.Member)], ct);
        return found.ConvertAll(c => c.View(names.GetValueOrDefault(c.Member, "*")));
    }

    public Task<IReadOnlyList<FraudHit>> ObservedAsync(int limit, CancellationToken ct) =>
        HitsAsync(db.Set<FraudHitRow>().Where(h => h.Case == null), limit, ct);

    public Task<IReadOnlyList<FraudHit>> HitsAsync(Guid fraudCase, CancellationToken ct) =>
        HitsAsync(db.Set<FraudHitRow>().Where(h => h.Case == fraudCase), LongestList, ct);

    public Task<Result<Done>> AssignAsync(Guid fraudCase, Actor by, CancellationToken ct) =>
        ActAsync(
            fraudCase,
            by,
            "fraud.case_assigned",
            null,
            (_, row) =>
            {
                row.Assigned = by.Name;
                return default(Done);
            },
            ct
        );

    public async Task<Result<Done>> ReleaseAsync(Guid fraudCase, string? note, Actor by, CancellationToken ct)
    {
        if (!Staff.Words(note).TryGet(out var words, out var refusal))
            return refusal;
        return await ActAsync(
            fraudCase,
            by,
            "fraud.case_released",
            words,
            (write, row) =>
            {
                End(write, row, FraudCaseState.Released, by, words);
                row.AllowedUntil = write.Now + IFraudDesk.AllowFor;
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<Done>> ConfirmAsync(
        Guid fraudCase,
        FreezeLevel level,
        string? note,
        Actor by,
        CancellationToken ct
    )
    {
        if (!Staff.Words(note).TryGet(out var words, out var refusal))
            return refusal;
        return await ActAsync(
            fraudCase,
            by,
            "fraud.case_confirmed",
            words,
            (write, row) =>
            {
                End(write, row, FraudCaseState.Confirmed, by, words);
                var now = freezes.StandingOf(write.Db, row.Member);
                if (now is not { State: not MemberState.Closed } standing || standing.Level >= level)
                    return default(Done);
                return freezes.Set(write, row.Member, level, words, by).TryGet(out _, out var no) ? default(Done) : no;
            },
            ct
        );
    }

    private async Task<Result<Done>> ActAsync(
        Guid fraudCase,
        Actor by,
        string what,
        string? note,
        Func<JournalWrite, FraudCaseRow, Result<Done>> act,
        CancellationToken ct
    ) =>
        await journal.WriteAsync<Done>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                if (write.Db.Set<FraudCaseRow>().Find(fraudCase) is not { } row)
                    return new Refusal(RefusalKind.NotFound, "backoffice.fraud.case_not_found");
                if (row.State != FraudCaseState.Open)
                    return new Refusal(RefusalKind.Conflict, "backoffice.fraud.case_ended");
                if (!act(write, row).TryGet(out _, out var refusal))
                    return refusal;
                write.Note(
                    by,
                    what,
                    $"fraud-case:{fraudCase:N}",
                    note,
                    after: new
                    {
                        member = row.Member.ToString(),
                        rule = $"{row.Rule}",
                        state = $"{row.State}",
                    }
                );
                write.Touch(FraudTopics.Desk);
                return default(Done);
            },
            ct
        );

    private static void End(JournalWrite write, FraudCaseRow row, FraudCaseState state, Actor by, string note) =>
        (row.State, row.EndedAt, row.EndedBy, row.Note, row.Assigned) = (
            state,
            write.Now,
            by.Name,
            note,
            row.Assigned ?? by.Name
        );

    private async Task<IReadOnlyList<FraudHit>> HitsAsync(IQueryable<FraudHitRow> rows, int limit, CancellationToken ct)
    {
        var found = await rows.AsNoTracking().OrderByDescending(h => h.At).Take(limit).ToListAsync(ct);
        var names = await members.MaskedNamesAsync([.. found.Select(h => h.Member)], ct);
        return found.ConvertAll(h => new FraudHit(
            h.Member,
            names.GetValueOrDefault(h.Member, "*"),
            h.Rule,
            h.Move,
            h.Amount,
            h.At
        ));
    }

    private static object Plain(FraudRule rule) =>
        new
        {
            mode = $"{rule.Mode}",
            rule.Minutes,
            rule.Count,
            amount = rule.Amount.Amount,
        };
}
