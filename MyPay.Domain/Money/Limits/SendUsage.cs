using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Money.Limits;

/// <summary>
/// What a member has sent on one KST day; counted in the transfer's own write, so parallel transfers cannot pass a
/// limit together.
/// </summary>
internal sealed class SendUsage
{
    public MemberId Member { get; init; }

    public DateOnly Date { get; init; }

    public Won Sent { get; set; }

    public static (Won Today, Won ThisMonth) Of(MyPayDb db, MemberId member, DateOnly date)
    {
        var first = new DateOnly(date.Year, date.Month, 1);
        var days = db.Set<SendUsage>()
            .AsNoTracking()
            .Where(u => u.Member == member && u.Date >= first && u.Date <= date)
            .ToList();
        return Of(days, date);
    }

    /// <summary>The same inside a write.</summary>
    public static (Won Today, Won ThisMonth) Of(JournalWrite write, MemberId member, DateOnly date) =>
        Of(
            write.Where<SendUsage>(
                RowTest.Equal(nameof(Member), member),
                RowTest.From(nameof(Date), new DateOnly(date.Year, date.Month, 1)),
                RowTest.To(nameof(Date), date)
            ),
            date
        );

    public static void Add(JournalWrite write, MemberId member, DateOnly date, Won amount)
    {
        var day = write.Find<SendUsage>(member, date);
        if (day is null)
            write.Add(
                new SendUsage
                {
                    Member = member,
                    Date = date,
                    Sent = amount,
                }
            );
        else
            day.Sent += amount;
    }

    private static (Won Today, Won ThisMonth) Of(IReadOnlyList<SendUsage> days, DateOnly date) =>
        (days.SingleOrDefault(d => d.Date == date)?.Sent ?? Won.Zero, Won.Of(days.Sum(d => d.Sent.Amount)));
}

internal sealed class SendUsageTable : IEntityTypeConfiguration<SendUsage>
{
    public void Configure(EntityTypeBuilder<SendUsage> usage)
    {
        usage.ToTable("money_send_usage");
        usage.HasKey(u => new { u.Member, u.Date });
    }
}

/// <summary>May this amount be sent?</summary>
internal static class SendLimitRules
{
    /// <summary>As the store stands in this write.</summary>
    public static Refusal? Check(JournalWrite write, MemberId member, Won amount)
    {
        var date = SeoulTime.DateOf(write.Now);
        var (today, month) = SendUsage.Of(write, member, date);
        return Check(Policies.At(write, date), amount, today, month);
    }

    public static Refusal? Check(Policies policies, Won amount, Won today, Won thisMonth)
    {
        if (amount.Amount > policies.PerTransfer)
            return new(RefusalKind.Conflict, "money.limit.per_transfer", policies.PerTransfer);
        if (today.Amount + amount.Amount > policies.PerDay)
            return new(
                RefusalKind.Conflict,
                "money.limit.per_day",
                policies.PerDay,
                Math.Max(0, policies.PerDay - today.Amount)
            );
        if (thisMonth.Amount + amount.Amount > policies.PerMonth)
            return new(
                RefusalKind.Conflict,
                "money.limit.per_month",
                policies.PerMonth,
                Math.Max(0, policies.PerMonth - thisMonth.Amount)
            );
        return null;
    }
}
