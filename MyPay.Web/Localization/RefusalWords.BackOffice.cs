namespace MyPay.Web.Localization;

/// <summary>What BackOffice refuses.</summary>
internal static class BackOfficeRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["backoffice.role.missing"] = (
            "이 일을 할 권한이 없어요. 아무것도 바뀌지 않았어요.",
            "Your role may not do this. Nothing has changed."),
    };
}
