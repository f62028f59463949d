namespace MyPay.Web.Portals.Parts;

/// <summary>
/// One bar: its short name under it (or none), its whole name for those who hear it, and what it stands for.
/// </summary>
public sealed record SumBar(string Name, string LongName, long Won, bool IsNow = false);
