using System.Globalization;

namespace MyPay.Tests.Given;

/// <summary>What a random test starts from. <c>MYPAY_SEED=n</c> plays one of one's own; a failure names its seed.</summary>
internal static class Seeds
{
    /// <summary>Another one each time.</summary>
    public static int New() => Of(Random.Shared.Next());

    /// <summary>This one, unless one of one's own is asked for.</summary>
    public static int Of(int usual) => int.TryParse(Environment.GetEnvironmentVariable("MYPAY_SEED"), CultureInfo.InvariantCulture, out var own) ? own : usual;
}
