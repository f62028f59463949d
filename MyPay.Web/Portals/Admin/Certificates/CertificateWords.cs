using System.Globalization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Ledger.Slips;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Certificates;

/// <summary>Words of safeguarding certificates.</summary>
internal static class CertificateWords
{
    public static string Ratio(long? basisPoints) =>
        basisPoints is { } points
            ? (points / 100m).ToString("#,0.00", CultureInfo.InvariantCulture) + "%"
            : T("갚을 돈 없음", "nothing owed");

    public static Tone ToneOf(Certificate certificate) =>
        certificate.IsShort || certificate.IsUnbalanced ? Tone.Danger : Tone.Good;

    public static string State(Certificate certificate) =>
        certificate.IsShort ? T("모자람", "Short")
        : certificate.IsUnbalanced ? T("시산표가 안 맞음", "Not balanced")
        : T("충분해요", "Covered");

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string AddressOf(DateOnly date) => $"/admin/certificates/{Iso(date)}";

    public static string Of(AccountKind kind) =>
        kind switch
        {
            AccountKind.Bank => T("은행 예금", "Bank"),
            AccountKind.Wallet => T("회원 마이머니", "Members' wallets"),
            AccountKind.Pending => T("한도 대기", "Pending"),
            AccountKind.AwaitingAcceptance => T("수락 대기", "Awaiting acceptance"),
            AccountKind.InTransitOut => T("이체 중", "In transit"),
            AccountKind.FranchiseUnsettled => T("가맹점 정산 대기", "Franchises, unsettled"),
            AccountKind.FranchisePayable => T("가맹점 지급할 돈", "Franchises, payable"),
            AccountKind.VatPayable => T("부가세", "VAT payable"),
            AccountKind.BankFeePayable => T("은행 수수료 미지급", "Bank fees payable"),
            AccountKind.FeeIncome => T("수수료 수익", "Fee income"),
            AccountKind.BankFeeExpense => T("은행 수수료 비용", "Bank fees"),
            AccountKind.FranchiseReceivable => T("가맹점에게 받을 돈", "Franchises, receivable"),
            AccountKind.Rounding => T("반올림", "Rounding"),
            AccountKind.Capital => T("자본금", "Capital"),
            AccountKind.AccountCheckExpense => T("1원 확인 비용", "Account checks"),
            AccountKind.FranchiseReserve => T("가맹점 유보금", "Franchises, reserve"),
            AccountKind.WriteOff => T("대사 차이", "Write-offs"),
            _ => kind.ToString(),
        };
}
