namespace MyPay.Web.Localization;

/// <summary>What Settlement refuses.</summary>
internal static class SettlementRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
    };
}
