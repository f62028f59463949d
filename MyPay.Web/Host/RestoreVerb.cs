using System.Globalization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Platform;

namespace MyPay.Web.Host;

/// <summary>
/// Puts a backup's store into the data directory: checked byte by byte and proven before anything that is there is
/// touched.
/// </summary>
internal static class RestoreVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var settings = VerifyVerb.Settings(line);
        var (target, file) = (settings.Storage with { PostgreSql = null }, line.File);
        var manifest = Check(file);
        if (manifest.KeyElsewhere && !target.IsKeyElsewhere)
            throw new StartupRefusedException(
                $"{file}에는 data.key가 없어요. 그 저장소의 키가 있는 곳을 MyPay:Secrets:KeyFile이나 "
                    + "MyPay:Secrets:KeyCommand로 적어 주세요. 아무것도 바꾸지 않았어요.",
                $"{file} does not hold data.key: say by MyPay:Secrets:KeyFile or MyPay:Secrets:KeyCommand where the key of "
                    + "that store is. Nothing was changed."
            );
        try
        {
            if (settings.PostgreSql is { } server)
            {
                Say(
                    manifest,
                    $"{settings.DataDirectory} + PostgreSQL",
                    await PostgresRestore.RunAsync(target, server, file, line.Has("force"), settings.Clock)
                );
                return 0;
            }

            using var alone = InstanceLock.Take(target.Directory);
            var report = await PrepareAsync(target, file, line.Has("force"), settings.Clock);
            await SetAnchorsAsideAsync(new StoreReplacement(target).Incoming, target.Directory, settings.Clock);
            foreach (var _ in new StoreReplacement(target).Steps()) { }

            var placed = await VerifyVerb.ProveAsync(target, settings.Clock);
            if (!placed.Ok || placed.RootHash != report.RootHash)
                throw new StartupRefusedException(
                    "되살린 저장소의 장부가 맞지 않아요.",
                    $"The restored store does not verify:\n{ProofText.ToText(placed)}",
                    exitCode: 1
                );
            Say(manifest, target.Directory, placed);
            return 0;
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            throw new StartupRefusedException(
                $"되살리기가 중간에 끊겼어요. 다시 실행해 주세요. ({failure.Message})",
                $"The restore was broken off: {failure.Message} Run it again.",
                exitCode: 1
            );
        }
    }

    /// <summary>Unpacks and proves the new store beside the old one, which stays as it is.</summary>
    public static async Task<ProofReport> PrepareAsync(
        StorageOptions target,
        string file,
        bool force,
        TimeProvider clock
    )
    {
        var replacement = new StoreReplacement(target);
        if (!force && !replacement.IsUnfinished && !replacement.IsEmpty)
            throw new StartupRefusedException(
                $"{target.Directory}이(가) 비어 있지 않아요. 다른 --MyPay:DataDirectory에 되살리거나, 있는 저장소를 바꾸려면 --force를 붙여 주세요.",
                $"{target.Directory} is not empty. Restore into another --MyPay:DataDirectory, or say --force "
                    + "to replace the store that is there."
            );

        return await UnpackAsync(replacement, file, clock);
    }

    /// <summary>
    /// Unpacks a backup beside what stands in a data directory, at this build's schema, and proves it.
    /// </summary>
    public static async Task<ProofReport> UnpackAsync(StoreReplacement replacement, string file, TimeProvider clock)
    {
        replacement.Clear();
        try
        {
            StoreArchive.Extract(file, replacement.Incoming.Directory);
            await StoreArchive.MigrateAsync(replacement.Incoming, PlatformModule.SealEndsAsync, CancellationToken.None);
            // The key is elsewhere and fits: a copy of it has no business in the data directory.
            if (replacement.Incoming.IsKeyElsewhere)
                File.Delete(DataKeys.FileIn(replacement.Incoming.Directory));
            var report = await VerifyVerb.ProveAsync(replacement.Incoming, clock);
            if (report.Ok)
                return report;
            throw new StartupRefusedException(
                $"{file}의 장부가 맞지 않아서 아무것도 바꾸지 않았어요.",
                $"The books in {file} do not hold; nothing was changed.\n{ProofText.ToText(report)}",
                exitCode: 1
            );
        }
        catch (InvalidOperationException unreadable)
        {
            Directory.Delete(replacement.Incoming.Directory, recursive: true);
            throw new StartupRefusedException(
                $"{file}을(를) 되살리지 못했어요. 아무것도 바꾸지 않았어요. ({unreadable.Message})",
                $"{file} was not restored: {unreadable.Message} Nothing was changed.",
                exitCode: 1
            );
        }
        catch
        {
            Directory.Delete(replacement.Incoming.Directory, recursive: true);
            throw;
        }
    }

    /// <summary>Anchors that were written after the backup know rows which it has not.</summary>
    public static async Task SetAnchorsAsideAsync(StorageOptions incoming, string directory, TimeProvider clock)
    {
        if (
            await RestoredAnchors.KeepAsync(incoming, directory, clock.GetUtcNow(), CancellationToken.None) is { } aside
        )
            Console.WriteLine(
                $"백업보다 나중에 쓴 앵커가 있어서 옮겨 두었어요: {aside} | Anchors younger than the backup were put aside: {aside}"
            );
    }

    private static void Say(ArchiveManifest manifest, string where, ProofReport placed)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"되살리고 검증했어요 | Restored {where} as it was at "
                    + $"{manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, and verified."
            )
        );
        Console.WriteLine($"  {BackupVerb.Counts(placed)}");
        Console.WriteLine($"  root {placed.RootHash}");
    }

    private static ArchiveManifest Check(string file)
    {
        if (!File.Exists(file))
            throw new StartupRefusedException($"{file} 파일이 없어요.", $"There is no file {file}.");
        try
        {
            var manifest = StoreArchive.Check(file);
            if (StoreArchive.Newer(manifest) is [var newer, ..])
                throw new StartupRefusedException(
                    $"{file}은(는) 더 새로운 마이 페이가 만들었어요(스키마 {newer}). 그 버전으로 되살려 주세요. 아무것도 바꾸지 않았어요.",
                    $"{file} was made by a newer MyPay (its schema has {newer}); restore it with that one. "
                        + "Nothing was changed."
                );
            if (StoreArchive.IsTooOld(manifest))
                throw new StartupRefusedException(
                    $"{file}은(는) 첫 출시 전의 마이 페이가 만들었고, 이 버전은 그 스키마({manifest.Migrations[^1]})를 몰라요. "
                        + "그 버전으로 되살린 뒤 다음 버전으로 한 번 열고 다시 백업해 주세요. 아무것도 바꾸지 않았어요.",
                    $"{file} was made by a MyPay before the first release whose schema ({manifest.Migrations[^1]}) this "
                        + "one does not know. Restore it with that one, open it once with a later one and back it up "
                        + "again. Nothing was changed."
                );
            return manifest;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException(
                $"{file}은(는) 되살릴 수 없어요. 아무것도 바꾸지 않았어요.",
                $"{file} can't be restored: {damaged.Message.TrimEnd('.')}. Nothing was changed."
            );
        }
    }
}
