using MyPay.Web.Identity;
using Xunit;

namespace MyPay.Tests.Web.Identity;

[Trait("Lane", "Fast")]
public sealed class DeviceNameTests
{
    [Theory]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.1 Mobile/15E148 Safari/604.1",
        "Safari · iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 15; SM-S928N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 "
            + "Chrome/125.0.0.0 Mobile Safari/537.36",
        "Samsung Internet · Android"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
            + "Safari/537.36 Edg/131.0.0.0",
        "Edge · Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
            + "Whale/4.29 Safari/537.36",
        "Whale · Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/131.0.0.0 Safari/537.36",
        "Chrome · Mac"
    )]
    [InlineData("curl/8.5.0", "?")]
    [InlineData(null, "?")]
    public void A_device_is_called_what_people_call_it(string? userAgent, string name) =>
        Assert.Equal(name, DeviceName.Of(userAgent));
}
