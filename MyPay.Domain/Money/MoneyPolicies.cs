using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Money;

/// <summary>
/// The numbers that Money obeys (product.md, rules of money 3; the cap is the prepaid cap of the e-finance decree).
/// </summary>
public static class MoneyPolicies
{
    /// <summary>The most a verified member may hold.</summary>
    public static readonly Policy CapVerified = new(
        "cap.verified",
        2_000_000,
        10_000,
        100_000_000,
        "won",
        "보유 한도 (본인확인)",
        "Balance cap, verified"
    );

    /// <summary>The most a member without a linked account may hold.</summary>
    public static readonly Policy CapUnverified = new(
        "cap.unverified",
        500_000,
        10_000,
        100_000_000,
        "won",
        "보유 한도 (본인확인 전)",
        "Balance cap, not verified"
    );

    /// <summary>The most that is sent at once.</summary>
    public static readonly Policy PerTransfer = new(
        "transfer.max",
        2_000_000,
        10_000,
        100_000_000,
        "won",
        "1회 송금 한도",
        "Limit per transfer"
    );

    /// <summary>The most that is sent on a KST day.</summary>
    public static readonly Policy PerDay = new(
        "day.max",
        10_000_000,
        10_000,
        1_000_000_000,
        "won",
        "1일 송금 한도",
        "Limit per day"
    );

    /// <summary>The most that is sent in a KST calendar month.</summary>
    public static readonly Policy PerMonth = new(
        "month.max",
        50_000_000,
        10_000,
        10_000_000_000,
        "won",
        "1개월 송금 한도",
        "Limit per month"
    );

    /// <summary>The most that leaves on a KST day of a calm time, whatever for (product.md, "Who is who").</summary>
    public static readonly Policy CalmADay = new(
        "calm.day",
        300_000,
        10_000,
        10_000_000,
        "won",
        "안심 시간 1일 한도",
        "Limit per day in a calm time"
    );

    /// <summary>Of that, the most that goes to people and accounts never sent to.</summary>
    public static readonly Policy CalmToNew = new(
        "calm.new_receiver",
        100_000,
        10_000,
        10_000_000,
        "won",
        "안심 시간 1일 한도 (처음 보내는 곳)",
        "Limit per day in a calm time, to new receivers"
    );

    /// <summary>Those of a calm time.</summary>
    public static readonly IReadOnlyList<Policy> Calm = [CalmADay, CalmToNew];

    /// <summary>Those of every day, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All = [CapVerified, CapUnverified, PerTransfer, PerDay, PerMonth];
}
