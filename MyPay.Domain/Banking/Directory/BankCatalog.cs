using System.Globalization;

namespace MyPay.Domain.Banking.Directory;

/// <summary>
/// The banks as a new store begins with them: KFTC codes, contracts per service, maintenance windows (KST) and fees per call.
/// From then on the tables rule, dated, and the back office changes them.
/// </summary>
internal static class BankCatalog
{
    private const bool Yes = true;
    private const bool No = false;

    public static readonly IReadOnlyList<BankRow> Banks =
    [
        //   code   Korean          English                    colour    link charge send payout
        Of("002", "산업은행", "KDB", "#0b4ea2", Yes, Yes, Yes, Yes),
        Of("003", "기업은행", "IBK", "#1c5aa6", Yes, Yes, Yes, Yes),
        Of("004", "KB국민은행", "KB Kookmin", "#8a6d00", Yes, Yes, Yes, Yes),
        Of("007", "수협은행", "Suhyup", "#1f6fb5", Yes, Yes, Yes, Yes),
        Of("011", "NH농협은행", "NH Nonghyup", "#0a7a3d", Yes, Yes, Yes, Yes),
        Of("012", "지역농축협", "NH local", "#2f7d4a", No, No, Yes, Yes),
        Of("020", "우리은행", "Woori", "#1765ad", Yes, Yes, Yes, Yes),
        Of("023", "SC제일은행", "SC First", "#0f7a5c", Yes, Yes, Yes, Yes),
        Of("027", "한국씨티은행", "Citibank Korea", "#1d4f91", Yes, Yes, Yes, Yes),
        Of("031", "iM뱅크", "iM Bank", "#00806b", Yes, Yes, Yes, Yes),
        Of("032", "부산은행", "Busan", "#c4161c", Yes, Yes, Yes, Yes),
        Of("034", "광주은행", "Gwangju", "#1d4aa0", Yes, Yes, Yes, Yes),
        Of("035", "제주은행", "Jeju", "#2a63a8", No, No, Yes, Yes),
        Of("037", "전북은행", "Jeonbuk", "#1b5299", Yes, Yes, Yes, Yes),
        Of("039", "경남은행", "Kyongnam", "#c22a2a", Yes, Yes, Yes, Yes),
        Of("045", "새마을금고", "MG", "#1e62a6", Yes, No, Yes, Yes),
        Of("048", "신협", "Shinhyup", "#1f5ca8", Yes, No, Yes, Yes),
        Of("050", "저축은행", "Savings banks", "#4b5563", No, No, Yes, No),
        Of("071", "우체국", "Korea Post", "#c8371f", Yes, Yes, Yes, Yes),
        Of("081", "하나은행", "Hana", "#00857c", Yes, Yes, Yes, Yes),
        Of("088", "신한은행", "Shinhan", "#0046c8", Yes, Yes, Yes, Yes),
        Of("089", "케이뱅크", "K bank", "#2430a6", Yes, Yes, Yes, Yes),
        Of("090", "카카오뱅크", "KakaoBank", "#7a6200", Yes, Yes, Yes, Yes),
        Of("092", "토스뱅크", "Toss Bank", "#1f5fd6", Yes, Yes, Yes, Yes),
    ];

    // Around the bank's date roll; the published windows of a large shopping app (reference/korean-payments.md §3.5).
    public static readonly IReadOnlyList<(string Bank, WindowRule Rule)> Windows =
    [
        Daily("011", "00:00", "00:30"), Daily("012", "00:00", "00:30"), Daily("004", "00:00", "00:05"), Daily("090", "23:57", "00:03"), Daily("088", "23:50", "00:10"),
        Daily("003", "00:00", "00:10"), Daily("020", "23:55", "00:05"), Daily("081", "23:40", "00:20"), Daily("027", "23:30", "00:30"), Daily("023", "23:40", "00:30"),
        Daily("031", "23:30", "01:00"), Daily("089", "23:50", "00:10"), Daily("081", "16:30", "16:35"),
        ("020", new(new(2, 0), new(6, 0), DayOfWeek.Sunday, Nth: 2)),
    ];

    // Won per executed call. Every bank the same until an operator dates a special fee.
    public static readonly IReadOnlyList<(BankCallKind Kind, long Won)> Fees =
        [(BankCallKind.Withdraw, 50), (BankCallKind.Deposit, 40), (BankCallKind.HolderInquiry, 10)];

    public static readonly DateOnly FeesFrom = new(2026, 1, 1);

    private static (string Bank, WindowRule Rule) Daily(string bank, string from, string to) =>
        (bank, new(TimeOnly.ParseExact(from, "HH:mm", CultureInfo.InvariantCulture), TimeOnly.ParseExact(to, "HH:mm", CultureInfo.InvariantCulture)));

    private static BankRow Of(string code, string ko, string en, string color, bool link, bool charge, bool send, bool payout) =>
        new() { Code = code, NameKo = ko, NameEn = en, Color = color, Link = link, Charge = charge, Send = send, Payout = payout, SwitchedOn = true };
}
