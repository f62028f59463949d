using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.PostgreSql;
using Npgsql;

namespace MyPay.Tests.Given;

/// <summary>Where a line is cut.</summary>
public enum Cut
{
    /// <summary>What holds the COMMIT never reaches the server.</summary>
    BeforeCommit,

    /// <summary>The server commits, and its answer never comes back.</summary>
    AnswerToCommit,
}

/// <summary>The line between a door and its server, cut at the worst moment.</summary>
internal sealed class ALine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly CancellationTokenSource closing = new();
    private Task? accepting;
    private Cut? next;
    private bool isDown,
        forGood;

    private ALine(string server) => this.server = new(server);

    public bool WasCut { get; private set; }

    public static ALine To(string server)
    {
        var line = new ALine(server);
        line.listener.Start();
        line.accepting = line.AcceptAsync();
        return line;
    }

    public DoorJournal OpenDoor(DoorPatience patience) =>
        new(
            new PostgresDoor(
                new NpgsqlConnectionStringBuilder(server.ToString())
                {
                    Host = "127.0.0.1",
                    Port = ((IPEndPoint)listener.LocalEndpoint).Port,
                    SslMode = SslMode.Disable,
                }.ToString(),
                Random.Shared.Next(),
                patience
            ),
            AStore.Key,
            new LiveFeed(),
            TimeProvider.System,
            NullLogger<DoorJournal>.Instance
        );

    public void CutNext(Cut cut, bool forGood = false) => (next, this.forGood) = (cut, forGood);

    /// <summary>New connections get through again.</summary>
    public void Repair() => isDown = false;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting!;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                _ = CarryAsync(client);
            }
        }
        catch (Exception closed)
            when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var caller = client;
        if (isDown)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.5432"));
            using var called = new NetworkStream(socket);
            var muteAnswer = new StrongBox();
            await Task.WhenAny(
                ForthAsync(caller.GetStream(), called, muteAnswer),
                BackAsync(called, caller.GetStream(), muteAnswer)
            );
        }
        catch (Exception broken)
            when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of them hung up.
        }
    }

    private async Task ForthAsync(Stream from, Stream to, StrongBox muteAnswer)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, closing.Token)) > 0; )
        {
            if (next is { } cut && buffer.AsSpan(0, read).IndexOf("COMMIT\0"u8) >= 0)
            {
                (next, WasCut, isDown) = (null, true, forGood);
                if (cut == Cut.BeforeCommit)
                    return;
                muteAnswer.Mute = true;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), closing.Token);
        }
    }

    private async Task BackAsync(Stream from, Stream to, StrongBox muteAnswer)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, closing.Token)) > 0; )
        {
            if (muteAnswer.Mute)
                return; // it has answered: what it was asked is done
            await to.WriteAsync(buffer.AsMemory(0, read), closing.Token);
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Mute;
    }
}
