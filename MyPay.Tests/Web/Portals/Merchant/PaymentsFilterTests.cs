using MyPay.Domain.Payment;
using MyPay.Web.Portals.Merchant.Payments;
using Xunit;

namespace MyPay.Tests.Web.Portals.Merchant;

[Trait("Lane", "Fast")]
public sealed class PaymentsFilterTests
{
    [Theory]
    [InlineData("/merchant/payments")]
    [InlineData("/merchant/payments?period=today&state=paid&mode=test&q=T123")]
    [InlineData("/merchant/payments?period=days&from=2026-11-01&to=2026-11-22&state=failed")]
    public void An_address_reads_back_as_itself(string address) => Assert.Equal(address, Read(address).Address());

    [Fact]
    public void What_it_does_not_understand_it_leaves_out() =>
        Assert.True(Read("/merchant/payments?period=never&state=?&mode=x&from=yesterday&q=%20").IsNone);

    [Fact]
    public void Days_the_wrong_way_round_are_turned() =>
        Assert.Equal(
            "/merchant/payments?period=days&from=2026-11-01&to=2026-11-22",
            Read("/merchant/payments?from=2026-11-22&to=2026-11-01").Address()
        );

    [Fact]
    public void A_week_is_seven_days_with_today() =>
        Assert.Equal(
            (new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 22)),
            PaymentsFilter.None.Range(new(2026, 11, 22))
        );

    [Theory]
    [InlineData(10_000, 3_000, 2_000, 0)] // the taxed part is enough
    [InlineData(10_000, 3_000, 8_000, 1_000)] // the rest is tax free
    [InlineData(10_000, 3_000, 10_000, 3_000)]
    public void A_cancel_takes_the_taxed_part_first(long left, long taxFree, long amount, long expected) =>
        Assert.Equal(expected, PaymentWords.TaxFreeOf(amount, new AmountSplit(left, taxFree, 0, 0)));

    private static PaymentsFilter Read(string address)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
            address.Contains('?', StringComparison.Ordinal)
                ? address[address.IndexOf('?', StringComparison.Ordinal)..]
                : ""
        );
        string? Of(string key) => query.TryGetValue(key, out var value) ? value.ToString() : null;
        return PaymentsFilter.Parse(Of("period"), Of("from"), Of("to"), Of("state"), Of("mode"), Of("q"));
    }
}
