namespace MyPay.Web.Portals.Parts;

/// <summary>
/// Initials of the banks that people know by colour; the colours are tokens. Every other bank is grey with its first
/// letter.
/// </summary>
internal static class BankInitials
{
    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        ["002"] = "산",
        ["003"] = "IBK",
        ["004"] = "KB",
        ["007"] = "Sh",
        ["011"] = "NH",
        ["020"] = "우",
        ["023"] = "SC",
        ["027"] = "c",
        ["031"] = "iM",
        ["032"] = "B",
        ["034"] = "광",
        ["035"] = "제",
        ["037"] = "전",
        ["039"] = "경",
        ["045"] = "MG",
        ["048"] = "신협",
        ["050"] = "SB",
        ["064"] = "산림",
        ["071"] = "우체",
        ["081"] = "하",
        ["088"] = "신",
        ["089"] = "K",
        ["090"] = "B",
        ["092"] = "T",
    };

    public static string? Of(string code) => ByCode.GetValueOrDefault(code);

    public static string ClassOf(string code) => ByCode.ContainsKey(code) ? code : "other";
}
