namespace MyPay.Web.BankSimulator;

/// <summary>What the centre (<c>rsp_code</c>) and the bank (<c>bank_rsp_code</c>) say of one call.</summary>
internal sealed record Outcome(string RspCode, string BankCode)
{
    public static readonly Outcome Success = new("A0000", "000");
    public static readonly Outcome Processing = new("A0001", "400");
    public static readonly Outcome Duplicate = new("A0326", "822");
    public static readonly Outcome NoSuchAccount = new("A0002", "412");
    public static readonly Outcome Closed = new("A0002", "415");
    public static readonly Outcome BalanceShort = new("A0002", "453");
    public static readonly Outcome HolderDiffers = new("A0002", "815");
    public static readonly Outcome Reversed = new("A0002", "499");
    public static readonly Outcome NoOriginal = new("A0000", "701");

    public const string BadFormat = "A0004";
    public const string BadFintechNumber = "A0304";
    public const string BadHolderInfo = "A0321";
    public const string BadTokenRequest = "O0001";
    public const string BadToken = "O0002";

    private static readonly Dictionary<string, string> Words = new()
    {
        ["A0000"] = "",
        ["A0001"] = "처리중",
        ["A0002"] = "참가은행 에러",
        ["A0004"] = "전문 포맷 오류",
        ["A0304"] = "핀테크이용번호 오류",
        ["A0321"] = "예금주 실명번호 포맷 오류",
        ["A0326"] = "거래고유번호 중복",
        ["O0001"] = "토큰 요청 오류",
        ["O0002"] = "유효하지 않은 토큰",
        ["000"] = "",
        ["400"] = "입금처리중",
        ["412"] = "해당계좌 없음",
        ["415"] = "해지계좌",
        ["453"] = "잔액 부족",
        ["499"] = "기타 수취불가",
        ["701"] = "원거래 없음",
        ["815"] = "예금주명 불일치",
        ["822"] = "거래고유번호 중복",
    };

    public static string Say(string code) => Words[code];

    public bool IsSuccess => this == Success;
}
