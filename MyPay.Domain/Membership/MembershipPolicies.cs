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

    /// <summary>Accounts never sent to whose holder one member may ask for, a day in Seoul.</summary>
    public static readonly Policy HoldersADay = new(
        "holder.member_day",
        10,
        1,
        100,
        "times",
        "회원의 하루 예금주 조회 (보낸 적 없는 계좌)",
        "Holder inquiries of a member a day, of accounts never sent to"
    );

    /// <summary>The same of one network address.</summary>
    public static readonly Policy HoldersOfAddressADay = new(
        "holder.address_day",
        50,
        1,
        10_000,
        "times",
        "접속 주소의 하루 예금주 조회 (보낸 적 없는 계좌)",
        "Holder inquiries of an address a day, of accounts never sent to"
    );

    /// <summary>Codes by text message to one number, a minute.</summary>
    public static readonly Policy TextsAMinute = new(
        "text.number_minute",
        1,
        1,
        5,
        "times",
        "번호 하나의 1분 인증 문자",
        "Codes to a number a minute"
    );

    /// <summary>The same, a day in Seoul.</summary>
    public static readonly Policy TextsADay = new(
        "text.number_day",
        10,
        1,
        50,
        "times",
        "번호 하나의 하루 인증 문자",
        "Codes to a number a day"
    );

    /// <summary>Codes by text message that one network address may ask for, a day in Seoul.</summary>
    public static readonly Policy TextsOfAddressADay = new(
        "text.address_day",
        30,
        1,
        10_000,
        "times",
        "접속 주소의 하루 인증 문자",
        "Codes of an address a day"
    );

    /// <summary>Wrong passwords for one name from one network address, in ten minutes.</summary>
    public static readonly Policy SignInMisses = new(
        "sign_in.name_10min",
        5,
        3,
        20,
        "tries",
        "한 접속 주소에서 한 이메일의 10분 로그인 실패",
        "Wrong passwords for an e-mail from an address in ten minutes"
    );

    /// <summary>Wrong passwords from one network address for whatever names, in ten minutes.</summary>
    public static readonly Policy SignInMissesOfAddress = new(
        "sign_in.address_10min",
        30,
        5,
        10_000,
        "tries",
        "접속 주소의 10분 로그인 실패 (모든 이메일)",
        "Wrong passwords from an address in ten minutes, all e-mails"
    );

    /// <summary>Wrong passwords for one name from all browsers that it never signed in with, a day in Seoul.</summary>
    public static readonly Policy SignInMissesADay = new(
        "sign_in.name_day",
        100,
        20,
        1_000,
        "tries",
        "이메일 하나의 하루 로그인 실패 (처음 보는 기기에서)",
        "Wrong passwords for an e-mail a day, from unknown devices"
    );

    /// <summary>Sign-ups begun from one network address, an hour.</summary>
    public static readonly Policy SignUpsAnHour = new(
        "sign_up.address_hour",
        10,
        1,
        10_000,
        "times",
        "접속 주소의 1시간 가입 신청",
        "Sign-ups from an address an hour"
    );

    /// <summary>Links by mail that one network address may ask for in ten minutes.</summary>
    public static readonly Policy LinksByMail = new(
        "mail_link.address_10min",
        20,
        1,
        10_000,
        "times",
        "접속 주소의 10분 메일 링크 요청",
        "Links by mail asked for from an address in ten minutes"
    );

    /// <summary>All of them, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All =
    [
        PinTries,
        ChecksOfMember,
        ChecksOfAccount,
        ChecksOfAccountInDays,
        HoldersADay,
        HoldersOfAddressADay,
        TextsAMinute,
        TextsADay,
        TextsOfAddressADay,
        SignInMisses,
        SignInMissesOfAddress,
        SignInMissesADay,
        SignUpsAnHour,
        LinksByMail,
    ];
}
