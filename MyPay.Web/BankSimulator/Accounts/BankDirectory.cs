namespace MyPay.Web.BankSimulator.Accounts;

/// <summary>The banks that exist, by their three-digit code.</summary>
internal static class BankDirectory
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["002"] = "KDB산업은행",
        ["003"] = "IBK기업은행",
        ["004"] = "KB국민은행",
        ["007"] = "수협은행",
        ["011"] = "NH농협은행",
        ["012"] = "농축협",
        ["020"] = "우리은행",
        ["023"] = "SC제일은행",
        ["027"] = "한국씨티은행",
        ["031"] = "iM뱅크",
        ["032"] = "부산은행",
        ["034"] = "광주은행",
        ["035"] = "제주은행",
        ["037"] = "전북은행",
        ["039"] = "경남은행",
        ["045"] = "새마을금고",
        ["048"] = "신협",
        ["050"] = "저축은행",
        ["071"] = "우체국",
        ["081"] = "하나은행",
        ["088"] = "신한은행",
        ["089"] = "케이뱅크",
        ["090"] = "카카오뱅크",
        ["092"] = "토스뱅크",
        ["097"] = "오픈은행",
    };

    /// <summary>
    /// Every code that a directory may come to hold: a bank that people add is out there already. From 700 on they are
    /// nobody's.
    /// </summary>
    public static bool Knows(string code) =>
        code.Length == 3 && code.All(char.IsAsciiDigit) && code[0] < '7' && code != "000";

    public static string NameOf(string code) => Names.GetValueOrDefault(code, $"{code}은행");
}
