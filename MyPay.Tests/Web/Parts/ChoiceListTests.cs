using Bunit;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class ChoiceListTests : PartTest
{
    private static readonly string[][] Banks =
    [
        ["004", "KB국민은행"],
        ["088", "신한은행"],
        ["090", "카카오뱅크"],
        ["092", "토스뱅크"],
    ];

    private string[]? chosen;

    private IRenderedComponent<ChoiceList<string[]>> List() =>
        Render<ChoiceList<string[]>>(p =>
            p.Add(c => c.Label, "은행")
                .Add(c => c.TestId, "bank")
                .Add(c => c.Items, Banks)
                .Add(c => c.Key, b => b[0])
                .Add(c => c.Text, b => b[1])
                .Add(c => c.ValueChanged, b => chosen = b)
        );

    [Theory]
    [InlineData("KB국민은행", "004")]
    [InlineData("kb", "004")]
    [InlineData("088", "088")]
    [InlineData("카카오 뱅크", "090")]
    public void Typing_enough_to_leave_one_chooses_it(string typed, string code)
    {
        List().Find("[data-testid=bank]").Input(typed);

        Assert.Equal(code, chosen?[0]);
    }

    [Fact]
    public void Typing_what_fits_two_chooses_none_and_shows_both()
    {
        var list = List();

        list.Find("[data-testid=bank]").Input("뱅크");

        Assert.Null(chosen);
        Assert.Equal(["카카오뱅크", "토스뱅크"], list.FindAll(".choice-text").Select(text => text.TextContent));
    }

    [Fact]
    public void Typing_on_to_something_else_takes_the_choice_back()
    {
        var list = List();

        list.Find("[data-testid=bank]").Input("신한");
        list.Find("[data-testid=bank]").Input("뱅크");

        Assert.Null(chosen);
        Assert.Empty(list.FindAll(".choice[data-chosen]"));
    }

    [Fact]
    public void Choosing_an_option_marks_it_alone()
    {
        var list = List();

        list.Find("input[value='092']").Change("092");

        Assert.Equal("092", chosen?[0]);
        Assert.Equal("토스뱅크", Assert.Single(list.FindAll(".choice[data-chosen] .choice-text")).TextContent);
    }
}
