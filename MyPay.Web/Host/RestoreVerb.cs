using System.Globalization;
using MyPay.Domain.Money.Ledger;
using MyPay.Domain.Storage;

namespace MyPay.Web.Host;

/// <summary>Puts a backup's store into the data directory: checked byte by byte and proven before anything that is there is touched.</summary>
internal static class RestoreVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var settings = VerifyVerb.Settings(line);
        if (settings.PostgreSql is not null) throw new StartupRefusedException("'restore' puts back a SQLite store. A PostgreSQL database is restored by its own tools (pg_restore); put keys/data.key back with it.");
        var (target, file) = (new StorageOptions(settings.DataDirectory), line.File);
        var manifest = Check(file);
        try
        {
            using var alone = InstanceLock.Take(target.Directory);
            var report = await PrepareAsync(target, file, line.Has("force"), settings.Clock);
            foreach (var _ in new StoreReplacement(target).Steps()) { }

            var placed = await VerifyVerb.ProveAsync(target, settings.Clock);
            if (!placed.Ok || placed.RootHash != report.RootHash) throw new StartupRefusedException($"The restored store does not verify:\n{ProofText.ToText(placed)}", exitCode: 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Restored {target.Directory} as it was at {manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, and verified."));
            Console.WriteLine($"  {BackupVerb.Counts(placed)}");
            Console.WriteLine($"  root {placed.RootHash}");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException($"The restore was broken off: {failure.Message} Run it again.", exitCode: 1);
        }
    }

    /// <summary>Unpacks and proves the new store beside the old one, which stays as it is.</summary>
    public static async Task<ProofReport> PrepareAsync(StorageOptions target, string file, bool force, TimeProvider clock)
    {
        var replacement = new StoreReplacement(target);
        if (!force && !replacement.IsUnfinished && !replacement.IsEmpty)
            throw new StartupRefusedException($"{target.Directory} is not empty. Restore into another --MyPay:DataDirectory, or say --force to replace the store that is there.");

        replacement.Clear();
        try
        {
            StoreArchive.Extract(file, replacement.Incoming.Directory);
            await StoreArchive.MigrateAsync(replacement.Incoming, CancellationToken.None);
            var report = await VerifyVerb.ProveAsync(replacement.Incoming, clock);
            if (report.Ok) return report;
            throw new StartupRefusedException($"The books in {file} do not hold; nothing was changed.\n{ProofText.ToText(report)}", exitCode: 1);
        }
        catch
        {
            Directory.Delete(replacement.Incoming.Directory, recursive: true);
            throw;
        }
    }

    private static ArchiveManifest Check(string file)
    {
        if (!File.Exists(file)) throw new StartupRefusedException($"There is no file {file}.");
        try
        {
            var manifest = StoreArchive.Check(file);
            return StoreArchive.Unknown(manifest) is not [var newer, ..]
                ? manifest
                : throw new StartupRefusedException($"{file} was made by a newer MyPay (its schema has {newer}); restore it with that one. Nothing was changed.");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException($"{file} can't be restored: {damaged.Message.TrimEnd('.')}. Nothing was changed.");
        }
    }
}
