using MyPay.Domain.Banking;
using MyPay.Domain.Settlement;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Parts.Settlement;

/// <summary>How the desks call what Settlement knows.</summary>
internal static class SettlementWords
{
    public static string Of(BatchState state) =>
        state switch
        {
            BatchState.Draft => T("승인 대기", "To approve"),
            BatchState.Approved => T("지급 예정", "To be paid"),
            BatchState.Paying => T("지급 중", "Paying"),
            BatchState.Paid => T("지급 완료", "Paid"),
            BatchState.Failed => T("지급 실패", "Failed"),
            BatchState.Unknown => T("은행 확인 중", "Bank is checking"),
            BatchState.Held => T("보류", "Held"),
            _ => T("이월", "Carried over"),
        };

    public static Tone ToneOf(BatchState state) =>
        state switch
        {
            BatchState.Paid => Tone.Good,
            BatchState.Approved or BatchState.Paying => Tone.Brand,
            BatchState.Draft or BatchState.Held or BatchState.Unknown => Tone.Warn,
            BatchState.Failed => Tone.Danger,
            _ => Tone.Quiet,
        };

    /// <summary>The bank's name; its code when nobody knows it.</summary>
    public static string BankOf(BatchView batch, IReadOnlyList<BankView> banks) =>
        banks.FirstOrDefault(bank => bank.Code == batch.Bank) is { } known ? T(known.NameKo, known.NameEn) : batch.Bank;

    /// <summary>One day, or from and to.</summary>
    public static string Period(BatchView batch) =>
        batch.From == batch.To ? DayInWords(batch.To) : $"{DayInWords(batch.From)} – {DayInWords(batch.To)}";

    /// <summary>
    /// The sums of a batch, one a line, the payout last; a line of zero that explains nothing is left out.
    /// </summary>
    public static IReadOnlyList<Fact> Sums(BatchView batch)
    {
        List<Fact> lines = [new(T("결제", "Payments"), InWon(batch.Gross))];
        if (batch.Cancelled != 0)
            lines.Add(new(T("취소", "Cancels"), SignedWon(-batch.Cancelled)));
        lines.Add(new(T("수수료", "Fee"), SignedWon(-batch.Fee)));
        lines.Add(new(T("수수료 부가세", "VAT on the fee"), SignedWon(-batch.Vat)));
        if (batch.CarryIn != 0)
            lines.Add(
                new(
                    batch.CarryIn < 0
                        ? T("앞 정산에서 모자란 금액", "Owed from earlier")
                        : T("앞 정산에서 이월", "Carried over from earlier"),
                    SignedWon(batch.CarryIn)
                )
            );
        if (batch.ReserveKept != 0)
            lines.Add(
                new(
                    batch.ReserveKept > 0 ? T("지급 유보", "Kept in reserve") : T("유보금 돌려줌", "Reserve released"),
                    SignedWon(-batch.ReserveKept)
                )
            );
        if (batch.CarryOut != 0)
            lines.Add(
                new(
                    batch.CarryOut < 0
                        ? T("다음 정산에서 뺄 금액", "To be taken from the next")
                        : T("다음 정산으로 이월", "To the next settlement"),
                    SignedWon(batch.CarryOut)
                )
            );
        lines.Add(new(T("지급액", "Payout"), InWon(batch.PayOut)));
        return lines;
    }
}
