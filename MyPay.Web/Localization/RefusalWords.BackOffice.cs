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
        ["backoffice.policy.unknown"] = (
            "그런 정책이 없어요. 아무것도 바뀌지 않았어요.",
            "There is no such policy. Nothing has changed."),
        ["backoffice.policy.out_of_range"] = (
            "{0:N0}부터 {1:N0}까지의 값만 쓸 수 있어요. 아무것도 바뀌지 않았어요.",
            "Only values from {0:N0} to {1:N0} are possible. Nothing has changed."),
        ["backoffice.policy.date_past"] = (
            "오늘이나 그 뒤의 날짜를 골라 주세요. 아무것도 바뀌지 않았어요.",
            "Choose today or a later day. Nothing has changed."),
        ["backoffice.policy.unchanged"] = (
            "그날부터 이미 그 값이에요. 아무것도 바뀌지 않았어요.",
            "It has that value on that day already. Nothing has changed."),
        ["backoffice.policy.not_readable"] = (
            "새 값은 숫자로, 날짜는 달력에서 골라 주세요. 아직 요청하지 않았어요.",
            "Write the new value in digits and choose a date. Nothing was asked for yet."),
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
        ["backoffice.adjustment.lines_invalid"] = (
            "전표는 두 줄에서 {0:N0}줄까지, 줄마다 계정과 금액이 있어야 해요. 아직 아무것도 적지 않았어요.",
            "A slip has two to {0:N0} lines, each with an account and an amount. Nothing was booked."),
        ["backoffice.adjustment.not_balanced"] = (
            "차변 {0:N0}원과 대변 {1:N0}원이 달라요. 같게 맞춰 주세요. 아직 아무것도 적지 않았어요.",
            "Debits are {0:N0} won and credits {1:N0}. Make them equal. Nothing was booked."),
        ["backoffice.adjustment.account_unknown"] = (
            "'{0}' 계정이 원장에 없어요. 코드를 다시 확인해 주세요.",
            "The ledger has no account '{0}'. Check its code."),
        ["backoffice.adjustment.account_forbidden"] = (
            "'{0}' 계정은 직접 조정할 수 없어요. 결제 취소, 송금 반환, 정산처럼 그 돈이 속한 업무에서 바꿔 주세요. 아무것도 적지 않았어요.",
            "The account '{0}' can't be adjusted by hand. Change it where its money belongs: cancelling, returning, settling. Nothing was booked."),
        ["backoffice.reversal.slip_unknown"] = (
            "그런 번호의 전표가 없어요. 번호를 다시 확인해 주세요.",
            "There is no slip with that number. Check it."),
        ["backoffice.reversal.is_reversal"] = (
            "역분개 전표는 다시 뒤집지 않아요. 필요하면 새 조정 전표를 만들어 주세요.",
            "A reversal is not reversed. Make a new adjustment instead."),
        ["backoffice.reversal.already_reversed"] = (
            "이미 전표 {0}번으로 뒤집었어요. 아무것도 바뀌지 않았어요.",
            "Slip {0} already takes it back. Nothing has changed."),
    };
}
