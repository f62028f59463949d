namespace MyPay.Web.Portals.Parts;

/// <summary>What came in and went out in one month, both as positive won.</summary>
public sealed record MonthSum(DateOnly Month, long In, long Out);
