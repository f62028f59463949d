using System.Globalization;
using System.Text.RegularExpressions;
using MyPay.Web.Api.Door;
using MyPay.Web.Api.Kakao;
using MyPay.Web.Api.V1;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Developers;

/// <summary>
/// An error of the API in words for whoever builds against it: what it means, what to do, where the docs speak of it.
/// </summary>
internal static partial class ApiErrorWords
{
    /// <summary>What the code means; null for one that stands in no table.</summary>
    public static string? Meaning(string code)
    {
        if (KakaoCode(code) is { } number)
            return KakaoErrors.All.FirstOrDefault(error => error.Code == number) is { } error
                ? T(error.Ko, error.En)
                : null;
        return ApiErrors.All.Concat(V1Errors.All).FirstOrDefault(error => error.Code == code) is { } named
            ? Argument()
                .Replace(T(named.Ko, named.En), "…")
                .Replace("{{", "{", StringComparison.Ordinal)
                .Replace("}}", "}", StringComparison.Ordinal)
            : null;
    }

    /// <summary>What to do about it, where that is not plain from the meaning.</summary>
    public static string? Hint(string code) =>
        code switch
        {
            "-400" => T("필수 항목과 형식을 확인해 주세요.", "Check the required fields and their types."),
            "-403" or "insufficient-scope" => T(
                "이 키에 필요한 권한을 주거나, 권한이 있는 키를 쓰세요.",
                "Use a key that has the scope."
            ),
            "-701" => T(
                "손님이 비밀번호를 입력하고 approval_url로 돌아온 뒤에 승인하세요.",
                "Approve after the customer has come back to approval_url."
            ),
            "-702" => T(
                "다시 승인하지 말고 주문 조회로 결과를 확인하세요.",
                "Do not approve again; look the order up."
            ),
            "-708" => T(
                "approval_url로 돌아온 요청의 pg_token을 그대로 보내세요.",
                "Send the pg_token that came to approval_url, unchanged."
            ),
            "-723" => T("결제 준비는 15분 동안 유효해요. 다시 준비하세요.", "A ready lives 15 minutes. Start again."),
            "-731" or "key-mode-mismatch" => T(
                "테스트 키는 테스트 CID와, 실제 키는 실제 CID와 함께 쓰세요.",
                "Use a test key with a test CID, a live key with a live one."
            ),
            "-780" or "-782" => T(
                "주문 조회로 결과를 확인하세요. 이유는 extras에 있어요.",
                "Look the order up. The extras say why."
            ),
            "-799" or "redirect-not-allowed" => T(
                "설정에서 이 주소의 도메인을 등록하세요.",
                "Register the address's domain in Settings."
            ),
            "-785" or "idempotency-key-reused" => T(
                "새 요청에는 새 Idempotency-Key를 쓰세요.",
                "Use a new Idempotency-Key for a new request."
            ),
            "idempotency-key-missing" => T(
                "요청마다 새로 만든 값을 Idempotency-Key 헤더에 넣으세요. 다시 보낼 때는 같은 값을 쓰세요.",
                "Make a new value for each request; send the same one when you retry."
            ),
            "-500" or "internal-error" => T(
                "결과를 조회한 뒤 같은 키로 다시 보내세요.",
                "Look the result up, then send it again with the same key."
            ),
            _ => null,
        };

    /// <summary>Its place in the docs.</summary>
    public static string Address(string code) => KakaoCode(code) is null ? $"/docs#{code}" : $"/docs#error{code}";

    private static int? KakaoCode(string code) =>
        int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\{\d+(:N0)?\}")]
    private static partial Regex Argument();
}
