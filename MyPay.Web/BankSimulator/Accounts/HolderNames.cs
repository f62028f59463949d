namespace MyPay.Web.BankSimulator.Accounts;

/// <summary>
/// A plausible Korean name for an account whose first use brought none: the same account always gets the same name.
/// </summary>
internal static class HolderNames
{
    private static readonly string[] Surnames =
    [
        "김",
        "이",
        "박",
        "최",
        "정",
        "강",
        "조",
        "윤",
        "장",
        "임",
        "한",
        "오",
        "서",
        "신",
        "권",
        "황",
        "안",
        "송",
        "류",
        "홍",
    ];

    private static readonly string[] GivenNames =
    [
        "민준",
        "서연",
        "도윤",
        "지우",
        "하준",
        "서윤",
        "지호",
        "하은",
        "예준",
        "수아",
        "현우",
        "지민",
        "준서",
        "은서",
        "건우",
        "유진",
        "우진",
        "채원",
        "선우",
        "다은",
    ];

    public static string For(AccountKey account)
    {
        var mix = Fnv1A(account.Bank + account.Number);
        return Surnames[mix % (uint)Surnames.Length]
            + GivenNames[mix / (uint)Surnames.Length % (uint)GivenNames.Length];
    }

    private static uint Fnv1A(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * 16_777_619u);
        return hash;
    }
}
