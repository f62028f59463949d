using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;

namespace MyPay.Web.Host;

/// <summary>
/// Recomputes everything from the entries and says so; also while the app is running. Exit 0 only if all holds.
/// </summary>
internal static class VerifyVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var settings = Settings(line);
        string[] anchors =
        [
            .. line.All("anchor").Select(said => AnchoredRow.Read(said) is null ? CommandLine.FullPath(said) : said),
        ];
        RequireAnchors(anchors);
        var report = await ProveAsync(await StoreAsync(settings), settings.Clock, anchors);
        Console.WriteLine(line.Has("json") ? ProofText.ToJson(report) : ProofText.ToText(report));
        return report.Ok ? 0 : 1;
    }

    public static Task<ProofReport> ProveAsync(
        StorageOptions store,
        TimeProvider clock,
        IReadOnlyList<string>? anchors = null
    ) =>
        new LedgerProof(
            store,
            [
                .. BankingModule.Proofs(),
                .. MoneyModule.Proofs(),
                .. RemittanceModule.Proofs(),
                .. PaymentModule.Proofs(),
                .. SettlementModule.Proofs(),
                .. ReconciliationModule.Proofs(),
                .. BackOfficeModule.Proofs(anchors),
            ],
            clock
        ).RunAsync(CancellationToken.None);

    /// <summary>What was typed is a slip's anchor or a file that holds some.</summary>
    private static void RequireAnchors(IReadOnlyList<string> anchors)
    {
        foreach (var anchor in anchors.Where(anchor => AnchoredRow.Read(anchor) is null))
        {
            if (!File.Exists(anchor))
                throw new StartupRefusedException(
                    $"--anchor {anchor}: 그런 앵커 파일이 없고, SEQ:HASH(전표 번호:64자리 16진수)도 아니에요.",
                    $"--anchor {anchor}: there is no such file of anchors, and it is no SEQ:HASH either (a slip's number, "
                        + "a colon, 64 hexadecimal digits)."
                );
            if (AnchorFile.Lines(anchor).Count == 0)
                throw new StartupRefusedException(
                    $"--anchor {anchor}: 앵커가 하나도 없는 파일이에요.",
                    $"--anchor {anchor}: that file holds no anchor."
                );
        }
    }

    public static MyPaySettings Settings(CommandLine line)
    {
        var builder = WebApplication.CreateBuilder(line.HostArgs);
        return MyPaySettings.Read(builder.Configuration, builder.Environment);
    }

    /// <summary>The configured store, which must be there and whole.</summary>
    public static async Task<StorageOptions> StoreAsync(MyPaySettings settings)
    {
        var store = settings.Storage;
        try
        {
            if (store.PostgreSql is null)
                StoreReplacement.RequireFinished(store);
            else
                await StoreArrival.RequireFinishedAsync(store, CancellationToken.None);
        }
        catch (InvalidOperationException unfinished)
        {
            throw new StartupRefusedException(
                $"저장소를 열지 않았어요: {unfinished.Message}",
                unfinished.Message,
                exitCode: 1
            );
        }

        if (store.PostgreSql is null && !File.Exists(store.SqliteFile))
            throw new StartupRefusedException(
                $"{settings.DataDirectory}에 저장소가 없어요. 마이 페이를 한 번 시작하거나 다른 --MyPay:DataDirectory를 적어 주세요.",
                $"There is no store in {settings.DataDirectory}. Start MyPay once, or name another "
                    + "--MyPay:DataDirectory."
            );
        return store;
    }
}
