using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// The hash chain over slips: each slip's seal is SHA-256 over the seal before it and every field of the slip,
/// so history cannot be altered, reordered or cut in the middle unseen. Written in the slip's own commit.
/// </summary>
/// <remarks>
/// What is hashed: the seal before (32 bytes), seq and posted-at (8 bytes each, little-endian), then kind, source,
/// business date, memo and lines, each as its length in bytes (4 bytes, little-endian; -1 for none) and its UTF-8.
/// Lengths make it one-to-one: no two slips hash the same bytes.
/// </remarks>
internal static class SlipSeal
{
    private const int Fixed = 32 + 8 + 8 + (5 * 4);

    /// <summary>The seal before the first slip.</summary>
    public static readonly byte[] Genesis = SHA256.HashData("MyPay ledger"u8);

    public static byte[] Of(
        ReadOnlySpan<byte> previous,
        long seq,
        string kind,
        string source,
        string businessDate,
        long postedAtMs,
        string? memo,
        ReadOnlySpan<byte> lines
    )
    {
        var most =
            Fixed + lines.Length + (3 * (kind.Length + source.Length + businessDate.Length + (memo?.Length ?? 0)));
        var rented = ArrayPool<byte>.Shared.Rent(most);
        previous.CopyTo(rented);
        var at = previous.Length;
        BinaryPrimitives.WriteInt64LittleEndian(rented.AsSpan(at), seq);
        BinaryPrimitives.WriteInt64LittleEndian(rented.AsSpan(at + 8), postedAtMs);
        at += 16;
        at += Put(rented.AsSpan(at), kind);
        at += Put(rented.AsSpan(at), source);
        at += Put(rented.AsSpan(at), businessDate);
        at += Put(rented.AsSpan(at), memo);
        BinaryPrimitives.WriteInt32LittleEndian(rented.AsSpan(at), lines.Length);
        lines.CopyTo(rented.AsSpan(at + 4));
        at += 4 + lines.Length;
        var seal = SHA256.HashData(rented.AsSpan(0, at));
        ArrayPool<byte>.Shared.Return(rented);
        return seal;
    }

    private static int Put(Span<byte> into, string? text)
    {
        var length = text is null ? 0 : Encoding.UTF8.GetBytes(text, into[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(into, text is null ? -1 : length);
        return 4 + length;
    }
}
