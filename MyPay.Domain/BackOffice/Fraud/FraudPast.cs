using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Domain.BackOffice.Fraud;

/// <summary>
/// Runs a rule over what has happened. What it would have stopped counts on as if it had gone out: that is what
/// happened.
/// </summary>
internal sealed class FraudPast(MyPayDb db, IMemberSignals signals)
{
    public (int Looked, IReadOnlyList<OutflowRow> Hits) Run(FraudRule rule, DateTimeOffset from)
    {
        // The window before the first day belongs to it.
        var since = from.AddMinutes(-rule.Minutes);
        var moves = db.Set<OutflowRow>()
            .AsNoTracking()
            .Where(o => o.At > since)
            .OrderBy(o => o.At)
            .ThenBy(o => o.Id)
            .ToList();
        Func<OutflowRow, bool> catches = rule.Kind switch
        {
            FraudRuleKind.Velocity => Fast(rule),
            FraudRuleKind.LargeToNew => ToNew(rule),
            FraudRuleKind.NewDevice => move =>
                FraudRules.IsTransfer(move.Kind)
                && move.Amount >= rule.Amount
                && move.DeviceSince > move.At.AddMinutes(-rule.Minutes),
            _ => AfterMisses(rule, since),
        };
        var looked = 0;
        var hits = new List<OutflowRow>();
        foreach (var move in moves)
        {
            var caught = catches(move); // also before the first day: what came earlier counts
            if (move.At < from)
                continue;
            looked++;
            if (caught)
                hits.Add(move);
        }

        return (looked, hits);
    }

    private static Func<OutflowRow, bool> Fast(FraudRule rule)
    {
        var windows = new Dictionary<MemberId, (Queue<OutflowRow> Rows, long Sum)>();
        return move =>
        {
            if (!FraudRules.IsTransfer(move.Kind))
                return false;
            var (rows, sum) = windows.TryGetValue(move.Member, out var known) ? known : (new(), 0L);
            while (rows.TryPeek(out var oldest) && oldest.At <= move.At.AddMinutes(-rule.Minutes))
                sum -= rows.Dequeue().Amount.Amount;
            rows.Enqueue(move);
            sum += move.Amount.Amount;
            windows[move.Member] = (rows, sum);
            return FraudRules.IsFast(rule, rows.Count, sum);
        };
    }

    private Func<OutflowRow, bool> ToNew(FraudRule rule)
    {
        // The first row of a pair is the first time.
        var first = db.Set<OutflowRow>()
            .AsNoTracking()
            .GroupBy(o => new { o.Member, o.Receiver })
            .Select(g => g.Min(o => o.Id))
            .ToHashSet();
        return move => FraudRules.IsTransfer(move.Kind) && move.Amount >= rule.Amount && first.Contains(move.Id);
    }

    private Func<OutflowRow, bool> AfterMisses(FraudRule rule, DateTimeOffset since)
    {
        var misses = signals.PinMissesSince(db, since).ToLookup(m => m.Member, m => m.At);
        return move =>
            misses[move.Member].Count(at => at <= move.At && at >= move.At.AddMinutes(-rule.Minutes)) >= rule.Count;
    }
}
