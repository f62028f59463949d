namespace MyPay.Web.Localization;

/// <summary>What Money refuses.</summary>
internal static class MoneyRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["money.member.not_active"] = (
            "지금은 이용할 수 없는 회원이에요. 돈은 움직이지 않았어요. 고객센터에 문의해 주세요.",
            "This membership can't be used now. No money has moved. Please contact us."
        ),
        ["money.member.frozen"] = (
            "이용이 정지된 회원이에요. 돈은 움직이지 않았고, 잔액은 그대로 안전해요. 이유와 해제 방법은 고객센터에 문의해 주세요.",
            "This membership is frozen. No money has moved and the balance is safe. Please contact us to learn "
                + "why and how it is lifted."
        ),
        ["money.member.frozen_outgoing"] = (
            "보내기, 꺼내기, 결제가 잠시 정지됐어요. 돈은 움직이지 않았고, 받는 돈과 환불은 그대로 들어와요. 고객센터에 문의해 주세요.",
            "Sending, withdrawing and paying are stopped for now. No money has moved; incoming money and "
                + "refunds still arrive. Please contact us."
        ),
        ["money.outgoing.held"] = (
            "평소와 다른 거래라서 확인하려고 멈췄어요. 돈은 움직이지 않았어요. 담당자가 확인하면 다시 시도할 수 있어요. 급하면 고객센터에 문의해 주세요.",
            "This looked unusual, so we stopped it to check. No money has moved. You can try again once our "
                + "staff has looked. If it is urgent, please contact us."
        ),
        ["money.member.frozen_by_owner"] = (
            "내 돈을 멈춰 두었어요. 돈은 움직이지 않았고, 받는 돈은 그대로 들어와요. 설정의 내 안전에서 풀 수 있어요.",
            "You have stopped your money. No money has moved; money still arrives. Let it go again under Settings, "
                + "Safety."
        ),
        ["money.calm.day"] = (
            "안심 시간에는 하루 {0:N0}원까지 나갈 수 있어요. 오늘은 {1:N0}원 남았고, {2:N0}시간 안에 풀려요. 돈은 움직이지 않았어요.",
            "In a calm time at most {0:N0} won a day may leave. {1:N0} won are left today; it ends within {2:N0} "
                + "hours. No money has moved."
        ),
        ["money.calm.new_receiver"] = (
            "안심 시간에는 처음 보내는 곳에 하루 {0:N0}원까지 보낼 수 있어요. 오늘은 {1:N0}원 남았고, {2:N0}시간 안에 풀려요. "
                + "돈은 움직이지 않았어요.",
            "In a calm time at most {0:N0} won a day may go to new receivers. {1:N0} won are left today; it ends "
                + "within {2:N0} hours. No money has moved."
        ),
        ["money.charge.below_minimum"] = (
            "충전은 {0:N0}원부터 할 수 있어요. 돈은 움직이지 않았어요.",
            "You can charge from {0:N0} won. No money has moved."
        ),
        ["money.charge.not_in_units"] = (
            "{0:N0}원 단위로 충전할 수 있어요. 돈은 움직이지 않았어요.",
            "Charge in units of {0:N0} won. No money has moved."
        ),
        ["money.charge.over_cap"] = (
            "마이머니는 {0:N0}원까지 담을 수 있어요. 지금은 {1:N0}원까지 충전할 수 있어요. 돈은 움직이지 않았어요.",
            "MyMoney holds up to {0:N0} won. You can charge up to {1:N0} won now. No money has moved."
        ),
        ["money.charge.account_not_found"] = (
            "연결된 계좌를 찾을 수 없어요. 계좌를 다시 선택해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that linked account. Please choose again. No money has moved."
        ),
        ["money.charge.account_checking"] = (
            "앞선 충전을 은행이 확인하고 있어요. 확인이 끝나면 {0}에서 다시 충전할 수 있어요. 돈은 움직이지 않았어요.",
            "The bank is still checking an earlier charge. You can charge from {0} again once it is done. No "
                + "money has moved."
        ),
        ["money.withdraw.not_positive"] = (
            "1원 이상 입력해 주세요. 돈은 움직이지 않았어요.",
            "Enter at least 1 won. No money has moved."
        ),
        ["money.withdraw.account_not_found"] = (
            "연결된 계좌를 찾을 수 없어요. 계좌를 다시 선택해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that linked account. Please choose again. No money has moved."
        ),
        ["money.top_up.no_account"] = (
            "잔액이 {0:N0}원 부족해요. 계좌를 연결하면 부족한 만큼 자동으로 충전해요. 돈은 움직이지 않았어요.",
            "You are {0:N0} won short. Link an account and we top up what is missing. No money has moved."
        ),
        ["money.top_up.over_cap"] = (
            "{0:N0}원이 부족한데, 마이머니 한도 때문에 {1:N0}원까지만 충전할 수 있어요. 돈은 움직이지 않았어요.",
            "You are {0:N0} won short, but your limit leaves room for {1:N0} won only. No money has moved."
        ),
        ["money.top_up.unknown"] = (
            "부족한 {0:N0}원의 충전을 은행이 확인하고 있어요. 결제하거나 보내지 않았어요. 확인되면 충전한 돈은 내 지갑에 들어와요.",
            "We asked your bank for the missing {0:N0} won and it has not answered. Nothing was paid or sent. "
                + "If the money arrives, it is yours."
        ),
        ["money.auto_charge.below_invalid"] = (
            "기준 금액은 {0:N0}원 단위로 정할 수 있어요. 돈은 움직이지 않았어요.",
            "The threshold is set in units of {0:N0} won. No money has moved."
        ),
        ["money.auto_charge.over_cap"] = (
            "마이머니는 {0:N0}원까지 담을 수 있어요. 기준과 충전 금액을 더해 이보다 적게 정해 주세요. 돈은 움직이지 않았어요.",
            "MyMoney holds up to {0:N0} won. Threshold and charge together must stay within it. No money has moved."
        ),
        ["money.auto_charge.pin_needed"] = (
            "자동 충전을 새로 켜거나 금액을 올릴 때는 결제 비밀번호를 확인해요. 돈은 움직이지 않았어요.",
            "Turning automatic charges on, or raising them, needs your payment PIN. No money has moved."
        ),
        ["money.auto_charge.not_found"] = (
            "자동 충전 설정을 찾을 수 없어요. 새로 고침한 뒤 다시 확인해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that automatic charge. Reload and look again. No money has moved."
        ),
        ["money.auto_charge.ended"] = (
            "끝난 예약 충전이에요. 다시 하려면 새로 만들어 주세요. 돈은 움직이지 않았어요.",
            "This scheduled charge is over. Set up a new one to go on. No money has moved."
        ),
        ["money.auto_charge.changed"] = (
            "그사이 다음 날짜가 바뀌었어요. 화면을 확인한 뒤 다시 해 주세요. 돈은 움직이지 않았어요.",
            "The next date has changed meanwhile. Look again and retry. No money has moved."
        ),
        ["money.auto_charge.day_invalid"] = (
            "충전할 요일이나 날짜를 골라 주세요. 돈은 움직이지 않았어요.",
            "Choose the weekday or the day of the month. No money has moved."
        ),
        ["money.auto_charge.start_invalid"] = (
            "시작하는 날은 오늘부터 1년 안에서 골라 주세요. 돈은 움직이지 않았어요.",
            "Choose a start between today and a year from now. No money has moved."
        ),
        ["money.auto_charge.end_invalid"] = (
            "끝나는 날은 시작하는 날보다 뒤여야 해요. 돈은 움직이지 않았어요.",
            "The end must not come before the start. No money has moved."
        ),
        ["money.auto_charge.never_runs"] = (
            "그 기간에는 충전하는 날이 없어요. 끝나는 날을 늦춰 주세요. 돈은 움직이지 않았어요.",
            "No charge would fall into that time. Choose a later end. No money has moved."
        ),
        ["money.auto_charge.too_many"] = (
            "예약 충전은 {0:N0}개까지 만들 수 있어요. 쓰지 않는 예약을 끝내 주세요. 돈은 움직이지 않았어요.",
            "You can have up to {0:N0} scheduled charges. End one you don't need. No money has moved."
        ),
        ["money.insight.category_unknown"] = (
            "그런 분류는 없어요. 목록에서 골라 주세요.",
            "There is no such category. Choose one from the list."
        ),
        ["money.insight.shop_unknown"] = (
            "가게를 찾을 수 없어요. 새로 고침한 뒤 다시 확인해 주세요.",
            "We could not find that shop. Reload and look again."
        ),
        ["money.insight.movement_unknown"] = (
            "이 내역은 분류를 바꿀 수 없어요.",
            "The category of this movement can't be changed."
        ),
        ["money.limit.per_transfer"] = (
            "한 번에 {0:N0}원까지 보낼 수 있어요. 돈은 움직이지 않았어요.",
            "You can send up to {0:N0} won at once. No money has moved."
        ),
        ["money.limit.per_day"] = (
            "하루 {0:N0}원까지 보낼 수 있어요. 오늘은 {1:N0}원 남았어요. 돈은 움직이지 않았어요.",
            "You can send up to {0:N0} won a day; {1:N0} won are left today. No money has moved."
        ),
        ["money.limit.per_month"] = (
            "한 달에 {0:N0}원까지 보낼 수 있어요. 이번 달은 {1:N0}원 남았어요. 돈은 움직이지 않았어요.",
            "You can send up to {0:N0} won a month; {1:N0} won are left. No money has moved."
        ),
        ["membership.closing.bank_open"] = (
            "은행이 확인 중인 거래가 있어요. 확인이 끝난 뒤 탈퇴할 수 있어요.",
            "A bank is still checking a transaction. You can leave once that is done."
        ),
    };
}
