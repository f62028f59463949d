using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Membership;

/// <summary>The numbers that Membership obeys.</summary>
public static class MembershipPolicies
{
    /// <summary>Wrong PINs that lock it. Never more than five: the table itself holds no sixth.</summary>
    public static readonly Policy PinTries = new(
        "pin.tries",
        5,
        3,
        5,
        "tries",
        "결제 비밀번호를 틀릴 수 있는 횟수",
        "Wrong PINs until it locks"
    );

    /// <summary>All of them, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All = [PinTries];
}
