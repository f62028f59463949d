using System.Text;
using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Kernel;

/// <summary>The ways in for what people type: words, amounts, numbers, dates.</summary>
[Trait("Lane", "Fast")]
public sealed class TypedTests
{
    [Theory]
    [InlineData("  라테 ", "라테")]
    [InlineData("점심\t값", "점심 값")]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("a\u202Eb", "ab")]
    [InlineData("\u200B라\uFEFF테\u2060", "라테")]
    [InlineData("\u3164", "")]
    [InlineData("\u200D\u2800\u115F", "")]
    [InlineData("ＡＢＣ", "ＡＢＣ")]
    [InlineData("👨‍👩‍👧‍👦 가족", "👨‍👩‍👧‍👦 가족")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("한\u200D글", "한글")]
    [InlineData("x\0y\u0007", "xy")]
    [InlineData(null, "")]
    public void A_line_is_what_can_be_seen_of_it(string? typed, string kept) =>
        Assert.Equal(kept, TypedText.Line(typed));

    [Fact]
    public void Letters_taken_apart_are_put_together_and_half_a_letter_shows_as_lost()
    {
        Assert.Equal("한글라떼", TypedText.Line("한글라떼".Normalize(NormalizationForm.FormD)));
        Assert.Equal("a\uFFFDb", TypedText.Line("a" + (char)0xD83D + "b"));
        Assert.Equal("첫 줄\n둘째 줄", TypedText.Lines("첫 줄\r\n둘째\t줄\r"));
        Assert.True(TypedText.IsSame("주문-１２", "주문-12".Normalize(NormalizationForm.FormD)));
        Assert.False(TypedText.IsSame("a", "A"));
    }

    [Theory]
    [InlineData("ＡＢＣ－１２", "ABC-12")]
    [InlineData("㈜커피", "(주)커피")]
    [InlineData(" ｶﾌｪ ", "カフェ")]
    [InlineData("１\u200B２", "12")]
    public void A_word_of_a_search_has_no_width(string typed, string sought) =>
        Assert.Equal(sought, TypedText.Search(typed));

    [Theory]
    [InlineData("😀", 100)]
    [InlineData("👨‍👩‍👧‍👦", 100)]
    [InlineData("한", 100)]
    [InlineData("e\u0301", 100)]
    public void A_text_is_as_long_as_a_person_counts(string letter, int most)
    {
        var whole = string.Concat(Enumerable.Repeat(letter, most));
        var apart = whole.Normalize(NormalizationForm.FormD);

        Assert.Equal((most, most), (TypedText.Count(whole), TypedText.Count(apart)));
        Assert.False(TypedText.IsLonger(whole, most));
        Assert.False(TypedText.IsLonger(apart, most));
        Assert.True(TypedText.IsLonger(whole + "가", most));
    }

    [Fact]
    public void A_letter_under_an_unending_pile_of_accents_is_too_long() =>
        Assert.True(TypedText.IsLonger("a" + new string('\u0301', 200), 100));

    [Theory]
    [InlineData("1만", 10_000)]
    [InlineData("3천", 3_000)]
    [InlineData("1만5천", 15_000)]
    [InlineData("1만 5천원", 15_000)]
    [InlineData("１만２천３백４십５원", 12_345)]
    [InlineData("1만5000", 15_000)]
    [InlineData("1.5만", 15_000)]
    [InlineData("2억 3,000만", 230_000_000)]
    [InlineData("1 234 567", 1_234_567)]
    [InlineData("12\u200B000", 12_000)]
    [InlineData("￦12,000", 12_000)]
    [InlineData("1,2345", 12_345)]
    public void Amounts_are_read_as_people_write_them(string typed, long won) =>
        Assert.Equal(Won.Of(won), TypedWon.Parse(typed).Granted());

    [Theory]
    [InlineData("10000 10000", "amount.not_a_number")]
    [InlineData("10,000 10,000", "amount.not_a_number")]
    [InlineData("1000 1000", "amount.not_a_number")]
    [InlineData("5천1만", "amount.not_a_number")]
    [InlineData("1만1만", "amount.not_a_number")]
    [InlineData("12천", "amount.not_a_number")]
    [InlineData("만", "amount.not_a_number")]
    [InlineData("--5", "amount.not_a_number")]
    [InlineData("1만5만천", "amount.not_a_number")]
    [InlineData("1.00005만", "amount.fractional")]
    [InlineData("－5,000", "amount.not_positive")]
    [InlineData("99,999.9", "amount.fractional")]
    [InlineData("99.99999999999999999999999999999999999", "amount.fractional")]
    [InlineData("0.99999999999999999999999999999999999", "amount.fractional")]
    [InlineData("0.99999999999999999999999999999999999만", "amount.fractional")]
    [InlineData("1e4", "amount.not_a_number")]
    [InlineData("9999억9999만", "")]
    public void And_nothing_else_is_one(string typed, string code)
    {
        if (code.Length == 0)
            TypedWon.Parse(typed).Granted();
        else
            Assert.Equal(code, TypedWon.Parse(typed).Refused().Code);
    }

    [Theory]
    [InlineData("010-1234-5678", "01012345678")]
    [InlineData("０１０ー１２３４ー５６７８", "01012345678")]
    [InlineData("010–1234–5678", "01012345678")]
    [InlineData("(010) 1234.5678", "01012345678")]
    [InlineData("+82 10-1234-5678", "01012345678")]
    [InlineData("+82 (0)10 1234 5678", "01012345678")]
    [InlineData("0082 10 1234 5678", "01012345678")]
    [InlineData("\u202D010 1234\u00A05678\u202C", "01012345678")]
    [InlineData("010-1234-567x", "")]
    public void Phones_are_read_as_people_write_them(string typed, string digits) =>
        Assert.Equal(digits, TypedPhone.Digits(typed));

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("２０２６－１１－２３", true)]
    [InlineData(" 2026-11-23 ", true)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("2026-02-30", false)]
    [InlineData("2026-11-23T00:00", false)]
    [InlineData("", false)]
    public void Dates_are_days_that_people_mean(string typed, bool isOne) =>
        Assert.Equal(isOne, TypedDate.Day(typed) is not null);

    [Fact]
    public void The_ends_of_the_calendar_are_ends()
    {
        Assert.Equal(DateTimeOffset.MaxValue, SeoulTime.EndOf(DateOnly.MaxValue));
        Assert.Equal(DateTimeOffset.MinValue, SeoulTime.StartOf(DateOnly.MinValue));
        Assert.Equal(DateOnly.MaxValue, SeoulTime.DateOf(DateTimeOffset.MaxValue));
        Assert.Equal(DateOnly.MaxValue, DateOnly.MaxValue.Later(1));
        Assert.Equal(DateOnly.MinValue, DateOnly.MinValue.Later(-1));
        Assert.Equal(SeoulTime.StartOf(new(2026, 12, 1)), SeoulTime.EndOf(new(2026, 11, 30)));
        Assert.Equal(new DateOnly(2028, 2, 29), new DateOnly(2028, 2, 1).EndOfMonth());
    }
}
