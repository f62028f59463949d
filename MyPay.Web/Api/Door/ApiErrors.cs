using System.Globalization;

namespace MyPay.Web.Api.Door;

/// <summary>An error that a caller of the API can meet. The code is stable; the words may change.</summary>
/// <param name="Code">Kebab-case, as <c>/v1</c> says it.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Ko">Korean words; {0} and on are arguments.</param>
/// <param name="En">English words.</param>
internal sealed record ApiError(string Code, int Status, string Ko, string En)
{
    public string Say(string language, params object[] args) =>
        string.Format(CultureInfo.InvariantCulture, language == "en" ? En : Ko, args);
}

/// <summary>An error at one field of the body.</summary>
/// <param name="Received">What came, cut short; null when nothing came.</param>
internal sealed record FieldFault(string Field, ApiError Error, string? Received, params object[] Args);

/// <summary>Why a call is not carried out: the error, its arguments, and the fields that caused it.</summary>
internal sealed record ApiFault(ApiError Error, IReadOnlyList<FieldFault> Fields, params object[] Args)
{
    public static ApiFault Of(ApiError error, params object[] args) => new(error, [], args);

    public static ApiFault At(FieldFault field) => new(field.Error, [field], field.Args);
}

/// <summary>
/// What the doors themselves refuse, before any module is asked. A table for people, too: the docs print it.
/// </summary>
internal static class ApiErrors
{
    public static readonly ApiError MalformedJson = new(
        "malformed-json",
        400,
        "{0}번째 줄 {1}번째 글자에서 JSON을 읽지 못했어요.",
        "The JSON could not be read at line {0}, position {1}."
    );
    public static readonly ApiError NotAnObject = new(
        "malformed-json",
        400,
        "본문은 JSON 객체 하나여야 해요: {{ … }}",
        "The body must be one JSON object: {{ … }}"
    );
    public static readonly ApiError DuplicateMember = new(
        "duplicate-member",
        400,
        "{0} 항목이 두 번 있어요. ({1}번째 줄 {2}번째 글자)",
        "{0} is given twice (line {1}, position {2})."
    );
    public static readonly ApiError UnknownField = new(
        "unknown-field",
        400,
        "{0} 항목은 없어요. 쓸 수 있는 항목: {1}",
        "There is no field {0}. Allowed: {1}"
    );
    public static readonly ApiError MisspelledField = new(
        "unknown-field",
        400,
        "{0} 항목은 없어요. {1} 항목을 뜻했나요?",
        "There is no field {0}. Did you mean {1}?"
    );
    public static readonly ApiError NoFields = new(
        "unknown-field",
        400,
        "{0} 항목은 없어요. 이 요청에는 본문이 필요 없어요.",
        "There is no field {0}. This call takes no fields."
    );
    public static readonly ApiError FieldMissing = new(
        "field-missing",
        400,
        "{0} 항목이 필요해요.",
        "{0} is required."
    );
    public static readonly ApiError FieldType = new(
        "field-type",
        400,
        "{0} 항목은 {1} 형식이어야 해요.",
        "{0} must be {2}."
    );
    public static readonly ApiError FieldTooLong = new(
        "field-too-long",
        422,
        "{0} 항목은 {1}자까지예요. 지금 {2}자예요.",
        "{0} takes up to {1} characters; this has {2}."
    );
    public static readonly ApiError FieldValue = new(
        "field-invalid",
        422,
        "{0} 항목의 값을 쓸 수 없어요. 쓸 수 있는 값: {1}",
        "The value of {0} is not allowed. Allowed: {1}"
    );
    public static readonly ApiError FieldsExclude = new(
        "field-invalid",
        422,
        "{0}, {1} 가운데 하나만 보내 주세요.",
        "Send either {0} or {1}, not both."
    );
    public static readonly ApiError TextInvalid = new(
        "text-invalid",
        422,
        "{0} 항목의 {1}번째 글자는 쓸 수 없어요.",
        "{0} has a character that can't be used, at position {1}."
    );
    public static readonly ApiError AmountNotInteger = new(
        "amount-not-integer",
        400,
        "{0} 항목은 따옴표 없는 정수(원)로 보내 주세요.",
        "Send {0} as a whole number of won, without quotes, point or exponent."
    );
    public static readonly ApiError AmountTooSmall = new(
        "amount-out-of-range",
        422,
        "{0} 항목은 {1:N0}원 이상이어야 해요.",
        "{0} must be at least {1:N0} won."
    );
    public static readonly ApiError AmountTooLarge = new(
        "amount-out-of-range",
        400,
        "{0} 항목은 {1:N0}원까지예요.",
        "{0} takes up to {1:N0} won."
    );
    public static readonly ApiError CurrencyUnsupported = new(
        "currency-unsupported",
        422,
        "KRW만 지원해요.",
        "Only KRW is supported."
    );
    public static readonly ApiError TaxFreeAmountMissing = new(
        "tax-free-amount-missing",
        422,
        "면세 금액이 있는 결제를 일부 취소할 때는 taxFreeAmount가 필요해요.",
        "taxFreeAmount is required to cancel a part of a payment that has a tax-free amount."
    );
    public static readonly ApiError BodyTooLarge = new(
        "body-too-large",
        413,
        "본문은 64KB까지예요.",
        "The body may have up to 64 KB."
    );
    public static readonly ApiError BodyTooDeep = new(
        "body-too-large",
        400,
        "JSON은 32단계까지만 겹칠 수 있어요.",
        "JSON may be nested up to 32 levels."
    );
    public static readonly ApiError UnsupportedMediaType = new(
        "unsupported-media-type",
        415,
        "application/json(UTF-8)으로 보내 주세요.",
        "Send application/json in UTF-8."
    );

    public static readonly ApiError InvalidApiKey = new(
        "invalid-api-key",
        401,
        "API 키를 확인해 주세요.",
        "Check your API key."
    );
    public static readonly ApiError KeyModeMismatch = new(
        "key-mode-mismatch",
        401,
        "테스트 키는 테스트 결제만, 실거래 키는 실거래만 다룰 수 있어요.",
        "A test key reaches test payments only, a live key live ones only."
    );
    public static readonly ApiError InsufficientScope = new(
        "insufficient-scope",
        403,
        "이 API 키에는 {0} 권한이 없어요.",
        "This API key lacks the scope {0}."
    );
    public static readonly ApiError QuotaExceeded = new(
        "quota-exceeded",
        429,
        "요청이 너무 많아요. 1초 뒤 다시 보내 주세요. (초당 {0}건)",
        "Too many requests. Try again in 1 second ({0} per second)."
    );

    public static readonly ApiError TooManyWrongKeys = new(
        "too-many-wrong-keys",
        429,
        "잘못된 API 키가 너무 많이 왔어요. 키를 확인하고 {0:N0}초 뒤 다시 보내 주세요.",
        "Too many wrong API keys came from your address. Check the key and try again in {0:N0} s."
    );

    public static readonly ApiError IdempotencyKeyMissing = new(
        "idempotency-key-missing",
        400,
        "이 요청에는 Idempotency-Key 헤더가 필요해요.",
        "This call needs an Idempotency-Key header."
    );
    public static readonly ApiError IdempotencyKeyInvalid = new(
        "idempotency-key-invalid",
        400,
        "Idempotency-Key는 보이는 ASCII 문자 1–300자예요.",
        "An Idempotency-Key has 1–300 visible ASCII characters."
    );
    public static readonly ApiError IdempotencyKeyReused = new(
        "idempotency-key-reused",
        422,
        "같은 Idempotency-Key로 다른 내용이 왔어요. 새 요청에는 새 키를 써 주세요.",
        "The same Idempotency-Key came with another body. A new request needs a new key."
    );
    public static readonly ApiError RequestInProgress = new(
        "request-in-progress",
        409,
        "같은 요청을 처리하고 있어요. 잠시 뒤 같은 키로 다시 보내 주세요.",
        "The same request is still running. Send it again in a moment with the same key."
    );

    public static readonly ApiError NotFound = new("not-found", 404, "찾을 수 없어요.", "There is no such thing.");
    public static readonly ApiError MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "이 주소에는 {0} 요청만 보낼 수 있어요.",
        "This address takes {0}."
    );
    public static readonly ApiError InvalidLimit = new("invalid-limit", 400, "limit는 1–100이에요.", "limit is 1–100.");
    public static readonly ApiError InvalidCursor = new(
        "invalid-cursor",
        400,
        "cursor는 앞 응답의 nextCursor를 같은 조건에서 그대로 보내 주세요.",
        "Send nextCursor of the previous answer unchanged, with the same filters."
    );
    public static readonly ApiError InvalidDate = new(
        "invalid-date",
        400,
        "{0}는 2026-11-23 같은 날짜예요.",
        "{0} is a date such as 2026-11-23."
    );
    public static readonly ApiError InvalidRange = new(
        "invalid-range",
        400,
        "from은 to보다 늦을 수 없고, 기간은 1년까지예요.",
        "from must not be after to, and the range is up to one year."
    );
    public static readonly ApiError InvalidStatus = new(
        "invalid-status",
        400,
        "{0}은 없는 상태예요. 쓸 수 있는 값: {1}",
        "There is no status {0}. Allowed: {1}"
    );
    public static readonly ApiError InvalidParameter = new(
        "invalid-parameter",
        400,
        "{0} 값을 읽을 수 없어요.",
        "The value of {0} can't be read."
    );
    public static readonly ApiError InvalidValue = new(
        "invalid-parameter",
        400,
        "{0} 값을 쓸 수 없어요. 쓸 수 있는 값: {1}",
        "The value of {0} is not allowed. Allowed: {1}"
    );
    public static readonly ApiError EmptyParameter = new(
        "invalid-parameter",
        400,
        "{0} 값이 비어 있어요. 이 조건을 쓰지 않으려면 빼고 보내 주세요.",
        "{0} is empty. Leave it out if you do not want to filter by it."
    );
    public static readonly ApiError UnknownParameter = new(
        "unknown-parameter",
        400,
        "{0} 조건은 없어요. 쓸 수 있는 조건: {1}",
        "There is no parameter {0}. Allowed: {1}"
    );

    public static readonly ApiError Internal = new(
        "internal-error",
        500,
        "문제가 생겼어요. 결과를 조회한 뒤 같은 Idempotency-Key로 다시 보내 주세요.",
        "Something went wrong. Look the result up, then send it again with the same Idempotency-Key."
    );
    public static readonly ApiError Unavailable = new(
        "unavailable",
        503,
        "지금은 처리할 수 없어요. 잠시 뒤 다시 보내 주세요.",
        "This can't be done right now. Please try again later."
    );

    public static readonly IReadOnlyList<ApiError> All =
    [
        .. typeof(ApiErrors)
            .GetFields()
            .Where(field => field.FieldType == typeof(ApiError))
            .Select(field => (ApiError)field.GetValue(null)!),
    ];
}
