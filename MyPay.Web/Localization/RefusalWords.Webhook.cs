namespace MyPay.Web.Localization;

/// <summary>What webhooks refuse.</summary>
internal static class WebhookRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["payment.webhook.url_invalid"] = (
            "알림을 받을 주소를 https://로 시작하는 전체 주소로 적어 주세요.",
            "Enter the whole address, beginning with https://."
        ),
        ["payment.webhook.url_forbidden"] = (
            "이 주소로는 보낼 수 없어요. ({0}) 인터넷에 공개된 https 주소를 443이나 8443 포트로 적어 주세요. 사설망 주소는 쓸 수 없어요.",
            "We can't send to this address. ({0}) Use a public https address on port 443 or 8443; private "
                + "networks are not allowed."
        ),
        ["payment.webhook.type_unknown"] = (
            "{0}은(는) 없는 알림 종류예요. 문서에 있는 종류에서 골라 주세요.",
            "There is no event type {0}. Choose from those in the documentation."
        ),
        ["payment.webhook.description_too_long"] = (
            "설명은 {0:N0}자까지 적을 수 있어요.",
            "A description may have up to {0:N0} characters."
        ),
        ["payment.webhook.too_many"] = (
            "웹훅 주소는 {0:N0}개까지 등록할 수 있어요. 쓰지 않는 주소를 지운 뒤 다시 등록해 주세요.",
            "You can have up to {0:N0} endpoints. Remove one that you no longer use, then add this one."
        ),
        ["payment.webhook.too_many_secrets"] = (
            "이전 비밀키는 {0:N0}개까지 함께 쓸 수 있어요. {1:M월 d일 HH:mm}부터 다시 교체할 수 있어요.",
            "Up to {0:N0} old secrets sign along. You can rotate again from {1:d MMM HH:mm} (Seoul)."
        ),
        ["payment.webhook.not_found"] = (
            "웹훅 주소를 찾을 수 없어요. 이미 지웠는지 목록에서 확인해 주세요.",
            "We could not find that endpoint. Check the list: it may have been removed."
        ),
        ["payment.webhook.event_not_found"] = (
            "이벤트를 찾을 수 없어요. 30일이 지난 이벤트는 지워요. 목록에서 다시 골라 주세요.",
            "We could not find that event. Events are kept for 30 days. Please choose it from the list again."
        ),
        ["payment.webhook.nobody_wants"] = (
            "{0} 이벤트를 받을 켜진 주소가 없어요. 웹훅 주소를 켜거나 추가한 뒤 다시 보내 주세요.",
            "No endpoint that is on wants {0}. Switch one on or add one, then send again."
        ),
        ["payment.webhook.test_in_progress"] = (
            "이 주소로 보낸 테스트의 답을 기다리고 있어요. 10초 안에 끝나니 잠시 뒤 다시 눌러 주세요.",
            "A test of this endpoint is still waiting for its answer. It ends within 10 seconds: try again in a moment."
        ),
        ["payment.webhook.delivery_not_found"] = (
            "전송 기록을 찾을 수 없어요. 목록에서 다시 골라 주세요.",
            "We could not find that delivery. Please choose it from the list again."
        ),
        ["payment.webhook.endpoint_disabled"] = (
            "꺼져 있거나 지운 웹훅 주소예요. 주소를 켠 뒤 다시 보내 주세요.",
            "This endpoint is switched off or removed. Switch it on, then send again."
        ),
    };
}
