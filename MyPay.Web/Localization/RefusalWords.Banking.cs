namespace MyPay.Web.Localization;

/// <summary>What banks and Banking refuse.</summary>
internal static class BankingRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["banking.bank.unknown"] = (
            "은행을 선택해 주세요. 돈은 움직이지 않았어요.",
            "Choose a bank. No money has moved."
        ),
        ["banking.bank.closed_for_service"] = (
            "{0}은 지금 이 서비스를 쓸 수 없어요. 다른 은행을 선택해 주세요. 돈은 움직이지 않았어요.",
            "{1} does not offer this service now. Please choose another bank. No money has moved."
        ),
        ["banking.bank.maintenance"] = (
            "{0} 점검 시간이에요. {2}에 끝나요. 돈은 움직이지 않았어요.",
            "{1} is in its maintenance window until {2}. No money has moved."
        ),
        ["banking.bank.stopped"] = (
            "{0} 이용을 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도하거나 다른 은행을 써 주세요.",
            "{1} is out of service for a while. No money has moved. Try again later, or use another bank."
        ),
        ["banking.stopped.link"] = (
            "계좌 연결을 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "Linking accounts is stopped for a while. No money has moved. Please try again later."
        ),
        ["banking.stopped.charge"] = (
            "충전을 잠시 멈췄어요. 돈은 움직이지 않았어요. 잔액으로는 그대로 결제하고 보낼 수 있어요.",
            "Charging is stopped for a while. No money has moved. You can still pay and send from your balance."
        ),
        ["banking.stopped.send"] = (
            "은행 계좌로 보내기를 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "Sending to bank accounts is stopped for a while. No money has moved. Please try again later."
        ),
        ["banking.stopped.payout"] = (
            "정산 계좌 확인과 지급을 잠시 멈췄어요. 돈은 움직이지 않았어요. 다시 열리면 지급은 저절로 이어져요.",
            "Payouts and checks of settlement accounts are stopped for a while. No money has moved. Payouts go "
                + "on by themselves."
        ),
        ["banking.window.empty"] = (
            "시작과 끝이 같아요. 끝나는 시각을 다르게 적어 주세요. 아무것도 바뀌지 않았어요.",
            "It ends as it begins. Choose another end. Nothing has changed."
        ),
        ["banking.window.rule_invalid"] = (
            "반복을 다시 골라 주세요. 몇째 주는 요일과 함께, 날짜는 따로 써요. 아무것도 바뀌지 않았어요.",
            "Check how it repeats: a week of the month needs a weekday, a date stands alone. Nothing has changed."
        ),
        ["banking.window.date_past"] = (
            "오늘이나 그 뒤의 날짜를 골라 주세요. 아무것도 바뀌지 않았어요.",
            "Choose today or a later day. Nothing has changed."
        ),
        ["banking.window.not_found"] = (
            "이미 없앤 점검 시간이에요. 목록을 다시 확인해 주세요.",
            "That window is gone already. Look at the list again."
        ),
        ["banking.account.number_invalid"] = (
            "계좌번호는 숫자 10~14자리예요. 다시 확인해 주세요. 돈은 움직이지 않았어요.",
            "An account number has 10 to 14 digits. Please check it. No money has moved."
        ),
        ["banking.account.not_found"] = (
            "없는 계좌예요. 은행과 계좌번호를 다시 확인해 주세요. 돈은 움직이지 않았어요.",
            "There is no such account. Check the bank and the number. No money has moved."
        ),
        ["banking.account.closed"] = (
            "해지된 계좌예요. 다른 계좌를 사용해 주세요. 돈은 움직이지 않았어요.",
            "That account is closed. Please use another one. No money has moved."
        ),
        ["banking.account.short"] = (
            "은행 계좌의 잔액이 부족해요. 돈은 움직이지 않았어요.",
            "The bank account does not hold enough. No money has moved."
        ),
        ["banking.account.limit"] = (
            "은행 이체 한도를 넘었어요. 돈은 움직이지 않았어요. 은행 앱에서 한도를 확인해 주세요.",
            "That is over the bank's transfer limit. No money has moved. Check the limit with your bank."
        ),
        ["banking.account.holder_differs"] = (
            "예금주가 달라요. 돈은 움직이지 않았어요. 이름과 계좌번호를 확인해 주세요.",
            "The account holder differs. No money has moved. Check the name and the number."
        ),
        ["banking.account.blocked"] = (
            "은행에서 거래를 막아 둔 계좌예요. 돈은 움직이지 않았어요. 은행에 문의해 주세요.",
            "The bank has restricted that account. No money has moved. Please ask the bank."
        ),
        ["banking.call.refused"] = (
            "은행이 거래를 거절했어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "The bank refused. No money has moved. Please try again later."
        ),
        ["banking.call.not_sent"] = (
            "은행에 연결하지 못했어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "We could not reach the bank. No money has moved. Please try again later."
        ),
        ["banking.call.never_happened"] = (
            "은행에 확인해 보니 처리되지 않은 거래예요. 돈은 움직이지 않았어요.",
            "The bank confirmed that nothing happened. No money has moved."
        ),
        ["banking.call.not_found"] = (
            "그런 은행 요청이 없어요. 번호를 다시 확인해 주세요.",
            "There is no such bank call. Check its number."
        ),
        ["banking.call.already_settled"] = (
            "결과가 이미 정해진 요청이에요. 돈은 한 번만 적혔고, 지금은 아무것도 바뀌지 않았어요.",
            "This call's outcome is already certain. Its money was booked once; nothing changed now."
        ),
        ["banking.call.no_case"] = (
            "아직 은행에 자동으로 확인하고 있어요. 열 번 물어도 답이 없을 때만 사람이 결정해요.",
            "The bank is still being asked by itself. People decide only when ten inquiries gave no answer."
        ),
        ["banking.call.on_its_way"] = (
            "지금 은행으로 가고 있는 요청이에요. 1분 뒤에 다시 확인해 주세요.",
            "This call is on its way to the bank right now. Ask again in a minute."
        ),
        ["banking.statement.account_unknown"] = ("없는 법인 계좌예요.", "There is no such corporate account."),
        ["banking.statement.day_not_begun"] = (
            "아직 오지 않은 날이에요. 오늘까지 고를 수 있어요.",
            "That day has not begun. Choose today or earlier."
        ),
        ["banking.statement.no_answer"] = (
            "은행이 거래 내역을 다 보내지 않았어요. 바뀐 것은 없어요. 잠시 뒤 다시 시도해 주세요.",
            "The bank did not send its whole statement. Nothing has changed. Please try again in a moment."
        ),
        ["banking.inquiry.no_answer"] = (
            "은행이 응답하지 않아요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "The bank does not answer. No money has moved. Please try again in a moment."
        ),
    };
}
