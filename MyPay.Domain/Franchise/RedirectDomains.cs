namespace MyPay.Domain.Franchise;

/// <summary>May a payment send the browser there? Held against a franchise's registered domains (<see cref="CidTerms.RedirectDomains"/>).</summary>
public static class RedirectDomains
{
    /// <summary>True for an absolute http(s) address without user name whose scheme, host and port are registered; <c>*.</c> stands for one label or more.</summary>
    public static bool Allow(IReadOnlyList<string> domains, string? address)
    {
        ArgumentNullException.ThrowIfNull(domains);
        // What browsers repair and readers forgive is refused: the two must not see different hosts.
        if (address is null || address.Any(c => c is '\\' || char.IsControl(c) || char.IsWhiteSpace(c))) return false;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0) return false;
        if (!address.StartsWith(url.Scheme + "://", StringComparison.OrdinalIgnoreCase)) return false;

        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var host = url.IdnHost.ToLowerInvariant();
        return domains.Any(domain => domain.Contains("://*.", StringComparison.Ordinal)
            ? IsBelow(domain, url.Scheme, host, port)
            : domain == $"{url.Scheme}://{host}{port}");
    }

    private static bool IsBelow(string domain, string scheme, string host, string port)
    {
        var parent = domain[(domain.IndexOf("*.", StringComparison.Ordinal) + 1)..];
        return domain.StartsWith($"{scheme}://", StringComparison.Ordinal) && $"{host}{port}".EndsWith(parent, StringComparison.Ordinal) && $"{host}{port}".Length > parent.Length;
    }
}
