using MyPay.Domain.Membership.Pin;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Pin;

[Trait("Lane", "Fast")]
public sealed class PinRulesTests
{
    private static readonly DateOnly Birthday = new(1995, 3, 14);

    [Theory]
    [InlineData("258039")]
    [InlineData("112233")]
    [InlineData("123457")]
    [InlineData("902714")]
    public void Allows(string pin) => PinRules.Check(pin, Birthday, "01012345678").Granted();

    [Theory]
    [InlineData("", "not_six_digits")]
    [InlineData("12345", "not_six_digits")]
    [InlineData("1234567", "not_six_digits")]
    [InlineData("25803a", "not_six_digits")]
    [InlineData("２５８０３９", "not_six_digits")] // full width
    [InlineData("123456", "sequence")]
    [InlineData("987654", "sequence")]
    [InlineData("890123", "sequence")]
    [InlineData("210987", "sequence")]
    [InlineData("000000", "repeated")]
    [InlineData("111222", "repeated")]
    [InlineData("258000", "repeated")]
    [InlineData("277713", "repeated")]
    [InlineData("121212", "repeated")]
    [InlineData("112211", "repeated")]
    [InlineData("123123", "repeated")]
    [InlineData("950314", "birthday")]
    [InlineData("031495", "birthday")]
    [InlineData("140395", "birthday")]
    [InlineData("719432", "phone")]
    public void Refuses(string pin, string reason) =>
        Assert.Equal($"membership.pin.{reason}", PinRules.Check(pin, Birthday, "010-1271-9432").Refused().Code);
}
