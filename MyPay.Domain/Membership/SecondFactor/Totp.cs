using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MyPay.Domain.Membership.SecondFactor;

/// <summary>
/// Time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, 6 digits, which is what the authenticator apps know).
/// Identity's own provider reads the machine's clock and takes a code again and again; here MyPay's clock counts and
/// each step is good for once.
/// </summary>
internal static class Totp
{
    public const int SecretSize = 20;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 30;

    public static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238's HMAC-SHA-1: no app speaks another; HMAC does not rest on collision resistance
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return $"{number % 1_000_000:D6}";
    }

    /// <summary>
    /// The step whose code this is: the one before, now, or the next (clocks differ a little); null for none.
    /// </summary>
    public static long? StepFor(byte[] secret, string code, DateTimeOffset at)
    {
        for (var step = StepOf(at) - 1; step <= StepOf(at) + 1; step++)
        {
            if (
                CryptographicOperations.FixedTimeEquals(
                    System.Text.Encoding.ASCII.GetBytes(CodeOf(secret, step)),
                    System.Text.Encoding.ASCII.GetBytes(code)
                )
            )
                return step;
        }

        return null;
    }

    /// <summary>As apps take it by hand. 20 bytes are 32 characters, without padding.</summary>
    public static string ToBase32(byte[] secret)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var part in secret)
        {
            bits = (bits << 8) | part;
            for (held += 8; held >= 5; held -= 5)
                text.Append(Base32[(bits >> (held - 5)) & 31]);
        }

        return text.ToString();
    }
}
