using System.Globalization;

namespace MyPay.Tests.Given;

/// <summary>
/// What a random test starts from. <c>MYPAY_SEED=n</c> plays one of one's own; a failure names its seed.
/// </summary>
internal static class Seeds
{
    /// <summary>Another one each time.</summary>
    public static int New() => Of(Random.Shared.Next());

    /// <summary>This one, unless one of one's own is asked for.</summary>
    public static int Of(int usual) => Own ?? usual;

    /// <summary>The one that was asked for; null: none was.</summary>
    public static int? Own =>
        Environment.GetEnvironmentVariable("MYPAY_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : null;
}
