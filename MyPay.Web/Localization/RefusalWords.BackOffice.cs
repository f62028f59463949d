namespace MyPay.Web.Localization;

/// <summary>What BackOffice refuses.</summary>
internal static class BackOfficeRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["backoffice.role.missing"] = (
            "이 일을 할 권한이 없어요. 아무것도 바뀌지 않았어요.",
            "Your role may not do this. Nothing has changed."),
        ["backoffice.fraud.rule_invalid"] = (
            "규칙의 숫자를 확인해 주세요. 시간은 1분에서 30일까지, 횟수나 금액 가운데 하나는 0보다 커야 해요. 아무것도 바뀌지 않았어요.",
            "Check the rule's numbers: 1 minute to 30 days, and a count or an amount above zero. Nothing has changed."),
        ["backoffice.fraud.case_not_found"] = (
            "그런 사건이 없어요. 목록을 다시 확인해 주세요.",
            "There is no such case. Look at the list again."),
        ["backoffice.fraud.case_ended"] = (
            "이미 끝난 사건이에요. 지금은 아무것도 바뀌지 않았어요.",
            "This case has ended already. Nothing changed now."),
        ["backoffice.reason.missing"] = (
            "이유를 {0:N0}자 안으로 적어 주세요. 아직 아무것도 바뀌지 않았어요.",
            "Give a reason in at most {0:N0} characters. Nothing has changed yet."),
        ["backoffice.member.loosens"] = (
            "정지를 풀거나 낮추려면 다른 사람의 승인이 필요해요. 아무것도 바뀌지 않았어요. 해제를 요청해 주세요.",
            "Lifting or lowering a freeze needs a second person. Nothing has changed. Ask for it to be lifted."),
        ["backoffice.approval.reason_missing"] = (
            "왜 필요한지 {0:N0}자 안으로 적어 주세요. 아직 요청하지 않았어요.",
            "Say why it is needed, in at most {0:N0} characters. Nothing was asked for yet."),
        ["backoffice.approval.already_asked"] = (
            "같은 요청이 이미 승인을 기다려요. 요청한 사람: {0}. 새로 만들지 않았어요.",
            "The same request already waits for approval, asked for by {0}. No second one was made."),
        ["backoffice.approval.not_found"] = (
            "그런 승인 요청이 없어요. 주소를 다시 확인해 주세요.",
            "There is no such request. Check the address."),
        ["backoffice.approval.not_waiting"] = (
            "이미 끝난 요청이에요. 한 번만 처리됐고, 지금은 아무것도 바뀌지 않았어요.",
            "This request is already settled. It took effect at most once; nothing changed now."),
        ["backoffice.approval.expired"] = (
            "기한이 지난 요청이에요. 아무것도 바뀌지 않았어요. 필요하면 다시 요청해 주세요.",
            "This request ran out of time. Nothing changed. Ask again if it is still needed."),
        ["backoffice.approval.own_work"] = (
            "내가 요청한 일은 내가 결정할 수 없어요. 다른 승인 담당자에게 부탁해 주세요. 아무것도 바뀌지 않았어요.",
            "You can't decide what you asked for yourself. Ask another approver. Nothing has changed."),
        ["backoffice.approval.not_own_work"] = (
            "요청한 사람만 거둘 수 있어요. 아무것도 바뀌지 않았어요.",
            "Only the person who asked can take it back. Nothing has changed."),
        ["backoffice.approval.note_missing"] = (
            "왜 거절하는지 {0:N0}자 안으로 적어 주세요. 요청은 그대로 기다려요.",
            "Say why you turn it down, in at most {0:N0} characters. The request still waits."),
        ["backoffice.approval.not_possible"] = (
            "이 요청은 지금 버전에서 처리할 수 없어요. 아무것도 바뀌지 않았어요. 거절한 뒤 다시 요청해 주세요.",
            "This version can't carry out the request. Nothing has changed. Turn it down and ask anew."),
    };
}
