using MyPay.Domain.BackOffice;
using MyPay.Domain.Platform.Jobs;

namespace MyPay.Web.Jobs;

/// <summary>Every night the ends of slips and audit log are kept outside the database.</summary>
internal sealed class NightlyAnchor(IAnchoring anchoring) : IScheduledWork
{
    public string Name => "ledger.anchor";

    public string NameKo => "장부 앵커";

    public string NameEn => "Anchor of the books";

    public string Cron => Crons.Anchor;

    public async Task<string> RunAsync(CancellationToken ct) =>
        await anchoring.AnchorAsync(ct) is { } anchor
            ? $"전표 {anchor.Slip.Seq:N0}건과 감사 기록 {anchor.Audit.Seq:N0}건까지 | Up to slip {anchor.Slip.Seq:N0} and audit "
                + $"entry {anchor.Audit.Seq:N0}"
            : "아직 전표가 없어요 | No slip yet";
}
