using System.Globalization;

namespace MyPay.Domain.Franchise;

/// <summary>
/// May a payment send the browser there? Only to an origin its franchise has registered
/// (<see cref="CidTerms.RedirectDomains"/>: scheme, host and port; http and https are two), or below a registered
/// wildcard such as <c>https://*.shop.kr</c>. Read strictly: what two readers could read differently is refused. The
/// only matcher there is.
/// </summary>
public static class RedirectDomains
{
    private const string Wildcard = "*.";

    /// <summary>
    /// True for an absolute http(s) address without user name whose origin is registered; <c>*.</c> stands for one
    /// label or more.
    /// </summary>
    public static bool Allow(IReadOnlyList<string> domains, string? address)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return address is not null && OriginOf(address) is { } origin && domains.Any(domain => Covers(domain, origin));
    }

    /// <summary>Is it an absolute http(s) address that can be read in one way only?</summary>
    public static bool IsAddress(string? address) => address is not null && OriginOf(address) is not null;

    /// <summary>
    /// True for an address of the machine itself: localhost or 127.0.0.1, any port, http or https, read as strictly.
    /// </summary>
    public static bool IsLoopback(string? address) =>
        address is not null && OriginOf(address) is { Host: "localhost" or "127.0.0.1" };

    private static bool Covers(string domain, Origin origin)
    {
        var at = domain.IndexOf("://", StringComparison.Ordinal);
        if (at < 0)
            return false;
        var rest = domain[(at + 3)..];
        var wild = rest.StartsWith(Wildcard, StringComparison.Ordinal);
        if (OriginOf($"{domain[..at]}://{(wild ? rest[Wildcard.Length..] : rest)}") is not { } registered)
            return false;
        if (registered.Scheme != origin.Scheme || registered.Port != origin.Port)
            return false;
        return wild
            ? origin.Host.Length > registered.Host.Length + 1
                && origin.Host.EndsWith('.' + registered.Host, StringComparison.Ordinal)
            : origin.Host == registered.Host;
    }

    private static Origin? OriginOf(string url)
    {
        if (
            url.Any(c =>
                c == '\\'
                || char.IsWhiteSpace(c)
                || char.IsControl(c)
                || char.IsSurrogate(c)
                || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format
            )
        )
            return null;
        var scheme =
            url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https"
            : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http"
            : null;
        if (scheme is null)
            return null;

        // No name before the host, nothing escaped in it, no second meaning: letters, digits, dots, hyphens, a port.
        var start = scheme.Length + 3;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? url.AsSpan(start) : url.AsSpan(start, end);
        foreach (var c in authority)
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or ':'))
                return null;

        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme != scheme
            || uri.UserInfo.Length != 0
            || uri.IdnHost.Length == 0
            || uri.IdnHost[^1] == '.'
        )
            return null;
        // 2130706433 and 0x7f.1 are 127.0.0.1 to some: a number is taken only as it is written.
        if (uri.HostNameType == UriHostNameType.IPv4 && !authority.StartsWith(uri.Host, StringComparison.Ordinal))
            return null;
        return new(scheme, uri.IdnHost.ToLowerInvariant(), uri.Port);
    }

    private sealed record Origin(string Scheme, string Host, int Port);
}
