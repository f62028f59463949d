using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>A recurring key (SID): one member's consent that one franchise may charge them again.</summary>
internal sealed class RecurringKey
{
    /// <summary>
    /// No franchise can name this user: requests without one are refused. Keys made for load tests take any.
    /// </summary>
    public const string AnyUser = "";

    public required string Sid { get; init; }

    public FranchiseId Franchise { get; init; }

    public required string Cid { get; init; }

    public required string PartnerUserId { get; init; }

    public MemberId Member { get; init; }

    public required string MaskedMember { get; init; }

    public required string ItemName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastApprovedAt { get; set; }

    /// <summary>Ended for good, by whomever.</summary>
    public DateTimeOffset? InactivatedAt { get; set; }

    /// <summary>The member has paused it; null while it may be charged.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Most of one charge, won; null: a key of before members were asked.</summary>
    public long? CapOnce { get; set; }

    /// <summary>Most of a calendar month in Seoul, won; null as above.</summary>
    public long? CapMonth { get; set; }

    /// <summary>The bank account is not drawn on when the wallet is short.</summary>
    public bool BalanceOnly { get; set; }

    /// <summary>The first day of the month that <see cref="Taken"/> counts; null: nothing was counted yet.</summary>
    public DateOnly? TakenIn { get; set; }

    /// <summary>Won charged in that month, the first payment included.</summary>
    public long Taken { get; set; }

    /// <summary>Won of the last charge.</summary>
    public long? LastAmount { get; set; }

    /// <summary>False: of the test mode; its CIDs begin with a T, those of live payments never do.</summary>
    public bool Live => !Cid.StartsWith('T');

    public ConsentState State =>
        InactivatedAt is not null ? ConsentState.Stopped
        : PausedAt is not null ? ConsentState.Paused
        : ConsentState.Active;

    /// <summary>The terms that were agreed to; null: a key of before members were asked.</summary>
    public ConsentTerms? Terms => CapOnce is { } once && CapMonth is { } month ? new(once, month, !BalanceOnly) : null;

    /// <summary>True when these terms let the shop take more, or from more, than it may now.</summary>
    public bool IsLooser(ConsentTerms terms) =>
        terms.Once > (CapOnce ?? long.MaxValue)
        || terms.Month > (CapMonth ?? long.MaxValue)
        || (terms.MayDraw && BalanceOnly);

    public bool IsFor(string partnerUserId) =>
        PartnerUserId is AnyUser || TypedText.IsSame(PartnerUserId, partnerUserId);

    /// <summary>What the first payment gave: the terms that its payer agreed to, and it counts in its month.</summary>
    public void Begin(ConsentTerms? terms, long first, DateTimeOffset at)
    {
        if (terms is not null)
            Agree(terms);
        Count(first, at, before: 0);
    }

    public void Agree(ConsentTerms terms) =>
        (CapOnce, CapMonth, BalanceOnly) = (terms.Once, terms.Month, !terms.MayDraw);

    /// <summary>Why nothing may be charged now; null when something may.</summary>
    public Refusal? WhyOff =>
        State switch
        {
            ConsentState.Stopped => new(RefusalKind.Conflict, "payment.sid.inactive"),
            ConsentState.Paused => new(RefusalKind.Conflict, "payment.sid.paused"),
            _ => null,
        };

    /// <summary>Why so many won are too many; null when they are not.</summary>
    /// <param name="taken">Won charged this month so far.</param>
    public Refusal? WhyOver(long won, long taken)
    {
        if (won > CapOnce)
            return new(RefusalKind.Conflict, "payment.sid.over_once", CapOnce.Value);
        return taken + won > CapMonth
            ? new(RefusalKind.Conflict, "payment.sid.over_month", CapMonth.Value, Math.Max(0, CapMonth.Value - taken))
            : null;
    }

    /// <summary>A charge that is being made now.</summary>
    /// <param name="before">Won charged this month before it.</param>
    public void Count(long won, DateTimeOffset at, long before)
    {
        (TakenIn, Taken) = (MonthOf(at), before + won);
        (LastApprovedAt, LastAmount) = (at, won > 0 ? won : LastAmount);
    }

    /// <summary>Won counted in the month of an instant; null: never counted, the payments themselves say.</summary>
    public long? TakenAt(DateTimeOffset at) =>
        TakenIn is not { } month ? null
        : month == MonthOf(at) ? Taken
        : 0;

    /// <summary>The first day of the month in Seoul.</summary>
    public static DateOnly MonthOf(DateTimeOffset at)
    {
        var day = SeoulTime.DateOf(at);
        return new(day.Year, day.Month, 1);
    }

    /// <param name="taken">Won charged this month.</param>
    public SidView ToView(long taken) =>
        new(
            Cid,
            Sid,
            State == ConsentState.Active,
            CreatedAt,
            LastApprovedAt,
            InactivatedAt ?? PausedAt,
            ItemName,
            State,
            PartnerUserId,
            MaskedMember,
            CapOnce,
            CapMonth,
            !BalanceOnly,
            taken,
            LastAmount
        );
}

internal sealed class RecurringKeyTable : IEntityTypeConfiguration<RecurringKey>
{
    public void Configure(EntityTypeBuilder<RecurringKey> key)
    {
        key.ToTable("payment_recurring_key");
        key.HasKey(k => k.Sid);
        key.Property(k => k.Sid).HasMaxLength(20);
        key.Property(k => k.Cid).HasMaxLength(10);
        key.Ignore(k => k.Live);
        key.Ignore(k => k.State);
        key.Ignore(k => k.Terms);
        key.Ignore(k => k.WhyOff);
        key.HasIndex(k => new { k.Member, k.InactivatedAt });
        key.HasIndex(k => new { k.Franchise, k.InactivatedAt });
        key.HasIndex(k => new
        {
            k.Cid,
            k.CreatedAt,
            k.Sid,
        });
    }
}
