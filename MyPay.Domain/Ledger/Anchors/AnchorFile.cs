using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger.Anchors;

/// <summary>
/// The anchors of a data directory: one text file beside the database, a line a night, only ever appended to.
/// </summary>
public static class AnchorFile
{
    /// <summary>Where it is.</summary>
    public static string In(string directory) => Path.Combine(directory, "anchors");

    /// <summary>
    /// How this machine's file of this directory is named among the sealed ends: instances that share a database have
    /// one each.
    /// </summary>
    public static string ChainOf(string directory) =>
        "anchors:"
        + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}\n{Path.GetFullPath(directory)}"))
        )[..16];

    /// <summary>What is sealed of a line.</summary>
    public static byte[] SealOf(string line) => SHA256.HashData(Encoding.UTF8.GetBytes(line));

    /// <summary>The lines of a file as they are; none when there is no file.</summary>
    public static IReadOnlyList<string> Lines(string file) =>
        File.Exists(file) ? [.. File.ReadLines(file).Where(line => line.Length > 0)] : [];

    /// <summary>Adds a line, readable by its owner only, on the disk when this returns; answers how many there are.</summary>
    public static int Append(string directory, Anchor anchor)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        var file = In(directory);
        Write(file, FileMode.Append, IsTorn(file) ? $"\n{anchor}\n" : $"{anchor}\n");
        Disk.FlushDirectory(directory);
        return Lines(file).Count;
    }

    /// <summary>
    /// Puts these lines in the place of the file, which stays beside it under another name; answers that name.
    /// </summary>
    public static string SetAside(string directory, IReadOnlyList<string> keep, DateTimeOffset at)
    {
        var (file, aside) = (In(directory), $"{In(directory)}.{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        File.Move(file, aside);
        Write(file, FileMode.CreateNew, string.Concat(keep.Select(line => line + "\n")));
        Disk.FlushDirectory(directory);
        return aside;
    }

    private static void Write(string file, FileMode mode, string text)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>A line that a power cut has left without its end.</summary>
    private static bool IsTorn(string file)
    {
        if (!File.Exists(file))
            return false;
        using var stream = File.OpenRead(file);
        if (stream.Length == 0)
            return false;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }
}
