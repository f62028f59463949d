using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.History;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class HistoryFilterTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Theory]
    [InlineData("/wallet/history")]
    [InlineData("/wallet/history?period=last")]
    [InlineData("/wallet/history?period=3m&way=in&kind=charge,receive&q=%EC%A7%80%EC%9A%B0")]
    [InlineData("/wallet/history?period=days&from=2026-01-05&to=2026-02-01&way=out")]
    public void An_address_reads_back_as_itself(string address) =>
        Assert.Equal(Uri.UnescapeDataString(address), Uri.UnescapeDataString(Read(address).Address()));

    [Theory]
    [InlineData("?period=yesterday&way=up&kind=theft&from=soon&q=%20")]
    [InlineData("?from=2026-13-01")]
    public void What_an_address_says_wrongly_is_left_out(string query) =>
        Assert.True(Read("/wallet/history" + query).IsNone);

    [Fact]
    public void Days_in_the_wrong_order_are_turned_round() =>
        Assert.Equal(
            (new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)),
            Read("/wallet/history?period=days&from=2026-02-01&to=2026-01-01").Range(Today)
        );

    [Theory]
    [InlineData("", "2026-03-01", "2026-03-31")]
    [InlineData("?period=last", "2026-02-01", "2026-02-28")]
    [InlineData("?period=3m", "2026-01-01", "2026-03-31")]
    public void A_period_is_whole_days_of_the_calendar(string query, string from, string to) =>
        Assert.Equal((DateOnly.Parse(from), DateOnly.Parse(to)), Read("/wallet/history" + query).Range(Today));

    [Fact]
    public void A_kind_pressed_twice_is_as_it_was()
    {
        var filter = HistoryFilter.None.Toggle(MovementKind.Send);

        Assert.Equal("/wallet/history?kind=send", filter.Address());
        Assert.True(filter.Toggle(MovementKind.Send).IsNone);
    }

    [Fact]
    public void The_file_has_the_same_filter_as_the_page() =>
        Assert.Equal(
            "/wallet/history.csv?period=last&way=in",
            Read("/wallet/history?period=last&way=in").Address(HistoryFilter.Csv)
        );

    private static HistoryFilter Read(string address)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
            address.Contains('?', StringComparison.Ordinal)
                ? address[address.IndexOf('?', StringComparison.Ordinal)..]
                : ""
        );
        string? Value(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        return HistoryFilter.Parse(
            Value("period"),
            Value("from"),
            Value("to"),
            Value("way"),
            Value("kind"),
            Value("q")
        );
    }
}
