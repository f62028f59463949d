using System.Buffers.Text;
using System.Security.Cryptography;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Membership.Recovery;

/// <summary>
/// What a link in a letter proves: 256 bits by chance. The store keeps its hash, under a key that is not in it.
/// </summary>
internal static class OneTimeToken
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(DataKeys keys, string? token) => keys.Index("link:" + token);
}
