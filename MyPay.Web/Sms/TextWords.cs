using MyPay.Domain.Membership;

namespace MyPay.Web.Sms;

/// <summary>The words of a text message; at most 90 bytes in the encoding of Korean phones.</summary>
internal static class TextWords
{
    public static string Of(OutgoingText text) =>
        text.Language == "en"
            ? $"[MyPay] Code {text.Code}. Valid for 5 minutes. We never ask for it."
            : $"[마이 페이] 인증번호 {text.Code} (5분). 직원은 이 번호를 묻지 않아요.";
}
