using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Settlement;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Reconciliation;

/// <summary>The reconciliation desk. The chosen case and the view stand in the address.</summary>
public sealed partial class ReconciliationPage : AdminPage
{
    private const int DaysShown = 62;

    private IReadOnlyList<ReconDay>? days;
    private IReadOnlyList<ReconCase> open = [],
        ended = [];
    private ReconCaseDetail? detail;
    private ApprovalView? waiting;
    private IReadOnlyList<BatchView> payouts = [];
    private DateOnly today,
        date;
    private string? said,
        shown;
    private bool isBusy,
        closed;

    [Inject]
    private PerCall<IReconciliation> Reconciliation { get; set; } = default!;

    [Inject]
    private PerCall<ISettlements> Settlements { get; set; } = default!;

    [Inject]
    private PerCall<IBankStatements> Statements { get; set; } = default!;

    [Inject]
    private PerCall<IApprovals> Approvals { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "case")]
    private string? Case { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    protected override IReadOnlyCollection<string> Topics => [ReconTopics.All, BackOfficeTopics.Approvals];

    private IReadOnlyList<ReconCase> Shown => closed ? ended : open;

    protected override void OnInitialized() => date = SeoulTime.Today(Clock).AddDays(-1);

    protected override async Task OnParametersSetAsync()
    {
        if (shown is not null && shown != Navigation.Uri)
            await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        shown = Navigation.Uri;
        today = SeoulTime.Today(Clock);
        closed = View == "closed";
        days = await Reconciliation.AskAsync(r => r.DaysAsync(today.AddDays(-DaysShown), today));
        open = await Reconciliation.AskAsync(r => r.CasesAsync(new()));
        ended = closed ? await Reconciliation.AskAsync(r => r.CasesAsync(new() { Closed = true })) : [];
        detail = Case is null ? null : await Reconciliation.AskAsync(r => r.FindAsync(Case));
        waiting = detail is null
            ? null
            : (await Approvals.AskAsync(a => a.ListAsync(waitingOnly: true, 200))).FirstOrDefault(a =>
                a.Subject == ReconWriteOff.SubjectOf(detail.Case.Id)
            );
        payouts = detail is null ? [] : await Settlements.AskAsync(s => s.CameBackAsync(detail.Case.Id));
    }

    private async Task RunAsync()
    {
        if (isBusy || !await MayAsync(SignInRoles.Operator))
            return;
        (isBusy, said) = (true, null);
        try
        {
            foreach (var account in await Statements.AskAsync(s => Task.FromResult(s.Accounts)))
            {
                var run = await Reconciliation.AskAsync(r => r.RunAsync(account.Key, date));
                if (run.TryGet(out var day, out var refusal))
                    said = T(
                        $"{DayInWords(day.Date)}을 맞춰 봤어요. {State(day)}.",
                        $"{DayInWords(day.Date)} is matched: {State(day)}."
                    );
                Refusal = refusal;
            }

            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task ActAsync((string Act, string Words, string? Batch) asked)
    {
        said = null;
        if (detail is null || !await MayAsync(SignInRoles.Operator))
            return;
        var id = detail.Case.Id;
        Refusal? refusal;
        if (asked.Act is "writeoff" or "returned")
        {
            var ask =
                asked.Act == "writeoff"
                    ? ReconWriteOff.Ask(id, asked.Words)
                    : new PayoutReturn(id, asked.Batch ?? "").Ask(asked.Words);
            (await Approvals.AskAsync(a => a.AskAsync(ask, Me))).TryGet(out _, out refusal);
            if (refusal is null)
                said = T("다른 사람이 승인하면 장부에 적혀요.", "It is booked once another person approves.");
        }
        else
        {
            var done = await Reconciliation.AskAsync(r =>
                asked.Act switch
                {
                    "take" => r.AssignAsync(id, Me, Me),
                    "explain" => r.ExplainAsync(id, asked.Words, Me),
                    _ => r.NoteAsync(id, asked.Words, Me),
                }
            );
            done.TryGet(out _, out refusal);
            if (refusal is null)
                said = T("적어 두었어요.", "Noted.");
        }

        await LoadAsync();
        Refusal = refusal;
    }

    private static string State(ReconDay day)
    {
        List<string> words = [T($"맞음 {day.Matched:N0}", $"{day.Matched:N0} agree")];
        if (day.Waiting > 0)
            words.Add(T($"기다림 {day.Waiting:N0}", $"{day.Waiting:N0} waiting"));
        if (day.Exceptions > 0)
            words.Add(T($"어긋남 {day.Exceptions:N0}", $"{day.Exceptions:N0} off"));
        return string.Join(" · ", words);
    }

    private static string AddressOf(string id) => $"/admin/reconciliation?case={Uri.EscapeDataString(id)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
