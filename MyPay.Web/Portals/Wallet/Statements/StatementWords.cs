using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Statements;

/// <summary>What a statement says, the same on its page, on paper and in its files.</summary>
public static class StatementWords
{
    public static string Month(DateOnly month) =>
        T($"{month.Year}년 {month.Month}월", month.ToString("MMMM yyyy", CultureInfo.InvariantCulture));

    public static string Address(DateOnly month) => "/wallet/statements/" + Iso(month);

    /// <summary><c>2026-11</c>.</summary>
    public static string Iso(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>2026-11</c>; null for anything else.</summary>
    public static DateOnly? Parse(string? month) => TypedDate.Month(month);

    /// <summary><c>2026. 11. 1. ~ 11. 30.</c> · <c>1–30 Nov 2026</c>.</summary>
    private static string Period(WalletStatement s) =>
        T(
            $"{s.From.Year}. {s.From.Month}. {s.From.Day}. ~ {s.To.Month}. {s.To.Day}.",
            $"{s.From.Day}–{s.To.Day} {s.To.ToString("MMM yyyy", CultureInfo.InvariantCulture)}"
        );

    public static string Opening => T("처음 잔액", "Opening balance");

    public static string Closing(WalletStatement statement) =>
        statement.IsClosed ? T("마지막 잔액", "Closing balance") : T("지금 잔액", "Balance now");

    public static IReadOnlyList<Fact> Sums(WalletStatement statement) =>
        [
            new(T("기간 (한국 시간)", "Period (Seoul)"), Period(statement)),
            new(Opening, InWon(statement.Opening.Amount)),
            new(T("들어온 돈", "In"), SignedWon(statement.In.Amount)),
            new(T("나간 돈", "Out"), SignedWon(-statement.Out.Amount)),
            new(Closing(statement), InWon(statement.Closing.Amount)),
        ];

    /// <summary>Whether the sum is right, in words.</summary>
    public static string Check(WalletStatement statement) =>
        statement.Holds
            ? T(
                "처음 잔액과 모든 내역을 더하면 마지막 잔액과 같아요.",
                "Opening balance and all lines come to the closing balance."
            )
            : T("합계가 맞지 않아요. 고객센터에 알려 주세요.", "The sum is not right. Please tell us.");
}
