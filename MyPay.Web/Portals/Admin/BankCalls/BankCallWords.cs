using MyPay.Domain.Banking;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.BankCalls;

/// <summary>Names for bank calls.</summary>
internal static class BankCallWords
{
    /// <summary>What calls are made for, as an operator looks for them.</summary>
    public static (string Purpose, string Words)[] Services =>
        [
            ("money.charge", T("충전", "Charge")),
            ("money.withdraw", T("꺼내기", "Withdrawal")),
            ("remittance.to-bank", T("계좌 송금", "Sent to account")),
            ("settlement.payout", T("정산 지급", "Payout")),
            ("membership.account-check", T("회원 1원 확인", "Member's 1-won check")),
            ("franchise.account-check", T("가맹점 1원 확인", "Franchise's 1-won check")),
            ("banking.holder-inquiry", T("예금주 조회", "Holder inquiry")),
        ];

    public static string Purpose(string purpose) => Services.FirstOrDefault(s => s.Purpose == purpose).Words ?? purpose;

    public static string Of(BankCallState state) =>
        state switch
        {
            BankCallState.Sending => T("보내는 중", "Sending"),
            BankCallState.Unknown => T("은행 확인 중", "Unknown"),
            BankCallState.OperatorCase => T("사람이 결정", "To be decided"),
            BankCallState.Succeeded => T("성공", "Succeeded"),
            _ => T("실패", "Failed"),
        };

    public static Tone ToneOf(BankCallState state) =>
        state switch
        {
            BankCallState.Succeeded => Tone.Good,
            BankCallState.Failed => Tone.Quiet,
            BankCallState.OperatorCase => Tone.Danger,
            BankCallState.Unknown => Tone.Warn,
            _ => Tone.Brand,
        };

    public static string Kind(BankCallKind kind) =>
        kind switch
        {
            BankCallKind.Withdraw => T("출금이체 (돈이 들어와요)", "Withdrawal transfer (money comes in)"),
            BankCallKind.Deposit => T("입금이체 (돈이 나가요)", "Deposit transfer (money goes out)"),
            _ => T("예금주 조회", "Holder inquiry"),
        };

    public static string Step(BankCallStep step) =>
        step switch
        {
            BankCallStep.Answered => T("은행 응답", "Answer"),
            BankCallStep.Inquired => T("결과 조회", "Result inquiry"),
            BankCallStep.InquiredByHand => T("운영자가 결과 조회", "Result inquiry by hand"),
            _ => T("두 사람이 결정", "Decided by two people"),
        };

    public static string? Ms(int? ms) => ms is { } n ? $"{n:N0} ms" : null;
}
