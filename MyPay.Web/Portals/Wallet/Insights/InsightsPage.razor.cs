using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Wallet.History;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Insights;

/// <summary>What a month's money went to. The month and the chosen day stand in the address.</summary>
public sealed partial class InsightsPage
{
    private const int Bars = 6;
    private const int MostOfADay = 200;

    private DateOnly today;
    private DateOnly month;
    private DateOnly? day;
    private Refusal? refusal;

    [SupplyParameterFromQuery(Name = "month")]
    private string? MonthInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    private string? DayInAddress { get; set; }

    [Inject]
    private PerCall<IInsights> Insights { get; set; } = default!;

    [Inject]
    private PerCall<IMovements> Movements { get; set; } = default!;

    [Inject]
    private PerCall<IRemittances> Remittances { get; set; } = default!;

    private DateOnly ThisMonth => new(today.Year, today.Month, 1);

    private long Largest => View!.Month.Categories.Max(c => c.Won);

    private string Comparison
    {
        get
        {
            var (now, before) = (View!.Month, View.Month.Before);
            var whole = before.Until.AddDays(1) == now.Month;
            var day = T($"{before.Until.Month}월 {before.Until.Day}일", DayInWords(before.Until));
            if (!before.HasAny)
            {
                return whole
                    ? T(
                        "지난달에는 내역이 없어서 견줄 수 없어요.",
                        "There is nothing to compare with in the month before."
                    )
                    : T(
                        $"지난달 이맘때({day}까지)에는 내역이 없어서 견줄 수 없어요.",
                        $"There is nothing to compare with by {day}."
                    );
            }

            var than = whole
                ? T("지난달보다", "than the month before")
                : T($"지난달 이맘때({day}까지)보다", $"than by {day}");
            var more = now.Out - before.Out;
            var sentence = more switch
            {
                0 => T(
                    $"{than.Replace("보다", "만큼", StringComparison.Ordinal)} 썼어요.",
                    $"As much {than.Replace("than", "as", StringComparison.Ordinal)}."
                ),
                > 0 => T($"{than} {InWon(more)} 더 썼어요.", $"{InWon(more)} more {than}."),
                _ => T($"{than} {InWon(-more)} 덜 썼어요.", $"{InWon(-more)} less {than}."),
            };
            var risen = now.Categories.MaxBy(c => c.Won - c.Before);
            return risen is not null && risen.Won > risen.Before && more > 0
                ? sentence
                    + " "
                    + T(
                        $"가장 많이 늘어난 분류는 {CategoryWords.Of(risen.Category)} {SignedWon(risen.Won - risen.Before)}.",
                        $"{CategoryWords.Of(risen.Category)} rose most, {SignedWon(risen.Won - risen.Before)}."
                    )
                : sentence;
        }
    }

    protected override void OnInitialized() => Read();

    protected override async Task OnParametersSetAsync()
    {
        Read();
        if (View is not null && View.Address != AddressOf(month, day))
            await ChangedAsync();
    }

    protected override async Task<InsightDesk?> AskAsync()
    {
        var chosen = day is { } date
            ? (await Movements.AskAsync(m => m.ListAsync(Me, new(date, date), null, MostOfADay))).Rows
            : [];
        return new(
            AddressOf(month, day),
            await Insights.AskAsync(i => i.MonthAsync(Me, month)),
            await Movements.AskAsync(m => m.MonthsAsync(Me, Bars)),
            chosen,
            await EnvelopesOf.AskAsync(Me, chosen.Select(row => row.Source), Remittances)
        );
    }

    private void Read()
    {
        today = SeoulTime.Today(Clock);
        var asked = TypedDate.Month(MonthInAddress) ?? today;
        month = asked > today ? ThisMonth : new(asked.Year, asked.Month, 1);
        day =
            TypedDate.Day(DayInAddress) is { } date && date.Year == month.Year && date.Month == month.Month
                ? date
                : null;
    }

    private string AddressOf(DateOnly of, DateOnly? on)
    {
        var query = new List<string>();
        if (of != ThisMonth)
            query.Add("month=" + of.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        if (on is { } date)
            query.Add("day=" + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return "/wallet/insights" + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }

    private int? Share(long won)
    {
        var whole = View!.Month.Categories.Where(c => c.Won > 0).Sum(c => c.Won);
        return won > 0 && whole > 0 ? (int)Math.Round(100m * won / whole, MidpointRounding.AwayFromZero) : null;
    }

    private async Task MoveAsync(string shop, string? category)
    {
        if ((await Insights.AskAsync(i => i.MoveShopAsync(Me, shop, category))).TryGet(out _, out refusal))
            await ChangedAsync();
    }
}
