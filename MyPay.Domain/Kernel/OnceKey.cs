using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Kernel;

/// <summary>
/// One intent, one idempotency key: made when the confirm screen is shown and kept until the outcome is known.
/// The same key with the same body gives the first answer again, for ever; with another body it is refused.
/// </summary>
/// <param name="Scope">Whose key it is and for which command, e.g. <c>send:{member}</c>: keys of different owners never
/// meet.</param>
/// <param name="Key">1–300 visible ASCII characters, as the client chose them.</param>
/// <param name="Body">What was asked, in a canonical form; its SHA-256 is kept as the fingerprint.</param>
public sealed record Once(string Scope, string Key, string Body)
{
    /// <summary>SHA-256 of scope and key: the row's name in the database.</summary>
    public byte[] KeyHash() => SHA256.HashData(Encoding.UTF8.GetBytes($"{Scope}\n{Key}"));

    /// <summary>SHA-256 of the body.</summary>
    public byte[] Fingerprint() => SHA256.HashData(Encoding.UTF8.GetBytes(Body));

    /// <summary>
    /// The same intent, tried again after what it asked for has certainly come to nothing: a key of its own for each
    /// try, the first being the intent's.
    /// </summary>
    public Once Try(int number) => number == 1 ? this : this with { Scope = $"{Scope}:try:{number}" };

    /// <summary>A fresh key of 32 hexadecimal digits for a client that has none of its own.</summary>
    public static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
