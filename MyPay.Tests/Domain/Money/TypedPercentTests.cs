using MyPay.Domain.Kernel;
using Xunit;

namespace MyPay.Tests.Domain.Money;

public sealed class TypedPercentTests
{
    [Theory]
    [InlineData("1.5", 150)]
    [InlineData(" 1.50 % ", 150)]
    [InlineData("0.05", 5)]
    [InlineData("2.3000000", 230)]
    [InlineData("100", 10_000)]
    [InlineData("1.4999999999999999999999999999999999999", null)]
    [InlineData("1.5000000000000000000000000000000000001", null)]
    [InlineData("1.555", null)]
    [InlineData("1e1", null)]
    [InlineData("-1", null)]
    [InlineData("1.", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_rate_is_read_by_its_digits(string? typed, int? points) =>
        Assert.Equal(points, TypedPercent.BasisPoints(typed));
}
