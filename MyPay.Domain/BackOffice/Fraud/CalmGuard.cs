using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.BackOffice.Fraud;

/// <summary>
/// Little leaves in a calm time: so much a KST day whatever for, and less to people and accounts that had nothing of the
/// member before it began.
/// </summary>
internal sealed class CalmGuard(DataKeys keys) : IOutgoingGuard
{
    public Refusal? Against(MyPayDb db, DateTimeOffset now, MemberStanding standing, OutgoingMove move) =>
        standing.CalmAt(now) is { } calm ? Against(calm, db, now, move) : null;

    public Refusal? Begin(JournalWrite write, MemberStanding standing, OutgoingMove move)
    {
        ArgumentNullException.ThrowIfNull(write);
        return standing.CalmAt(write.Now) is { } calm ? Against(calm, write.Db, write.Now, move) : null;
    }

    public Task RefusedAsync(OutgoingMove move, Refusal refusal, CancellationToken ct) => Task.CompletedTask;

    private Refusal? Against(CalmTime calm, MyPayDb db, DateTimeOffset now, OutgoingMove move)
    {
        var usage = CalmUsage.Of(db, calm, move.Member, now);
        var hours = (long)Math.Ceiling((calm.Until - now).TotalHours);
        if (usage.Left < move.Amount)
            return new(RefusalKind.Conflict, "money.calm.day", usage.Most.Amount, usage.Left.Amount, hours);
        var isNew =
            FraudRules.IsTransfer(move.Kind)
            && !CalmUsage.HadMoneyBefore(db, calm, move.Member, OutflowRow.ReceiverOf(keys, move));
        return isNew && usage.LeftToNew < move.Amount
            ? new(
                RefusalKind.Conflict,
                "money.calm.new_receiver",
                usage.MostToNew.Amount,
                usage.LeftToNew.Amount,
                hours
            )
            : null;
    }
}

/// <summary>What may leave today in a calm time, and what has left already.</summary>
internal sealed record CalmUsage(Won Most, Won Left, Won MostToNew, Won LeftToNew)
{
    public static CalmUsage Of(MyPayDb db, CalmTime calm, MemberId member, DateTimeOffset now)
    {
        var today = SeoulTime.DateOf(now);
        var midnight = SeoulTime.StartOf(today);
        var sent = db.Set<OutflowRow>().AsNoTracking().Where(o => o.Member == member && o.At >= midnight).ToList();
        var toNew = sent.Where(o => FraudRules.IsTransfer(o.Kind))
            .GroupBy(o => o.Receiver)
            .Where(moves => !HadMoneyBefore(db, calm, member, moves.Key))
            .SelectMany(moves => moves);
        var values = PolicyBook.ValuesOn(db, MoneyPolicies.Calm, today);
        var (most, mostToNew) = (values[MoneyPolicies.CalmADay], values[MoneyPolicies.CalmToNew]);
        return new(
            Won.Of(most),
            Won.Of(Math.Max(0, most - sent.Sum(o => o.Amount.Amount))),
            Won.Of(mostToNew),
            Won.Of(Math.Max(0, mostToNew - toNew.Sum(o => o.Amount.Amount)))
        );
    }

    public static bool HadMoneyBefore(MyPayDb db, CalmTime calm, MemberId member, string receiver) =>
        db.Set<OutflowRow>().Any(o => o.Member == member && o.Receiver == receiver && o.At < calm.Since);
}
