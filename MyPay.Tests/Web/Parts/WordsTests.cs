using Bunit;
using MyPay.Web.Localization;
using MyPay.Web.Portals;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class WordsTests : PartTest
{
    private static readonly DateTimeOffset SundayMorning = new(2026, 11, 22, 1, 17, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("ko", "충전하기")]
    [InlineData("ko-KR", "충전하기")]
    [InlineData("en", "Charge")]
    [InlineData("en-US", "Charge")]
    [InlineData("fr", "충전하기")]
    public void English_is_for_those_who_asked_and_Korean_for_everyone_else(string culture, string expected)
    {
        Speak(culture);

        Assert.Equal(expected, Words.T("충전하기", "Charge"));
    }

    [Theory]
    [InlineData(0, "0원", "0원")]
    [InlineData(1_234, "1,234원", "+1,234원")]
    [InlineData(-1_234_567, "-1,234,567원", "-1,234,567원")]
    public void Won_is_written_one_way(long amount, string plain, string signed)
    {
        Assert.Equal(plain, Words.InWon(amount));
        Assert.Equal(signed, Words.SignedWon(amount));
    }

    [Fact]
    public void Time_is_told_in_Seoul()
    {
        Assert.Equal("2026. 11. 22. (일) 10:17", Words.TimeInSeoul(SundayMorning));
        Assert.Equal("2026. 11. 23. (월) 00:30", Words.TimeInSeoul(SundayMorning.AddHours(14).AddMinutes(13)));

        Speak("en");
        Assert.Equal("22 Nov 2026 (Sun) 10:17", Words.TimeInSeoul(SundayMorning));
        Assert.Equal("1 Sep 2026 (Tue)", Words.DayInWords(new(2026, 9, 1)));
    }

    [Theory]
    [InlineData(0, "영 원")]
    [InlineData(1, "일 원")]
    [InlineData(10, "십 원")]
    [InlineData(1_500, "천오백 원")]
    [InlineData(10_000, "만 원")]
    [InlineData(12_000, "만 이천 원")]
    [InlineData(35_010, "삼만 오천십 원")]
    [InlineData(110_000, "십일만 원")]
    [InlineData(2_000_000, "이백만 원")]
    [InlineData(12_345_678, "천이백삼십사만 오천육백칠십팔 원")]
    [InlineData(100_010_000, "일억 일만 원")]
    public void Amounts_are_read_as_Koreans_read_them(long amount, string expected) =>
        Assert.Equal(expected, Words.KoreanAmount(amount));

    [Theory]
    [InlineData("홍길동", "홍*동")]
    [InlineData("지우", "지*")]
    [InlineData("James", "J***s")]
    [InlineData("남궁민수", "남**수")]
    [InlineData("김", "*")]
    [InlineData("", "")]
    public void Names_are_masked_in_the_middle(string name, string expected) =>
        Assert.Equal(expected, Words.MaskName(name));

    [Theory]
    [InlineData("123-456-78901", "***-***-*8901")]
    [InlineData("12345678901", "*******8901")]
    [InlineData("123", "123")]
    public void Accounts_keep_their_last_four_digits(string account, string expected) =>
        Assert.Equal(expected, Words.MaskAccount(account));

    [Theory]
    [InlineData("010-1234-5678", "010-****-5678")]
    [InlineData("01012345678", "010-****-5678")]
    [InlineData("0111234567", "011-***-4567")]
    public void Phones_lose_their_middle(string phone, string expected) =>
        Assert.Equal(expected, Words.MaskPhone(phone));

    [Theory]
    [InlineData(30, "방금")]
    [InlineData(5 * 60, "5분 전")]
    [InlineData(3 * 3600, "3시간 전")]
    [InlineData(20 * 3600, "어제 14:17")]
    [InlineData(72 * 3600, "2026. 11. 19. (목)")]
    public void Time_is_relative_only_while_that_helps(int secondsAgo, string expected)
    {
        var time = Render<TimeText>(p =>
                p.Add(t => t.At, SundayMorning.AddSeconds(-secondsAgo)).Add(t => t.Now, SundayMorning)
            )
            .Find("time");

        Assert.Equal(expected, time.TextContent);
        Assert.Equal(Words.TimeInSeoul(SundayMorning.AddSeconds(-secondsAgo)), time.GetAttribute("title"));
    }

    [Theory]
    [InlineData("/wallet?x=1", "/wallet?x=1")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("wallet", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\\b", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public void Nobody_is_sent_back_to_another_site(string? asked, string expected) =>
        Assert.Equal(expected, LocalAddress.OrHome(asked));

    [Theory]
    [InlineData("/wallet/send", "wallet")]
    [InlineData("/merchant", "merchant")]
    [InlineData("/merchant/apply", "public")]
    [InlineData("/admin/ledger", "admin")]
    [InlineData("/pay/T123", "public")]
    [InlineData("/q/ABC", "wallet")]
    [InlineData("/", "public")]
    public void Every_address_belongs_to_one_portal(string path, string portal) =>
        Assert.Equal(portal, Portal.Of(path));
}
