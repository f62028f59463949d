using MyPay.Domain.Money;
using MyPay.Domain.Money.Ledger;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;
using MyPay.Domain.Storage;

namespace MyPay.Web.Host;

/// <summary>Recomputes everything from the entries and says so; also while the app is running. Exit 0 only if all holds.</summary>
internal static class VerifyVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var builder = WebApplication.CreateBuilder(line.HostArgs);
        var settings = MyPaySettings.Read(builder.Configuration, builder.Environment);
        var store = new StorageOptions(settings.DataDirectory);
        if (!File.Exists(store.SqliteFile)) throw new StartupRefusedException($"There is no store in {settings.DataDirectory}. Start MyPay once, or name another --MyPay:DataDirectory.");

        var proof = new LedgerProof(store, [.. MoneyModule.Proofs(), .. RemittanceModule.Proofs(), .. PaymentModule.Proofs(), .. SettlementModule.Proofs()], settings.Clock);
        var report = await proof.RunAsync(CancellationToken.None);
        Console.WriteLine(line.Has("json") ? ProofText.ToJson(report) : ProofText.ToText(report));
        return report.Ok ? 0 : 1;
    }
}
