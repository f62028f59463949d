namespace MyPay.Web.Portals.Parts;

/// <summary>
/// How a money step ended. Checking means that the bank has not said yet; it is neither of the others.
/// </summary>
public enum ResultState
{
    Success,
    Checking,
    Failed,
}

/// <summary>A label and its value, for results, confirm sheets and receipts.</summary>
public sealed record Fact(string Label, string Value);
