namespace MyPay.Web.Localization;

/// <summary>What Remittance refuses.</summary>
internal static class RemittanceRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["remittance.holder.phone_unproved"] = (
            "먼저 휴대폰 번호를 확인해 주세요. 내 정보에서 문자로 확인할 수 있어요. 돈은 움직이지 않았어요.",
            "Confirm your mobile number first: your profile sends you a text message. No money has moved."
        ),
        ["remittance.receiver.too_many"] = (
            "새로 찾을 수 있는 회원은 하루 {0:N0}명까지예요. 보낸 적 있는 분은 목록에서 고를 수 있어요. 돈은 움직이지 않았어요.",
            "New members can be looked up {0:N0} times a day. Whom you sent to before is on your list. No money has moved."
        ),
        ["remittance.contact.not_found"] = (
            "목록에서 찾을 수 없어요. 새로 고침한 뒤 다시 확인해 주세요.",
            "It is not on your list any more. Reload and look again."
        ),
        ["remittance.contact.nickname_too_long"] = (
            "별명은 {0:N0}자까지 쓸 수 있어요.",
            "A nickname has up to {0:N0} characters."
        ),
        ["remittance.send.to_self"] = (
            "나에게는 보낼 수 없어요. 내 계좌로 꺼내려면 '계좌로 꺼내기'를 이용해 주세요. 돈은 움직이지 않았어요.",
            "You can't send to yourself. To move money to your own account, use Withdraw. No money has moved."
        ),
        ["remittance.send.receiver_not_found"] = (
            "받는 사람을 찾을 수 없어요. 전화번호나 이메일을 확인해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that member. Check the phone number or e-mail. No money has moved."
        ),
        ["remittance.send.not_positive"] = (
            "1원 이상 입력해 주세요. 돈은 움직이지 않았어요.",
            "Enter at least 1 won. No money has moved."
        ),
        ["remittance.send.memo_too_long"] = (
            "메시지는 {0:N0}자까지 쓸 수 있어요. 지금 {1:N0}자예요. 돈은 움직이지 않았어요.",
            "A message has up to {0:N0} characters; this has {1:N0}. No money has moved."
        ),
        ["remittance.send.memo_invalid"] = (
            "메시지에 쓸 수 없는 글자가 있어요. 지우고 다시 적어 주세요. 돈은 움직이지 않았어요.",
            "The message has characters that can't be used. Take them out and try again. No money has moved."
        ),
        ["remittance.pending.not_found"] = (
            "송금을 찾을 수 없어요. 돈은 움직이지 않았어요.",
            "We could not find that transfer. No money has moved."
        ),
        ["remittance.pending.already_ended"] = (
            "이미 끝난 송금이에요. 내역에서 결과를 확인해 주세요. 돈은 움직이지 않았어요.",
            "That transfer has already ended. See your history. No money has moved."
        ),
        ["remittance.request.nobody"] = (
            "누구에게 요청할지 골라 주세요. 돈은 움직이지 않았어요.",
            "Choose whom to ask. No money has moved."
        ),
        ["remittance.request.too_many_people"] = (
            "한 번에 {0:N0}명까지 요청할 수 있어요. 돈은 움직이지 않았어요.",
            "One request asks up to {0:N0} people. No money has moved."
        ),
        ["remittance.request.to_self"] = (
            "나에게는 요청할 수 없어요. 다른 사람을 골라 주세요. 돈은 움직이지 않았어요.",
            "You can't ask yourself. Choose somebody else. No money has moved."
        ),
        ["remittance.request.twice"] = (
            "같은 사람이 두 번 들어 있어요. 돈은 움직이지 않았어요.",
            "The same person is in it twice. No money has moved."
        ),
        ["remittance.request.member_not_found"] = (
            "요청할 사람을 찾을 수 없어요. 전화번호나 이메일을 확인해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that member. Check the phone number or e-mail. No money has moved."
        ),
        ["remittance.request.due_invalid"] = (
            "기한은 오늘부터 1년 안으로 정해 주세요. 돈은 움직이지 않았어요.",
            "Choose a day from today to a year ahead. No money has moved."
        ),
        ["remittance.request.too_many_today"] = (
            "오늘은 {0:N0}번까지 요청할 수 있어요. 내일 다시 요청해 주세요. 돈은 움직이지 않았어요.",
            "You can ask {0:N0} times a day. Please go on tomorrow. No money has moved."
        ),
        ["remittance.request.not_found"] = (
            "요청을 찾을 수 없어요. 돈은 움직이지 않았어요.",
            "We could not find that request. No money has moved."
        ),
        ["remittance.request.already_paid"] = (
            "이미 보낸 요청이에요. 돈은 다시 나가지 않았어요.",
            "That request is paid already. No money has moved again."
        ),
        ["remittance.request.declined"] = (
            "거절한 요청이에요. 돈은 움직이지 않았어요.",
            "You declined that request. No money has moved."
        ),
        ["remittance.request.cancelled"] = (
            "요청한 사람이 취소했어요. 돈은 움직이지 않았어요.",
            "The request was taken back. No money has moved."
        ),
        ["remittance.request.nothing_open"] = (
            "기다리는 사람이 없는 요청이에요. 돈은 움직이지 않았어요.",
            "Nobody is left to answer that request. No money has moved."
        ),
        ["remittance.request.reminded_lately"] = (
            "하루에 한 번만 다시 알릴 수 있어요. {0:N0}시간 뒤에 다시 눌러 주세요. 돈은 움직이지 않았어요.",
            "You can remind once a day. Try again in {0:N0} h. No money has moved."
        ),
        ["remittance.allowance.day_invalid"] = (
            "보낼 날을 다시 골라 주세요. 돈은 움직이지 않았어요.",
            "Choose the day again. No money has moved."
        ),
        ["remittance.allowance.start_invalid"] = (
            "시작하는 날은 오늘부터 1년 안으로 정해 주세요. 돈은 움직이지 않았어요.",
            "Choose a first day from today to a year ahead. No money has moved."
        ),
        ["remittance.allowance.end_invalid"] = (
            "끝나는 날이 시작하는 날보다 빨라요. 다시 골라 주세요. 돈은 움직이지 않았어요.",
            "The last day is before the first. Choose again. No money has moved."
        ),
        ["remittance.allowance.never_runs"] = (
            "이 기간에는 보내는 날이 없어요. 끝나는 날을 늘려 주세요. 돈은 움직이지 않았어요.",
            "No date falls into that time. Choose a later last day. No money has moved."
        ),
        ["remittance.allowance.too_many"] = (
            "정기 송금은 {0:N0}개까지 만들 수 있어요. 돈은 움직이지 않았어요.",
            "You can have up to {0:N0} allowances. No money has moved."
        ),
        ["remittance.allowance.not_found"] = (
            "정기 송금을 찾을 수 없어요. 돈은 움직이지 않았어요.",
            "We could not find that allowance. No money has moved."
        ),
        ["remittance.allowance.ended"] = (
            "이미 끝난 정기 송금이에요. 새로 만들어 주세요. 돈은 움직이지 않았어요.",
            "That allowance is over. Set up a new one. No money has moved."
        ),
        ["remittance.allowance.changed"] = (
            "그사이 정기 송금이 바뀌었어요. 다시 확인해 주세요. 돈은 움직이지 않았어요.",
            "The allowance has changed meanwhile. Please look again. No money has moved."
        ),
        ["remittance.closing.money_waits"] = (
            "받기를 기다리는 돈이 있어요. 받거나 거절한 뒤 탈퇴할 수 있어요.",
            "Money is waiting for you. Accept or refuse it before you leave."
        ),
    };
}
