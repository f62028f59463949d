using System.Globalization;
using MyPay.Domain.Money.Ledger;
using MyPay.Domain.Storage;

namespace MyPay.Web.Host;

/// <summary>
/// Writes a backup, also while the app is running. It stands under its own name only when it is whole, on the disk, and has been unpacked again and proven.
/// </summary>
internal static class BackupVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var settings = VerifyVerb.Settings(line);
        if (settings.PostgreSql is not null) throw new StartupRefusedException("'backup' copies a SQLite store. A PostgreSQL database is backed up by its own tools (pg_dump, pg_basebackup); keep keys/data.key with it.");
        var (store, file) = (VerifyVerb.Store(settings), line.File);
        if (File.Exists(file) || Directory.Exists(file)) throw new StartupRefusedException($"{file} is there already, and a backup never overwrites anything. Name another file.");
        if (!Directory.Exists(Path.GetDirectoryName(file))) throw new StartupRefusedException($"There is no directory {Path.GetDirectoryName(file)}.");

        var work = new DirectoryInfo(file + ".partial");
        using var only = Begin(work);
        try
        {
            var written = Path.Combine(work.FullName, "archive");
            StoreArchive.Write(store, written, work.CreateSubdirectory("copy").FullName, settings.Clock);
            var report = await ReadBackAsync(written, work.CreateSubdirectory("check").FullName, settings.Clock);
            if (!report.Ok)
            {
                Console.WriteLine(ProofText.ToText(report));
                throw new StartupRefusedException("The store does not verify, so no backup was written. Run verify; stop MyPay and copy the data directory to keep what is there.", exitCode: 1);
            }

            StoreArchive.Publish(written, file);
            Console.WriteLine($"Backup {file}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {new FileInfo(file).Length:N0} bytes, read back and verified. It holds the keys: keep it as you keep them."));
            Console.WriteLine($"  {Counts(report)}");
            Console.WriteLine($"  root {report.RootHash}");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new StartupRefusedException($"No backup was written: {failure.Message}", exitCode: 1);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    public static string Counts(ProofReport report) => string.Create(
        CultureInfo.InvariantCulture, $"{report.Slips:N0} slips, {report.Entries:N0} entries, {report.Accounts:N0} accounts, {report.OnceKeys:N0} idempotency keys");

    /// <summary>An empty folder beside the file, readable by its owner only; what a killed backup left in it goes.</summary>
    private static FileStream Begin(DirectoryInfo work)
    {
        if (OperatingSystem.IsWindows()) work.Create();
        else Directory.CreateDirectory(work.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var only = new FileStream(Path.Combine(work.FullName, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            foreach (var folder in work.GetDirectories()) folder.Delete(recursive: true);
            foreach (var left in work.GetFiles().Where(left => left.Name != "lock")) left.Delete();
            return only;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException($"{work.FullName} cannot be used; another backup may be writing this file now. {failure.Message}");
        }
    }

    private static async Task<ProofReport> ReadBackAsync(string archive, string into, TimeProvider clock)
    {
        StoreArchive.Extract(archive, into);
        var copy = new StorageOptions(into);
        await StoreArchive.MigrateAsync(copy, CancellationToken.None);
        return await VerifyVerb.ProveAsync(copy, clock);
    }
}
