namespace MyPay.Web.Localization;

/// <summary>What pages themselves refuse.</summary>
internal static class PageRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["amount.invalid"] = (
            "금액은 숫자로 적어 주세요. 예: 12,000. 돈은 움직이지 않았어요.",
            "Write the amount in digits, for example 12,000. No money has moved."
        ),
        ["pos.code_missing"] = (
            "손님의 결제 코드를 입력하거나 찍어 주세요. 아직 결제되지 않았어요.",
            "Type or scan the customer's code. Nothing is paid yet."
        ),
        ["amount.missing"] = ("금액을 입력해 주세요. 돈은 움직이지 않았어요.", "Enter an amount. No money has moved."),
        ["amount.not_a_number"] = (
            "금액은 숫자로 적어 주세요. 예: 12,000. 돈은 움직이지 않았어요.",
            "Write the amount in digits, for example 12,000. No money has moved."
        ),
        ["amount.fractional"] = (
            "1원보다 작은 금액은 보낼 수 없어요. 소수점 없이 적어 주세요. 돈은 움직이지 않았어요.",
            "There is nothing smaller than 1 won. Write the amount without decimals. No money has moved."
        ),
        ["amount.not_positive"] = (
            "1원 이상 입력해 주세요. 돈은 움직이지 않았어요.",
            "Enter at least 1 won. No money has moved."
        ),
        ["amount.too_large"] = (
            "금액이 너무 커요. {0:N0}원까지 적을 수 있어요. 돈은 움직이지 않았어요.",
            "That is too much. You can enter up to {0:N0} won. No money has moved."
        ),
        ["pin.mismatch"] = (
            "두 번 누른 숫자가 서로 달라요. 처음부터 다시 눌러 주세요. 돈은 움직이지 않았어요.",
            "The two entries differ. Please choose your PIN again. No money has moved."
        ),
        ["receiver.missing"] = (
            "받는 사람의 전화번호나 이메일, 이름을 적어 주세요. 돈은 움직이지 않았어요.",
            "Enter the receiver's phone number, e-mail or name. No money has moved."
        ),
        ["receiver.several"] = (
            "같은 이름이 여럿 있어요. 목록에서 골라 주세요. 돈은 움직이지 않았어요.",
            "Several people have that name. Choose one from the list. No money has moved."
        ),
        ["pin.incomplete"] = (
            "결제 비밀번호 여섯 자리를 모두 눌러 주세요. 돈은 움직이지 않았어요.",
            "Enter all six digits of your payment PIN. No money has moved."
        ),
    };
}
