using MyPay.Domain.Ledger.Slips;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Ledger;

/// <summary>Names for accounts and slips.</summary>
internal static class LedgerWords
{
    public static string Of(AccountKind kind) =>
        kind switch
        {
            AccountKind.Bank => T("은행 예금", "Bank"),
            AccountKind.Wallet => T("회원 마이머니", "Members' MyMoney"),
            AccountKind.Pending => T("회원 대기 금액", "Members' pending money"),
            AccountKind.AwaitingAcceptance => T("수락을 기다리는 송금", "Awaiting acceptance"),
            AccountKind.InTransitOut => T("보내는 중", "In transit out"),
            AccountKind.FranchiseUnsettled => T("가맹점 미정산", "Franchises, unsettled"),
            AccountKind.FranchisePayable => T("가맹점 지급할 돈", "Franchises, payable"),
            AccountKind.VatPayable => T("부가세 예수금", "VAT payable"),
            AccountKind.BankFeePayable => T("미지급 은행 수수료", "Bank fees payable"),
            AccountKind.FeeIncome => T("수수료 수익", "Fee income"),
            AccountKind.BankFeeExpense => T("은행 수수료 비용", "Bank fee expense"),
            AccountKind.FranchiseReceivable => T("가맹점 받을 돈", "Franchises, receivable"),
            AccountKind.Rounding => T("반올림", "Rounding"),
            AccountKind.Capital => T("자본금", "Capital"),
            AccountKind.AccountCheckExpense => T("1원 확인 비용", "Account check expense"),
            AccountKind.FranchiseReserve => T("가맹점 유보금", "Franchises, reserve"),
            AccountKind.WriteOff => T("대손·보상", "Write-off"),
            _ => T("알 수 없는 계정", "Unknown account"),
        };

    public static string Group(AccountKind kind) =>
        kind switch
        {
            AccountKind.Bank or AccountKind.FranchiseReceivable => T("자산", "Asset"),
            AccountKind.FeeIncome => T("수익", "Income"),
            AccountKind.BankFeeExpense or AccountKind.AccountCheckExpense or AccountKind.WriteOff => T(
                "비용",
                "Expense"
            ),
            AccountKind.Capital => T("자본", "Equity"),
            AccountKind.Rounding => T("0이어야 해요", "Must be zero"),
            _ => T("부채", "Liability"),
        };

    /// <summary>Many accounts of this kind: one for each owner.</summary>
    public static bool HasOwners(AccountKind kind) =>
        kind
            is AccountKind.Bank
                or AccountKind.Wallet
                or AccountKind.Pending
                or AccountKind.AwaitingAcceptance
                or AccountKind.FranchiseUnsettled
                or AccountKind.FranchisePayable
                or AccountKind.FranchiseReceivable
                or AccountKind.FranchiseReserve;

    public static string Slip(string kind) =>
        kind switch
        {
            "charge" => T("충전", "Charge"),
            "auto-charge" => T("자동 충전", "Automatic charge"),
            "withdraw" => T("꺼내기", "Withdrawal"),
            "withdraw-settled" => T("꺼내기 완료", "Withdrawal done"),
            "send" => T("송금", "Transfer"),
            "send-settled" => T("송금 완료", "Transfer done"),
            "accept" => T("송금 수락", "Accepted"),
            "return" => T("반환", "Return"),
            "release" => T("대기 금액 들어옴", "Released"),
            "payment" => T("결제", "Payment"),
            "cancel" => T("결제 취소", "Cancellation"),
            "bank-fee" => T("은행 수수료", "Bank fee"),
            "account-check" => T("1원 확인", "Account check"),
            "settlement" => T("정산", "Settlement"),
            "payout" => T("정산 지급", "Payout"),
            "payout-settled" => T("정산 지급 완료", "Payout done"),
            "payout-returned" => T("정산 지급 반환", "Payout returned"),
            "capital" => T("자본 납입", "Capital paid in"),
            "opening" => T("개시", "Opening"),
            "adjustment" => T("조정", "Adjustment"),
            "reversal" => T("역분개", "Reversal"),
            "write-off" => T("대사 차이 반영", "Reconciliation write-off"),
            "debt-written-off" => T("가맹점 미수금 손실 처리", "Franchise debt written off"),
            "bank-fee-collected" => T("은행 수수료 출금", "Bank fee collected"),
            _ => kind,
        };

    /// <summary>The debit or the credit side of an amount.</summary>
    public static string Side(long signed, bool debit) =>
        signed < 0 == debit && signed != 0 ? InWon(Math.Abs(signed)) : "";

    /// <summary>A balance as bookkeepers write it: the amount and its side.</summary>
    public static string Balance(long balance) =>
        balance == 0
            ? InWon(0)
            : $"{InWon(Math.Abs(balance))} {(balance < 0 ? T("차변", "debit") : T("대변", "credit"))}";

    /// <summary>A long id in the middle of nothing helps no reader: its ends do.</summary>
    public static string Short(string code) =>
        code.Split(':', 2) is [var kind, { Length: > 14 } id] ? $"{kind}:{id[..6]}…{id[^6..]}" : code;

    public static string AddressOf(LedgerAccount account) =>
        $"/admin/ledger/accounts/{Uri.EscapeDataString(account.Code)}";
}
