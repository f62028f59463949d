namespace MyPay.Web.Portals.Parts;

/// <summary>What a state means to the reader, not which state it is.</summary>
public enum Tone
{
    Quiet,
    Good,
    Brand,
    Warn,
    Danger,
}
