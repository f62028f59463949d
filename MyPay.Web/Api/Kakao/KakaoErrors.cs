using MyPay.Domain.Kernel;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.Kakao;

/// <summary>An error of the dialect.</summary>
internal sealed record KakaoError(int Code, string Ko, string En)
{
    public string Say(string language) => language == "en" ? En : Ko;
}

/// <summary>The one table between our refusals and the dialect's error codes.</summary>
internal static class KakaoErrors
{
    private static readonly KakaoError[] Errors =
    [
        new(
            -400,
            "요청을 읽을 수 없거나 인증 정보가 없습니다.",
            "The request can't be read, or carries no Authorization."
        ),
        new(-401, "API 키를 확인해 주세요.", "Check your API key."),
        new(-403, "이 API 키로는 할 수 없는 요청입니다.", "This API key may not do that."),
        new(-404, "없는 주소입니다.", "There is no such address."),
        new(-429, "요청이 너무 많습니다. 1초 뒤 다시 보내 주세요.", "Too many requests. Try again in 1 second."),
        new(-500, "문제가 생겼습니다. 주문 조회로 결과를 확인해 주세요.", "Something went wrong. Look the order up."),
        new(
            -503,
            "지금은 처리할 수 없습니다. 잠시 뒤 다시 보내 주세요.",
            "This can't be done right now. Please try again later."
        ),
        new(-701, "결제 인증이 끝나지 않았습니다.", "The member has not finished the verification."),
        new(-702, "이미 승인된 TID입니다.", "The TID is approved already."),
        new(-705, "지원하지 않는 결제 수단입니다.", "The payment method is not supported."),
        new(-706, "partner_order_id가 결제 준비 때와 다릅니다.", "partner_order_id differs from ready."),
        new(-707, "partner_user_id가 결제 준비 때와 다릅니다.", "partner_user_id differs from ready."),
        new(-708, "pg_token이 맞지 않습니다.", "pg_token does not match."),
        new(-710, "취소할 수 있는 금액보다 큽니다.", "More than can be cancelled."),
        new(-711, "승인한 금액보다 큽니다.", "More than was approved."),
        new(-721, "없는 TID입니다.", "There is no such TID."),
        new(-722, "금액이 올바르지 않습니다.", "The amount is wrong."),
        new(-723, "결제 시간이 지났습니다.", "The payment has expired."),
        new(-725, "총금액이 결제 준비 때와 다릅니다.", "The total differs from ready."),
        new(-726, "주문 정보가 올바르지 않습니다.", "The order information is wrong."),
        new(-730, "지금은 새 결제를 받을 수 없는 가맹점입니다.", "This franchise can't take new payments now."),
        new(-731, "CID가 이 API 키의 것이 아닙니다.", "The CID does not belong to this API key."),
        new(-750, "없는 SID입니다.", "There is no such SID."),
        new(-751, "비활성화된 SID입니다.", "The SID is inactive."),
        new(-752, "SID의 한 달 한도를 넘었습니다.", "Over the SID's limit of a month."),
        new(-753, "SID가 다른 partner_user_id의 것입니다.", "The SID belongs to another partner_user_id."),
        new(-780, "결제 승인에 실패했습니다.", "The approval failed."),
        new(-781, "결제 취소에 실패했습니다.", "The cancel failed."),
        new(-782, "정기 결제에 실패했습니다.", "The recurring charge failed."),
        new(-783, "승인할 수 없는 상태입니다.", "It can't be approved in this state."),
        new(-784, "취소할 수 없는 상태입니다.", "It can't be cancelled in this state."),
        new(-785, "같은 요청이 겹쳤습니다.", "Duplicate request."),
        new(-797, "한 번에 결제할 수 있는 금액을 넘었습니다.", "Over the limit of one payment."),
        new(-799, "등록하지 않은 도메인입니다.", "The redirect domain is not registered."),
    ];

    private static readonly Dictionary<string, int> OfRefusal = new(StringComparer.Ordinal)
    {
        ["payment.ready.amount_invalid"] = -722,
        ["payment.ready.tax_free_invalid"] = -722,
        ["payment.ready.field_missing"] = -400,
        ["payment.ready.field_too_long"] = -400,
        ["payment.ready.field_invalid"] = -400,
        ["payment.ready.quantity_invalid"] = -400,
        ["payment.ready.redirect_not_registered"] = -799,
        ["payment.ready.redirect_malformed"] = -400,
        ["payment.ready.cid_unknown"] = -731,
        ["payment.ready.franchise_not_active"] = -730,
        ["payment.ready.method_unknown"] = -705,
        ["payment.ready.over_limit"] = -797,
        ["payment.approve.not_found"] = -721,
        ["payment.approve.not_authorized"] = -701,
        ["payment.approve.already_approved"] = -702,
        ["payment.approve.expired"] = -723,
        ["payment.approve.order_id_mismatch"] = -706,
        ["payment.approve.user_id_mismatch"] = -707,
        ["payment.approve.token_mismatch"] = -708,
        ["payment.approve.amount_mismatch"] = -725,
        ["payment.approve.wrong_state"] = -783,
        ["payment.approve.in_progress"] = -785,
        ["payment.cancel.not_found"] = -721,
        ["payment.cancel.not_positive"] = -722,
        ["payment.cancel.exceeds"] = -710,
        ["payment.cancel.exceeds_original"] = -711,
        ["payment.cancel.available_mismatch"] = -722,
        ["payment.cancel.tax_free_exceeds"] = -722,
        ["payment.cancel.vat_exceeds"] = -722,
        ["payment.cancel.green_deposit"] = -784,
        ["payment.cancel.wrong_state"] = -784,
        ["payment.cancel.in_progress"] = -785,
        ["payment.stopped.all"] = -503,
        ["payment.stopped.franchise"] = -503,
        ["payment.sid.not_found"] = -750,
        ["payment.sid.inactive"] = -751,
        ["payment.sid.paused"] = -751,
        ["payment.sid.over_once"] = -797,
        ["payment.sid.over_month"] = -752,
        ["payment.sid.balance_only"] = -782,
        ["payment.sid.user_id_mismatch"] = -753,
        ["idempotency.key_reused"] = -785,
        ["idempotency.in_progress"] = -785,
    };

    // Why an approve, cancel or recurring charge failed, for extras. The real list is not known; the names seen are
    // used where they fit.
    private static readonly Dictionary<string, string> MethodResults = new(StringComparer.Ordinal)
    {
        ["money.top_up.unknown"] = "BANK_FIRM_UNKNOWN",
        ["money.charge.account_checking"] = "USER_LOCKED",
        ["ledger.insufficient"] = "INSUFFICIENT_BALANCE",
        ["payment.sid.balance_only"] = "INSUFFICIENT_BALANCE",
        ["money.top_up.no_account"] = "INSUFFICIENT_BALANCE",
        ["money.top_up.over_cap"] = "BALANCE_LIMIT_EXCEEDED",
        ["money.limit.per_transfer"] = "LIMIT_EXCEEDED",
        ["money.limit.per_day"] = "LIMIT_EXCEEDED",
        ["money.limit.per_month"] = "LIMIT_EXCEEDED",
        ["money.calm.day"] = "LIMIT_EXCEEDED",
        ["money.calm.new_receiver"] = "LIMIT_EXCEEDED",
        ["money.member.not_active"] = "USER_NOT_ACTIVE",
        ["money.member.frozen"] = "USER_NOT_ACTIVE",
        ["money.member.frozen_outgoing"] = "USER_NOT_ACTIVE",
        ["money.member.frozen_by_owner"] = "USER_LOCKED",
        ["money.outgoing.held"] = "USER_LOCKED",
        ["banking.account.short"] = "BANK_ACCOUNT_INSUFFICIENT",
        ["banking.account.limit"] = "BANK_ACCOUNT_LIMIT_EXCEEDED",
        ["banking.account.blocked"] = "BANK_ACCOUNT_BLOCKED",
        ["banking.account.closed"] = "BANK_ACCOUNT_CLOSED",
        ["banking.account.not_found"] = "BANK_ACCOUNT_NOT_FOUND",
        ["banking.account.holder_differs"] = "BANK_ACCOUNT_HOLDER_DIFFERS",
        ["banking.bank.maintenance"] = "BANK_MAINTENANCE",
        ["banking.bank.closed_for_service"] = "BANK_CLOSED_FOR_SERVICE",
        ["banking.bank.stopped"] = "BANK_STOPPED",
        ["banking.stopped.charge"] = "CHARGE_STOPPED",
        ["payment.stopped.all"] = "PAYMENTS_STOPPED",
        ["payment.stopped.franchise"] = "PAYMENTS_STOPPED",
        ["banking.call.refused"] = "BANK_REFUSED",
        ["banking.call.not_sent"] = "BANK_NOT_REACHED",
        ["idempotency.key_reused"] = "IDEMPOTENCY_KEY_REUSED",
        ["idempotency.in_progress"] = "REQUEST_IN_PROGRESS",
    };

    // The same, in words for the shop: those of the refusal itself speak to the member, of a transfer or of a charge.
    private static readonly Dictionary<string, (string Ko, string En)> ResultWords = new(StringComparer.Ordinal)
    {
        ["money.top_up.unknown"] = (
            "회원의 은행이 충전 결과를 아직 알려 주지 않았어요. 결제는 되지 않았어요. 나중에 충전이 확인되면 그 돈은 회원의 거예요.",
            "The member's bank has not said what became of the top-up. The payment was not made. If the money "
                + "arrives, it is the member's."
        ),
        ["money.charge.account_checking"] = (
            "회원의 앞선 충전을 은행이 확인하고 있어요. 결제는 되지 않았어요.",
            "The member's bank is still checking an earlier top-up. The payment was not made."
        ),
        ["ledger.insufficient"] = (
            "잔액이 부족해요. 돈은 움직이지 않았어요.",
            "The balance is short. No money has moved."
        ),
        ["payment.sid.balance_only"] = (
            "회원의 잔액이 부족하고, 회원이 계좌 충전을 허락하지 않았어요. 돈은 움직이지 않았어요.",
            "The member's balance is short, and the member does not let the bank account be drawn on. No money has moved."
        ),
        ["money.top_up.no_account"] = (
            "회원의 잔액이 부족하고 충전할 계좌가 없어요. 돈은 움직이지 않았어요.",
            "The member's balance is short and there is no account to top up from. No money has moved."
        ),
        ["money.top_up.over_cap"] = (
            "회원의 잔액이 부족하고 보유 한도 때문에 충전할 수 없어요. 돈은 움직이지 않았어요.",
            "The member's balance is short and its cap leaves no room to top up. No money has moved."
        ),
        ["money.limit.per_transfer"] = (
            "회원의 1회 한도를 넘었어요. 돈은 움직이지 않았어요.",
            "Over the member's limit of one payment. No money has moved."
        ),
        ["money.limit.per_day"] = (
            "회원의 하루 한도를 넘었어요. 돈은 움직이지 않았어요.",
            "Over the member's limit of a day. No money has moved."
        ),
        ["money.limit.per_month"] = (
            "회원의 한 달 한도를 넘었어요. 돈은 움직이지 않았어요.",
            "Over the member's limit of a month. No money has moved."
        ),
        ["money.calm.day"] = (
            "회원이 안심 시간이라 하루 한도를 넘어 결제할 수 없어요. 돈은 움직이지 않았어요.",
            "The member is in a calm time and over its limit of a day. No money has moved."
        ),
        ["money.calm.new_receiver"] = (
            "회원이 안심 시간이라 처음 보내는 곳의 한도를 넘었어요. 돈은 움직이지 않았어요.",
            "The member is in a calm time and over its limit to new receivers. No money has moved."
        ),
        ["money.member.not_active"] = (
            "지금은 결제할 수 없는 회원이에요. 돈은 움직이지 않았어요.",
            "The member can't pay now. No money has moved."
        ),
        ["money.member.frozen"] = (
            "지금은 결제할 수 없는 회원이에요. 돈은 움직이지 않았어요.",
            "The member can't pay now. No money has moved."
        ),
        ["money.member.frozen_outgoing"] = (
            "지금은 결제할 수 없는 회원이에요. 돈은 움직이지 않았어요.",
            "The member can't pay now. No money has moved."
        ),
        ["money.member.frozen_by_owner"] = (
            "회원이 자기 돈을 멈춰 두어 지금은 결제할 수 없어요. 돈은 움직이지 않았어요.",
            "The member has stopped their own money. No money has moved."
        ),
        ["money.outgoing.held"] = (
            "회원의 출금을 확인하고 있어 지금은 결제할 수 없어요. 돈은 움직이지 않았어요.",
            "The member's outgoing money is being checked. No money has moved."
        ),
        ["banking.account.short"] = (
            "회원의 계좌에 충전할 돈이 부족해요. 결제는 되지 않았어요.",
            "The member's bank account is short. The payment was not made."
        ),
        ["banking.account.limit"] = (
            "회원의 계좌 출금 한도를 넘었어요. 결제는 되지 않았어요.",
            "The member's bank account is over its limit. The payment was not made."
        ),
        ["banking.account.blocked"] = (
            "회원의 계좌가 막혀 있어요. 결제는 되지 않았어요.",
            "The member's bank account is blocked. The payment was not made."
        ),
        ["banking.account.closed"] = (
            "회원의 계좌가 해지됐어요. 결제는 되지 않았어요.",
            "The member's bank account is closed. The payment was not made."
        ),
        ["banking.account.not_found"] = (
            "회원의 계좌를 찾을 수 없어요. 결제는 되지 않았어요.",
            "The member's bank account was not found. The payment was not made."
        ),
        ["banking.account.holder_differs"] = (
            "회원의 계좌 예금주가 달라요. 결제는 되지 않았어요.",
            "The holder of the member's bank account differs. The payment was not made."
        ),
        ["banking.bank.maintenance"] = (
            "회원의 은행이 점검 중이에요. 돈은 움직이지 않았어요.",
            "The member's bank is under maintenance. No money has moved."
        ),
        ["banking.bank.closed_for_service"] = (
            "회원의 은행에서는 지금 충전할 수 없어요. 돈은 움직이지 않았어요.",
            "The member's bank takes no top-ups now. No money has moved."
        ),
        ["banking.bank.stopped"] = (
            "회원의 은행을 잠시 쓸 수 없어요. 돈은 움직이지 않았어요.",
            "The member's bank can't be used for a while. No money has moved."
        ),
        ["banking.stopped.charge"] = (
            "충전을 잠시 멈췄어요. 돈은 움직이지 않았어요.",
            "Top-ups are stopped for a while. No money has moved."
        ),
        ["payment.stopped.all"] = (
            "새 결제를 잠시 멈췄어요. 돈은 움직이지 않았어요.",
            "New payments are stopped for a while. No money has moved."
        ),
        ["payment.stopped.franchise"] = (
            "이 가맹점의 새 결제를 잠시 멈췄어요. 돈은 움직이지 않았어요.",
            "New payments of this franchise are stopped. No money has moved."
        ),
        ["banking.call.refused"] = (
            "회원의 은행이 거절했어요. 결제는 되지 않았어요.",
            "The member's bank refused. The payment was not made."
        ),
        ["banking.call.not_sent"] = (
            "회원의 은행에 연결하지 못했어요. 돈은 움직이지 않았어요.",
            "The member's bank could not be reached. No money has moved."
        ),
        ["idempotency.key_reused"] = (
            "같은 Idempotency-Key로 다른 내용이 왔어요. 새 요청에는 새 키를 써 주세요.",
            "The same Idempotency-Key came with another body. Use a new key for a new request."
        ),
        ["idempotency.in_progress"] = (
            "같은 요청을 처리하고 있어요. 잠시 뒤 같은 키로 다시 보내 주세요.",
            "The same request is still running. Send it again with the same key in a moment."
        ),
    };

    private static readonly Dictionary<int, KakaoError> ByCode = Errors.ToDictionary(error => error.Code);

    public static IReadOnlyList<KakaoError> All => Errors;

    public static IReadOnlyDictionary<string, string> ResultCodes => MethodResults;

    /// <summary>
    /// What a failed approve, cancel or recurring charge tells the shop; null for a reason that has no words of its own
    /// here.
    /// </summary>
    public static string? WordsOf(Refusal refusal, string language) =>
        ResultWords.TryGetValue(refusal.Code, out var words)
            ? language == "en"
                ? words.En
                : words.Ko
            : null;

    public static IReadOnlyDictionary<string, int> Refusals => OfRefusal;

    public static KakaoError Of(int code) => ByCode[code];

    /// <summary>
    /// The error of a refusal; what the table does not know is a failure of the operation that was asked for.
    /// </summary>
    public static (KakaoError Error, string? MethodResult) Of(Refusal refusal, string operation)
    {
        var named = OfRefusal.TryGetValue(refusal.Code, out var code);
        if (!named)
            code = FailureOf(refusal, operation);
        var saysWhy =
            code is -780 or -781 or -782
            || refusal.Code.StartsWith("payment.stopped.", StringComparison.Ordinal)
            || refusal.Code.StartsWith("idempotency.", StringComparison.Ordinal);
        return (
            Of(code),
            saysWhy
                ? MethodResults.GetValueOrDefault(refusal.Code) ?? refusal.Code.Replace('.', '_').ToUpperInvariant()
                : null
        );
    }

    /// <summary>The error of what the door itself refuses.</summary>
    public static KakaoError Of(ApiError error) =>
        Of(
            error.Status switch
            {
                401 => -401,
                403 => -403,
                404 or 405 => -404,
                429 => -429,
                409 => -785,
                500 => -500,
                503 => -503,
                _ => error.Code == ApiErrors.IdempotencyKeyReused.Code ? -785 : -400,
            }
        );

    private static int FailureOf(Refusal refusal, string operation)
    {
        // The store said no before anything was decided: the same request may come again.
        if (refusal.Code.StartsWith("storage.", StringComparison.Ordinal))
            return -503;
        return operation switch
        {
            KakaoApi.ApproveName => -780,
            KakaoApi.CancelName => -781,
            KakaoApi.SubscriptionName => -782,
            _ => refusal.Kind == RefusalKind.Unavailable ? -503 : -726,
        };
    }
}
