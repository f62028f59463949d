using System.Globalization;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Platform;

namespace MyPay.Web.Host;

/// <summary>
/// Writes a backup, also while the app is running. It stands under its own name only when it is whole, on the disk, and
/// has been unpacked again and proven.
/// </summary>
internal static class BackupVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var settings = VerifyVerb.Settings(line);
        var (store, file) = (await VerifyVerb.StoreAsync(settings), line.File);
        if (File.Exists(file) || Directory.Exists(file))
            throw new StartupRefusedException(
                $"{file}이(가) 이미 있어요. 백업은 아무것도 덮어쓰지 않으니 다른 이름을 적어 주세요.",
                $"{file} is there already, and a backup never overwrites anything. Name another file."
            );
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw NoDirectory(file);

        var work = new DirectoryInfo(file + ".partial");
        using var only = Begin(work);
        try
        {
            var written = Path.Combine(work.FullName, "archive");
            await StoreArchive.WriteAsync(
                store,
                written,
                work.CreateSubdirectory("copy").FullName,
                settings.Clock,
                CancellationToken.None
            );
            var report = await ReadBackAsync(store, written, work.CreateSubdirectory("check").FullName, settings.Clock);
            if (!report.Ok)
            {
                Console.WriteLine(ProofText.ToText(report));
                throw new StartupRefusedException(
                    "장부가 맞지 않아서 백업을 만들지 않았어요. verify를 실행해 보고, 지금 것을 남기려면 마이 페이를 멈추고 데이터 디렉터리를 복사해 주세요.",
                    "The store does not verify, so no backup was written. Run verify; stop MyPay and copy the data "
                        + "directory to keep what is there.",
                    exitCode: 1
                );
            }

            StoreArchive.Publish(written, file);
            CheckFiles.NoteBackup(settings);
            Console.WriteLine($"백업 | Backup {file}");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {new FileInfo(file).Length:N0} bytes, 다시 읽어 검증했어요. {KeptLike(store)}"
                )
            );
            Console.WriteLine($"  {Counts(report)}");
            Console.WriteLine($"  root {report.RootHash}");
            return 0;
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidOperationException
                        or System.Data.Common.DbException
            )
        {
            throw new StartupRefusedException(
                $"백업을 만들지 못했어요: {failure.Message}",
                $"No backup was written: {failure.Message}",
                exitCode: 1
            );
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string KeptLike(StorageOptions store) =>
        store.IsKeyElsewhere
            ? "data.key는 들어 있지 않아요. 되살릴 때 필요하니 따로 백업해 주세요. | read back and verified. data.key is not in it: "
                + "back it up by itself, a restore needs it."
            : "키가 들어 있으니 키처럼 보관해 주세요. | read back and verified. It holds the keys: keep it as you keep them.";

    public static StartupRefusedException NoDirectory(string file) =>
        new(
            $"{Path.GetDirectoryName(file)} 디렉터리가 없어요.",
            $"There is no directory {Path.GetDirectoryName(file)}."
        );

    public static string Counts(ProofReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Slips:N0} slips, {report.Entries:N0} entries, {report.Accounts:N0} accounts, {report.OnceKeys:N0} idempotency keys"
        );

    /// <summary>
    /// An empty folder beside the file, readable by its owner only; what a killed backup left in it goes.
    /// </summary>
    private static FileStream Begin(DirectoryInfo work)
    {
        if (OperatingSystem.IsWindows())
            work.Create();
        else
            Directory.CreateDirectory(
                work.FullName,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        try
        {
            var only = new FileStream(
                Path.Combine(work.FullName, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            foreach (var folder in work.GetDirectories())
                folder.Delete(recursive: true);
            foreach (var left in work.GetFiles().Where(left => left.Name != "lock"))
                left.Delete();
            return only;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException(
                $"{work.FullName}을(를) 쓸 수 없어요. 다른 백업이 지금 이 파일을 쓰고 있을 수 있어요. {failure.Message}",
                $"{work.FullName} cannot be used; another backup may be writing this file now. {failure.Message}"
            );
        }
    }

    private static async Task<ProofReport> ReadBackAsync(
        StorageOptions store,
        string archive,
        string into,
        TimeProvider clock
    )
    {
        StoreArchive.Extract(archive, into);
        var copy = store with { Directory = into, PostgreSql = null };
        await StoreArchive.MigrateAsync(copy, PlatformModule.SealEndsAsync, CancellationToken.None);
        return await VerifyVerb.ProveAsync(copy, clock);
    }
}
