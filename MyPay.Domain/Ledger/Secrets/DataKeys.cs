using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// The keys that are kept beside the database, never in it: a copy of the database alone gives nobody an account number
/// and lets nobody test PINs. One 32-byte master key in <c>keys/data.key</c>; the purposes have keys of their own
/// derived from it.
/// </summary>
public sealed class DataKeys
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] fieldKey,
        indexKey,
        pepper,
        check,
        ends;

    private DataKeys(byte[] master)
    {
        byte[] For(string purpose) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes(purpose));
        (fieldKey, indexKey, pepper, check, ends) = (
            For("field"),
            For("index"),
            For("pepper"),
            For("check"),
            For("seal")
        );
    }

    /// <summary>
    /// Throws when a store stands there without its key: a new one would turn every PIN wrong and every account number
    /// unreadable.
    /// </summary>
    internal static void RequireBeside(StorageOptions store)
    {
        var file = FileIn(store.Directory);
        if (File.Exists(store.SqliteFile) && !File.Exists(file))
            throw new InvalidOperationException(
                $"{file} is missing although there is a store beside it. Restore it from the key backup; MyPay "
                    + "does not start without it."
            );
    }

    /// <summary>The key file of a data directory.</summary>
    public static string FileIn(string directory) => Path.Combine(directory, "keys", "data.key");

    /// <summary>
    /// Reads the key file of a data directory, making one (readable by its owner only) the first time.
    /// </summary>
    public static DataKeys Open(string directory)
    {
        var file = FileIn(directory);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
        {
            // Written whole under another name first: a crash in the middle leaves no half key.
            var fresh = file + ".new";
            File.WriteAllBytes(fresh, RandomNumberGenerator.GetBytes(32));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(fresh, file);
        }

        var master = File.ReadAllBytes(file);
        return master.Length == 32
            ? new DataKeys(master)
            : throw new InvalidOperationException(
                $"{file} is not a MyPay key file (32 bytes). Restore it from the key backup."
            );
    }

    /// <summary>The keys that come of these 32 bytes.</summary>
    internal static DataKeys Of(byte[] master) => new(master);

    /// <summary>The keys of a data directory that has some; null when it has none. Makes nothing.</summary>
    internal static DataKeys? OpenExisting(string directory) => File.Exists(FileIn(directory)) ? Open(directory) : null;

    /// <summary>
    /// HMAC-SHA256 over the end of a hash chain: whoever has the database alone can recompute the chain, but not this.
    /// </summary>
    /// <param name="chain">Which chain, at most 80 letters.</param>
    /// <param name="seq">The number of its last row.</param>
    /// <param name="end">That row's seal.</param>
    internal byte[] SealOf(string chain, long seq, ReadOnlySpan<byte> end)
    {
        Span<byte> said = stackalloc byte[8 + 4 + 240 + 64];
        BinaryPrimitives.WriteInt64LittleEndian(said, seq);
        var named = Encoding.UTF8.GetBytes(chain, said[12..]);
        BinaryPrimitives.WriteInt32LittleEndian(said[8..], named);
        end.CopyTo(said[(12 + named)..]);
        return HMACSHA256.HashData(ends, said[..(12 + named + end.Length)]);
    }

    /// <summary>What a store keeps of its key, to know it again: it says nothing of the key.</summary>
    internal string Check => Convert.ToHexStringLower(HMACSHA256.HashData(check, "MyPay data.key"u8));

    /// <summary>
    /// Encrypts a field (AES-256-GCM). <paramref name="place"/> names table and row: a value moved elsewhere does not
    /// decrypt.
    /// </summary>
    public string Protect(string plain, string place)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var sealedBytes = new byte[NonceSize + TagSize + text.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(fieldKey, TagSize);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceSize),
            text,
            sealedBytes.AsSpan(NonceSize + TagSize),
            sealedBytes.AsSpan(NonceSize, TagSize),
            Encoding.UTF8.GetBytes(place)
        );
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>
    /// Decrypts what <see cref="Protect"/> made; throws when it was altered, moved or made with another key.
    /// </summary>
    public string Reveal(string cipher, string place)
    {
        var sealedBytes = Convert.FromBase64String(cipher);
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(fieldKey, TagSize);
        aes.Decrypt(
            sealedBytes.AsSpan(0, NonceSize),
            sealedBytes.AsSpan(NonceSize + TagSize),
            sealedBytes.AsSpan(NonceSize, TagSize),
            plain,
            Encoding.UTF8.GetBytes(place)
        );
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A blind index: equal texts give equal values, which say nothing of the text without the key.</summary>
    public string Index(string plain) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes(plain)));

    /// <summary>A secret mixed with the pepper before it is hashed.</summary>
    public byte[] Peppered(string secret) => HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(secret));
}
