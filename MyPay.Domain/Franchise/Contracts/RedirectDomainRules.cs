using System.Globalization;
using System.Text.RegularExpressions;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Franchise.Contracts;

/// <summary>What a redirect domain may look like: an exact origin, or all hosts below one.</summary>
internal static partial class RedirectDomainRules
{
    public const int Most = 10;
    private const int LongestHost = 253;

    /// <summary>
    /// Scheme, host and port as a browser would say them: small letters, no default port, international names as
    /// <c>xn--…</c>. Read by a pattern, not by a URL reader: a reader that forgives (backslashes, user names, spaces)
    /// would store another host than the owner saw.
    /// </summary>
    public static Result<string> Check(string? typed, bool allowHttp)
    {
        var match = OriginForm().Match((typed ?? "").Trim());
        if (!match.Success)
            return Invalid();

        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        var isBelow = match.Groups["below"].Success;
        if (Host(match.Groups["host"].Value) is not { } host)
            return Invalid();
        if (isBelow && (!host.Contains('.', StringComparison.Ordinal) || IsAddress(host)))
            return Invalid();
        if (scheme == "http" && !allowHttp && (isBelow || host is not ("localhost" or "127.0.0.1")))
            return Invalid();
        if (!TryPort(match.Groups["port"].Value, scheme, out var port))
            return Invalid();
        return $"{scheme}://{(isBelow ? "*." : "")}{host}{port}";
    }

    private static string? Host(string written)
    {
        try
        {
            var host = new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(written)
                .ToLowerInvariant();
            return
                host.Length <= LongestHost
                && HostForm().IsMatch(host)
                && (host.Any(char.IsAsciiLetter) || IsAddress(host))
                ? host
                : null;
        }
        catch (ArgumentException)
        {
            return null; // no name: an empty or overlong label, signs that names cannot hold
        }
    }

    private static bool IsAddress(string host) =>
        host.Split('.') is { Length: 4 } parts
        && parts.All(part =>
            byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == part
        );

    private static bool TryPort(string digits, string scheme, out string port)
    {
        port = "";
        if (digits.Length == 0)
            return true;
        if (
            !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > 65_535
        )
            return false;
        if (number != (scheme == "https" ? 443 : 80))
            port = $":{number}";
        return true;
    }

    private static Refusal Invalid() => new(RefusalKind.Invalid, "franchise.domain.invalid");

    // One slash at the end is what an address bar adds; it is no path.
    [GeneratedRegex(
        @"\A(?<scheme>https?)://(?<below>\*\.)?(?<host>[^\s/\\@:?#%*\[\]]+)(?::(?<port>[0-9]{1,5}))?/?\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OriginForm();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z")]
    private static partial Regex HostForm();
}
