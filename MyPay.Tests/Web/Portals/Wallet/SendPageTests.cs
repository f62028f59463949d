using Bunit;
using MyPay.Domain.Kernel;
using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Wallet.Send;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class SendPageTests : WalletPageTest
{
    [Fact]
    public void Typing_a_whole_phone_number_and_pressing_on_is_enough()
    {
        var page = Render<SendPage>();

        Type(page, "receiver", "010-1234-0002");
        Press(page);

        page.WaitForAssertion(() => Assert.Equal("지우", page.Find("[data-testid=holder]").TextContent));
    }

    [Theory]
    [InlineData("", "receiver.missing")]
    [InlineData("010-9999-9999", "remittance.send.receiver_not_found")]
    [InlineData("010-1234-0001", "remittance.send.to_self")]
    public void Says_why_there_is_nobody_to_send_to(string typed, string code)
    {
        var page = Render<SendPage>();

        Type(page, "receiver", typed);
        Press(page);

        page.WaitForAssertion(() => Assert.Equal(code, ErrorOf(page)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waiting_for_acceptance_is_chosen_beforehand_the_first_time_only(bool firstTime)
    {
        Remittances.FirstTime = firstTime;

        var page = AtAmount();

        Assert.Equal(firstTime, page.Find("[data-testid=wait]").HasAttribute("checked"));
    }

    [Fact]
    public void The_bank_names_the_holder_before_any_amount()
    {
        Address.NavigateTo("/wallet/send?to=account");
        var page = Render<SendPage>();

        Type(page, "bank", "국민");
        Type(page, "account", "123-456-78901");
        Press(page);

        page.WaitForAssertion(() => Assert.Equal("김하늘", page.Find("[data-testid=holder]").TextContent));
        Assert.Empty(page.FindAll("[data-testid=wait]"));
    }

    [Fact]
    public void A_wrong_pin_stays_on_its_step_and_moves_nothing()
    {
        var page = AtPin("10000");

        EnterPin(page, "111111");

        Assert.Equal("membership.pin.wrong", ErrorOf(page));
        Assert.NotEmpty(page.FindAll("[data-testid=pin]"));
        Assert.Empty(Remittances.Sent);
    }

    [Fact]
    public void A_double_press_sends_once()
    {
        var bank = new TaskCompletionSource<Result<RemittanceView>>();
        Remittances.Outcomes.Enqueue(bank.Task);
        var page = AtPin("10000");

        Type(page, "pin", "258039");
        var form = page.Find("form");
        _ = form.SubmitAsync();
        _ = form.SubmitAsync();
        bank.SetResult(FakeRemittances.View(10_000));

        page.WaitForElement("[data-testid=result]");
        Assert.Single(Remittances.Sent);
    }

    [Fact]
    public void The_retry_of_an_undecided_sending_has_the_same_key()
    {
        Remittances.Outcomes.Enqueue(
            Task.FromResult<Result<RemittanceView>>(new Refusal(RefusalKind.Unavailable, "storage.busy"))
        );
        var page = AtPin("10000");

        EnterPin(page, "258039");
        Assert.Equal("storage.busy", ErrorOf(page));
        EnterPin(page, "258039");

        page.WaitForElement("[data-testid=result]");
        Assert.Equal(2, Remittances.Sent.Count);
        Assert.Equal(Remittances.Sent[0].Key, Remittances.Sent[1].Key);
    }

    [Fact]
    public void A_refusal_leads_back_to_the_amount_and_the_next_try_is_another_intent()
    {
        Remittances.Outcomes.Enqueue(
            Task.FromResult<Result<RemittanceView>>(new Refusal(RefusalKind.Conflict, "ledger.insufficient", 1_000L))
        );
        var page = AtPin("10000");

        EnterPin(page, "258039");
        Assert.Contains("금액으로 돌아가기", page.Find("[data-testid=error]").TextContent, StringComparison.Ordinal);
        Address.NavigateTo("/wallet/send?step=amount");
        Assert.Equal("10,000", page.Find("[data-testid=amount]").GetAttribute("value"));
        Type(page, "amount", "9000");
        Press(page);
        Press(page);
        EnterPin(page, "258039");

        page.WaitForElement("[data-testid=result]");
        Assert.Equal([10_000L, 9_000L], Remittances.Sent.Select(s => s.Amount.Amount));
        Assert.NotEqual(Remittances.Sent[0].Key, Remittances.Sent[1].Key);
    }

    [Theory]
    [InlineData("", "amount.missing")]
    [InlineData("0", "remittance.send.not_positive")]
    [InlineData("2000001", "money.limit.per_transfer")]
    public void An_amount_that_cannot_be_sent_is_refused_where_it_stands(string typed, string code)
    {
        var page = AtAmount();

        Type(page, "amount", typed);
        Press(page);

        Assert.Equal(code, ErrorOf(page));
    }

    [Fact]
    public void A_message_counts_what_people_count()
    {
        var page = AtAmount();
        Type(page, "amount", "1000");

        Type(page, "memo", string.Concat(Enumerable.Repeat("👨‍👩‍👧", 51)));
        Press(page);
        Assert.Equal("remittance.send.memo_too_long", ErrorOf(page));

        Type(page, "memo", string.Concat(Enumerable.Repeat("👨‍👩‍👧", 50)));
        Press(page);
        Assert.NotEmpty(page.FindAll(".confirm"));
    }

    [Fact]
    public void A_step_that_was_not_reached_is_not_shown_whatever_the_address_says()
    {
        Address.NavigateTo("/wallet/send?step=pin");

        var page = Render<SendPage>();

        Assert.NotEmpty(page.FindAll("[data-testid=receiver]"));
        Assert.DoesNotContain("step", Address.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_of_before_can_stand_in_the_address_and_nobody_else()
    {
        Address.NavigateTo($"/wallet/send?receiver={Given.Jiwoo.Id}");
        Assert.NotEmpty(Render<SendPage>().FindAll(".choice[data-chosen]"));

        Address.NavigateTo($"/wallet/send?receiver={Guid.NewGuid():N}");
        Assert.Empty(Render<SendPage>().FindAll(".choice[data-chosen]"));
    }

    [Fact]
    public void An_account_of_before_is_chosen_by_name_and_its_holder_asked_again()
    {
        Contacts.All.Add(FakeContacts.Account);
        var page = Render<SendPage>();
        Type(page, "receiver", "집주인");
        Assert.Equal(["집주인"], page.FindAll("[data-testid=contact] .choice-text").Select(e => e.TextContent));
        page.Find($"input[value='{FakeContacts.Account.Id:N}']").Change("on");
        Press(page);

        page.WaitForAssertion(() => Assert.Equal("김하늘", page.Find("[data-testid=holder]").TextContent));
        Assert.Empty(page.FindAll("[data-envelope]")); // an account gets no envelope
    }

    [Fact]
    public void The_star_the_nickname_and_taking_off_the_list()
    {
        var page = Render<SendPage>();
        page.Find(".star").Click();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".star").GetAttribute("aria-pressed")));
        Assert.Equal("즐겨찾기", page.Find(".choices-title").TextContent);
        page.Find("[data-action=more]").Click();
        Type(page, "nickname", "짝꿍");
        page.Find("[data-action=rename]").Click();
        page.WaitForAssertion(() => Assert.Equal("짝꿍", page.Find("[data-testid=contact] .choice-text").TextContent));
        page.Find("[data-action=more]").Click();
        page.Find("[data-action=remove]").Click();
        page.WaitForAssertion(() => Assert.Contains("아직 보낸 사람이 없어요", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void The_envelope_goes_with_the_money()
    {
        var page = AtAmount();
        Type(page, "amount", "10000");
        page.Find("input[data-envelope=thanks]").Change("on");
        Press(page);
        page.WaitForElement(".confirm");
        Assert.Contains("고마워요", page.Markup, StringComparison.Ordinal);
        Press(page);
        EnterPin(page, "258039");

        page.WaitForElement("[data-testid=result]");
        Assert.Equal(Envelope.Thanks, Assert.Single(Remittances.Sent).Envelope);
    }

    [Fact]
    public void Without_a_pin_there_is_a_way_to_set_one()
    {
        Pins.State = MyPay.Domain.Membership.PinState.NotSet;

        var page = AtPin("10000");

        Assert.Equal("membership.pin.not_set", ErrorOf(page));
        Assert.Equal("/wallet/settings/pin?returnUrl=%2F", page.Find(".refusal a").GetAttribute("href"));
    }

    // The sixth digit sends.
    private static void EnterPin(IRenderedComponent<SendPage> page, string pin) => Type(page, "pin", pin);

    private IRenderedComponent<SendPage> AtAmount()
    {
        var page = Render<SendPage>();
        page.Find($"input[value='{Given.Jiwoo.Id}']").Change(Given.Jiwoo.Id.ToString());
        Press(page);
        page.WaitForElement("[data-testid=amount]");
        return page;
    }

    private IRenderedComponent<SendPage> AtPin(string amount)
    {
        var page = AtAmount();
        Type(page, "amount", amount);
        Press(page);
        page.WaitForElement(".confirm");
        Press(page);
        return page;
    }
}
