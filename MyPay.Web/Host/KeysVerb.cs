using System.Globalization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Host;

/// <summary>
/// <c>keys rotate</c> takes a new master key into use on a stopped store; <c>keys next --out FILE</c> makes the one that
/// a <c>MyPay:Secrets:KeyCommand</c> is to print before. Killed at any point it is run again: nothing is half done.
/// </summary>
internal static class KeysVerb
{
    /// <summary>Every table that is made with the keys.</summary>
    public static IReadOnlyList<KeyedTable> Tables =>
        [
            .. KeyRotation.Tables,
            .. PlatformModule.KeyedTables,
            .. BankingModule.KeyedTables,
            .. MembershipModule.KeyedTables,
            .. FranchiseModule.KeyedTables,
            .. RemittanceModule.KeyedTables,
            .. PaymentModule.KeyedTables,
            .. BackOfficeModule.KeyedTables,
        ];

    public static Task<int> RunAsync(CommandLine line) => RunAsync(line, Console.WriteLine);

    /// <param name="say">Hears each line of the answer.</param>
    public static async Task<int> RunAsync(CommandLine line, Action<string> say)
    {
        var settings = VerifyVerb.Settings(line);
        switch (line.Act)
        {
            case "rotate" when line["out"] is null:
                return await RotateAsync(line, settings, say);
            case "next" when line["out"] is { Length: > 0 } file:
                Next(await VerifyVerb.StoreAsync(settings), CommandLine.FullPath(file), say);
                return 0;
            default:
                throw new StartupRefusedException(
                    "'keys' 명령은 keys rotate나 keys next --out FILE 가운데 하나로 적어 주세요.",
                    "'keys': write keys rotate, or keys next --out FILE."
                );
        }
    }

    /// <summary>Rotates the keys of a store that nobody else has open, and notes it in the audit log.</summary>
    /// <param name="step">Told after each step.</param>
    public static Task<RotatedKeys> RotateAsync(StorageOptions store, TimeProvider clock, Action<string> step) =>
        KeyRotation.RunAsync(
            store,
            Tables,
            (db, keys, rotated) => PlatformModule.NoteRotationAsync(db, keys, rotated, clock.GetUtcNow()),
            step,
            CancellationToken.None
        );

    private static async Task<int> RotateAsync(CommandLine line, MyPaySettings settings, Action<string> say)
    {
        var store = await VerifyVerb.StoreAsync(settings);
        await OpenOnceAsync(line, store);
        using var alone = store.PostgreSql is null ? InstanceLock.Take(store.Directory) : null;
        RotatedKeys rotated;
        try
        {
            rotated = await RotateAsync(store, settings.Clock, _ => { });
        }
        catch (InvalidOperationException refused)
        {
            throw new StartupRefusedException(
                $"키를 바꾸지 않았어요. {refused.Message}",
                $"The keys were not rotated. {refused.Message}",
                exitCode: 1
            );
        }
        catch (Exception broken)
            when (broken is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException(
                $"키를 바꾸다가 끊겼어요. 저장소는 그대로예요. 다시 실행해 주세요. ({broken.Message})",
                $"The rotation was broken off: {broken.Message} The store is as it was; run it again.",
                exitCode: 1
            );
        }

        say(
            Number(
                $"키를 바꿨어요. {rotated.To}번째 키를 쓰고, {rotated.Rows:N0}행을 다시 썼어요. | The keys were rotated: key number {rotated.To} is in use, {rotated.Rows:N0} rows were written anew."
            )
        );
        say(
            $"  {store.KeyPlace}: 앞선 키도 모두 필요해요. 한 줄도 지우지 말고, 이 키를 다시 백업해 주세요. | all of its lines are "
                + "needed. Back it up again."
        );
        if (store.PostgreSql is not null)
            say(
                "  다른 인스턴스를 시작하기 전에 이 키를 똑같이 두세요. | Give the other instances the same key before they start."
            );
        say(
            "  이전 백업은 이전 키로도 열려요. 이제 새로 백업해 주세요. | Earlier backups still open with the earlier key. Make a "
                + "new backup now."
        );
        var report = await VerifyVerb.ProveAsync(store, settings.Clock);
        say(report.Ok ? $"  {BackupVerb.Counts(report)}\n  root {report.RootHash}" : ProofText.ToText(report));
        return report.Ok ? 0 : 1;
    }

    /// <summary>What a start would not open is not rotated; an older store is brought to this release.</summary>
    private static async Task OpenOnceAsync(CommandLine line, StorageOptions store)
    {
        if (store.PostgreSql is null)
            InstanceLock.Take(store.Directory).Dispose();
        await using var _ = await StoreHost.OpenAsync(line.HostArgs);
    }

    private static void Next(StorageOptions store, string file, Action<string> say)
    {
        if (File.Exists(file) || Directory.Exists(file))
            throw new StartupRefusedException(
                $"{file}이(가) 이미 있어요. 다른 이름을 적어 주세요.",
                $"{file} is there already. Name another file."
            );
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw BackupVerb.NoDirectory(file);
        if (store.KeyFile is { } own && !File.Exists(own))
            throw new StartupRefusedException($"{own} 파일이 없어요.", $"There is no file {own}.", exitCode: 1);
        KeyRotation.WriteNext(store, file);
        say(
            $"다음 키까지 담았어요: {file} | {file} holds the store's keys and the next one.\n"
                + $"  {store.KeyPlace}가 이 내용을 주게 하고 keys rotate를 실행한 다음, 이 파일을 지워 주세요. | Let {store.KeyPlace} "
                + "give what it holds, run keys rotate, and then remove the file."
        );
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
