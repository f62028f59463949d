using MyPay.Domain.Franchise.Onboarding;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

[Trait("Lane", "Fast")]
public sealed class BusinessNumberTests
{
    [Theory]
    [InlineData("124-81-00998", "1248100998")] // a well-known maker of telephones
    [InlineData("120-81-47521", "1208147521")]
    [InlineData("2208162517", "2208162517")]
    [InlineData("123-45-67891", "1234567891")]
    [InlineData(" 124 81 00998 ", "1248100998")]
    [InlineData("１２４-８１-００９９８", "1248100998")]
    public void A_number_with_its_check_digit_is_taken(string typed, string stored) =>
        Assert.Equal(stored, BusinessNumberRules.Check(typed).Granted());

    [Theory]
    [InlineData("124-81-00997")]
    [InlineData("124-81-00989")] // two digits changed places
    [InlineData("0000000000")]
    [InlineData("100-00-00009")]
    [InlineData("124810099")]
    [InlineData("12481009988")]
    [InlineData("12481a0998")]
    [InlineData("124/81/00998")]
    [InlineData("٤٢٤٨١٠٠٩٩٨")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_is_refused(string? typed) =>
        Assert.Equal("franchise.apply.business_number_invalid", BusinessNumberRules.Check(typed).Refused().Code);

    [Fact]
    public void Each_changed_digit_is_seen_wherever_it_stands()
    {
        const string right = "1248100998";
        for (var place = 0; place < 10; place++)
        for (var digit = '0'; digit <= '9'; digit++)
            if (right[place] != digit)
                BusinessNumberRules.Check(right[..place] + digit + right[(place + 1)..]).Refused();
    }
}
