using Microsoft.Playwright;

namespace MyPay.Tests.Given;

/// <summary>
/// A machine that reads a code and types it. Its keys bear its own times, 4 ms apart, as those of a real one do: a busy
/// machine under the test delivers them later, and no slower.
/// </summary>
internal sealed class AScanner
{
    private const double KeyMs = 4;

    private readonly ICDPSession browser;
    private double at;

    private AScanner(ICDPSession browser) => this.browser = browser;

    public static async Task<AScanner> OfAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <param name="digits">Signs of a keyboard that need no other key held.</param>
    /// <param name="suffix">Enter, Tab or none.</param>
    /// <param name="pauseMs">Since the key before, where the same scan goes on; 0: a new one.</param>
    public async Task ScanAsync(string digits, string? suffix, double pauseMs = 0)
    {
        // Within a scan the machine's own pause counts, and not how long the test took to come here.
        at = pauseMs > 0 ? at + pauseMs : Math.Max(at, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var sign in digits)
            await PressAsync(sign.ToString(), char.IsAsciiDigit(sign) ? sign : 0, sign.ToString());
        if (suffix == "Enter")
            await PressAsync("Enter", '\r', "\r");
        else if (suffix == "Tab")
            await PressAsync("Tab", '\t', null);
    }

    private async Task PressAsync(string key, int code, string? text)
    {
        at += KeyMs;
        await SendAsync(text is null ? "rawKeyDown" : "keyDown", key, code, text);
        await SendAsync("keyUp", key, code, null);
    }

    private async Task SendAsync(string type, string key, int code, string? text)
    {
        var pressed = new Dictionary<string, object>
        {
            ["type"] = type,
            ["key"] = key,
            ["windowsVirtualKeyCode"] = code,
            ["timestamp"] = at / 1000,
        };
        if (text is not null)
            pressed["text"] = text;
        await browser.SendAsync("Input.dispatchKeyEvent", pressed);
    }
}
