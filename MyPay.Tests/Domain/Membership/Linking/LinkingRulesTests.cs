using MyPay.Domain.Membership.Linking;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Linking;

[Trait("Lane", "Fast")]
public sealed class LinkingRulesTests
{
    [Theory]
    [InlineData("김지우", "김 지우", true)]
    [InlineData("KIM JIWOO", "Kim Jiwoo", true)]
    [InlineData("ＫＩＭ　ＪＩＷＯＯ", "Kim Jiwoo", true)] // banks like full width
    [InlineData("김지우", "김지유", false)]
    [InlineData("김지우", "", false)]
    public void The_holder_is_compared_by_letters(string holder, string member, bool same) =>
        Assert.Equal(same, LinkingRules.IsSamePerson(holder, member));

    [Fact]
    public void A_holder_in_single_jamo_is_the_same_person() =>
        Assert.True(LinkingRules.IsSamePerson("김지우".Normalize(System.Text.NormalizationForm.FormD), "김지우"));

    [Theory]
    [InlineData("1234567890", "***-**-67890")]
    [InlineData("110123456789", "110-****-56789")]
    [InlineData("12345678901234", "123-******-01234")]
    public void Five_digits_stay_readable(string digits, string masked) =>
        Assert.Equal(masked, LinkingRules.Mask(digits));

    [Theory]
    [InlineData("042", true)]
    [InlineData("구름042", true)]
    [InlineData(" 구름 042 ", true)]
    [InlineData("０４２", true)]
    [InlineData("42", false)]
    [InlineData("0042", false)]
    [InlineData("바다042", false)]
    [InlineData("구름", false)]
    [InlineData("", false)]
    public void Digits_or_the_whole_text_are_right(string typed, bool right) =>
        Assert.Equal(right, LinkingRules.IsRight(typed, "구름042"));

    [Fact]
    public void A_depositor_text_is_a_word_and_four_digits_and_fits_the_statement()
    {
        var texts = Enumerable.Range(0, 500).Select(_ => LinkingRules.NewDepositorText()).ToList();

        Assert.All(texts, text => Assert.Matches(@"\A[가-힣]{2,5}[0-9]{4}\z", text));
        Assert.True(texts.Distinct().Count() > 400);
    }
}
