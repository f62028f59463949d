namespace MyPay.Web.Localization;

/// <summary>What the merchant API's memory of keys refuses.</summary>
internal static class ApiRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["idempotency.in_progress"] = (
            "같은 요청을 아직 처리하고 있어요. 돈은 한 번만 움직여요. 잠시 뒤 다시 시도해 주세요.",
            "The same request is still being handled. Money moves once only. Please try again in a moment."
        ),
    };
}
