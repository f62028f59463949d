using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Platform.Jobs;

namespace MyPay.Web.Jobs;

/// <summary>
/// Every night the books are recomputed from their entries, as <c>verify</c> does it. A check that does not hold is a
/// failed run.
/// </summary>
internal sealed class NightlyProof(LedgerProof proof) : IScheduledWork
{
    public string Name => "ledger.proof";

    public string NameKo => "원장 검증";

    public string NameEn => "Proof of the ledger";

    public string Cron => Crons.Proof;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var report = await proof.RunAsync(ct);
        if (report.Ok)
            return $"전표 {report.Slips:N0}건이 모두 맞아요 | All {report.Slips:N0} slips hold";
        throw new InvalidOperationException(
            string.Join(
                "\n",
                report
                    .Checks.Where(check => !check.Ok)
                    .Select(check => $"{check.Name}: {(check.Findings.Count > 0 ? check.Findings[0].What : "")}")
            )
        );
    }
}
