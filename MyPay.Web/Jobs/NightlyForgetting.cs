using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Jobs;

namespace MyPay.Web.Jobs;

/// <summary>Takes away the webhook events whose 30 days are over.</summary>
internal sealed class NightlyForgetting(IWebhookUpkeep webhooks) : IScheduledWork
{
    public string Name => "payment.webhook-events";

    public string NameKo => "지난 웹훅 이벤트 지우기";

    public string NameEn => "Remove old webhook events";

    public string Cron => Crons.Forgetting;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var forgotten = await webhooks.ForgetAsync(ct);
        return $"{IWebhookEvents.KeptDays}일이 지난 이벤트 {forgotten:N0}건을 지웠어요 | {forgotten:N0} events older than "
            + $"{IWebhookEvents.KeptDays} days removed";
    }
}
