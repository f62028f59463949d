using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace MyPay.Tests.Given;

/// <summary>
/// A real, small SMTP server: says what the test tells it to, keeps every letter it has taken and every word it has
/// heard.
/// </summary>
internal sealed class AMailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Taken> letters = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly CancellationTokenSource closing = new();
    private TcpListener? listener;
    private int port;

    /// <summary>Its answer to a command in place of "yes"; null: yes.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>With it the server offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    public IReadOnlyList<Taken> Letters => [.. letters];

    /// <summary>Commands, in order; the letters themselves are not among them.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    public string[] Settings(string security = "None", params string[] more) =>
        [
            $"--MyPay:Mail:Host=127.0.0.1",
            $"--MyPay:Mail:Port={port}",
            $"--MyPay:Mail:Security={security}",
            "--MyPay:Mail:From=마이 페이 <no-reply@mypay.example>",
            .. more,
        ];

    public static AMailServer Start()
    {
        var server = new AMailServer();
        server.Up();
        return server;
    }

    /// <summary>Listens, on the port it had before if it was up already.</summary>
    public void Up()
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        talks.Add(ListenAsync(listener));
    }

    /// <summary>Refuses connections.</summary>
    public void Down() => listener!.Stop();

    public static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow(); // TLS reads the machine's clock
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener?.Stop();
        await Task.WhenAll(talks);
        closing.Dispose();
        Certificate?.Dispose();
    }

    private async Task ListenAsync(TcpListener at)
    {
        try
        {
            while (true)
                talks.Add(TalkAsync(await at.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Down.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await new Talk(this, connection.GetStream()).RunAsync(closing.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // The other side has hung up.
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            // The other side did not trust us.
        }
    }

    public sealed record Taken(string From, string To, string Raw, bool Encrypted)
    {
        public MimeMessage Message => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(Raw)));
    }

    private sealed class Talk(AMailServer server, Stream first)
    {
        private Stream stream = first;
        private string from = "",
            to = "";
        private bool encrypted;

        public async Task RunAsync(CancellationToken ct)
        {
            await SayAsync("220 mail.example ready", ct);
            while (await HearAsync(ct) is { } command)
            {
                server.heard.Enqueue(command);
                if (server.Answer(command) is { } own)
                {
                    await SayAsync(own, ct);
                    continue;
                }

                switch (command.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await SayAsync(
                            server.Certificate is null || encrypted
                                ? "250-mail.example\r\n250-AUTH PLAIN\r\n250 8BITMIME"
                                : "250-mail.example\r\n250-STARTTLS\r\n250 8BITMIME",
                            ct
                        );
                        break;
                    case "STARTTLS" when server.Certificate is not null:
                        await SayAsync("220 go ahead", ct);
                        var tls = new SslStream(stream);
                        await tls.AuthenticateAsServerAsync(server.Certificate);
                        (stream, encrypted) = (tls, true);
                        break;
                    case "AUTH":
                        await SayAsync("235 welcome", ct);
                        break;
                    case "MAIL":
                        from = command;
                        await SayAsync("250 ok", ct);
                        break;
                    case "RCPT":
                        to = command;
                        await SayAsync("250 ok", ct);
                        break;
                    case "DATA":
                        await SayAsync("354 go on", ct);
                        await TakeAsync(ct);
                        break;
                    case "QUIT":
                        await SayAsync("221 bye", ct);
                        return;
                    default:
                        await SayAsync("250 ok", ct);
                        break;
                }
            }
        }

        private async Task TakeAsync(CancellationToken ct)
        {
            var letter = new StringBuilder();
            while (await HearAsync(ct) is { } line && line != ".")
                letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (server.Answer("<letter>") is { } own)
            {
                await SayAsync(own, ct);
                return;
            }

            server.letters.Enqueue(new(from, to, letter.ToString(), encrypted));
            await SayAsync("250 taken", ct);
        }

        private async Task SayAsync(string words, CancellationToken ct) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), ct);

        private async Task<string?> HearAsync(CancellationToken ct)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await stream.ReadAsync(one, ct) == 1)
            {
                if (one[0] == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }

            return null;
        }
    }
}
