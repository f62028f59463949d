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

    /// <summary>1-won checks that a member may begin, a day in Seoul.</summary>
    public static readonly Policy ChecksOfMember = new(
        "check.member_day",
        5,
        1,
        20,
        "times",
        "회원 한 명의 하루 1원 확인",
        "1-won checks of a member a day"
    );

    /// <summary>1-won checks of one account number by all members, a day in Seoul.</summary>
    public static readonly Policy ChecksOfAccount = new(
        "check.account_day",
        3,
        1,
        10,
        "times",
        "계좌 하나의 하루 1원 확인 (모든 회원)",
        "1-won checks of an account a day, by all members"
    );

    /// <summary>The same in 30 days, counted anew from the last one that succeeded.</summary>
    public static readonly Policy ChecksOfAccountInDays = new(
        "check.account_30days",
        5,
        1,
        20,
        "times",
        "계좌 하나의 30일 1원 확인 (성공하면 다시 0번)",
        "1-won checks of an account in 30 days, until one succeeds"
    );

    /// <summary>All of them, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All =
    [
        PinTries,
        ChecksOfMember,
        ChecksOfAccount,
        ChecksOfAccountInDays,
    ];
}
