using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Web.Mail;

/// <summary>
/// The link at the foot of a letter, and in its List-Unsubscribe header: stops letters of one kind to one member,
/// without signing in. It can do nothing else.
/// </summary>
internal sealed class StopLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("MyPay.Mail.Stop");

    public string For(MemberId member, NoticeKind kind) => protector.Protect($"{member}:{kind}");

    /// <summary>Whose letters of which kind; null for a link we did not make.</summary>
    public (MemberId Member, NoticeKind Kind)? Read(string? token)
    {
        try
        {
            var parts = protector.Unprotect(token ?? "").Split(':');
            return (new(Guid.ParseExact(parts[0], "N")), Enum.Parse<NoticeKind>(parts[1]));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
