namespace MyPay.Web.Localization;

/// <summary>What the merchant API's memory of keys refuses.</summary>
internal static class ApiRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["idempotency.in_progress"] = (
            "같은 요청을 처리하고 있어요. 잠시 뒤 같은 키로 다시 보내 주세요.",
            "The same request is still running. Send it again in a moment with the same key."),
    };
}
