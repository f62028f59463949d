using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Franchise.ApiKeys;

/// <summary>
/// A raw API key: <c>mpk_live_</c> or <c>mpk_test_</c> and 32 URL-safe characters, 192 random bits. The prefix lets
/// secret scanners find one that leaked.
/// </summary>
internal static class RawKey
{
    public const string LivePrefix = "mpk_live_";
    public const string TestPrefix = "mpk_test_";
    private const int SecretBytes = 24;
    private const int SecretLength = 32;
    private static readonly SearchValues<char> UrlSafe = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    public static string New(bool live) =>
        (live ? LivePrefix : TestPrefix) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The form alone: nothing else is worth a look into the store.</summary>
    public static bool IsWellFormed(string? text) =>
        text?.Length == LivePrefix.Length + SecretLength
        && (
            text.StartsWith(LivePrefix, StringComparison.Ordinal)
            || text.StartsWith(TestPrefix, StringComparison.Ordinal)
        )
        && text.AsSpan(LivePrefix.Length).IndexOfAnyExcept(UrlSafe) < 0;

    public static byte[] Hash(string rawKey) => SHA256.HashData(Encoding.UTF8.GetBytes(rawKey));
}
