using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Domain.BackOffice.Fraud;

/// <summary>
/// The rules' say before money leaves a wallet. It decides inside the write; what it stops leaves only its case,
/// written after.
/// </summary>
internal sealed class FraudGuard(IMemberSignals signals, DataKeys keys, Journal journal) : IOutgoingGuard
{
    private static readonly Refusal Held = new(RefusalKind.Forbidden, "money.outgoing.held");

    public Refusal? Against(MyPayDb db, DateTimeOffset now, MemberStanding standing, OutgoingMove move) =>
        Holding(FraudRules.InForce(db), db, now, move) is null ? null : Held;

    public Refusal? Begin(JournalWrite write, MemberStanding standing, OutgoingMove move)
    {
        ArgumentNullException.ThrowIfNull(write);
        var rules = FraudRules.InForce(write);
        if (rules.Count > 0 && Holding(rules, write.Db, write.Now, move) is not null)
            return Held;

        var receiver = OutflowRow.ReceiverOf(keys, move);
        foreach (var rule in rules.Where(r => r.Mode == FraudRuleMode.Observe))
            if (FraudRules.Catches(rule, write.Db, write.Now, move, receiver, signals))
                Note(write, rule, move, null);
        write.Add(
            new OutflowRow
            {
                Member = move.Member,
                Kind = move.Kind,
                Amount = move.Amount,
                Receiver = receiver,
                At = write.Now,
                DeviceSince = move.Session is { } session ? signals.DeviceSince(write.Db, session) : null,
            }
        );
        return null;
    }

    public async Task RefusedAsync(OutgoingMove move, Refusal refusal, CancellationToken ct)
    {
        if (refusal.Code == Held.Code)
            await OpenCaseAsync(move, ct);
    }

    private async Task OpenCaseAsync(OutgoingMove move, CancellationToken ct) =>
        await journal.WriteAsync<Done>(
            write =>
            {
                if (Holding(FraudRules.InForce(write.Db), write.Db, write.Now, move) is not { } rule)
                    return default(Done); // released in between
                if (write.Db.Set<FraudHitRow>().Find(KeyOf(rule, move)) is not null)
                    return default(Done);

                var open = write
                    .Db.Set<FraudCaseRow>()
                    .FirstOrDefault(c =>
                        c.Member == move.Member && c.Rule == rule.Kind && c.State == FraudCaseState.Open
                    );
                if (open is null)
                {
                    open = new FraudCaseRow
                    {
                        Id = NewId.At(write.Now),
                        Member = move.Member,
                        Rule = rule.Kind,
                        OpenedAt = write.Now,
                    };
                    write.Db.Add(open);
                }

                (open.Hits, open.LastAt) = (open.Hits + 1, write.Now);
                if (move.Amount > open.Largest)
                    open.Largest = move.Amount;
                Note(write, rule, move, open.Id);
                return default(Done);
            },
            ct
        );

    private FraudRule? Holding(IReadOnlyList<FraudRule> rules, MyPayDb db, DateTimeOffset now, OutgoingMove move)
    {
        string? receiver = null;
        foreach (var rule in rules)
        {
            if (
                rule.Mode != FraudRuleMode.Hold
                || !FraudRules.Catches(rule, db, now, move, receiver ??= OutflowRow.ReceiverOf(keys, move), signals)
            )
                continue;
            if (
                !db.Set<FraudCaseRow>()
                    .Any(c =>
                        c.Member == move.Member
                        && c.Rule == rule.Kind
                        && c.State == FraudCaseState.Released
                        && c.AllowedUntil > now
                    )
            )
                return rule;
        }

        return null;
    }

    private void Note(JournalWrite write, FraudRule rule, OutgoingMove move, Guid? fraudCase)
    {
        var key = KeyOf(rule, move);
        if (write.Db.Set<FraudHitRow>().Find(key) is null)
            write.Db.Add(
                new FraudHitRow
                {
                    Key = key,
                    Case = fraudCase,
                    Member = move.Member,
                    Rule = rule.Kind,
                    Move = move.Kind,
                    Amount = move.Amount,
                    At = write.Now,
                }
            );
        write.Touch(FraudTopics.Desk);
    }

    private string KeyOf(FraudRule rule, OutgoingMove move) => keys.Index($"fraud:{rule.Kind}:{move.Key}");
}
