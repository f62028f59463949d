using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// The master keys of a store as a key file holds them, the oldest first: the store's first key alone is 32 bytes, and
/// several, or one that came as text, are lines of base64 or hexadecimal. All of them are needed: see
/// <see cref="DataKeys"/>.
/// </summary>
internal sealed class KeyRing
{
    private const int Size = 32;
    private const string Head = "# MyPay data.key: a key a line, the oldest first. Every line is needed.";
    private readonly IReadOnlyList<byte[]> masters;

    private KeyRing(IReadOnlyList<byte[]> masters) => this.masters = masters;

    /// <summary>A first key.</summary>
    public static KeyRing Fresh() => new([RandomNumberGenerator.GetBytes(Size)]);

    /// <summary>This ring with a new key behind the others.</summary>
    public KeyRing WithNext() => new([.. masters, RandomNumberGenerator.GetBytes(Size)]);

    /// <summary>The keys that come of all of it.</summary>
    public DataKeys Keys() => DataKeys.Of(masters);

    /// <summary>Reads a store's ring; throws, in words, when there is none or it cannot be read.</summary>
    public static KeyRing Read(StorageOptions store)
    {
        var bytes = store.KeyCommand?.Output ?? File.ReadAllBytes(store.KeyFile!);
        return Parse(bytes)
            ?? throw new KeyUnreadableException(
                store.KeyFile is { } file
                    ? $"{file} is not a MyPay key file (32 bytes, or a line of 32 bytes in base64 or hexadecimal for each "
                        + "key). Restore it from the key backup."
                    : "MyPay:Secrets:KeyCommand answered something else than a MyPay key: 32 bytes, or a line of 32 bytes "
                        + "in base64 or hexadecimal for each key. Run the command by hand and look."
            );
    }

    /// <summary>
    /// Writes the ring, readable by its owner only, whole or not at all: a crash in the middle leaves what was there.
    /// On the disk when this returns.
    /// </summary>
    public void WriteTo(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        var fresh = file + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(ToBytes());
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, file, overwrite: true);
        Disk.FlushDirectory(folder);
    }

    private byte[] ToBytes() =>
        masters is [var only]
            ? only
            : Encoding.ASCII.GetBytes(
                string.Join('\n', masters.Select(master => Convert.ToBase64String(master)).Prepend(Head)) + "\n"
            );

    private static KeyRing? Parse(byte[] bytes)
    {
        if (bytes.Length == Size)
            return new([bytes]);
        var masters = new List<byte[]>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (ReadLine(line) is not { } master)
                return null;
            masters.Add(master);
        }

        return masters.Count > 0 ? new(masters) : null;
    }

    private static byte[]? ReadLine(string line)
    {
        var master = new byte[Size];
        if (line.Length == 2 * Size)
            return line.All(char.IsAsciiHexDigit) ? Convert.FromHexString(line) : null;
        return
            Base64.IsValid(line, out var length) && length == Size && Convert.TryFromBase64String(line, master, out _)
            ? master
            : null;
    }
}
