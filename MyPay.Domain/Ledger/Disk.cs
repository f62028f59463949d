using System.Runtime.InteropServices;
using System.Text;

namespace MyPay.Domain.Ledger;

/// <summary>
/// What is renamed or written whole must also survive a power cut: files and, where the system knows that, their
/// directories.
/// </summary>
internal static class Disk
{
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Makes renames and new names in a directory durable. Windows does that itself.</summary>
    public static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(Encoding.UTF8.GetBytes(directory + '\0'), 0);
        if (handle < 0)
            return;
        _ = FSync(handle);
        _ = Close(handle);
    }

    public static void FlushTree(string directory)
    {
        foreach (var file in Directory.GetFiles(directory, "*", SearchOption.AllDirectories))
            Flush(file);
        foreach (var folder in Directory.GetDirectories(directory, "*", SearchOption.AllDirectories))
            FlushDirectory(folder);
        FlushDirectory(directory);
    }

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
