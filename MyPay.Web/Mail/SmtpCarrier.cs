using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Mail;

/// <summary>
/// Hands letters to an SMTP server, a handful over one connection. What the server says of one letter (4xx, 5xx) is
/// about that letter; a server that can't be reached or does not keep to what is configured is about all of them, and
/// they are tried later.
/// </summary>
internal sealed class SmtpCarrier(MailSettings settings, Letters letters, ILogger<SmtpCarrier> log) : IMailCarrier
{
    private const int Patience = 20_000;

    /// <summary>Whom to trust besides the machine's own authorities; tests have a certificate of their own.</summary>
    internal System.Net.Security.RemoteCertificateValidationCallback? Trust { get; init; }

    public async IAsyncEnumerable<MailOutcome> CarryAsync(
        IReadOnlyList<OutgoingMail> mails,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        using var smtp = new SmtpClient { Timeout = Patience, ServerCertificateValidationCallback = Trust };
        string? trouble = null;
        foreach (var mail in mails)
        {
            trouble ??= smtp.IsConnected ? null : await ConnectAsync(smtp, ct);
            if (trouble is not null)
            {
                yield return MailOutcome.Later(trouble);
                continue;
            }

            var outcome = await SendAsync(smtp, mail, ct);
            if (!smtp.IsConnected)
                trouble = outcome.Trouble;
            yield return outcome;
        }

        if (smtp.IsConnected)
            await LeaveAsync(smtp);
    }

    private async Task<string?> ConnectAsync(SmtpClient smtp, CancellationToken ct)
    {
        try
        {
            await smtp.ConnectAsync(settings.Host!, settings.Port, OptionsOf(settings.Security), ct);
            if (settings.User is not null)
                await smtp.AuthenticateAsync(settings.User, settings.Password!, ct);
            return null;
        }
        catch (Exception trouble) when (IsTrouble(trouble, ct))
        {
            log.LogWarning(
                "The mail server {Host}:{Port} did not let us in: {Trouble}",
                settings.Host,
                settings.Port,
                trouble.Message
            );
            if (smtp.IsConnected)
                await LeaveAsync(smtp);
            return trouble.Message;
        }
    }

    private async Task<MailOutcome> SendAsync(SmtpClient smtp, OutgoingMail mail, CancellationToken ct)
    {
        var message = await letters.WriteAsync(mail, ct);
        try
        {
            await smtp.SendAsync(message, ct);
            return MailOutcome.Sent;
        }
        catch (SmtpCommandException said)
        {
            var words = $"{(int)said.StatusCode} {said.Message}".Replace(
                mail.Address,
                "<address>",
                StringComparison.OrdinalIgnoreCase
            );
            // A sender or a sign-in that is refused is our configuration, not this letter's fault.
            var isOurs =
                said.ErrorCode == SmtpErrorCode.SenderNotAccepted
                || said.StatusCode
                    is SmtpStatusCode.AuthenticationRequired
                        or SmtpStatusCode.AuthenticationInvalidCredentials;
            return (int)said.StatusCode >= 500 && !isOurs ? MailOutcome.Never(words) : MailOutcome.Later(words);
        }
        catch (Exception trouble) when (IsTrouble(trouble, ct))
        {
            // Half a conversation is none: the next letter begins anew.
            if (smtp.IsConnected)
                await LeaveAsync(smtp);
            return MailOutcome.Later(trouble.Message);
        }
    }

    private static async Task LeaveAsync(SmtpClient smtp)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception trouble) when (IsTrouble(trouble, CancellationToken.None))
        {
            // What was sent is sent.
        }
    }

    private static SecureSocketOptions OptionsOf(MailSecurity security) =>
        security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            // never "when available": who stands in between could say that it is not
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };

    private static bool IsTrouble(Exception failure, CancellationToken ct) =>
        failure
            is SocketException
                or IOException
                or ProtocolException
                or CommandException
                or SslHandshakeException
                or AuthenticationException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException
                or NotSupportedException
                or TimeoutException
        || (failure is OperationCanceledException && !ct.IsCancellationRequested);
}
