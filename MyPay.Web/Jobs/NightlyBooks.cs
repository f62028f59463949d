using MyPay.Domain.BackOffice;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Settlement;
using MyPay.Web.Portals.Admin.Certificates;

namespace MyPay.Web.Jobs;

/// <summary>Fetches the bank's own statement and matches it with ledger and call log.</summary>
internal sealed class NightlyReconciliation(IReconciliation reconciliation) : IScheduledWork
{
    public string Name => "settlement.reconcile";

    public string NameKo => "은행 대사";

    public string NameEn => "Bank reconciliation";

    public string Cron => Crons.Reconciliation;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var agreed = await reconciliation.RunDueAsync(ct);
        return $"{agreed:N0}일의 장부가 은행과 맞아요 | {agreed:N0} account-days agree with the bank";
    }
}

/// <summary>Certifies that the money at the bank covers every won owed.</summary>
internal sealed class NightlyCertificate(ICertificates certificates) : IScheduledWork
{
    public string Name => "backoffice.certificate";

    public string NameKo => "보호 증명서";

    public string NameEn => "Safeguarding certificate";

    public string Cron => Crons.Certificate;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        if (await certificates.IssueDueAsync(ct) is not { } newest)
            return "아직 증명할 것이 없어요 | Nothing to certify yet";
        var ratio = CertificateWords.Ratio(newest.BasisPoints);
        return $"{newest.Date:yyyy-MM-dd} · {ratio} | {newest.Date:yyyy-MM-dd} · {ratio}";
    }
}
