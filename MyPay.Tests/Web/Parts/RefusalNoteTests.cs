using Bunit;
using MyPay.Domain.Kernel;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class RefusalNoteTests : PartTest
{
    [Fact]
    public void Says_the_refusal_in_words_and_keeps_its_code()
    {
        var note = Render<RefusalNote>(p => p.Add(n => n.Refusal, new Refusal(RefusalKind.Invalid, "amount.invalid")));

        Assert.Equal("amount.invalid", note.Find("[role=alert][data-testid=error]").GetAttribute("data-code"));
        Assert.Equal(
            RefusalText.Say(new(RefusalKind.Invalid, "amount.invalid")),
            note.Find(".refusal-text").TextContent
        );
        Assert.Equal("amount.invalid", note.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public void Is_not_there_when_nothing_was_refused() =>
        Assert.Equal("", Render<RefusalNote>(p => p.Add(n => n.Refusal, null)).Markup.Trim());

    [Fact]
    public void Offers_the_way_out_where_there_is_one()
    {
        var note = Render<RefusalNote>(p =>
            p.Add(n => n.Refusal, new Refusal(RefusalKind.Conflict, "x.y.z"))
                .Add(n => n.ActionHref, "/wallet/charge")
                .Add(n => n.ActionWords, "충전하기")
        );

        Assert.Equal("충전하기", note.Find("a[href='/wallet/charge']").TextContent);
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void Every_kind_of_refusal_has_words_even_when_its_code_has_none(string language)
    {
        foreach (var kind in Enum.GetValues<RefusalKind>())
            Assert.NotEmpty(RefusalText.Say(new(kind, "nobody.knows.this"), language));
    }
}
