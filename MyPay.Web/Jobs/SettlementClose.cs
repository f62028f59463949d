using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Settlement;
using MyPay.Web.Localization;

namespace MyPay.Web.Jobs;

/// <summary>
/// Closes yesterday's sales, and what earlier days were left open. When: <c>MyPay:Settlement:Cron</c>.
/// </summary>
internal sealed class SettlementClose(ISettlements settlements, JobSchedule schedule, TimeProvider clock)
    : IScheduledWork
{
    public string Name => JobSchedule.SettlementClose;

    public string NameKo => "정산 마감";

    public string NameEn => "Settlement close";

    public string Cron => schedule.SettlementCron;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var closed = await settlements.CloseAsync(SeoulTime.Today(clock).AddDays(-1), Actor.System, ct);
        if (!closed.TryGet(out var report, out var refusal))
            throw new InvalidOperationException(
                RefusalText.Say(refusal, "ko") + " | " + RefusalText.Say(refusal, "en")
            );
        return report.AlreadyClosed
            ? $"{report.SalesDate:yyyy-MM-dd}은 이미 마감했어요 | {report.SalesDate:yyyy-MM-dd} was closed already"
            : $"{report.SalesDate:yyyy-MM-dd} · 정산 {report.Batches:N0}건, {Words.InWon(report.PayOut)} | "
                + $"{report.SalesDate:yyyy-MM-dd} · {report.Batches:N0} batches, {Words.InWon(report.PayOut)}";
    }
}
