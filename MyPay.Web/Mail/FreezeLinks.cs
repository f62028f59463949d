using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Mail;

/// <summary>
/// The link that every security letter carries: holds back the member's money, without signing in, for a month. It can do
/// nothing else, so it may be followed more than once.
/// </summary>
internal sealed class FreezeLinks(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("MyPay.Freeze")
        .ToTimeLimitedDataProtector();

    /// <summary>A path of ours.</summary>
    public string For(MemberId member) => $"/freeze/{protector.Protect($"{member}", Life)}";

    /// <summary>Whose money; null for a link that is too old or not ours.</summary>
    public MemberId? Read(string? token)
    {
        try
        {
            return new(Guid.Parse(protector.Unprotect(token ?? "")));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
