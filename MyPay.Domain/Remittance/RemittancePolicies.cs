using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Remittance;

/// <summary>The numbers that Remittance obeys.</summary>
public static class RemittancePolicies
{
    /// <summary>
    /// How long money waits for its receiver; then it goes back by itself. What waits already keeps the time it was
    /// sent with.
    /// </summary>
    public static readonly Policy WaitingHours = new(
        "waiting.hours",
        24,
        1,
        168,
        "hours",
        "수락을 기다리는 시간",
        "Time to accept a transfer"
    );

    /// <summary>Members that one member may look for by phone number or e-mail, new ones a day in Seoul.</summary>
    public static readonly Policy LookUpsADay = new(
        "receiver.look_ups_day",
        20,
        1,
        200,
        "times",
        "하루에 새로 찾을 수 있는 회원",
        "New members to look up a day"
    );

    /// <summary>All of them, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All = [WaitingHours, LookUpsADay];
}
