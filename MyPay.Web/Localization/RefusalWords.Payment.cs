namespace MyPay.Web.Localization;

/// <summary>
/// What Payment refuses. Readers are payers at a checkout, cashiers at the counter and developers of shops.
/// </summary>
internal static class PaymentRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["payment.stopped.all"] = (
            "새 결제를 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "New payments are stopped for a while. No money has moved. Please try again later."
        ),
        ["payment.stopped.franchise"] = (
            "이 가맹점의 새 결제를 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "New payments of this franchise are stopped for a while. No money has moved. Please try again later."
        ),
        ["payment.ready.field_missing"] = (
            "{0} 값이 없어요. 값을 넣어 다시 요청해 주세요. 돈은 움직이지 않았어요.",
            "{0} is missing. Send it and try again. No money has moved."
        ),
        ["payment.ready.field_too_long"] = (
            "{0} 값은 {1:N0}자까지 쓸 수 있어요. 지금 {2:N0}자예요. 돈은 움직이지 않았어요.",
            "{0} has up to {1:N0} characters; this has {2:N0}. No money has moved."
        ),
        ["payment.ready.field_invalid"] = (
            "{0} 값에 쓸 수 없는 글자가 있어요. 돈은 움직이지 않았어요.",
            "{0} has characters that can't be used. No money has moved."
        ),
        ["payment.ready.quantity_invalid"] = (
            "수량은 1개 이상이어야 해요. 돈은 움직이지 않았어요.",
            "The quantity must be at least 1. No money has moved."
        ),
        ["payment.ready.amount_invalid"] = (
            "결제 금액이 올바르지 않아요. 총액, 부가세, 컵 보증금을 확인해 주세요. 돈은 움직이지 않았어요.",
            "The amount is not right. Check total, VAT and cup deposit. No money has moved."
        ),
        ["payment.ready.tax_free_invalid"] = (
            "면세 금액은 0원부터 총액까지예요. 돈은 움직이지 않았어요.",
            "The tax-free amount is between 0 and the total. No money has moved."
        ),
        ["payment.ready.over_limit"] = (
            "한 번에 {0:N0}원까지 결제할 수 있어요. 돈은 움직이지 않았어요.",
            "One payment can be up to {0:N0} won. No money has moved."
        ),
        ["payment.ready.redirect_not_registered"] = (
            "등록되지 않은 주소예요: {0}. 가맹점 포털에서 사이트 도메인을 등록해 주세요. 돈은 움직이지 않았어요.",
            "This address is not registered: {0}. Register the site's domain in the merchant portal. No money "
                + "has moved."
        ),
        ["payment.ready.redirect_malformed"] = (
            "{0} 값이 주소가 아니에요. https://로 시작하는 전체 주소를 빈칸과 특수 문자 없이 보내 주세요. 돈은 움직이지 않았어요.",
            "{0} is not an address. Send the whole of it, beginning with https://, without blanks or special "
                + "characters in the host. No money has moved."
        ),
        ["payment.ready.cid_unknown"] = (
            "이 키로 쓸 수 없는 가맹점 코드(CID)예요. 돈은 움직이지 않았어요.",
            "This key can't use that merchant code (CID). No money has moved."
        ),
        ["payment.ready.method_unknown"] = (
            "지원하지 않는 결제 수단이에요. MONEY만 쓸 수 있어요. 돈은 움직이지 않았어요.",
            "That payment method is not supported. Only MONEY is. No money has moved."
        ),
        ["payment.ready.franchise_not_active"] = (
            "지금은 이 가맹점에서 결제할 수 없어요. 돈은 움직이지 않았어요.",
            "This shop can't take payments now. No money has moved."
        ),
        ["payment.store.not_found"] = (
            "매장을 찾을 수 없어요. 돈은 움직이지 않았어요.",
            "We could not find that store. No money has moved."
        ),

        ["payment.checkout.not_found"] = (
            "결제를 찾을 수 없어요. 가맹점 화면에서 다시 시작해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that payment. Start again at the shop. No money has moved."
        ),
        ["payment.checkout.expired"] = (
            "결제 시간이 지났어요. 돈은 움직이지 않았어요. 가맹점 화면에서 다시 시작해 주세요.",
            "The time to pay is over. No money has moved. Start again at the shop."
        ),
        ["payment.checkout.already_paid"] = (
            "이미 결제했어요. 결제 내역을 확인해 주세요. 다시 결제되지 않았어요.",
            "This is already paid. See your history; nothing was paid twice."
        ),
        ["payment.checkout.cancelled"] = (
            "취소된 결제예요. 이번에 돈은 움직이지 않았어요. 가맹점 화면에서 다시 시작해 주세요.",
            "This payment was cancelled. No money has moved this time. Start again at the shop."
        ),
        ["payment.checkout.failed"] = (
            "완료하지 못한 결제예요. 결제되지 않았어요. 가맹점 화면에서 다시 시작해 주세요.",
            "This payment failed; nothing was paid. Start again at the shop."
        ),
        ["payment.checkout.other_member"] = (
            "다른 회원이 진행 중인 결제예요. 돈은 움직이지 않았어요.",
            "Another member is paying this. No money has moved."
        ),

        ["payment.approve.not_found"] = (
            "결제를 찾을 수 없어요. TID와 CID를 확인해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that payment. Check TID and CID. No money has moved."
        ),
        ["payment.approve.not_authorized"] = (
            "회원이 아직 결제 비밀번호를 입력하지 않았어요. 돈은 움직이지 않았어요.",
            "The member has not entered the PIN yet. No money has moved."
        ),
        ["payment.approve.already_approved"] = (
            "이미 승인된 결제예요. 다시 결제되지 않았어요.",
            "This payment is already approved. Nothing was paid twice."
        ),
        ["payment.approve.expired"] = (
            "결제 시간이 지났어요. 돈은 움직이지 않았어요. 결제 준비부터 다시 해 주세요.",
            "The time to approve is over. No money has moved. Start with ready again."
        ),
        ["payment.approve.order_id_mismatch"] = (
            "결제 준비 때의 주문번호와 달라요. 돈은 움직이지 않았어요.",
            "The order number differs from the one at ready. No money has moved."
        ),
        ["payment.approve.user_id_mismatch"] = (
            "결제 준비 때의 회원 아이디와 달라요. 돈은 움직이지 않았어요.",
            "The user id differs from the one at ready. No money has moved."
        ),
        ["payment.approve.token_mismatch"] = (
            "pg_token이 맞지 않아요. 돈은 움직이지 않았어요.",
            "The pg_token is not right. No money has moved."
        ),
        ["payment.approve.amount_mismatch"] = (
            "결제 준비 때의 금액과 달라요. 돈은 움직이지 않았어요.",
            "The amount differs from the one at ready. No money has moved."
        ),
        ["payment.approve.wrong_state"] = (
            "승인할 수 없는 상태의 결제예요. 결제되지 않았어요.",
            "This payment can't be approved in its state; nothing was paid."
        ),
        ["payment.approve.in_progress"] = (
            "앞선 요청을 처리하고 있어요. 두 번 결제되지 않아요. 잠시 뒤 결제 상태를 확인해 주세요.",
            "An earlier request is being handled; nothing is paid twice. Look at the payment's state in a moment."
        ),

        ["payment.cancel.not_found"] = (
            "결제를 찾을 수 없어요. 돈은 움직이지 않았어요.",
            "We could not find that payment. No money has moved."
        ),
        ["payment.cancel.not_positive"] = (
            "취소 금액은 1원 이상이어야 해요. 돈은 움직이지 않았어요.",
            "Cancel at least 1 won. No money has moved."
        ),
        ["payment.cancel.exceeds"] = (
            "취소할 수 있는 금액은 {0:N0}원이에요. 돈은 움직이지 않았어요.",
            "{0:N0} won can be cancelled. No money has moved."
        ),
        ["payment.cancel.exceeds_original"] = (
            "결제 금액 {0:N0}원보다 많이 취소할 수 없어요. 돈은 움직이지 않았어요.",
            "You can't cancel more than the {0:N0} won paid. No money has moved."
        ),
        ["payment.cancel.available_mismatch"] = (
            "취소 가능 금액이 {0:N0}원으로 바뀌었어요. 확인한 뒤 다시 요청해 주세요. 돈은 움직이지 않았어요.",
            "{0:N0} won are left to cancel, not what you sent. Look again. No money has moved."
        ),
        ["payment.cancel.tax_free_exceeds"] = (
            "면세 금액이 맞지 않아요. 남은 면세 금액은 {0:N0}원이에요. 돈은 움직이지 않았어요.",
            "The tax-free part is not right: {0:N0} won of it are left. No money has moved."
        ),
        ["payment.cancel.vat_exceeds"] = (
            "부가세가 맞지 않아요. 남은 부가세는 {0:N0}원이에요. 돈은 움직이지 않았어요.",
            "The VAT is not right: {0:N0} won of it are left. No money has moved."
        ),
        ["payment.cancel.green_deposit"] = (
            "컵 보증금이 있는 결제는 전액만 취소할 수 있어요. 돈은 움직이지 않았어요.",
            "A payment with a cup deposit can only be cancelled whole. No money has moved."
        ),
        ["payment.cancel.wrong_state"] = (
            "취소할 수 있는 상태가 아니에요. 돈은 움직이지 않았어요.",
            "There is nothing to cancel in this payment. No money has moved."
        ),
        ["payment.cancel.over_role_limit"] = (
            "직원은 결제 하나에서 모두 {0:N0}원까지 취소할 수 있어요. 돈은 움직이지 않았어요. 매니저에게 요청해 주세요.",
            "A cashier can cancel up to {0:N0} won of one payment. No money has moved. Ask a manager."
        ),

        ["payment.sid.not_found"] = (
            "정기결제 키를 찾을 수 없어요. 돈은 움직이지 않았어요.",
            "We could not find that recurring key. No money has moved."
        ),
        ["payment.sid.inactive"] = (
            "해지된 정기결제예요. 돈은 움직이지 않았어요.",
            "That recurring payment has ended. No money has moved."
        ),
        ["payment.sid.paused"] = (
            "회원이 잠시 멈춘 정기결제예요. 돈은 움직이지 않았어요.",
            "The member has paused that recurring payment. No money has moved."
        ),
        ["payment.sid.over_once"] = (
            "회원이 정한 한 번 한도 {0:N0}원을 넘었어요. 돈은 움직이지 않았어요.",
            "That is over the member's cap of {0:N0} won at once. No money has moved."
        ),
        ["payment.sid.over_month"] = (
            "회원이 정한 한 달 한도 {0:N0}원을 넘어요. 이번 달에는 {1:N0}원까지 더 결제할 수 있어요. 돈은 움직이지 않았어요.",
            "That is over the member's cap of {0:N0} won a month; {1:N0} won are left this month. No money has moved."
        ),
        ["payment.sid.balance_only"] = (
            "잔액이 부족하고, 회원이 이 정기결제에 계좌 충전을 허락하지 않았어요. 돈은 움직이지 않았어요.",
            "The balance is short, and the member does not let this recurring payment draw on the bank account. "
                + "No money has moved."
        ),
        ["payment.sid.user_id_mismatch"] = (
            "정기결제를 등록한 회원 아이디와 달라요. 돈은 움직이지 않았어요.",
            "The user id differs from the one that registered. No money has moved."
        ),
        ["payment.consent.cap_invalid"] = (
            "한도는 {0:N0}원부터 {1:N0}원까지 정할 수 있어요. 돈은 움직이지 않았어요.",
            "A cap is {0:N0} to {1:N0} won. No money has moved."
        ),
        ["payment.consent.below_first"] = (
            "한도는 지금 결제하는 {0:N0}원보다 적을 수 없어요. 돈은 움직이지 않았어요.",
            "A cap can't be less than the {0:N0} won of this payment. No money has moved."
        ),
        ["payment.consent.needs_pin"] = (
            "한도를 늘리거나 계좌 충전을 허락하려면 결제 비밀번호가 필요해요. 돈은 움직이지 않았어요.",
            "Raising a cap, or letting it draw on the bank account, needs your PIN. No money has moved."
        ),

        ["payment.code.not_found"] = (
            "결제 코드를 찾을 수 없어요. 숫자 12자리를 다시 확인해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that code. Check the 12 digits. No money has moved."
        ),
        ["payment.code.too_many_guesses"] = (
            "없는 결제 코드를 너무 많이 입력했어요. {0}초 뒤에 다시 해 주세요. 돈은 움직이지 않았어요.",
            "Too many codes that do not exist. Try again in {0} seconds. No money has moved."
        ),
        ["payment.code.expired"] = (
            "시간이 지난 결제 코드예요. 손님에게 새 코드를 보여 달라고 해 주세요. 돈은 움직이지 않았어요.",
            "That code's time is over. Ask for a new one. No money has moved."
        ),
        ["payment.code.used"] = (
            "이미 쓴 결제 코드예요. 다시 결제되지 않았어요.",
            "That code is already used. Nothing was paid twice."
        ),
        ["payment.code.in_progress"] = (
            "이 코드로 결제하고 있어요. 두 번 결제되지 않아요. 잠시 뒤 결과를 확인해 주세요.",
            "A payment with this code is under way; nothing is paid twice. Look again in a moment."
        ),

        ["payment.qr.not_found"] = (
            "MyPay에서 쓸 수 없는 QR이에요. 돈은 움직이지 않았어요.",
            "This is not a QR that MyPay knows. No money has moved."
        ),
        ["payment.qr.expired"] = (
            "시간이 지난 주문이에요. 돈은 움직이지 않았어요. 매장에 새 QR을 요청해 주세요.",
            "That order's time is over. No money has moved. Ask the shop for a new QR."
        ),
        ["payment.qr.already_paid"] = (
            "이미 결제된 주문이에요. 다시 결제되지 않았어요.",
            "That order is already paid. Nothing was paid twice."
        ),
        ["payment.qr.amount_needed"] = (
            "결제할 금액을 입력해 주세요. 돈은 움직이지 않았어요.",
            "Enter the amount to pay. No money has moved."
        ),
        ["payment.qr.amount_differs"] = (
            "주문 금액은 {0:N0}원이에요. 돈은 움직이지 않았어요. 다시 확인해 주세요.",
            "The order is for {0:N0} won. No money has moved. Please look again."
        ),
    };
}
