using System.Runtime.InteropServices;

namespace MyPay.Web.Host;

/// <summary>
/// What MyPay writes is for the account it runs under alone: the store, its log, keys, backups, letters, text messages.
/// Files are 0600 and folders 0700, whoever makes them: SQLite, the framework or we.
/// </summary>
internal static class FileModes
{
    // The bits that a new file does not get: everything of the group and of others.
    private const uint Others = 0x3F;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>From now on this process makes nothing that others can read. Once, before the first file.</summary>
    public static void KeepToMyself()
    {
        if (!OperatingSystem.IsWindows())
            _ = Umask(Others);
    }

    /// <summary>Makes the folder, for its owner alone, unless it is there.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, Owner);
    }

    /// <summary>
    /// Whether others than the owner may do anything with this file or folder; no for what is not there, and on
    /// Windows, where a folder inherits who may read it.
    /// </summary>
    public static bool IsOpenToOthers(string path) => ModeOf(path) is { } mode && (mode & ~Owner) != 0;

    /// <summary>The mode as <c>chmod</c> takes it, such as <c>755</c>; null for what is not there.</summary>
    public static string? Octal(string path) => ModeOf(path) is { } mode ? Convert.ToString((int)mode, 8) : null;

    private static UnixFileMode? ModeOf(string path) =>
        OperatingSystem.IsWindows() || (!File.Exists(path) && !Directory.Exists(path))
            ? null
            : File.GetUnixFileMode(path);

    [DllImport("libc", EntryPoint = "umask"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);
}
