using MyPay.Domain.Kernel;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>
/// Refusals of the use cases as <c>/v1</c> says them: code and status. Codes of the table of bad inputs where there is
/// one.
/// </summary>
internal static class V1Errors
{
    private static readonly ApiError RefundExceeds = new(
        "refund-exceeds",
        422,
        "취소할 수 있는 금액보다 커요.",
        "That is more than can be refunded."
    );
    private static readonly ApiError RefundNotPossible = new(
        "refund-not-possible",
        409,
        "지금 상태에서는 취소할 수 없어요.",
        "This payment can't be refunded in its present state."
    );
    private static readonly ApiError InsufficientBalance = new(
        "insufficient-balance",
        422,
        "회원의 잔액이 부족해요. 돈은 움직이지 않았어요.",
        "The member's balance is short. No money has moved."
    );
    private static readonly ApiError LimitExceeded = new(
        "limit-exceeded",
        422,
        "한도를 넘었어요. 돈은 움직이지 않았어요.",
        "That is over a limit. No money has moved."
    );
    private static readonly ApiError BankUnknown = new(
        "bank-result-unknown",
        409,
        "은행 확인 중이에요. 결제는 되지 않았어요.",
        "The bank has not answered. The payment was not made."
    );
    private static readonly ApiError BankRefused = new(
        "bank-refused",
        422,
        "회원의 은행이 거절했어요. 돈은 움직이지 않았어요.",
        "The member's bank refused. No money has moved."
    );
    private static readonly ApiError CodeInvalid = new(
        "pay-code-invalid",
        422,
        "없는 결제 코드예요. 손님에게 새 코드를 부탁해 주세요.",
        "There is no such pay code. Ask the customer for a new one."
    );
    private static readonly ApiError CodeExpired = new(
        "pay-code-expired",
        410,
        "시간이 지난 결제 코드예요. 손님에게 새 코드를 부탁해 주세요.",
        "The pay code has expired. Ask the customer for a new one."
    );
    private static readonly ApiError CodeUsed = new(
        "pay-code-used",
        422,
        "이미 쓴 결제 코드예요.",
        "The pay code was used already."
    );
    private static readonly ApiError CodeGuessing = new(
        "pay-code-guessing",
        429,
        "없는 결제 코드를 너무 많이 보냈어요. 1분 뒤에 다시 보내 주세요.",
        "Too many pay codes that do not exist. Try again in a minute."
    );
    private static readonly ApiError AlreadyApproved = new(
        "already-approved",
        409,
        "이미 승인된 결제예요.",
        "The payment is approved already."
    );
    private static readonly ApiError Expired = new(
        "payment-expired",
        410,
        "결제 시간이 지났어요. 다시 시작해 주세요.",
        "The time to pay is over. Please start again."
    );
    private static readonly ApiError AmountMismatch = new(
        "amount-mismatch",
        422,
        "준비한 금액과 달라요.",
        "The amount differs from the one that was prepared."
    );
    private static readonly ApiError RedirectNotAllowed = new(
        "redirect-not-allowed",
        422,
        "등록한 주소만 쓸 수 있어요.",
        "Only registered addresses can be used."
    );
    private static readonly ApiError WebhookForbidden = new(
        "webhook-url-forbidden",
        422,
        "이 주소로는 웹훅을 보낼 수 없어요.",
        "Webhooks can't be sent to this address."
    );
    private static readonly ApiError WebhookInvalid = new(
        "webhook-url-invalid",
        422,
        "웹훅 주소는 https:// 로 시작하는 주소예요.",
        "A webhook address starts with https://."
    );
    private static readonly ApiError WebhookType = new(
        "webhook-type-unknown",
        422,
        "없는 웹훅 종류예요.",
        "There is no such webhook type."
    );
    private static readonly ApiError WebhookTooMany = new(
        "webhook-too-many",
        409,
        "웹훅 주소를 더 만들 수 없어요.",
        "No more webhook endpoints can be made."
    );
    private static readonly ApiError WebhookSecrets = new(
        "webhook-secrets-too-many",
        409,
        "옛 secret은 다섯 개까지 함께 서명할 수 있어요.",
        "At most five old secrets sign along."
    );
    private static readonly ApiError WebhookTesting = new(
        "webhook-test-in-progress",
        409,
        "이 주소로 보낸 테스트의 답을 기다리고 있어요. 잠시 뒤 다시 보내 주세요.",
        "A test of this endpoint is still waiting for its answer. Try again in a moment."
    );
    private static readonly ApiError WebhookNobody = new(
        "webhook-no-endpoint",
        409,
        "이 이벤트를 받을 켜진 웹훅 주소가 없어요.",
        "No endpoint that is on wants this event."
    );
    private static readonly ApiError WebhookDisabled = new(
        "webhook-endpoint-disabled",
        409,
        "꺼진 웹훅 주소예요. 먼저 다시 켜 주세요.",
        "The endpoint is switched off. Switch it on first."
    );
    private static readonly ApiError FranchiseNotActive = new(
        "franchise-not-active",
        403,
        "지금은 새 결제를 받을 수 없는 가맹점이에요.",
        "This franchise can't take new payments now."
    );
    private static readonly ApiError PaymentsStopped = new(
        "payments-stopped",
        503,
        "새 결제를 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 보내 주세요.",
        "New payments are stopped for a while. No money has moved. Please try again later."
    );
    private static readonly ApiError BankUnavailable = new(
        "bank-unavailable",
        503,
        "회원의 은행을 지금 쓸 수 없어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 보내 주세요.",
        "The member's bank can't be used right now. No money has moved. Please try again later."
    );
    private static readonly ApiError FieldInvalid = new(
        "field-invalid",
        422,
        "보낸 값을 쓸 수 없어요.",
        "A value can't be used."
    );

    // Words for a refusal that has none of its own must not need arguments.
    private static readonly ApiError AmountOutOfRange = ApiErrors.AmountTooSmall with
    {
        Ko = "금액이 범위를 벗어났어요.",
        En = "The amount is out of range.",
    };
    private static readonly ApiError FieldMissing = ApiErrors.FieldMissing with
    {
        Ko = "필요한 항목이 빠졌어요.",
        En = "A required field is missing.",
    };
    private static readonly ApiError FieldTooLong = ApiErrors.FieldTooLong with
    {
        Ko = "너무 긴 항목이 있어요.",
        En = "A field is too long.",
    };

    private static readonly Dictionary<string, ApiError> Table = new(StringComparer.Ordinal)
    {
        ["payment.cancel.not_found"] = ApiErrors.NotFound,
        ["payment.cancel.not_positive"] = AmountOutOfRange,
        ["payment.cancel.exceeds"] = RefundExceeds,
        ["payment.cancel.exceeds_original"] = RefundExceeds,
        ["payment.cancel.available_mismatch"] = RefundExceeds,
        ["payment.cancel.tax_free_exceeds"] = RefundExceeds,
        ["payment.cancel.vat_exceeds"] = RefundExceeds,
        ["payment.cancel.green_deposit"] = RefundNotPossible,
        ["payment.cancel.wrong_state"] = RefundNotPossible,
        ["payment.cancel.over_role_limit"] = RefundNotPossible,
        ["payment.cancel.in_progress"] = ApiErrors.RequestInProgress,
        ["payment.approve.not_found"] = ApiErrors.NotFound,
        ["payment.approve.already_approved"] = AlreadyApproved,
        ["payment.approve.expired"] = Expired,
        ["payment.approve.amount_mismatch"] = AmountMismatch,
        ["payment.approve.in_progress"] = ApiErrors.RequestInProgress,
        ["payment.ready.amount_invalid"] = AmountOutOfRange,
        ["payment.ready.over_limit"] = LimitExceeded,
        ["payment.ready.tax_free_invalid"] = AmountOutOfRange,
        ["payment.ready.field_missing"] = FieldMissing,
        ["payment.ready.field_too_long"] = FieldTooLong,
        ["payment.ready.field_invalid"] = FieldInvalid,
        ["payment.store.not_found"] = FieldInvalid,
        ["payment.ready.quantity_invalid"] = FieldInvalid,
        ["payment.ready.method_unknown"] = FieldInvalid,
        ["payment.ready.cid_unknown"] = FranchiseNotActive,
        ["payment.ready.franchise_not_active"] = FranchiseNotActive,
        ["payment.ready.redirect_not_registered"] = RedirectNotAllowed,
        ["payment.ready.redirect_malformed"] = FieldInvalid,
        ["payment.stopped.all"] = PaymentsStopped,
        ["payment.stopped.franchise"] = PaymentsStopped,
        ["banking.bank.maintenance"] = BankUnavailable,
        ["banking.bank.stopped"] = BankUnavailable,
        ["banking.stopped.charge"] = BankUnavailable,
        ["payment.code.not_found"] = CodeInvalid,
        ["payment.code.expired"] = CodeExpired,
        ["payment.code.used"] = CodeUsed,
        ["payment.code.too_many_guesses"] = CodeGuessing,
        ["payment.code.in_progress"] = ApiErrors.RequestInProgress,
        ["payment.webhook.description_too_long"] = FieldTooLong,
        ["payment.webhook.endpoint_disabled"] = WebhookDisabled,
        ["payment.webhook.test_in_progress"] = WebhookTesting,
        ["payment.webhook.nobody_wants"] = WebhookNobody,
        ["payment.webhook.event_not_found"] = ApiErrors.NotFound,
        ["payment.webhook.too_many_secrets"] = WebhookSecrets,
        ["payment.webhook.url_invalid"] = WebhookInvalid,
        ["payment.webhook.url_forbidden"] = WebhookForbidden,
        ["payment.webhook.type_unknown"] = WebhookType,
        ["payment.webhook.too_many"] = WebhookTooMany,
        ["payment.webhook.not_found"] = ApiErrors.NotFound,
        ["payment.webhook.delivery_not_found"] = ApiErrors.NotFound,
        ["ledger.insufficient"] = InsufficientBalance,
        ["money.top_up.no_account"] = InsufficientBalance,
        ["money.top_up.over_cap"] = InsufficientBalance,
        ["money.top_up.unknown"] = BankUnknown,
        ["money.charge.account_checking"] = BankUnknown,
        ["money.limit.per_transfer"] = LimitExceeded,
        ["money.limit.per_day"] = LimitExceeded,
        ["money.limit.per_month"] = LimitExceeded,
        ["idempotency.key_reused"] = ApiErrors.IdempotencyKeyReused,
        ["idempotency.in_progress"] = ApiErrors.RequestInProgress,
    };

    public static IReadOnlyCollection<string> Refusals => Table.Keys;

    /// <summary>Every error of a use case, once, for the docs.</summary>
    public static IReadOnlyList<ApiError> All { get; } =
    [
        .. Table
            .Values.Append(BankRefused)
            .Where(error => !ApiErrors.All.Any(known => known.Code == error.Code))
            .Distinct()
            .OrderBy(error => error.Code, StringComparer.Ordinal),
    ];

    public static ApiError Of(Refusal refusal)
    {
        if (Table.TryGetValue(refusal.Code, out var error))
            return error;
        if (refusal.Kind != RefusalKind.Unavailable && refusal.Code.StartsWith("banking.", StringComparison.Ordinal))
            return BankRefused;
        return refusal.Kind switch
        {
            RefusalKind.NotFound => ApiErrors.NotFound,
            RefusalKind.Unavailable => ApiErrors.Unavailable,
            // A rule that has no code of the table keeps its own: stable all the same.
            RefusalKind.Conflict => Named(refusal, 409),
            RefusalKind.Forbidden => Named(refusal, 403),
            _ => Named(refusal, 422),
        };
    }

    /// <summary>
    /// Words to use when the refusal's own are missing or speak to somebody else, such as "start over on this page".
    /// </summary>
    public static ApiError? WordsOf(Refusal refusal, ApiError error) => Table.ContainsKey(refusal.Code) ? error : null;

    private static ApiError Named(Refusal refusal, int status) =>
        new(refusal.Code.Replace('.', '-').Replace('_', '-'), status, "", "");
}
