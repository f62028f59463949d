namespace MyPay.Web.Localization;

/// <summary>What Calendar refuses.</summary>
internal static class CalendarRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
    };
}
