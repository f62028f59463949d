using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Playwright;

namespace MyPay.Tests.Given;

/// <summary>The line between a page and the server, both ways: each message arrives later, in its order.</summary>
internal sealed class ASlowLine
{
    private ASlowLine() { }

    /// <summary>How much later, from now on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Before the page connects; not slow yet.</summary>
    public static async Task<ASlowLine> OfAsync(IPage page)
    {
        var line = new ASlowLine();
        await page.RouteWebSocketAsync(
            new Regex("/_blazor"),
            browser =>
            {
                var server = browser.ConnectToServer();
                browser.OnMessage(line.Later(server));
                server.OnMessage(line.Later(browser));
            }
        );
        return line;
    }

    private Action<IWebSocketFrame> Later(IWebSocketRoute to)
    {
        var sent = Channel.CreateUnbounded<(DateTimeOffset Due, IWebSocketFrame Frame)>();
        _ = DeliverAsync(sent.Reader, to);
        return frame => sent.Writer.TryWrite((TimeProvider.System.GetUtcNow() + Delay, frame));
    }

    private static async Task DeliverAsync(
        ChannelReader<(DateTimeOffset Due, IWebSocketFrame Frame)> sent,
        IWebSocketRoute to
    )
    {
        await foreach (var (due, frame) in sent.ReadAllAsync())
        {
            if (due - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } left)
                await Task.Delay(left); // the slowness of the line itself
            if (frame.Binary is { } bytes)
                to.Send(bytes);
            else
                to.Send(frame.Text!);
        }
    }
}
