using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Domain.BackOffice.Fraud;

/// <summary>The rules themselves: what holds, and whether a move is caught by it.</summary>
internal static class FraudRules
{
    public const int LongestMinutes = 30 * 24 * 60;

    public static readonly IReadOnlyList<FraudRule> Defaults =
    [
        new(FraudRuleKind.Velocity, FraudRuleMode.Off, 10, 10, Won.Of(5_000_000)),
        new(FraudRuleKind.LargeToNew, FraudRuleMode.Off, 24 * 60, 0, Won.Of(1_000_000)),
        new(FraudRuleKind.PinMisses, FraudRuleMode.Off, 60, 4, Won.Zero),
        new(FraudRuleKind.NewDevice, FraudRuleMode.Off, 24 * 60, 0, Won.Of(1_000_000)),
    ];

    /// <summary>The latest setting of each kind. The book is a handful of rows.</summary>
    public static IReadOnlyDictionary<FraudRuleKind, FraudRuleRow> Latest(MyPayDb db) =>
        Latest(db.Set<FraudRuleRow>().AsNoTracking().OrderBy(r => r.Id));

    /// <summary>The rules that do anything now.</summary>
    public static IReadOnlyList<FraudRule> InForce(MyPayDb db) => InForce(Latest(db));

    /// <summary>The same inside a write, on the way of every payment.</summary>
    public static IReadOnlyList<FraudRule> InForce(JournalWrite write) => InForce(Latest(write.Where<FraudRuleRow>()));

    private static Dictionary<FraudRuleKind, FraudRuleRow> Latest(IEnumerable<FraudRuleRow> inOrder) =>
        inOrder.GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.Last());

    private static IReadOnlyList<FraudRule> InForce(IReadOnlyDictionary<FraudRuleKind, FraudRuleRow> latest) =>
        [.. latest.Values.Select(r => r.Rule).Where(r => r.Mode != FraudRuleMode.Off).OrderBy(r => r.Kind)];

    public static bool IsSound(FraudRule rule) =>
        rule.Minutes is >= 1 and <= LongestMinutes
        && rule.Count is >= 0 and <= 10_000
        && rule.Amount.Amount <= TypedWon.Largest
        && rule.Kind switch
        {
            FraudRuleKind.Velocity => rule.Count > 0 || rule.Amount > Won.Zero,
            FraudRuleKind.LargeToNew or FraudRuleKind.NewDevice => rule.Amount > Won.Zero,
            _ => rule.Count > 0,
        };

    /// <summary>
    /// Does the rule catch this move, as the store stands? Transfers to people are what velocity, new receivers and new
    /// devices are about; wrong PINs stop every way out.
    /// </summary>
    public static bool Catches(
        FraudRule rule,
        MyPayDb db,
        DateTimeOffset now,
        OutgoingMove move,
        string receiver,
        IMemberSignals signals
    )
    {
        var since = now.AddMinutes(-rule.Minutes);
        switch (rule.Kind)
        {
            case FraudRuleKind.Velocity when IsTransfer(move.Kind):
                var sent = db.Set<OutflowRow>()
                    .AsNoTracking()
                    .Where(o =>
                        o.Member == move.Member
                        && o.At > since
                        && (o.Kind == OutgoingKind.Send || o.Kind == OutgoingKind.SendToBank)
                    )
                    .Select(o => o.Amount)
                    .ToList();
                return IsFast(rule, sent.Count + 1, sent.Sum(a => a.Amount) + move.Amount.Amount);
            case FraudRuleKind.LargeToNew when IsTransfer(move.Kind) && move.Amount >= rule.Amount:
                return !db.Set<OutflowRow>().Any(o => o.Member == move.Member && o.Receiver == receiver);
            case FraudRuleKind.NewDevice
                when IsTransfer(move.Kind) && move.Amount >= rule.Amount && move.Session is { } session:
                return signals.DeviceSince(db, session) > since;
            case FraudRuleKind.PinMisses:
                return signals.PinMisses(db, move.Member, since) >= rule.Count;
            default:
                return false;
        }
    }

    public static bool IsTransfer(OutgoingKind kind) => kind is OutgoingKind.Send or OutgoingKind.SendToBank;

    public static bool IsFast(FraudRule rule, int count, long won) =>
        (rule.Count > 0 && count > rule.Count) || (rule.Amount > Won.Zero && won > rule.Amount.Amount);
}
