using System.Globalization;
using System.Net;
using MimeKit;

namespace MyPay.Web.Host;

/// <summary>Whether the way to the mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>In the clear: for a relay on this very machine.</summary>
    None,

    /// <summary>Encrypted after STARTTLS; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}

/// <summary>
/// <c>MyPay:Mail</c>: an SMTP server, or a folder that letters are put into as <c>.eml</c> files, or neither.
/// </summary>
/// <param name="Host">The SMTP server; null: none.</param>
/// <param name="PickupDirectory">The folder; null: none.</param>
internal sealed record MailSettings(
    string? Host,
    int Port,
    MailSecurity Security,
    string? User,
    string? Password,
    MailboxAddress From,
    string? PickupDirectory
)
{
    private const string DefaultFrom = "마이 페이 <no-reply@mypay.test>";

    /// <param name="section"><c>MyPay:Mail</c>.</param>
    /// <param name="defaultPickup">The folder when nothing is said; null: none.</param>
    public static MailSettings Read(IConfigurationSection section, string? defaultPickup)
    {
        var (host, pickup, from) = (section.Text("Host"), section.Text("PickupDirectory"), section.Text("From"));
        if (host is not null && pickup is not null)
            throw Wrong(
                "Host와 MyPay:Mail:PickupDirectory가 둘 다 있어요. 메일을 내보낼 방법을 하나만 골라 주세요.",
                "Host and MyPay:Mail:PickupDirectory are both set; choose one way for mail to leave."
            );
        if (host is not null && from is null)
            throw Wrong(
                "From이 없어요. 모든 메일의 보낸 사람을 'MyPay <no-reply@example.com>'처럼 적어 주세요.",
                "From is missing; write the sender of all mail, such as 'MyPay <no-reply@example.com>'."
            );
        if (
            !MailboxAddress.TryParse(from ?? DefaultFrom, out var sender)
            || !sender.Address.Contains('@', StringComparison.Ordinal)
        )
            throw Wrong(
                $"From이 '{from}'예요. 'MyPay <no-reply@example.com>'처럼 주소로 적어 주세요.",
                $"From is '{from}'; write an address such as 'MyPay <no-reply@example.com>'."
            );

        var port = ReadPort(section);
        var security = ReadSecurity(section, port);
        var (user, password) = (section.Text("User"), section.Text("Password"));
        if (user is null != password is null)
            throw Wrong(
                "User와 MyPay:Mail:Password는 함께 써요. 둘 다 적거나 둘 다 비워 주세요.",
                "User and MyPay:Mail:Password belong together; set both or neither."
            );
        if (password is not null && security == MailSecurity.None && !IsThisMachine(host))
            throw Wrong(
                "Security가 None이면 비밀번호가 그대로 보여요. StartTls나 Tls로 적어 주세요.",
                "Security is None, which would send the password in the clear; write StartTls or Tls."
            );
        return new(
            host,
            port
                ?? security switch
                {
                    MailSecurity.Tls => 465,
                    MailSecurity.StartTls => 587,
                    _ => 25,
                },
            security,
            user,
            password,
            sender,
            host is null
                ? pickup is null
                    ? defaultPickup
                    : CommandLine.FullPath(pickup)
                : null
        );
    }

    private static int? ReadPort(IConfigurationSection section) =>
        section.Text("Port") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
        : throw Wrong(
            $"Port가 '{text}'예요. 587처럼 포트 번호로 적어 주세요.",
            $"Port is '{text}'; write a port such as 587."
        );

    private static MailSecurity ReadSecurity(IConfigurationSection section, int? port) =>
        section.Text("Security") is not { } text ? (port == 465 ? MailSecurity.Tls : MailSecurity.StartTls)
        : Enum.TryParse<MailSecurity>(text, ignoreCase: true, out var security)
        && Enum.IsDefined(security)
        && !char.IsAsciiDigit(text[0])
            ? security
        : throw Wrong(
            $"Security가 '{text}'예요. None, StartTls, Tls 가운데 하나로 적어 주세요.",
            $"Security is '{text}'; write None, StartTls or Tls."
        );

    private static bool IsThisMachine(string? host) =>
        host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static StartupRefusedException Wrong(string korean, string english) =>
        new("MyPay:Mail:" + korean, "MyPay:Mail:" + english);
}
