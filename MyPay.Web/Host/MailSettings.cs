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

/// <summary><c>MyPay:Mail</c>: an SMTP server, or a folder that letters are put into as <c>.eml</c> files, or neither.</summary>
/// <param name="Host">The SMTP server; null: none.</param>
/// <param name="PickupDirectory">The folder; null: none.</param>
internal sealed record MailSettings(string? Host, int Port, MailSecurity Security, string? User, string? Password, MailboxAddress From, string? PickupDirectory)
{
    private const string DefaultFrom = "마이 페이 <no-reply@mypay.test>";

    /// <param name="section"><c>MyPay:Mail</c>.</param>
    /// <param name="defaultPickup">The folder when nothing is said; null: none.</param>
    public static MailSettings Read(IConfigurationSection section, string? defaultPickup)
    {
        var (host, pickup, from) = (Text(section, "Host"), Text(section, "PickupDirectory"), Text(section, "From"));
        if (host is not null && pickup is not null) throw Wrong("Host and MyPay:Mail:PickupDirectory are both set; choose one way for mail to leave.");
        if (host is not null && from is null) throw Wrong("From is missing; write the sender of all mail, such as 'MyPay <no-reply@example.com>'.");
        if (!MailboxAddress.TryParse(from ?? DefaultFrom, out var sender) || !sender.Address.Contains('@', StringComparison.Ordinal))
            throw Wrong($"From is '{from}'; write an address such as 'MyPay <no-reply@example.com>'.");

        var port = ReadPort(section);
        var security = ReadSecurity(section, port);
        var (user, password) = (Text(section, "User"), Text(section, "Password"));
        if (user is null != password is null) throw Wrong("User and MyPay:Mail:Password belong together; set both or neither.");
        if (password is not null && security == MailSecurity.None && !IsThisMachine(host))
            throw Wrong("Security is None, which would send the password in the clear; write StartTls or Tls.");
        return new(
            host, port ?? security switch { MailSecurity.Tls => 465, MailSecurity.StartTls => 587, _ => 25 }, security, user, password, sender,
            host is null ? pickup is null ? defaultPickup : CommandLine.FullPath(pickup) : null);
    }

    private static string? Text(IConfigurationSection section, string key) => section[key]?.Trim() is { Length: > 0 } text ? text : null;

    private static int? ReadPort(IConfigurationSection section) =>
        Text(section, "Port") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port
        : throw Wrong($"Port is '{text}'; write a port such as 587.");

    private static MailSecurity ReadSecurity(IConfigurationSection section, int? port) =>
        Text(section, "Security") is not { } text ? (port == 465 ? MailSecurity.Tls : MailSecurity.StartTls)
        : Enum.TryParse<MailSecurity>(text, ignoreCase: true, out var security) && Enum.IsDefined(security) && !char.IsAsciiDigit(text[0]) ? security
        : throw Wrong($"Security is '{text}'; write None, StartTls or Tls.");

    private static bool IsThisMachine(string? host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static StartupRefusedException Wrong(string what) => new("MyPay:Mail:" + what);
}
