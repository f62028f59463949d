namespace MyPay.Web.Portals;

/// <summary>
/// Which of the portals an address belongs to. Each portal is a document of its own, with its own styles and policy.
/// </summary>
public static class Portal
{
    public static string Of(string path)
    {
        var first = path.TrimStart('/').Split('/', '?', '#')[0];
        return first.ToLowerInvariant() switch
        {
            "wallet" or "q" => "wallet", // a scanned QR is paid with the wallet's own steps
            "merchant" when !IsUnder(path, "/merchant/apply") => "merchant",
            "admin" => "admin",
            _ => "public",
        };
    }

    /// <summary>MudBlazor is 600 KB of styles; only the desks have tables and menus that are worth it.</summary>
    public static bool UsesMudBlazor(string? path) => Of(path ?? "/") is "merchant" or "admin";

    private static bool IsUnder(string path, string folder) =>
        ("/" + path.TrimStart('/')).StartsWith(folder, StringComparison.OrdinalIgnoreCase);
}
