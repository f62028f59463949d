namespace MyPay.Tests.Simulation;

/// <summary>
/// Where worlds lie: in memory where the machine has such a place, for a world's disk is dropped anyway.
/// </summary>
internal static class Files
{
    private const string InMemory = "/dev/shm";

    public static string NewDirectory()
    {
        if (!Directory.Exists(InMemory))
            return Directory.CreateTempSubdirectory("mypay-world-").FullName;
        var directory = Path.Combine(InMemory, $"mypay-world-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(directory);
        return directory;
    }

    /// <summary>The store's file with its log as they lie, and the keys beside them.</summary>
    public static void CopyStore(string from, string to)
    {
        foreach (var file in new[] { "mypay.db", "mypay.db-wal" })
            if (File.Exists(Path.Combine(from, file)))
                File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        Directory.CreateDirectory(Path.Combine(to, "keys"));
        foreach (var key in Directory.GetFiles(Path.Combine(from, "keys")))
            File.Copy(key, Path.Combine(to, "keys", Path.GetFileName(key)));
    }

    public static void Remove(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
