namespace MyPay.Web.Localization;

/// <summary>What Settlement refuses.</summary>
internal static class SettlementRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["settlement.close.day_not_ended"] = (
            "아직 끝나지 않은 날은 마감할 수 없어요. 자정이 지난 뒤에 다시 해 주세요. 돈은 움직이지 않았어요.",
            "A day that has not ended can't be closed. Try again after midnight. No money has moved."
        ),
        ["settlement.close.no_sales_date"] = (
            "그런 판매일은 마감할 수 없어요. 최근 400일 안의 날짜를 골라 주세요. 돈은 움직이지 않았어요.",
            "That is no sales date to close. Choose a day of the last 400. No money has moved."
        ),
        ["settlement.batch.not_found"] = ("정산을 찾을 수 없어요.", "We could not find that settlement."),
        ["settlement.batch.wrong_state"] = (
            "지금 상태에서는 할 수 없어요. 그 사이에 상태가 바뀌었을 수 있으니 새로 고침한 뒤 확인해 주세요. 돈은 움직이지 않았어요.",
            "This can't be done in its present state. It may have changed meanwhile: reload and look again. No "
                + "money has moved."
        ),
        ["settlement.batch.own_work"] = (
            "마감하거나 보류를 풀거나 다시 지급하게 한 사람은 승인할 수 없어요. 다른 승인자에게 부탁해 주세요.",
            "Whoever closed, released or retried it can't approve it. Ask another approver."
        ),
        ["settlement.batch.reason_missing"] = (
            "이유를 {0:N0}자 안으로 적어 주세요.",
            "Give a reason of up to {0:N0} characters."
        ),
        ["settlement.leaving.not_found"] = (
            "해지하는 가맹점이 아니에요. 바뀐 것은 없어요.",
            "This franchise is not leaving. Nothing has changed."
        ),
        ["settlement.leaving.settled"] = (
            "정산이 이미 끝났어요. 바뀐 것은 없어요.",
            "Everything is settled already. Nothing has changed."
        ),
        ["settlement.debt.none"] = (
            "이 가맹점에게 받을 돈이 없어요. 방금 취소한 결제는 다음 마감 뒤에 받을 돈이 돼요. 돈은 움직이지 않았어요.",
            "This franchise owes nothing. A cancel made just now becomes a debt with the next close. No money "
                + "has moved."
        ),
        ["settlement.debt.changed"] = (
            "받을 돈이 {0:N0}원으로 바뀌었어요. 다시 보고 요청해 주세요. 돈은 움직이지 않았어요.",
            "The debt is {0:N0} won now. Look again and ask anew. No money has moved."
        ),
        ["settlement.debt.still_sells"] = (
            "아직 영업하는 가맹점이에요. 받을 돈은 다음 정산에서 저절로 빼요. 돈은 움직이지 않았어요.",
            "This franchise still sells: its next settlements take the debt off by themselves. No money has moved."
        ),
        ["settlement.debt.not_incoming"] = (
            "은행에 들어온 돈이 아니에요. ‘우리 장부에 없음’인 입금 건을 골라 주세요. 돈은 움직이지 않았어요.",
            "That case is no money that came in. Choose one that is missing in our ledger. No money has moved."
        ),
        ["settlement.payout.no_account"] = (
            "가맹점의 정산 계좌가 확인되지 않아 지급하지 못했어요. 돈은 그대로 지급할 돈으로 남아 있어요.",
            "The franchise has no proved settlement account, so nothing was paid. The money is still payable."
        ),
        ["settlement.payout.given_back"] = (
            "은행이 지급한 돈을 되돌려줬어요. 받는 계좌를 확인한 뒤 다시 지급해 주세요. 돈은 지급할 돈으로 남아 있어요.",
            "The bank gave the payout back. Check the account, then pay again. The money is payable."
        ),
        ["settlement.payout.not_this_money"] = (
            "이 돈은 그 정산의 지급액과 맞지 않아요. 지급이 끝났고 금액이 같은 정산을 골라 주세요. 돈은 움직이지 않았어요.",
            "That money is not this batch's payout. Choose a paid batch of the same amount. No money has moved."
        ),
    };
}
