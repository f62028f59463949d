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
        if (settings.PostgreSql is not null) throw new StartupRefusedException("'restore'는 SQLite 저장소를 되돌려요. PostgreSQL은 pg_restore로 되돌리고 keys/data.key도 제자리에 두세요.", "'restore' puts back a SQLite store. A PostgreSQL database is restored by its own tools (pg_restore); put keys/data.key back with it.");
        var (target, file) = (new StorageOptions(settings.DataDirectory), line.File);
        var manifest = Check(file);
        try
        {
            using var alone = InstanceLock.Take(target.Directory);
            var report = await PrepareAsync(target, file, line.Has("force"), settings.Clock);
            foreach (var _ in new StoreReplacement(target).Steps()) { }

            var placed = await VerifyVerb.ProveAsync(target, settings.Clock);
            if (!placed.Ok || placed.RootHash != report.RootHash) throw new StartupRefusedException("되살린 저장소의 장부가 맞지 않아요.", $"The restored store does not verify:\n{ProofText.ToText(placed)}", exitCode: 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"되살리고 검증했어요 | Restored {target.Directory} as it was at {manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, and verified."));
            Console.WriteLine($"  {BackupVerb.Counts(placed)}");
            Console.WriteLine($"  root {placed.RootHash}");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException($"되살리기가 중간에 끊겼어요. 다시 실행해 주세요. ({failure.Message})", $"The restore was broken off: {failure.Message} Run it again.", exitCode: 1);
        }
    }

    /// <summary>Unpacks and proves the new store beside the old one, which stays as it is.</summary>
    public static async Task<ProofReport> PrepareAsync(StorageOptions target, string file, bool force, TimeProvider clock)
    {
        var replacement = new StoreReplacement(target);
        if (!force && !replacement.IsUnfinished && !replacement.IsEmpty)
            throw new StartupRefusedException(
                $"{target.Directory}이(가) 비어 있지 않아요. 다른 --MyPay:DataDirectory에 되살리거나, 있는 저장소를 바꾸려면 --force를 붙여 주세요.",
                $"{target.Directory} is not empty. Restore into another --MyPay:DataDirectory, or say --force to replace the store that is there.");

        replacement.Clear();
        try
        {
            StoreArchive.Extract(file, replacement.Incoming.Directory);
            await StoreArchive.MigrateAsync(replacement.Incoming, CancellationToken.None);
            var report = await VerifyVerb.ProveAsync(replacement.Incoming, clock);
            if (report.Ok) return report;
            throw new StartupRefusedException($"{file}의 장부가 맞지 않아서 아무것도 바꾸지 않았어요.", $"The books in {file} do not hold; nothing was changed.\n{ProofText.ToText(report)}", exitCode: 1);
        }
        catch
        {
            Directory.Delete(replacement.Incoming.Directory, recursive: true);
            throw;
        }
    }

    private static ArchiveManifest Check(string file)
    {
        if (!File.Exists(file)) throw new StartupRefusedException($"{file} 파일이 없어요.", $"There is no file {file}.");
        try
        {
            var manifest = StoreArchive.Check(file);
            return StoreArchive.Unknown(manifest) is not [var newer, ..]
                ? manifest
                : throw new StartupRefusedException(
                    $"{file}은(는) 더 새로운 마이 페이가 만들었어요(스키마 {newer}). 그 버전으로 되살려 주세요. 아무것도 바꾸지 않았어요.",
                    $"{file} was made by a newer MyPay (its schema has {newer}); restore it with that one. Nothing was changed.");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException($"{file}은(는) 되살릴 수 없어요. 아무것도 바꾸지 않았어요.", $"{file} can't be restored: {damaged.Message.TrimEnd('.')}. Nothing was changed.");
        }
    }
}
