namespace MyPay.Web.Localization;

/// <summary>What Remittance refuses.</summary>
internal static class RemittanceRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["remittance.send.to_self"] = (
            "나에게는 보낼 수 없어요. 내 계좌로 꺼내려면 '계좌로 꺼내기'를 이용해 주세요.",
            "You can't send to yourself. To move money to your own account, use Withdraw."),
        ["remittance.send.receiver_not_found"] = (
            "받는 사람을 찾을 수 없어요. 전화번호나 이메일을 확인해 주세요. 돈은 움직이지 않았어요.",
            "We could not find that member. Check the phone number or e-mail. No money has moved."),
        ["remittance.send.not_positive"] = (
            "1원 이상 입력해 주세요.",
            "Enter at least 1 won."),
        ["remittance.send.memo_too_long"] = (
            "메시지는 {0:N0}자까지 쓸 수 있어요.",
            "A message has up to {0:N0} characters."),
        ["remittance.send.memo_invalid"] = (
            "메시지에 쓸 수 없는 글자가 있어요.",
            "The message has characters that can't be used."),
        ["remittance.pending.not_found"] = (
            "송금을 찾을 수 없어요.",
            "We could not find that transfer."),
        ["remittance.pending.already_ended"] = (
            "이미 끝난 송금이에요. 내역에서 결과를 확인해 주세요.",
            "That transfer has already ended. See your history."),
        ["remittance.closing.money_waits"] = (
            "받기를 기다리는 돈이 있어요. 받거나 거절한 뒤 탈퇴할 수 있어요.",
            "Money is waiting for you. Accept or refuse it before you leave."),
    };
}
