using System.Globalization;
using System.Text.RegularExpressions;

namespace MyPay.Domain.Kernel;

/// <summary>
/// Reads a rate as people type it: <c>1.5</c>, <c>1.50%</c>. By its digits: a number with more of them than a type
/// holds would be rounded to another rate.
/// </summary>
public static partial class TypedPercent
{
    /// <summary>The rate in basis points; null for what is no rate of two decimals at most.</summary>
    public static int? BasisPoints(string? typed)
    {
        var match = Form().Match((typed ?? "").Trim());
        if (!match.Success)
            return null;
        var (whole, part) = (match.Groups[1].Value, match.Groups[2].Value.PadRight(2, '0'));
        return (int.Parse(whole, CultureInfo.InvariantCulture) * 100) + int.Parse(part, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\A([0-9]{1,3})(?:\.([0-9]{1,2})0*)?\s*%?\z")]
    private static partial Regex Form();
}
