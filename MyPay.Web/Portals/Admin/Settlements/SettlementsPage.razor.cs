using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Settlement;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Parts.Settlement;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Settlements;

/// <summary>
/// The settlement console: calendar, what waits in which state, preview and close. Month, day and state stand in the
/// address.
/// </summary>
public sealed partial class SettlementsPage : AdminPage
{
    // What an operator looks for in the morning, most urgent first.
    private static readonly BatchState[] Watched =
    [
        BatchState.Draft,
        BatchState.Approved,
        BatchState.Paying,
        BatchState.Unknown,
        BatchState.Failed,
        BatchState.Held,
    ];

    private readonly List<BatchView> batches = [];
    private IReadOnlyList<BatchSum>? sums;
    private IReadOnlyList<SettlementDay>? days;
    private IReadOnlyList<BatchView>? preview;
    private DateOnly today,
        month,
        salesDate,
        previewOf;
    private DateOnly? day,
        closedUntil;
    private BatchState? shownState;
    private string? next,
        said,
        shown;
    private StepUp? stepUp;
    private bool isBusy;

    [Inject]
    private PerCall<ISettlements> Settlements { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "month")]
    private string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    private string? Day { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    protected override IReadOnlyCollection<string> Topics => [SettlementTopics.All];

    private BatchSum? Paying => sums?.FirstOrDefault(sum => sum.State == BatchState.Paying);

    private string Heading =>
        shownState is { } state ? SettlementWords.Of(state)
        : day is { } d ? T($"{DayInWords(d)}에 지급", $"Due {DayInWords(d)}")
        : T("최근 정산", "Latest batches");

    protected override void OnInitialized() => salesDate = SeoulTime.Today(Clock).AddDays(-1);

    protected override async Task OnParametersSetAsync()
    {
        if (shown is not null && shown != Navigation.Uri)
            await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        shown = Navigation.Uri;
        today = SeoulTime.Today(Clock);
        (month, day) = SettlementMonth.Read(Month, Day, today);
        shownState =
            Enum.TryParse<BatchState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;
        closedUntil = await Settlements.AskAsync(s => s.ClosedUntilAsync());
        days = await Settlements.AskAsync(s => s.DaysAsync(month, month.AddMonths(1).AddDays(-1)));
        sums = await Settlements.AskAsync(s => s.SumsAsync());
        batches.Clear();
        next = null;
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        var byDay = shownState is null && day is not null;
        var page = await Settlements.AskAsync(s =>
            s.ListAsync(
                new()
                {
                    State = shownState,
                    ByDueDate = byDay,
                    From = byDay ? day : null,
                    To = byDay ? day : null,
                    Cursor = next,
                    Limit = 50,
                }
            )
        );
        batches.AddRange(page.Items);
        next = page.NextCursor;
    }

    private Task PreviewAsync() =>
        BusyAsync(async () =>
        {
            previewOf = salesDate;
            preview = await Settlements.AskAsync(s => s.PreviewAsync(salesDate));
        });

    private Task CloseAsync() =>
        BusyAsync(async () =>
        {
            if (!await MayAsync(SignInRoles.Operator))
                return;
            var closed = await Settlements.AskAsync(s => s.CloseAsync(salesDate, Me));
            if (closed.TryGet(out var report, out var refusal))
            {
                said = report.AlreadyClosed
                    ? T(
                        $"{DayInWords(report.SalesDate)}은 이미 마감했어요. 아무것도 바뀌지 않았어요.",
                        $"{DayInWords(report.SalesDate)} was closed before. Nothing changed."
                    )
                    : T(
                        $"{DayInWords(report.SalesDate)}을 마감했어요. 정산 {report.Batches:N0}개, 지급할 돈 "
                            + $"{InWon(report.PayOut)}.",
                        $"{DayInWords(report.SalesDate)} is closed: {report.Batches:N0} batches, "
                            + $"{InWon(report.PayOut)} to pay."
                    );
                preview = null;
                await LoadAsync();
            }

            Refusal = refusal;
        });

    private Task ApproveAllAsync() =>
        BusyAsync(async () =>
        {
            if (!await MayAsync(SignInRoles.Approver))
                return;
            var (done, won) = (0, 0L);
            Refusal? last = null;
            foreach (var batch in batches.ToList())
            {
                var approved = await stepUp!.TryAsync(() => Settlements.AskAsync(s => s.ApproveAsync(batch.Id, Me)));
                if (approved.TryGet(out var view, out var refusal))
                    (done, won) = (done + 1, won + view.PayOut);
                else
                    last = refusal;
                if (refusal?.Code == "membership.step_up.required")
                    break; // would rather not
            }

            said = T($"{done:N0}건 {InWon(won)}을 승인했어요.", $"Approved {done:N0}, {InWon(won)}.");
            await LoadAsync();
            Refusal = last;
        });

    private async Task BusyAsync(Func<Task> work)
    {
        if (isBusy)
            return;
        (isBusy, said, Refusal) = (true, null, null);
        try
        {
            await work();
        }
        finally
        {
            isBusy = false;
        }
    }

    private static string Address(DateOnly month, DateOnly? day) =>
        SettlementMonth.Address("/admin/settlements", month, day);

    private static string ListOf(BatchState state) => $"/admin/settlements?state={state.ToString().ToLowerInvariant()}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
