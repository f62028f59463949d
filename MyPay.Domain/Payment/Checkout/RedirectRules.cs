namespace MyPay.Domain.Payment.Checkout;

/// <summary>
/// The addresses a browser is sent back to. Which are allowed is Franchise's to say
/// (<see cref="Franchise.RedirectDomains"/>).
/// </summary>
internal static class RedirectRules
{
    /// <summary>Longest address, characters.</summary>
    public const int Longest = 255;

    /// <summary>
    /// Well formed, and never registered: another scheme (<c>javascript:</c>, <c>data:</c>, an app's own), or another
    /// host behind two slashes.
    /// </summary>
    public static bool LeadsElsewhere(string url) =>
        url.StartsWith("//", StringComparison.Ordinal)
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is not ("http" or "https" or "file"));

    /// <summary>The address with <c>pg_token</c> added; its own query stays as it was, byte for byte.</summary>
    public static string WithToken(string approvalUrl, string token)
    {
        var hash = approvalUrl.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (approvalUrl, "") : (approvalUrl[..hash], approvalUrl[hash..]);
        var joint =
            !address.Contains('?', StringComparison.Ordinal) ? "?"
            : address[^1] is '?' or '&' ? ""
            : "&";
        return $"{address}{joint}pg_token={token}{fragment}";
    }
}
