namespace MyPay.Web.Localization;

/// <summary>
/// What signing in refuses. An unknown e-mail, a wrong password and a locked sign-in are the same to whoever asks.
/// </summary>
internal static class SignInRefusals
{
    private const string WrongKo =
        "이메일이나 비밀번호가 달라요. 다시 확인해 주세요. 여러 번 틀렸다면 10분 뒤에 다시 하거나 비밀번호를 새로 정해 주세요.";

    private const string WrongEn =
        "The e-mail or the password is not right. Please check them. After several misses, wait ten minutes or set a "
        + "new password.";

    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["sign_in.wrong"] = (WrongKo, WrongEn),
        ["sign_in.locked"] = (WrongKo, WrongEn),
        ["sign_in.code_needed"] = ("인증 코드가 필요해요.", "A code is needed."),
        ["sign_in.begin_again"] = (
            "시간이 지났어요. 이메일과 비밀번호부터 다시 입력해 주세요.",
            "That took too long. Start again with your e-mail and password."
        ),
        ["sign_in.asked_too_often"] = (
            "짧은 시간에 너무 많이 요청했어요. {0:N0}분 뒤에 다시 해 주세요.",
            "Too many requests in a short time. Try again in {0:N0} min."
        ),
        ["passkey.cancelled"] = (
            "패스키 확인을 그만두었어요. 다시 하거나 비밀번호를 써 주세요.",
            "The passkey was not confirmed. Try again, or use your password."
        ),
        ["passkey.unsupported"] = (
            "이 브라우저는 패스키를 쓸 수 없어요. 비밀번호를 쓰거나 다른 브라우저에서 해 주세요.",
            "This browser cannot use passkeys. Use your password, or another browser."
        ),
        ["passkey.wrong_address"] = (
            "이 주소에서는 패스키를 쓸 수 없어요. {0} 에서 열어 주세요.",
            "Passkeys do not work at this address. Open {0} instead."
        ),
        ["passkey.refused"] = (
            "이 패스키로는 확인할 수 없어요. 지운 패스키일 수 있어요. 다른 패스키나 비밀번호를 써 주세요.",
            "That passkey was not accepted; it may have been removed. Use another one, or your password."
        ),
        ["passkey.late"] = ("시간이 지났어요. 다시 해 주세요.", "That took too long. Please try again."),
        ["passkey.exists"] = (
            "이 기기에는 이미 내 패스키가 있어요. 다른 기기에서 추가해 주세요.",
            "This device already has a passkey of yours. Add one on another device."
        ),
        ["passkey.failed"] = (
            "패스키를 확인하지 못했어요. 아무것도 바뀌지 않았어요. 새로 고친 뒤 다시 해 주세요.",
            "The passkey could not be checked. Nothing has changed. Reload and try again."
        ),
        ["sign_in.on_hold"] = (
            "지금은 이용이 멈춰 있는 계정이에요. 고객센터에 문의해 주세요.",
            "This account is on hold for now. Please contact support."
        ),
    };
}
