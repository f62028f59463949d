using System.Security.Cryptography;

namespace MyPay.Domain.Kernel;

/// <summary>
/// Where names come from that are made by chance: ids, serials, the names of bank calls. It is the machine's own
/// chance, which nobody can foretell. Only a simulation puts another in its place, so that one seed gives the same
/// names again; keys, salts and tokens never come from here.
/// </summary>
public static class Chance
{
    private static readonly AsyncLocal<Random?> Seeded = new();

    /// <summary>So many of these letters.</summary>
    public static string Text(string letters, int length) =>
        Seeded.Value is { } random
            ? Locked(random, r => r.GetString(letters, length))
            : RandomNumberGenerator.GetString(letters, length);

    /// <summary>A number below a limit, never below zero.</summary>
    public static int Below(int limit) =>
        Seeded.Value is { } random ? Locked(random, r => r.Next(limit)) : RandomNumberGenerator.GetInt32(limit);

    /// <summary>An id without any order.</summary>
    public static Guid Id()
    {
        if (Seeded.Value is null)
            return Guid.NewGuid();
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return new(bytes);
    }

    /// <summary>An id whose first half is the instant (version 7).</summary>
    internal static Guid IdAt(DateTimeOffset instant)
    {
        if (Seeded.Value is null)
            return Guid.CreateVersion7(instant);
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        Span<byte> plain = stackalloc byte[16];
        Guid.CreateVersion7(instant).TryWriteBytes(plain, bigEndian: true, out _);
        plain[..6].CopyTo(bytes);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x70), (byte)((bytes[8] & 0x3F) | 0x80));
        return new(bytes, bigEndian: true);
    }

    /// <summary>
    /// From now on, for what this flow of calls begins, chance comes from here: for a simulation. Null: the machine's
    /// own again.
    /// </summary>
    internal static void Foretell(Random? random) => Seeded.Value = random;

    private static void Fill(Span<byte> bytes)
    {
        var random = Seeded.Value!;
        lock (random)
            random.NextBytes(bytes);
    }

    private static T Locked<T>(Random random, Func<Random, T> draw)
    {
        lock (random)
            return draw(random);
    }
}
