using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using MyPay.Domain.Ledger.Copying;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Domain.Ledger;

/// <summary>What a backup says of itself.</summary>
/// <param name="Format">Of the archive; a higher one was made by a newer MyPay.</param>
/// <param name="TakenAt">UTC.</param>
/// <param name="RootHash">The last slip's seal, hexadecimal; empty for a store without slips.</param>
/// <param name="Migrations">What had been applied to the database.</param>
/// <param name="Files">Everything in it.</param>
public sealed record ArchiveManifest(
    int Format,
    DateTimeOffset TakenAt,
    string RootHash,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<ArchivedFile> Files
)
{
    /// <summary>The store's <c>data.key</c> is kept elsewhere, so it is not in the archive.</summary>
    public bool KeyElsewhere { get; init; }
}

/// <summary>One file of a backup.</summary>
/// <param name="Name">Relative to the data directory, with '/'.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record ArchivedFile(string Name, long Bytes, string Sha256);

/// <summary>
/// A backup: one zip with the database as it was at one instant, the keys without which nobody can read it, and a
/// manifest with the hash of each. Whatever is wrong with an archive is an <see cref="InvalidDataException"/> in words.
/// </summary>
public static class StoreArchive
{
    private const int Format = 1;
    private const string ManifestName = "manifest.json";
    private const string DatabaseName = "mypay.db";
    private const string KeysFolder = "keys";
    private const string KeyName = "keys/data.key";
    private const long LongestManifest = 1024 * 1024;

    /// <summary>
    /// Database files beside the store's own that belong to a data directory (development: the simulated bank's
    /// journal).
    /// </summary>
    public static readonly IReadOnlyList<string> CompanionDatabases = ["bank-simulator.db"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>
    /// Writes an archive, also while the app is running: readers never stop the writer. <paramref name="work"/> is an
    /// empty folder on the archive's own disk. The file is whole and on the disk when this returns. Of a PostgreSQL
    /// store it holds what SQLite would hold: the same archive, restored to either.
    /// </summary>
    public static async Task<ArchiveManifest> WriteAsync(
        StorageOptions store,
        string file,
        string work,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        var takenAt = clock.GetUtcNow();
        CopyKeys(store, Path.Combine(work, KeysFolder));
        if (store.PostgreSql is { } server)
            await PostgresCopy.TakeAsync(
                server,
                Path.Combine(work, DatabaseName),
                store,
                Path.Combine(work, KeysFolder),
                ct
            );
        else
            SqliteCopy.Take(store.SqliteFile, Path.Combine(work, DatabaseName));

        // After the store: the bank may know more than we do, never less.
        foreach (var name in CompanionDatabases.Where(name => File.Exists(Path.Combine(store.Directory, name))))
            SqliteCopy.Take(Path.Combine(store.Directory, name), Path.Combine(work, name));

        var (root, migrations) = SqliteCopy.Describe(Path.Combine(work, DatabaseName));
        var files = Directory
            .GetFiles(work, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(work, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        var manifest = new ArchiveManifest(
            Format,
            takenAt,
            root,
            migrations,
            [.. files.Select(name => Describe(work, name))]
        )
        {
            KeyElsewhere = store.IsKeyElsewhere,
        };
        Pack(manifest, file, work);
        return manifest;
    }

    /// <summary>Reads an archive's manifest and checks every byte against it. Writes nothing.</summary>
    public static ArchiveManifest Check(string file) => Open(file, null);

    /// <summary>Unpacks a checked archive into an empty folder, on the disk when this returns.</summary>
    public static ArchiveManifest Extract(string file, string directory)
    {
        var manifest = Open(file, directory);
        Disk.FlushTree(directory);
        return manifest;
    }

    /// <summary>Gives a written archive its name, unless that is taken; durable when this returns.</summary>
    public static void Publish(string written, string file)
    {
        File.Move(written, file, overwrite: false);
        Disk.FlushDirectory(Path.GetDirectoryName(file)!);
    }

    /// <summary>Brings an unpacked store to this build's schema, as a start would.</summary>
    /// <param name="store">The unpacked store, its key beside it.</param>
    /// <param name="seal">What a start does then, before anything is asked.</param>
    /// <param name="ct">Ends it.</param>
    public static Task MigrateAsync(
        StorageOptions store,
        Func<MyPayDb, DataKeys, StorageOptions, CancellationToken, Task> seal,
        CancellationToken ct
    ) =>
        SqliteCopy.MigrateAsync(
            store.SqliteFile,
            ct,
            async db => await seal(db, await KeyCheck.OpenAsync(db, store, ct), store, ct)
        );

    /// <summary>The migrations of an archive that this build does not know: it was made by a newer MyPay.</summary>
    public static IReadOnlyList<string> Newer(ArchiveManifest manifest) =>
        StoreHistory.Newer(manifest.Migrations, SqliteCopy.KnownMigrations());

    /// <summary>Whether an archive is of a MyPay before the first release whose steps this build does not have.</summary>
    public static bool IsTooOld(ArchiveManifest manifest) =>
        StoreHistory.IsTooOld(manifest.Migrations, SqliteCopy.KnownMigrations());

    private static void CopyKeys(StorageOptions store, string to)
    {
        Directory.CreateDirectory(to);
        var from = Path.Combine(store.Directory, KeysFolder);
        if (!Directory.Exists(from))
            return; // its data.key is elsewhere, and cookie keys are in the database

        // A key that is just being written has another name until it is whole. Cookie keys of a PostgreSQL store are in
        // the database: files of them here are from before it was promoted.
        foreach (
            var key in Directory
                .GetFiles(from)
                .Where(path =>
                    (Path.GetExtension(path) is ".key" && !store.IsKeyElsewhere)
                    || (store.PostgreSql is null && Path.GetExtension(path) is ".xml")
                )
        )
            File.Copy(key, Path.Combine(to, Path.GetFileName(key)));
    }

    private static ArchivedFile Describe(string work, string name)
    {
        using var stream = File.OpenRead(Path.Combine(work, name));
        return new(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static void Pack(ArchiveManifest manifest, string file, string work)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // it holds the keys
        using var stream = new FileStream(file, options);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry(ManifestName).Open())
                JsonSerializer.Serialize(entry, manifest, Json);
            foreach (var one in manifest.Files)
            {
                using var source = File.OpenRead(Path.Combine(work, one.Name));
                using var entry = zip.CreateEntry(one.Name, CompressionLevel.Fastest).Open();
                source.CopyTo(entry);
            }
        }

        stream.Flush(flushToDisk: true);
    }

    private static ArchiveManifest Open(string file, string? into)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            var manifest = ReadManifest(zip);
            foreach (var one in manifest.Files)
                Unpack(zip, one, into);
            return manifest;
        }
        catch (InvalidDataException)
        {
            throw;
        }
        catch (Exception damaged)
            when (damaged is JsonException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException(damaged.Message, damaged);
        }
    }

    private static ArchiveManifest ReadManifest(ZipArchive zip)
    {
        if (zip.GetEntry(ManifestName) is not { Length: <= LongestManifest } entry)
            throw new InvalidDataException("it is no backup of MyPay: it has no manifest");
        using var stream = entry.Open();
        var manifest = JsonSerializer.Deserialize<ArchiveManifest>(stream, Json);
        if (manifest is { Format: > Format })
            throw new InvalidDataException(
                $"it was made by a newer MyPay (archive format {manifest.Format}, this one reads {Format})"
            );
        if (
            manifest is not { Format: Format, Files: { } files, Migrations: not null, RootHash: not null }
            || files.Any(f => f is not { Name: not null, Sha256: not null })
        )
            throw new InvalidDataException("its manifest cannot be read");
        if (files.FirstOrDefault(f => !IsOurs(f.Name)) is { } stranger)
            throw new InvalidDataException($"it holds a file that is none of MyPay's: {stranger.Name}");
        foreach (var needed in new[] { DatabaseName, KeyName })
            if (files.All(f => f.Name != needed) && !(needed == KeyName && manifest.KeyElsewhere))
                throw new InvalidDataException($"{needed} is not in it");
        return manifest;
    }

    private static bool IsOurs(string name) =>
        name == DatabaseName
        || CompanionDatabases.Contains(name)
        || (
            name.Split('/') is [KeysFolder, var key]
            && key == Path.GetFileName(key)
            && Path.GetExtension(key) is ".key" or ".xml"
        );

    private static void Unpack(ZipArchive zip, ArchivedFile one, string? into)
    {
        var entry = zip.GetEntry(one.Name) ?? throw new InvalidDataException($"{one.Name} is missing in it");
        using var source = entry.Open();
        using var target = into is null ? Stream.Null : Create(Path.Combine(into, one.Name));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, bytes) = (new byte[128 * 1024], 0L);
        for (int read; (read = source.Read(buffer)) > 0; )
        {
            // Never more than was announced: a damaged archive must not fill the disk.
            if ((bytes += read) > one.Bytes)
                break;
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }

        if (bytes != one.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != one.Sha256)
            throw new InvalidDataException($"{one.Name} in it is damaged");
    }

    private static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && Path.GetExtension(path) is ".key" or ".xml")
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
