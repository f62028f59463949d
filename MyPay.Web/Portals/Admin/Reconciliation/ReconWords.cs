using MyPay.Domain.Banking;
using MyPay.Domain.Settlement;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Reconciliation;

/// <summary>Names for what reconciliation finds.</summary>
internal static class ReconWords
{
    /// <summary>Ageing buckets: how old a case may be to be in it, days; the last takes the rest.</summary>
    public static readonly int[] Ages = [1, 3, 7, int.MaxValue];

    public static string Age(int bucket) =>
        bucket switch
        {
            0 => T("하루 안", "Within a day"),
            1 => T("2~3일", "2–3 days"),
            2 => T("4~7일", "4–7 days"),
            _ => T("8일 넘음", "Over 7 days"),
        };

    public static int BucketOf(ReconCase found, DateTimeOffset now) =>
        Array.FindIndex(Ages, most => (now - found.OpenedAt).TotalDays <= most);

    public static string Of(ReconKind kind) =>
        kind switch
        {
            ReconKind.MissingHere => T("우리 장부에 없음", "Missing here"),
            ReconKind.MissingThere => T("은행에 없음", "Missing at the bank"),
            ReconKind.Amount => T("금액 다름", "Amount differs"),
            ReconKind.Date => T("날짜 다름", "Date differs"),
            _ => T("두 번 움직임", "Moved twice"),
        };

    public static string Of(ReconAct act) =>
        act switch
        {
            ReconAct.Opened => T("찾음", "Found"),
            ReconAct.Reopened => T("다시 어긋남", "Off again"),
            ReconAct.Changed => T("내용이 바뀜", "Changed"),
            ReconAct.Assigned => T("담당자 정함", "Assigned"),
            ReconAct.Noted => T("메모", "Note"),
            ReconAct.Healed => T("저절로 맞음", "Agreed by itself"),
            ReconAct.Explained => T("설명하고 끝냄", "Explained"),
            _ => T("차이를 장부에 반영", "Written off"),
        };

    public static string Of(ReconClosing closing) =>
        closing switch
        {
            ReconClosing.Healed => T("저절로 맞음", "Agreed by itself"),
            ReconClosing.Explained => T("설명함", "Explained"),
            _ => T("장부에 반영", "Written off"),
        };

    public static string Of(BankCallState state) =>
        state switch
        {
            BankCallState.Succeeded => T("성공", "Succeeded"),
            BankCallState.Failed => T("실패", "Failed"),
            BankCallState.OperatorCase => T("운영자 확인 필요", "Operator's case"),
            _ => T("은행 확인 중", "Unknown"),
        };

    public static Tone ToneOf(ReconDay day) =>
        day.Exceptions > 0 ? Tone.Danger
        : day.Waiting > 0 ? Tone.Warn
        : Tone.Good;
}
