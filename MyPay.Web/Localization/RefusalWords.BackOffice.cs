namespace MyPay.Web.Localization;

/// <summary>What BackOffice refuses.</summary>
internal static class BackOfficeRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["backoffice.role.missing"] = (
            "이 일을 할 권한이 없어요. 아무것도 바뀌지 않았어요.",
            "Your role may not do this. Nothing has changed."
        ),
        ["backoffice.staff.not_found"] = (
            "그런 운영 직원이 없어요. 목록에서 이메일을 확인해 주세요. 아무것도 바뀌지 않았어요.",
            "There is no such person in the back office. Check the e-mail in the list. Nothing has changed."
        ),
        ["backoffice.staff.yourself"] = (
            "자기 자신은 막을 수 없어요. 다른 운영 담당자에게 부탁해 주세요. 아무것도 바뀌지 않았어요.",
            "Nobody shuts themselves out. Ask another operator. Nothing has changed."
        ),
        ["backoffice.fraud.rule_invalid"] = (
            "규칙의 숫자를 확인해 주세요. 시간은 1분에서 30일까지, 횟수나 금액 가운데 하나는 0보다 커야 해요. 아무것도 바뀌지 않았어요.",
            "Check the rule's numbers: 1 minute to 30 days, and a count or an amount above zero. Nothing has changed."
        ),
        ["backoffice.fraud.case_not_found"] = (
            "그런 사건이 없어요. 목록을 다시 확인해 주세요.",
            "There is no such case. Look at the list again."
        ),
        ["backoffice.fraud.case_ended"] = (
            "이미 끝난 사건이에요. 지금은 아무것도 바뀌지 않았어요.",
            "This case has ended already. Nothing changed now."
        ),
        ["backoffice.reason.missing"] = (
            "이유를 {0:N0}자 안으로 적어 주세요. 아직 아무것도 바뀌지 않았어요.",
            "Give a reason in at most {0:N0} characters. Nothing has changed yet."
        ),
        ["backoffice.member.loosens"] = (
            "정지를 풀거나 낮추려면 다른 사람의 승인이 필요해요. 아무것도 바뀌지 않았어요. 해제를 요청해 주세요.",
            "Lifting or lowering a freeze needs a second person. Nothing has changed. Ask for it to be lifted."
        ),
        ["backoffice.switch.unknown"] = (
            "그런 스위치가 없어요. 아무것도 바뀌지 않았어요.",
            "There is no such switch. Nothing has changed."
        ),
        ["backoffice.switch.already_off"] = (
            "이미 그대로 꺼져 있어요. 지금은 아무것도 바뀌지 않았어요.",
            "It is off just like that already. Nothing changed now."
        ),
        ["backoffice.switch.already_on"] = (
            "이미 켜져 있어요. 지금은 아무것도 바뀌지 않았어요.",
            "It is on already. Nothing changed now."
        ),
        ["backoffice.switch.until_past"] = (
            "다시 켤 예정 시각은 지금보다 뒤로 적어 주세요. 아무것도 바뀌지 않았어요.",
            "The expected end must lie ahead. Nothing has changed."
        ),
        ["backoffice.switch.until_unreadable"] = (
            "다시 켤 예정 시각을 읽지 못했어요. 달력에서 고르거나 비워 주세요. 아무것도 바뀌지 않았어요.",
            "The expected end can't be read. Choose it from the calendar or leave it empty. Nothing has changed."
        ),
        ["backoffice.window.unreadable"] = (
            "시각과 날짜를 모두 골라 주세요. 아무것도 바뀌지 않았어요.",
            "Choose both times and the date. Nothing has changed."
        ),
        ["backoffice.bank.code_invalid"] = (
            "은행 코드는 숫자 세 자리예요. 아무것도 바뀌지 않았어요.",
            "A bank code has three digits. Nothing has changed."
        ),
        ["backoffice.bank.code_taken"] = (
            "{0}의 코드예요. 다른 코드를 적거나 그 은행을 바꿔 주세요. 아무것도 바뀌지 않았어요.",
            "That is the code of {1}. Write another one, or change that bank. Nothing has changed."
        ),
        ["backoffice.bank.name_invalid"] = (
            "은행 이름은 한국어와 영어로, {0:N0}자까지 적어 주세요. 아무것도 바뀌지 않았어요.",
            "Write the bank's name in Korean and English, up to {0:N0} characters each. Nothing has changed."
        ),
        ["backoffice.bank.name_taken"] = (
            "다른 은행이 쓰는 이름이에요. 아무것도 바뀌지 않았어요.",
            "Another bank has that name. Nothing has changed."
        ),
        ["backoffice.bank.unchanged"] = (
            "이미 그렇게 정해져 있어요. 아무것도 바뀌지 않았어요.",
            "It is so already. Nothing has changed."
        ),
        ["backoffice.fee.unknown"] = (
            "그런 수수료가 없어요. 아무것도 바뀌지 않았어요.",
            "There is no such fee. Nothing has changed."
        ),
        ["backoffice.fee.out_of_range"] = (
            "{0:N0}부터 {1:N0}까지의 값만 쓸 수 있어요. 아무것도 바뀌지 않았어요.",
            "Only values from {0:N0} to {1:N0} are possible. Nothing has changed."
        ),
        ["backoffice.fee.date_past"] = (
            "오늘이나 그 뒤의 날짜를 골라 주세요. 지난날의 수수료는 바뀌지 않아요.",
            "Choose today or a later day. Fees of days gone by never change."
        ),
        ["backoffice.fee.unchanged"] = (
            "그날부터 이미 그 값이에요. 아무것도 바뀌지 않았어요.",
            "It has that value on that day already. Nothing has changed."
        ),
        ["backoffice.fee.not_readable"] = (
            "새 값은 숫자로, 날짜는 달력에서 골라 주세요. 아직 요청하지 않았어요.",
            "Write the new value in digits and choose a date. Nothing was asked for yet."
        ),
        ["backoffice.announcement.not_found"] = (
            "없는 공지예요. 목록을 다시 확인해 주세요.",
            "There is no such announcement. Look at the list again."
        ),
        ["backoffice.announcement.no_draft"] = (
            "이미 게시했거나 내린 공지예요. 고치려면 내린 뒤 새로 써 주세요. 아무것도 바뀌지 않았어요.",
            "It is published or withdrawn already. To change it, withdraw it and write a new one. Nothing has changed."
        ),
        ["backoffice.announcement.not_published"] = (
            "게시 중인 공지가 아니에요. 아무것도 바뀌지 않았어요.",
            "It is not published. Nothing has changed."
        ),
        ["backoffice.announcement.title_missing"] = (
            "제목을 한국어와 영어로 {0:N0}자 안에서 적어 주세요.",
            "Write the title in Korean and English, up to {0:N0} characters each."
        ),
        ["backoffice.announcement.text_missing"] = (
            "내용을 한국어와 영어로 {0:N0}자 안에서 적어 주세요.",
            "Write the text in Korean and English, up to {0:N0} characters each."
        ),
        ["backoffice.announcement.text_invalid"] = (
            "보이지 않는 글자가 들어 있어요. 붙여넣은 글이라면 다시 적어 주세요.",
            "There are characters that can't be seen. If it was pasted, type it anew."
        ),
        ["backoffice.announcement.time_invalid"] = (
            "끝나는 때가 시작보다 빨라요. 시각을 다시 골라 주세요.",
            "It ends before it begins. Choose the times again."
        ),
        ["backoffice.announcement.over"] = (
            "끝나는 때가 이미 지났어요. 시각을 고친 뒤 게시해 주세요.",
            "Its end has passed already. Change the times, then publish it."
        ),
        ["backoffice.announcement.effective_missing"] = (
            "약관이 바뀌는 날을 적어 주세요.",
            "Say on which day the terms change."
        ),
        ["backoffice.announcement.terms_too_late"] = (
            "약관 변경은 시행일 {0:N0}일 전부터 시행일까지 알려야 해요. 시행일이나 게시 시각을 바꿔 주세요.",
            "A change of terms is announced at least {0:N0} days before it takes effect, and until then. "
                + "Change the day or the times."
        ),
        ["backoffice.policy.unknown"] = (
            "그런 정책이 없어요. 아무것도 바뀌지 않았어요.",
            "There is no such policy. Nothing has changed."
        ),
        ["backoffice.policy.out_of_range"] = (
            "{0:N0}부터 {1:N0}까지의 값만 쓸 수 있어요. 아무것도 바뀌지 않았어요.",
            "Only values from {0:N0} to {1:N0} are possible. Nothing has changed."
        ),
        ["backoffice.policy.date_past"] = (
            "오늘이나 그 뒤의 날짜를 골라 주세요. 아무것도 바뀌지 않았어요.",
            "Choose today or a later day. Nothing has changed."
        ),
        ["backoffice.policy.unchanged"] = (
            "그날부터 이미 그 값이에요. 아무것도 바뀌지 않았어요.",
            "It has that value on that day already. Nothing has changed."
        ),
        ["backoffice.policy.not_readable"] = (
            "새 값은 숫자로, 날짜는 달력에서 골라 주세요. 아직 요청하지 않았어요.",
            "Write the new value in digits and choose a date. Nothing was asked for yet."
        ),
        ["backoffice.approval.reason_missing"] = (
            "왜 필요한지 {0:N0}자 안으로 적어 주세요. 아직 요청하지 않았어요.",
            "Say why it is needed, in at most {0:N0} characters. Nothing was asked for yet."
        ),
        ["backoffice.approval.already_asked"] = (
            "같은 요청이 이미 승인을 기다려요. 요청한 사람: {0}. 새로 만들지 않았어요.",
            "The same request already waits for approval, asked for by {0}. No second one was made."
        ),
        ["backoffice.approval.not_found"] = (
            "그런 승인 요청이 없어요. 주소를 다시 확인해 주세요.",
            "There is no such request. Check the address."
        ),
        ["backoffice.approval.not_waiting"] = (
            "이미 끝난 요청이에요. 한 번만 처리됐고, 지금은 아무것도 바뀌지 않았어요.",
            "This request is already settled. It took effect at most once; nothing changed now."
        ),
        ["backoffice.approval.expired"] = (
            "기한이 지난 요청이에요. 아무것도 바뀌지 않았어요. 필요하면 다시 요청해 주세요.",
            "This request ran out of time. Nothing changed. Ask again if it is still needed."
        ),
        ["backoffice.approval.own_work"] = (
            "내가 요청한 일은 내가 결정할 수 없어요. 다른 승인 담당자에게 부탁해 주세요. 아무것도 바뀌지 않았어요.",
            "You can't decide what you asked for yourself. Ask another approver. Nothing has changed."
        ),
        ["backoffice.approval.not_own_work"] = (
            "요청한 사람만 거둘 수 있어요. 아무것도 바뀌지 않았어요.",
            "Only the person who asked can take it back. Nothing has changed."
        ),
        ["backoffice.approval.note_missing"] = (
            "왜 거절하는지 {0:N0}자 안으로 적어 주세요. 요청은 그대로 기다려요.",
            "Say why you turn it down, in at most {0:N0} characters. The request still waits."
        ),
        ["backoffice.approval.not_possible"] = (
            "이 요청은 지금 버전에서 처리할 수 없어요. 아무것도 바뀌지 않았어요. 거절한 뒤 다시 요청해 주세요.",
            "This version can't carry out the request. Nothing has changed. Turn it down and ask anew."
        ),
        ["backoffice.adjustment.lines_invalid"] = (
            "전표는 두 줄에서 {0:N0}줄까지, 줄마다 계정과 금액이 있어야 해요. 아직 아무것도 적지 않았어요.",
            "A slip has two to {0:N0} lines, each with an account and an amount. Nothing was booked."
        ),
        ["backoffice.adjustment.not_balanced"] = (
            "차변 {0:N0}원과 대변 {1:N0}원이 달라요. 같게 맞춰 주세요. 아직 아무것도 적지 않았어요.",
            "Debits are {0:N0} won and credits {1:N0}. Make them equal. Nothing was booked."
        ),
        ["backoffice.adjustment.account_unknown"] = (
            "'{0}' 계정이 원장에 없어요. 코드를 다시 확인해 주세요.",
            "The ledger has no account '{0}'. Check its code."
        ),
        ["backoffice.adjustment.account_forbidden"] = (
            "'{0}' 계정은 직접 조정할 수 없어요. 결제 취소, 송금 반환, 정산처럼 그 돈이 속한 업무에서 바꿔 주세요. 아무것도 적지 않았어요.",
            "The account '{0}' can't be adjusted by hand. Change it where its money belongs: cancelling, "
                + "returning, settling. Nothing was booked."
        ),
        ["backoffice.reversal.slip_unknown"] = (
            "그런 번호의 전표가 없어요. 번호를 다시 확인해 주세요.",
            "There is no slip with that number. Check it."
        ),
        ["backoffice.reversal.is_reversal"] = (
            "역분개 전표는 다시 뒤집지 않아요. 필요하면 새 조정 전표를 만들어 주세요.",
            "A reversal is not reversed. Make a new adjustment instead."
        ),
        ["backoffice.reversal.already_reversed"] = (
            "이미 전표 {0}번으로 뒤집었어요. 아무것도 바뀌지 않았어요.",
            "Slip {0} already takes it back. Nothing has changed."
        ),
    };
}
