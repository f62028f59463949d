using MyPay.Domain.Platform.Names;
using Xunit;

namespace MyPay.Tests.Domain.Kernel;

/// <summary>Who pretends to be an office, however it is spelled, and who only sounds like one.</summary>
[Trait("Lane", "Fast")]
public sealed class OfficeNamesTests
{
    [Theory]
    [InlineData("마이페이")]
    [InlineData("마이 페이")]
    [InlineData("마.이·페-이")]
    [InlineData("마이페이 고객센터")]
    [InlineData("마이페이김지우")]
    [InlineData("ㅁㅏ이페이")] // jamo that stand alone
    [InlineData("마ㅇ丨페이")] // a stroke of hanja for a vowel
    [InlineData("MyPay")]
    [InlineData("MYPAY")]
    [InlineData("M y P a y")]
    [InlineData("ＭｙＰａｙ")] // full width
    [InlineData("МуРау")] // Cyrillic
    [InlineData("МУРАУ")]
    [InlineData("rnypay")] // rn for m
    [InlineData("MyPаy Support")]
    [InlineData("ⅿypay")] // Roman numeral
    [InlineData("고객 센터")]
    [InlineData("운영")]
    [InlineData("운영팀")]
    [InlineData("운 영 자")]
    [InlineData("MyPay 운영")]
    [InlineData("관리자")]
    [InlineData("금융감독원")]
    [InlineData("금감원 김지우")]
    [InlineData("국민은행")]
    [InlineData("국민은 행")]
    [InlineData("은행")]
    [InlineData("신한은행 상담원")]
    [InlineData("카카오뱅크")]
    [InlineData("서울지방경찰청")]
    [InlineData("경찰청 김경위")]
    [InlineData("서울중앙지방검찰청")]
    [InlineData("KB Kookmin Bank")]
    [InlineData("Seoul Police")]
    [InlineData("Admin")]
    [InlineData("ADMlN")] // small L for I
    [InlineData("Customer Service")]
    [InlineData("FSS")]
    public void An_office_is_nobodys_name(string name) => Assert.True(OfficeNames.Pretends(name), name);

    [Theory]
    [InlineData("김지우")]
    [InlineData("정운영")]
    [InlineData("James")]
    [InlineData("Kim James")]
    [InlineData("은행나무식당")]
    [InlineData("경찰병원앞꽃집")]
    [InlineData("법원앞김밥")]
    [InlineData("모닝커피")]
    [InlineData("Tyra Banks")]
    [InlineData("Banksia Cafe")]
    [InlineData("Ian Administer")]
    [InlineData("")]
    [InlineData(null)]
    public void Whoever_only_sounds_like_one_keeps_the_name(string? name) =>
        Assert.False(OfficeNames.Pretends(name), name);

    [Fact]
    public void The_data_is_unicodes_own_and_whole()
    {
        Assert.Equal(6_311, Confusables.Count);
        Assert.Equal(Confusables.Skeleton("paypal"), Confusables.Skeleton("рауpаl"));
        Assert.Equal("rn", Confusables.Skeleton("m"));
        Assert.NotEqual(Confusables.Skeleton("김지우"), Confusables.Skeleton("김지오"));
    }
}
