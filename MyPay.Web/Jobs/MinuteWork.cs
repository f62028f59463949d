using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;

namespace MyPay.Web.Jobs;

/// <summary>
/// What must not wait for a nightly job: result inquiries that are due, waiting money and payments whose time is up,
/// allowances and automatic charges, franchises that have nothing open any more, the corporate account's opening.
/// What to do is decided in the modules; all of it is safe to run twice. Of several instances one does it.
/// </summary>
internal sealed class MinuteWork(
    IServiceScopeFactory scopes,
    Instances instances,
    TimeProvider clock,
    ILogger<MinuteWork> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var corporateAccountOpen = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!instances.Leads)
                continue;
            if (!corporateAccountOpen)
                await TryAsync<IBankingSetup>(
                    "open corporate account",
                    async setup => corporateAccountOpen = await setup.OpenCorporateAccountAsync(stoppingToken),
                    stoppingToken
                );
            await TryAsync<IFirmBank>("result inquiries", bank => bank.InquireDueAsync(stoppingToken), stoppingToken);
            await TryAsync<IRemittances>(
                "return expired remittances",
                remittances => remittances.ReturnExpiredAsync(stoppingToken),
                stoppingToken
            );
            await TryAsync<IAllowances>(
                "run allowances",
                allowances => allowances.RunDueAsync(stoppingToken),
                stoppingToken
            );
            await TryAsync<IThresholdCharge>(
                "run threshold charges",
                charges => charges.RunDueAsync(stoppingToken),
                stoppingToken
            );
            await TryAsync<IScheduledCharges>(
                "run scheduled charges",
                charges => charges.RunDueAsync(stoppingToken),
                stoppingToken
            );
            await TryAsync<IPaymentUpkeep>(
                "expire payments",
                payments => payments.ExpireAsync(stoppingToken),
                stoppingToken
            );
            await TryAsync<ILeavings>(
                "finish leaving franchises",
                leavings => leavings.FinishDueAsync(stoppingToken),
                stoppingToken
            );
            await TryAsync<IApprovals>(
                "expire approvals",
                approvals => approvals.ExpireDueAsync(stoppingToken),
                stoppingToken
            );
        }
    }

    private async Task TryAsync<T>(string what, Func<T, Task> work, CancellationToken ct)
        where T : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Could not {What}; tried again in {Every}.", what, Every);
        }
    }
}
