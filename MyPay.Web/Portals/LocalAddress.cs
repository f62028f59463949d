namespace MyPay.Web.Portals;

/// <summary>Where a person may be sent back to: a path of ours, never another site.</summary>
public static class LocalAddress
{
    public static string OrHome(string? address, string home = "/") => IsLocal(address) ? address! : home;

    // "//evil" and "/\evil" are other sites to a browser, and control characters hide either of them.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.Contains('\\', StringComparison.Ordinal);
}
