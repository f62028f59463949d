using System.Globalization;

namespace MyPay.Domain.Banking.Directory;

/// <summary>
/// The banks as a new store begins with them: KFTC codes, contracts per service, maintenance windows (KST) and fees per
/// call. From then on the tables rule and the back office changes them; a bank that a later release brings along is
/// added when that release starts.
/// </summary>
internal static class BankCatalog
{
    private const bool Yes = true;
    private const bool No = false;

    public static readonly IReadOnlyList<BankRow> Banks =
    [
        //   code   Korean          English                    link charge send payout
        Of("002", "산업은행", "KDB", Yes, Yes, Yes, Yes),
        Of("003", "기업은행", "IBK", Yes, Yes, Yes, Yes),
        Of("004", "KB국민은행", "KB Kookmin", Yes, Yes, Yes, Yes),
        Of("007", "수협은행", "Suhyup", Yes, Yes, Yes, Yes),
        Of("011", "NH농협은행", "NH Nonghyup", Yes, Yes, Yes, Yes),
        Of("012", "지역농축협", "NH local", No, No, Yes, Yes),
        Of("020", "우리은행", "Woori", Yes, Yes, Yes, Yes),
        Of("023", "SC제일은행", "SC First", Yes, Yes, Yes, Yes),
        Of("027", "한국씨티은행", "Citibank Korea", Yes, Yes, Yes, Yes),
        Of("031", "iM뱅크", "iM Bank", Yes, Yes, Yes, Yes),
        Of("032", "부산은행", "Busan", Yes, Yes, Yes, Yes),
        Of("034", "광주은행", "Gwangju", Yes, Yes, Yes, Yes),
        Of("035", "제주은행", "Jeju", No, No, Yes, Yes),
        Of("037", "전북은행", "Jeonbuk", Yes, Yes, Yes, Yes),
        Of("039", "경남은행", "Kyongnam", Yes, Yes, Yes, Yes),
        Of("045", "새마을금고", "MG", Yes, No, Yes, Yes),
        Of("048", "신협", "Shinhyup", Yes, No, Yes, Yes),
        Of("050", "저축은행", "Savings banks", No, No, Yes, No),
        Of("071", "우체국", "Korea Post", Yes, Yes, Yes, Yes),
        Of("081", "하나은행", "Hana", Yes, Yes, Yes, Yes),
        Of("088", "신한은행", "Shinhan", Yes, Yes, Yes, Yes),
        Of("089", "케이뱅크", "K bank", Yes, Yes, Yes, Yes),
        Of("090", "카카오뱅크", "KakaoBank", Yes, Yes, Yes, Yes),
        Of("092", "토스뱅크", "Toss Bank", Yes, Yes, Yes, Yes),
    ];

    // Around the bank's date roll; the published windows of a large shopping app (reference/korean-payments.md §3.5).
    public static readonly IReadOnlyList<(string Bank, WindowRule Rule)> Windows =
    [
        Daily("011", "00:00", "00:30"),
        Daily("012", "00:00", "00:30"),
        Daily("004", "00:00", "00:05"),
        Daily("090", "23:57", "00:03"),
        Daily("088", "23:50", "00:10"),
        Daily("003", "00:00", "00:10"),
        Daily("020", "23:55", "00:05"),
        Daily("081", "23:40", "00:20"),
        Daily("027", "23:30", "00:30"),
        Daily("023", "23:40", "00:30"),
        Daily("031", "23:30", "01:00"),
        Daily("089", "23:50", "00:10"),
        Daily("081", "16:30", "16:35"),
        ("020", new(new(2, 0), new(6, 0), DayOfWeek.Sunday, Nth: 2)),
    ];

    // Won per executed call. Every bank the same until an operator dates a special fee.
    public static readonly IReadOnlyList<(BankCallKind Kind, long Won)> Fees =
    [
        (BankCallKind.Withdraw, 50),
        (BankCallKind.Deposit, 40),
        (BankCallKind.HolderInquiry, 10),
    ];

    public static readonly DateOnly FeesFrom = new(2026, 1, 1);

    private static (string Bank, WindowRule Rule) Daily(string bank, string from, string to) =>
        (
            bank,
            new(
                TimeOnly.ParseExact(from, "HH:mm", CultureInfo.InvariantCulture),
                TimeOnly.ParseExact(to, "HH:mm", CultureInfo.InvariantCulture)
            )
        );

    private static BankRow Of(string code, string ko, string en, bool link, bool charge, bool send, bool payout) =>
        new()
        {
            Code = code,
            NameKo = ko,
            NameEn = en,
            Link = link,
            Charge = charge,
            Send = send,
            Payout = payout,
            SwitchedOn = true,
        };
}
