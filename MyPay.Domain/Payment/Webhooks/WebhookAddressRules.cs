using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// Where a webhook may go: out, into the public internet, and nowhere else. Our own network is never reachable through
/// us.
/// </summary>
internal static class WebhookAddressRules
{
    public const int LongestUrl = 2_048;

    // Reserved and unreserved marks of an address (RFC 3986), and the sign of what is escaped already.
    private const string AsItIs = "-._~:/?[]@!$&'()*+,;=%";

    // Everything that is not a public unicast address (IANA special-purpose registry), 6to4 relays and the metadata
    // services of clouds among it.
    private static readonly Network[] ForbiddenV4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(Network.Of),
    ];

    // Only 2000::/3 is global unicast. What lies outside (loopback, v4-mapped, NAT64, unique local, link- and
    // site-local, multicast) is shut out with it; inside it lie Teredo and protocol assignments, documentation, and
    // 6to4, which carries an IPv4 address of anybody's choice.
    private static readonly Network GlobalV6 = Network.Of("2000::/3");

    private static readonly Network[] ForbiddenV6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(Network.Of),
    ];

    // Path and query go out as their owner wrote them: a receiver may sign or compare them byte by byte.
    private static readonly UriCreationOptions AsWritten = new()
    {
        DangerousDisablePathAndQueryCanonicalization = true,
    };

    /// <summary>
    /// The address as it is stored (its <see cref="Uri.OriginalString"/>) and called. What stands in it is checked
    /// here; what its name resolves to, on each attempt.
    /// </summary>
    public static Result<Uri> Check(string url, bool allowPrivate)
    {
        url = url.Trim();
        if (
            url.Length is 0 or > LongestUrl
            || url.Any(char.IsControl)
            || !Uri.TryCreate(Sendable(url), AsWritten, out var uri)
            || !uri.IsAbsoluteUri
        )
            return Invalid();
        if (uri.Scheme is not ("http" or "https"))
            return Forbidden($"{uri.Scheme}:");
        if (uri.Host.Length == 0 || Host(uri) is not { Length: > 0 } host)
            return Invalid();
        if (uri.UserInfo.Length > 0)
            return Forbidden($"{host} (@)");
        if (allowPrivate)
            return uri;

        if (uri.Scheme != Uri.UriSchemeHttps)
            return Forbidden("http:");
        if (uri.Port is not (443 or 8443))
            return Forbidden(string.Create(CultureInfo.InvariantCulture, $"{host}:{uri.Port}"));
        if (Literal(host) is { } address)
            return IsPublic(address) ? uri : Forbidden(address.ToString());
        return IsNameOfThisMachine(host) ? Forbidden(host) : uri;
    }

    public static Refusal Forbidden(string what) => new(RefusalKind.Invalid, "payment.webhook.url_forbidden", what);

    /// <summary>
    /// The address written in a host, in any of the forms that a resolver would take for one: <c>127.1</c>,
    /// <c>0x7f000001</c>, <c>[::1]</c>.
    /// </summary>
    public static IPAddress? Literal(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : null;

    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !ForbiddenV4.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => GlobalV6.Contains(address)
                && !ForbiddenV6.Any(network => network.Contains(address)),
            _ => false,
        };

    /// <summary>
    /// The same bytes, as far as they can be sent: what no address may hold is escaped after the host, and the
    /// fragment, which is never sent, is cut.
    /// </summary>
    private static string Sendable(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (host < 3)
            return url;
        var cut = url.IndexOf('#', host);
        if (cut >= 0)
            url = url[..cut];
        var path = url.AsSpan(host).IndexOfAny('/', '?', '\\');
        if (path < 0)
            return url + "/";
        var (head, rest) = (url[..(host + path)], url[(host + path)..]);
        if (rest[0] == '?')
            head += "/";

        var sent = new StringBuilder(head);
        foreach (var rune in rest.EnumerateRunes())
        {
            if (
                rune.IsAscii
                && (
                    char.IsAsciiLetterOrDigit((char)rune.Value)
                    || AsItIs.Contains((char)rune.Value, StringComparison.Ordinal)
                )
            )
                sent.Append((char)rune.Value);
            else
                foreach (var octet in Encoding.UTF8.GetBytes(rune.ToString()))
                    sent.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return sent.ToString();
    }

    // In ASCII, full-width digits and punycode folded, without the root's dot.
    private static string? Host(Uri uri)
    {
        try
        {
            return uri.IdnHost.TrimEnd('.');
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static bool IsNameOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static Refusal Invalid() => new(RefusalKind.Invalid, "payment.webhook.url_invalid");

    /// <summary>Compared bit by bit: <see cref="IPNetwork"/> takes ::ffff:10.0.0.5 for a part of 2000::/3.</summary>
    private sealed record Network(byte[] Prefix, int Bits)
    {
        public static Network Of(string text)
        {
            var parts = text.Split('/');
            return new(IPAddress.Parse(parts[0]).GetAddressBytes(), int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        public bool Contains(IPAddress address)
        {
            var bytes = address.GetAddressBytes();
            if (bytes.Length != Prefix.Length)
                return false;
            for (var bit = 0; bit < Bits; bit++)
            {
                var mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (Prefix[bit / 8] & mask))
                    return false;
            }

            return true;
        }
    }
}
