namespace MyPay.Domain.Ledger;

/// <summary>
/// Puts an unpacked store in the place of the one in a data directory. Between the first file that moves and the last a
/// marker stands there: whoever is killed in between leaves a directory that no MyPay opens until a restore has run to
/// its end. What was there before stays beside it until then.
/// </summary>
public sealed class StoreReplacement(StorageOptions target)
{
    private const string MarkerName = "restore.unfinished";
    private static readonly string[] Names =
    [
        .. StoreArchive.CompanionDatabases.Prepend("mypay.db").SelectMany(db => new[] { db, db + "-wal", db + "-shm" }),
        "keys",
    ];

    private string Marker => Path.Combine(target.Directory, MarkerName);

    private string Before => Path.Combine(target.Directory, "restore.old");

    /// <summary>Where the new store is unpacked and proven.</summary>
    public StorageOptions Incoming =>
        target with
        {
            Directory = Path.Combine(target.Directory, "restore.new"),
            PostgreSql = null,
        };

    /// <summary>A restore was broken off here.</summary>
    public bool IsUnfinished => File.Exists(Marker);

    /// <summary>Nothing is there but what the app itself leaves when it only looked.</summary>
    public bool IsEmpty =>
        !Directory.Exists(target.Directory)
        || Directory
            .EnumerateFileSystemEntries(target.Directory)
            .Select(Path.GetFileName)
            .All(name => name is "mypay.lock" or "restore.new" or "restore.old");

    /// <summary>Throws, in words, when a restore was broken off in this directory.</summary>
    public static void RequireFinished(StorageOptions store)
    {
        var replacement = new StoreReplacement(store);
        if (!replacement.IsUnfinished)
            return;
        throw new InvalidOperationException(
            $"A restore was broken off in {store.Directory}, so this is neither the old store nor the new one. "
                + $"Run restore again, to its end; what was there before is in {replacement.Before}."
        );
    }

    /// <summary>An empty place to unpack into; leftovers of an earlier try go.</summary>
    public void Clear()
    {
        if (Directory.Exists(Incoming.Directory))
            Directory.Delete(Incoming.Directory, recursive: true);

        // Without the marker an earlier restore came to its end and was killed while tidying.
        if (!IsUnfinished && Directory.Exists(Before))
            Directory.Delete(Before, recursive: true);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Incoming.Directory);
        else
            Directory.CreateDirectory(
                Incoming.Directory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }

    /// <summary>
    /// Swaps the stores; each step answers its name once it is done, and a kill may come between any two.
    /// </summary>
    public IEnumerable<string> Steps()
    {
        // Logs that reading left beside a copy which is whole without them.
        foreach (
            var log in Directory
                .GetFiles(Incoming.Directory)
                .Where(path =>
                    path.EndsWith("-wal", StringComparison.Ordinal) || path.EndsWith("-shm", StringComparison.Ordinal)
                )
        )
            File.Delete(log);
        Disk.FlushTree(Incoming.Directory);
        Directory.CreateDirectory(Before);
        File.WriteAllText(
            Marker,
            "A restore is under way. If none runs, run it again: neither the old nor the new store is whole here.\n"
        );
        Disk.Flush(Marker);
        Disk.FlushDirectory(target.Directory);
        yield return "marked";

        foreach (var name in Names)
        {
            if (Move(name, target.Directory, Before))
                yield return $"old {name}";
        }

        foreach (var name in Names)
        {
            if (Move(name, Incoming.Directory, target.Directory))
                yield return $"new {name}";
        }

        Disk.FlushDirectory(Before);
        Disk.FlushDirectory(target.Directory);
        File.Delete(Marker);
        Disk.FlushDirectory(target.Directory);
        yield return "unmarked";

        Directory.Delete(Incoming.Directory, recursive: true);
        Directory.Delete(Before, recursive: true);
        yield return "tidied";
    }

    /// <summary>
    /// For a store whose rows go into a PostgreSQL database: files of the new one (the key, and in development the
    /// bank's journal) that are here already and say something else.
    /// </summary>
    public IReadOnlyList<string> FilesThatDiffer() =>
        [
            .. FilesBeside()
                .Where(name =>
                    File.Exists(Path.Combine(target.Directory, name))
                    && !File.ReadAllBytes(Path.Combine(target.Directory, name))
                        .AsSpan()
                        .SequenceEqual(File.ReadAllBytes(Path.Combine(Incoming.Directory, name)))
                )
                .Select(name => Path.Combine(target.Directory, name)),
        ];

    /// <summary>
    /// Puts those files into their place, each whole or not at all; what was there stays beside as <c>.before</c>. On
    /// the disk when this returns.
    /// </summary>
    public void PlaceFiles()
    {
        var others = FilesThatDiffer();
        foreach (var name in FilesBeside())
        {
            var (place, fresh) = (Path.Combine(target.Directory, name), Path.Combine(target.Directory, name + ".new"));
            if (File.Exists(place) && !others.Contains(place))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(Path.Combine(Incoming.Directory, name), fresh, overwrite: true);
            Disk.Flush(fresh);

            // A database's own log goes with it: left alone, it would be replayed into the new one.
            foreach (var part in new[] { "-wal", "-shm", "" }.Where(part => File.Exists(place + part)))
                File.Move(place + part, place + ".before" + part, overwrite: true);
            File.Move(fresh, place);
            Disk.FlushDirectory(Path.GetDirectoryName(place)!);
        }
    }

    private IEnumerable<string> FilesBeside() =>
        StoreArchive
            .CompanionDatabases.Prepend(Path.Combine("keys", "data.key"))
            .Where(name => File.Exists(Path.Combine(Incoming.Directory, name)));

    private static bool Move(string name, string from, string to)
    {
        var (source, target) = (Path.Combine(from, name), Path.Combine(to, name));
        if (Directory.Exists(source))
        {
            // Already there: an earlier try moved the old one, and this is what it put in its place.
            if (Directory.Exists(target))
                Directory.Delete(source, recursive: true);
            else
                Directory.Move(source, target);
            return true;
        }

        if (!File.Exists(source))
            return false;
        if (File.Exists(target))
            File.Delete(source);
        else
            File.Move(source, target);
        return true;
    }
}
