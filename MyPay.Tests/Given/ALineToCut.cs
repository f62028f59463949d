using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MyPay.Tests.Given;

/// <summary>
/// The line between a browser and the product, over TCP: cut, everything on it breaks and nothing new gets through
/// until it is mended.
/// </summary>
internal sealed class ALineToCut : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> open = new();
    private readonly CancellationTokenSource closing = new();
    private readonly int server;
    private Task? accepting;
    private volatile bool isCut,
        isDeaf;

    private ALineToCut(int server) => this.server = server;

    /// <summary>The product's address at this end of the line.</summary>
    public string Address => "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;

    public static ALineToCut To(string address)
    {
        var line = new ALineToCut(new Uri(address).Port);
        line.listener.Start();
        line.accepting = line.AcceptAsync();
        return line;
    }

    /// <summary>Every connection breaks; what was under way is lost.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var (browser, product) in open)
            Break(browser, product);
    }

    /// <summary>From now on nothing of what the product says arrives; what the browser says does.</summary>
    public void Deafen() => isDeaf = true;

    public void Mend() => isCut = isDeaf = false;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting!;
        Cut();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception closed)
            when (closed
                    is OperationCanceledException
                        or SocketException
                        or ObjectDisposedException
                        or InvalidOperationException
            )
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var product = new TcpClient { NoDelay = true };
        try
        {
            browser.NoDelay = true;
            if (isCut)
                return;
            open[browser] = product;
            await product.ConnectAsync(IPAddress.Loopback, server, closing.Token);
            await Task.WhenAny(
                PassAsync(browser, product, isAnswer: false),
                PassAsync(product, browser, isAnswer: true)
            );
        }
        catch (Exception broken)
            when (broken
                    is IOException
                        or SocketException
                        or ObjectDisposedException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            // Cut, or one of them hung up.
        }
        finally
        {
            open.TryRemove(browser, out _);
            Break(browser, product);
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.GetStream().ReadAsync(buffer, closing.Token)) > 0; )
            if (!(isAnswer && isDeaf))
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), closing.Token);
    }

    private static void Break(params TcpClient[] ends)
    {
        foreach (var end in ends)
            end.Dispose();
    }
}
