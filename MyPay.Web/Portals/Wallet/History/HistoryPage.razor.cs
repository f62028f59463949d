using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.History;

public sealed partial class HistoryPage
{
    private const int PageSize = 30;

    private readonly List<Movement> rows = [];
    private HistoryFilter filter = HistoryFilter.None;
    private DateOnly today;
    private long? before;
    private string? text;
    private string? shown;
    private int fresh;
    private bool isLoading;

    [SupplyParameterFromQuery(Name = "period")]
    private string? PeriodInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? FromInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? ToInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "way")]
    private string? WayInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? KindInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? TextInAddress { get; set; }

    [Inject]
    private PerCall<IMovements> Movements { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<IRemittances> Remittances { get; set; } = default!;

    private static (HistoryPeriod Period, string Words)[] Periods =>
        [
            (HistoryPeriod.Month, T("이번 달", "This month")),
            (HistoryPeriod.Last, T("지난달", "Last month")),
            (HistoryPeriod.ThreeMonths, T("3개월", "3 months")),
            (HistoryPeriod.Days, T("직접", "Choose")),
        ];

    private string RangeWords
    {
        get
        {
            var (from, to) = filter.Range(today);
            return
                string.Join(" ~ ", from is { } f ? DayInWords(f) : "", to is { } t ? DayInWords(t) : "").Trim(' ', '~')
                    is { Length: > 0 } words
                ? words
                : T("모든 날", "All days");
        }
    }

    protected override void OnInitialized() => Read();

    protected override async Task OnParametersSetAsync()
    {
        Read();
        if (View is null || shown == filter.Address())
            return;
        await base.ChangedAsync();
        ShowFirstPage();
    }

    protected override async Task<HistoryView?> AskAsync()
    {
        var found = filter.ToMovementFilter(today);
        var page = await Movements.AskAsync(m => m.ListAsync(Me, found, null, PageSize));
        return new(
            filter.Address(),
            page,
            await Movements.AskAsync(m => m.TotalsAsync(Me, found)),
            await OpenSources.AskAsync(Me, Wallets, Remittances),
            await EnvelopesOf.AskAsync(Me, page.Rows.Select(row => row.Source), Remittances)
        );
    }

    protected override Task ArrivedAsync()
    {
        ShowFirstPage();
        return Task.CompletedTask;
    }

    // Rows that are being read must not move: new ones wait behind a bar until asked for.
    protected override async Task ChangedAsync()
    {
        await base.ChangedAsync();
        var newest = rows.Count == 0 ? 0 : rows[0].Number;
        if (rows.Count == 0)
            ShowFirstPage();
        else
            fresh = View!.Page.Rows.Count(row => row.Number > newest);
    }

    private void Read()
    {
        today = SeoulTime.Today(Clock);
        filter = HistoryFilter.Parse(
            PeriodInAddress,
            FromInAddress,
            ToInAddress,
            WayInAddress,
            KindInAddress,
            TextInAddress
        );
        if (shown != filter.Address())
            text = filter.Text;
    }

    private void ShowFirstPage()
    {
        rows.Clear();
        rows.AddRange(View!.Page.Rows);
        (before, fresh, shown) = (View.Page.Before, 0, filter.Address());
    }

    private async Task ShowFreshAsync()
    {
        await base.ChangedAsync();
        ShowFirstPage();
    }

    private async Task MoreAsync()
    {
        if (isLoading || before is not { } cursor)
            return;
        isLoading = true;
        try
        {
            var asked = filter;
            var page = await Movements.AskAsync(m => m.ListAsync(Me, asked.ToMovementFilter(today), cursor, PageSize));
            if (asked.Address() != filter.Address())
                return; // another filter was chosen meanwhile
            var envelopes = await EnvelopesOf.AskAsync(Me, page.Rows.Select(row => row.Source), Remittances);
            View!.Envelopes.Add(envelopes);
            rows.AddRange(page.Rows);
            before = page.Before;
        }
        finally
        {
            isLoading = false;
        }
    }

    private HistoryFilter With(HistoryPeriod period)
    {
        if (period != HistoryPeriod.Days)
            return filter with { Period = period, From = null, To = null };
        var (from, to) = filter.Range(today);
        return filter with { Period = period, From = from, To = to > today ? today : to };
    }

    private void PickDay(object? value, DateOnly? other, bool isFirst)
    {
        var day = TypedDate.Day(value as string);
        var chosen = isFirst ? filter with { From = day, To = other } : filter with { From = other, To = day };
        Navigation.NavigateTo(chosen.Address());
    }

    private void Search() => Navigation.NavigateTo((filter with { Text = TypedText.SearchOrNull(text) }).Address());

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
