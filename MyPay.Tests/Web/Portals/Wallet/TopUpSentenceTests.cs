using Bunit;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.Send;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class TopUpSentenceTests : WalletPageTest
{
    private static readonly TopUpPlan Plan = new(
        Won.Of(35_000),
        Won.Of(3_200),
        Won.Of(10_000),
        Given.Kookmin.Id,
        "KB국민은행 78901"
    );

    [Fact]
    public void Says_at_once_what_is_topped_up_when_the_balance_is_short()
    {
        Wallets.Plan = _ => Task.FromResult<Result<TopUpPlan>>(Plan);

        Assert.Equal(
            "잔액이 3,200원 부족해서 KB국민은행 78901에서 10,000원을 충전해요.",
            Sentence(38_200).Find(".note span").TextContent
        );
    }

    [Fact]
    public void Names_the_bank_in_the_persons_language()
    {
        Speak("en");
        Wallets.Plan = _ => Task.FromResult<Result<TopUpPlan>>(Plan);

        Assert.Equal(
            "You are 3,200원 short, so we charge 10,000원 from KB Kookmin Bank 78901.",
            Sentence(38_200).Find(".note span").TextContent
        );
    }

    [Fact]
    public void Says_nothing_while_the_balance_suffices() => Assert.Empty(Sentence(35_000).FindAll(".note"));

    [Fact]
    public void Says_why_it_cannot_be_and_leads_to_linking_an_account()
    {
        Wallets.Plan = _ =>
            Task.FromResult<Result<TopUpPlan>>(new Refusal(RefusalKind.Conflict, "money.top_up.no_account", 3_200L));

        var sentence = Sentence(38_200);

        Assert.Contains("3,200원 부족해요", sentence.Find(".note.warn").TextContent, StringComparison.Ordinal);
        Assert.Equal("/wallet/accounts/link?returnUrl=%2Fwallet%2Fsend", sentence.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void What_a_limit_forbids_is_said_without_asking_about_a_top_up()
    {
        Wallets.Plan = _ => throw new InvalidOperationException("asked");

        Assert.Contains(
            "2,000,000원까지",
            Sentence(2_000_001).Find(".note.warn").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_late_answer_for_an_amount_that_was_typed_over_says_nothing()
    {
        var late = new TaskCompletionSource<Result<TopUpPlan>>();
        Wallets.Plan = amount =>
            amount == Won.Of(38_200)
                ? late.Task
                : Task.FromResult<Result<TopUpPlan>>(new TopUpPlan(Won.Of(35_000), Won.Zero, Won.Zero, null, null));
        var sentence = Sentence(38_200);

        sentence.Render(p => p.Add(s => s.Amount, 100));
        late.SetResult(Plan);

        Assert.Empty(sentence.FindAll(".note"));
    }

    private IRenderedComponent<TopUpSentence> Sentence(long amount) =>
        Render<TopUpSentence>(p =>
            p.Add(s => s.Member, Given.James)
                .Add(s => s.Amount, amount)
                .Add(s => s.Balance, Wallets.Balance)
                .Add(s => s.Limits, Given.Limits)
                .Add(s => s.Accounts, [Given.Kookmin])
        );
}
