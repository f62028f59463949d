using Microsoft.Playwright;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>Stopping one's own money: from a letter, by a tap, and letting it go again.</summary>
public sealed class SafetyJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private const string James = "james@mypay.test";
    private AProduct product = null!;
    private string address = "";
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync(James)))!;
        member = (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn)))!;
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task The_link_of_a_security_letter_stops_the_money_and_two_proofs_let_it_go()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync(James);
        await james.GoAsync("/wallet/settings/safety");
        await Assertions.Expect(james.Test("freeze")).ToHaveAttributeAsync("data-frozen", "no");
        await james.ShotAsync("safety");
        for (var i = 0; i < 5; i++)
            await product.AskAsync((IPins p) => p.VerifyAsync(member.Id, "000111"));

        // On another device, where nobody is signed in; the open page follows.
        await using var phone = await browser.PersonAsync(address);
        await phone.GoAsync((await product.LetterAsync(NoticeEvent.PinLocked, James)).FreezeLink());
        await phone.ShotAsync("freeze-letter");
        await phone.SubmitAsync();
        await phone.SeesResultAsync("모두 멈췄어요");
        await phone.ShotAsync("freeze-done");
        await Assertions.Expect(james.Test("freeze")).ToHaveAttributeAsync("data-frozen", "yes");
        await phone.GoAsync("/freeze/not-a-link");
        await Assertions.Expect(phone.Page.Locator("main h1")).ToHaveTextAsync("쓸 수 없는 링크예요");

        await james.GoAsync("/wallet");
        await Assertions.Expect(james.Test("stopped")).ToBeVisibleAsync();
        await james.ShotAsync("home-stopped");
        await james.Test("stopped").ClickAsync();
        await james.Test("unfreeze").ClickAsync();
        await james.Test("send-text").ClickAsync();
        await james.Test("phone-message").First.ClickAsync();
        await Assertions.Expect(james.Test("code")).ToHaveValueAsync(product.CodeTo(member.Phone));
        await james.ShotAsync("unfreeze-code");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("by-text")).ToContainTextAsync("확인했어요");
        await james.Test("send-mail").ClickAsync();
        await phone.GoAsync((await product.LetterAsync(NoticeEvent.PinProofAsked, James)).Link());
        await phone.SubmitAsync();
        await phone.SeesResultAsync("돌아가");
        await Assertions.Expect(james.Test("proofs")).ToHaveCountAsync(0);
        await james.Test("unfreeze").ClickAsync();
        await james.SeesResultAsync("풀었어요");
        await Assertions.Expect(james.Test("freeze")).ToHaveAttributeAsync("data-frozen", "no");

        await james.Test("freeze-now").ClickAsync();
        await Assertions.Expect(james.Test("freeze")).ToHaveAttributeAsync("data-frozen", "yes");
        Assert.NotNull(await product.AskAsync((IOwnFreezes f) => f.SinceAsync(member.Id)));
    }

    [Fact]
    public async Task A_stopped_member_is_told_so_where_money_would_leave()
    {
        (await product.AskAsync((IOwnFreezes f) => f.FreezeAsync(member.Id))).Granted();
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync(James);
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "1000");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await Assertions
            .Expect(james.Test("error").First)
            .ToHaveAttributeAsync("data-code", "money.member.frozen_by_owner");
        await james.ShotAsync("send-stopped");
    }
}
