using MyPay.Web.Portals.Public.SignUp;
using Xunit;

namespace MyPay.Tests.Web.Portals.Public;

[Trait("Lane", "Fast")]
public sealed class BirthReadingTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("1990-05-14")]
    [InlineData("1990. 5. 14.")]
    [InlineData("1990년 5월 14일")]
    [InlineData("1990/05/14")]
    [InlineData("19900514")]
    [InlineData("900514")]
    [InlineData("90-5-14")]
    [InlineData("１９９００５１４")]
    public void A_birthday_is_read_as_people_write_it(string typed) =>
        Assert.Equal(new DateOnly(1990, 5, 14), BirthReading.Read(typed, Today));

    [Fact]
    public void Two_digits_of_a_year_mean_the_latest_past()
    {
        Assert.Equal(new DateOnly(2005, 3, 1), BirthReading.Read("050301", Today));
        Assert.Equal(new DateOnly(1926, 11, 24), BirthReading.Read("261124", Today));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1990-13-01")]
    [InlineData("1990-02-30")]
    [InlineData("199005")]
    [InlineData("May 1990")]
    [InlineData("1990-05-14-01")]
    public void What_is_no_day_is_none(string? typed) => Assert.Null(BirthReading.Read(typed, Today));
}
