namespace MyPay.Web.Localization;

/// <summary>What signing in refuses. An unknown e-mail and a wrong password are the same to whoever asks.</summary>
internal static class SignInRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["sign_in.wrong"] = (
            "이메일이나 비밀번호가 달라요. 다시 확인해 주세요.",
            "The e-mail or the password is not right. Please check them."),
        ["sign_in.locked"] = (
            "여러 번 틀려서 로그인을 잠시 잠갔어요. {0:N0}분 뒤에 다시 해 주세요. 내가 한 일이 아니라면 로그인한 뒤 비밀번호를 바꿔 주세요.",
            "Sign-in is locked for a while after several misses. Try again in {0:N0} min. If that was not you, change your password once you are in."),
        ["sign_in.code_needed"] = (
            "인증 코드가 필요해요.",
            "A code is needed."),
        ["sign_in.begin_again"] = (
            "시간이 지났어요. 이메일과 비밀번호부터 다시 입력해 주세요.",
            "That took too long. Start again with your e-mail and password."),
        ["sign_in.on_hold"] = (
            "지금은 이용이 멈춰 있는 계정이에요. 고객센터에 문의해 주세요.",
            "This account is on hold for now. Please contact support."),
    };
}
