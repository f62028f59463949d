using MyPay.Domain.BackOffice;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Approvals;

/// <summary>Names for the states of a request.</summary>
internal static class ApprovalWords
{
    public static string Of(ApprovalState state) =>
        state switch
        {
            ApprovalState.Waiting => T("승인 대기", "Waiting"),
            ApprovalState.Approved => T("승인함", "Approved"),
            ApprovalState.Refused => T("거절함", "Turned down"),
            ApprovalState.Withdrawn => T("거둠", "Withdrawn"),
            _ => T("기한 지남", "Expired"),
        };

    public static Tone ToneOf(ApprovalState state) =>
        state switch
        {
            ApprovalState.Waiting => Tone.Warn,
            ApprovalState.Approved => Tone.Good,
            ApprovalState.Refused => Tone.Danger,
            _ => Tone.Quiet,
        };

    public static Fact[] FactsOf(ApprovalText text) =>
        [
            .. text.Lines.Select(line => new Fact(
                T(line.LabelKo, line.LabelEn),
                T(line.ValueKo, line.ValueEn ?? line.ValueKo)
            )),
        ];
}
