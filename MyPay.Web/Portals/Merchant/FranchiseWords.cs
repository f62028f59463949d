using System.Globalization;
using MyPay.Domain.Franchise;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant;

/// <summary>How the desks call what Franchise knows.</summary>
internal static class FranchiseWords
{
    public static string Of(FranchiseState state) =>
        state switch
        {
            FranchiseState.Applied => T("계좌 확인 전", "Account not proved"),
            FranchiseState.InReview => T("심사 중", "Under review"),
            FranchiseState.Asked => T("답변 대기", "Waiting for an answer"),
            FranchiseState.Active => T("영업 중", "Active"),
            FranchiseState.Rejected => T("거절", "Refused"),
            FranchiseState.Frozen => T("결제 중지", "Frozen"),
            FranchiseState.Closing => T("해지 정산 중", "Leaving"),
            _ => T("해지", "Closed"),
        };

    public static Tone ToneOf(FranchiseState state) =>
        state switch
        {
            FranchiseState.Active => Tone.Good,
            FranchiseState.InReview => Tone.Brand,
            FranchiseState.Asked or FranchiseState.Closing => Tone.Warn,
            FranchiseState.Rejected or FranchiseState.Frozen => Tone.Danger,
            _ => Tone.Quiet,
        };

    public static string Of(FeeGrade grade) =>
        grade switch
        {
            FeeGrade.Micro => T("영세", "Micro"),
            FeeGrade.Small1 => T("중소1", "Small 1"),
            FeeGrade.Small2 => T("중소2", "Small 2"),
            FeeGrade.Small3 => T("중소3", "Small 3"),
            _ => T("일반", "General"),
        };

    public static string Of(StaffRole role) =>
        role switch
        {
            StaffRole.Owner => T("사장", "Owner"),
            StaffRole.Manager => T("매니저", "Manager"),
            _ => T("직원", "Cashier"),
        };

    public static string Of(ReviewStep step) =>
        step switch
        {
            ReviewStep.Applied => T("신청", "Applied"),
            ReviewStep.AccountProved => T("정산 계좌 확인", "Account proved"),
            ReviewStep.Asked => T("질문", "Asked"),
            ReviewStep.Answered => T("답변", "Answered"),
            ReviewStep.Approved => T("승인", "Approved"),
            ReviewStep.Rejected => T("거절", "Refused"),
            ReviewStep.Frozen => T("결제 중지", "Frozen"),
            ReviewStep.Resumed => T("결제 재개", "Resumed"),
            ReviewStep.AccountChanged => T("정산 계좌 변경", "Settlement account changed"),
            ReviewStep.ClosingAsked => T("해지 신청", "Asked to leave"),
            ReviewStep.ClosingTakenBack => T("해지 신청 거둠", "Stays after all"),
            ReviewStep.Closing => T("해지, 정산 시작", "Leaving, being settled"),
            ReviewStep.Closed => T("정산 끝, 해지 완료", "Settled and closed"),
            _ => T("계약 변경", "Terms changed"),
        };

    /// <summary><c>0.60%</c>, VAT not included.</summary>
    public static string Rate(int basisPoints) =>
        (basisPoints / 100m).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    public static string Cycle(SettlementRhythm rhythm, int days) =>
        rhythm switch
        {
            SettlementRhythm.Weekly => T($"매주 · 마감 뒤 {days}영업일", $"Weekly, {days} business days after"),
            SettlementRhythm.Monthly => T($"매월 · 마감 뒤 {days}영업일", $"Monthly, {days} business days after"),
            _ => T($"매일 · D+{days} 영업일", $"Daily, D+{days} business days"),
        };

    public static string Category(string code) =>
        FranchiseCategories.All.FirstOrDefault(c => c.Code == code) is { Code: not null } known
            ? T(known.Ko, known.En)
            : code;
}
