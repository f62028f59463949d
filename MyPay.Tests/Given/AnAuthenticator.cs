using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace MyPay.Tests.Given;

/// <summary>An authenticator app, written from the RFCs alone.</summary>
internal static class AnAuthenticator
{
    public static byte[] Secret(string base32)
    {
        var number = base32.Aggregate(
            BigInteger.Zero,
            (sum, letter) => (sum * 32) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal)
        );
        return
        [
            .. number
                .ToByteArray(isUnsigned: true, isBigEndian: true)
                .Reverse()
                .Concat(new byte[20])
                .Take(20)
                .Reverse(),
        ];
    }

    public static string Code(string base32, DateTimeOffset at)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // what the standard says
        var hash = HMACSHA1.HashData(Secret(base32), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
