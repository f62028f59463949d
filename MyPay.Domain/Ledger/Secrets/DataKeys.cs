using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// The keys that are kept beside the database, never in it: a copy of the database alone gives nobody an account number
/// and lets nobody test PINs. A 32-byte master key in <c>keys/data.key</c>, or where the settings say; the purposes have
/// keys of their own derived from it. After <c>keys rotate</c> there are several: what can be encrypted anew is under the
/// newest, and what is one-way (PINs, blind indexes, seals) is hashed once more under each, so that none of them is worth
/// anything without the newest.
/// </summary>
public sealed class DataKeys
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly KeyGeneration[] generations;

    private DataKeys(KeyGeneration[] generations) => this.generations = generations;

    // What is encrypted now, and a store's check, are of the newest key; seals and indexes go through all of them.
    private KeyGeneration Newest => generations[^1];

    /// <summary>How many keys there have been, this one included; from 1 on.</summary>
    public int Generation => generations.Length;

    /// <summary>
    /// Throws when a store stands there without its key: a new one would turn every PIN wrong and every account number
    /// unreadable.
    /// </summary>
    internal static void RequireBeside(StorageOptions store)
    {
        if (File.Exists(store.SqliteFile) && store.KeyFile is { } file && !File.Exists(file))
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
    public static DataKeys Open(string directory) => Open(new StorageOptions(directory));

    /// <summary>
    /// Reads a store's key from where the settings say that it is; makes the file, readable by its owner only, the first
    /// time.
    /// </summary>
    public static DataKeys Open(StorageOptions store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.KeyFile is { } file && !File.Exists(file))
            KeyRing.Fresh().WriteTo(file);
        return KeyRing.Read(store).Keys();
    }

    /// <summary>The keys that come of these 32 bytes.</summary>
    internal static DataKeys Of(byte[] master) => Of([master]);

    /// <summary>The keys that come of these masters of 32 bytes, the oldest first.</summary>
    internal static DataKeys Of(IReadOnlyList<byte[]> masters) =>
        new([.. masters.Select(master => new KeyGeneration(master))]);

    /// <summary>A store's keys, if it has some; null when it has none. Makes nothing.</summary>
    internal static DataKeys? OpenExisting(StorageOptions store) =>
        store.KeyFile is { } file && !File.Exists(file) ? null : KeyRing.Read(store).Keys();

    /// <summary>
    /// The keys as a store knows them that says this of its key: those after it are still to come into use. Null when
    /// the store was made with another key.
    /// </summary>
    internal DataKeys? Until(string check)
    {
        var last = Array.FindIndex(generations, generation => generation.Check == check);
        return last < 0 ? null : new(generations[..(last + 1)]);
    }

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
        var mac = HMACSHA256.HashData(generations[0].Ends, said[..(12 + named + end.Length)]);
        return Raise(mac, 1, key => key.Ends);
    }

    /// <summary>What a store keeps of its key, to know it again: it says nothing of the key.</summary>
    internal string Check => Newest.Check;

    /// <summary>
    /// Encrypts a field (AES-256-GCM). <paramref name="place"/> names table and row: a value moved elsewhere does not
    /// decrypt.
    /// </summary>
    public string Protect(string plain, string place)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var sealedBytes = new byte[NonceSize + TagSize + text.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(Newest.Field, TagSize);
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
        using var aes = new AesGcm(Newest.Field, TagSize);
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
        Convert.ToHexStringLower(
            Raise(HMACSHA256.HashData(generations[0].Index, Encoding.UTF8.GetBytes(plain)), 1, key => key.Index)
        );

    /// <summary>A secret mixed with the pepper before it is hashed slowly; <see cref="PepperedAgain"/> comes after.</summary>
    public byte[] Peppered(string secret) => HMACSHA256.HashData(generations[0].Pepper, Encoding.UTF8.GetBytes(secret));

    /// <summary>The slow hash of a <see cref="Peppered"/> secret under the peppers that came after the first.</summary>
    public byte[] PepperedAgain(byte[] hash) => Raise(hash, 1, key => key.Pepper);

    /// <summary>A text under each pepper there has been, the newest first: for what is made anew instead of kept.</summary>
    public IEnumerable<byte[]> UnderEachPepper(string text) =>
        generations.Reverse().Select(key => HMACSHA256.HashData(key.Pepper, Encoding.UTF8.GetBytes(text)));

    /// <summary>A blind index of earlier keys, as these keys would make it.</summary>
    internal string RaiseIndex(string index, DataKeys earlier) =>
        Convert.ToHexStringLower(Raise(Convert.FromHexString(index), earlier.Generation, key => key.Index));

    /// <summary>The slow hash of a secret of earlier keys, as these keys would make it.</summary>
    internal byte[] RaisePeppered(byte[] hash, DataKeys earlier) => Raise(hash, earlier.Generation, key => key.Pepper);

    /// <summary>The seal of an end by earlier keys, as these keys would make it.</summary>
    internal byte[] RaiseSeal(byte[] mac, DataKeys earlier) => Raise(mac, earlier.Generation, key => key.Ends);

    private byte[] Raise(byte[] hash, int from, Func<KeyGeneration, byte[]> key)
    {
        for (var i = from; i < generations.Length; i++)
            hash = HMACSHA256.HashData(key(generations[i]), hash);
        return hash;
    }

    /// <summary>The keys of one master, a key a purpose.</summary>
    private sealed class KeyGeneration
    {
        public KeyGeneration(byte[] master)
        {
            byte[] For(string purpose) =>
                HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes(purpose));
            (Field, Index, Pepper, Ends) = (For("field"), For("index"), For("pepper"), For("seal"));
            Check = Convert.ToHexStringLower(HMACSHA256.HashData(For("check"), "MyPay data.key"u8));
        }

        public byte[] Field { get; }

        public byte[] Index { get; }

        public byte[] Pepper { get; }

        public byte[] Ends { get; }

        /// <summary>What a store keeps of this key.</summary>
        public string Check { get; }
    }
}
