using Microsoft.Playwright;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>Proving oneself again, the way back in, and letters, as people meet them.</summary>
public sealed class AccountJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private const string James = "james@mypay.test";
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_new_number_asks_who_it_is_once_and_keeps_what_was_typed()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync(James);
        product.Clock.Advance(TimeSpan.FromMinutes(11));
        await james.GoAsync("/wallet/settings/profile");
        await james.FillAsync("phone", "010-9876-1234");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("step-up")).ToBeVisibleAsync();
        await james.ShotAsync("step-up");

        await james.FillAsync("password", "not it");
        await james.SubmitAsync();
        await james.SeesErrorAsync("비밀번호가 달라요");
        await james.Test("step-up-cancel").ClickAsync();
        await Assertions.Expect(james.Test("phone")).ToHaveValueAsync("010-9876-1234");
        await james.SubmitAsync();
        await james.Test("step-up-other").ClickAsync();
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        await james.ShotAsync("step-up-pin");
        await james.EnterPinAsync();

        await Assertions.Expect(james.Test("code")).ToBeVisibleAsync();
        await james.ShotAsync("profile-code");
        await james.FillAsync("code", "000000x");
        await james.SubmitAsync();
        await james.SeesErrorAsync("4번 더");
        await james.Test("phone-message").First.ClickAsync();
        await Assertions.Expect(james.Test("code")).ToHaveValueAsync(product.CodeTo("01098761234"));
        await james.SubmitAsync();
        await james.SeesResultAsync("저장했어요");
        Assert.Equal("01098761234", await PhoneAsync());
        await james.FillAsync("phone", "010-9876-5678"); // not asked again
        await james.Test("submit").ClickAsync();
        await Assertions.Expect(james.Test("code")).ToBeVisibleAsync();
        await james.FillAsync("code", product.CodeTo("01098765678"));
        await james.Test("submit").ClickAsync();
        await Eventually.TrueAsync(async () => await PhoneAsync() == "01098765678", "the number is kept");
        await james.SeesResultAsync("저장했어요");
        await product.LetterAsync(NoticeEvent.PhoneChanged, James);
    }

    [Fact]
    public async Task A_new_address_is_confirmed_from_its_letter_and_the_old_one_takes_it_back()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync(James);
        await james.GoAsync("/wallet/settings/profile");
        await james.FillAsync("email", "james.new@mypay.test");
        await james.Test("submit").ClickAsync();
        await Assertions.Expect(james.Test("pending")).ToContainTextAsync("james.new@mypay.test");
        await james.ShotAsync("profile-pending");

        await james.GoAsync((await product.LetterAsync(NoticeEvent.ConfirmAddress, "james.new@mypay.test")).Link());
        await james.ShotAsync("mail-confirm");
        await james.SubmitAsync();
        await james.SeesResultAsync("james.new@mypay.test");
        await james.GoAsync("/wallet/settings/profile");
        await Assertions.Expect(james.Test("email")).ToHaveValueAsync("james.new@mypay.test");

        await using var owner = await browser.PersonAsync(address, 1280, 900);
        await owner.GoAsync((await product.LetterAsync(NoticeEvent.EmailChanged, James)).Link());
        await owner.ShotAsync("mail-undo");
        await owner.SubmitAsync();
        await owner.SeesResultAsync("비밀번호를 막았어요");
        await james.IsAtAsync("**/login?returnUrl=*"); // whoever was signed in is not any more
        await owner.GoAsync((await product.LetterAsync(NoticeEvent.PasswordResetAsked, James)).Link());
        await owner.FillAsync("password", "brand-new-horse-7");
        await owner.SubmitAsync();
        await owner.SeesResultAsync("모든 기기에서 로그아웃했어요");
        await owner.SignInAsync(James, "brand-new-horse-7");
    }

    [Fact]
    public async Task A_forgotten_password_comes_back_by_letter()
    {
        await using var james = await browser.PersonAsync(address);
        await james.GoAsync("/login");
        await james.Page.GetByText("비밀번호를 잊으셨어요?").ClickAsync();
        await james.IsAtAsync("**/login/forgot");
        await james.FillAsync("email", "nobody@mypay.test");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("result")).ToBeVisibleAsync();
        var toNobody = await james.Page.Locator("main").TextContentAsync();
        await james.GoAsync("/login/forgot");
        await james.FillAsync("email", James);
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("result")).ToBeVisibleAsync();
        Assert.Equal(toNobody, await james.Page.Locator("main").TextContentAsync());
        await james.ShotAsync("forgot-sent");

        var link = (await product.LetterAsync(NoticeEvent.PasswordResetAsked, James)).Link();
        await james.GoAsync(link);
        await james.FillAsync("password", "password1");
        await james.SubmitAsync();
        await james.SeesErrorAsync("어렵게");
        await james.ShotAsync("reset");
        await james.FillAsync("password", "brand-new-horse-7");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("result")).ToBeVisibleAsync();
        await james.GoAsync(link);
        await james.SeesErrorAsync("이미 썼거나");
        await james.SignInAsync(James, "brand-new-horse-7");
    }

    [Fact]
    public async Task A_locked_pin_opens_after_two_proofs_and_a_known_one_changes_it_at_once()
    {
        var member = (
            await product.AskAsync(
                async (IMembers m) =>
                    await m.FindBySignInAsync((await product.AskAsync((ISignIns s) => s.FindIdAsync(James)))!)
            )
        )!;
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync(James);
        for (var i = 0; i < 5; i++)
            await product.AskAsync((IPins p) => p.VerifyAsync(member.Id, "000111"));
        await james.GoAsync("/wallet/settings/pin");
        await james.ShotAsync("pin-locked");
        await james.Test("send-text").ClickAsync();
        await Assertions.Expect(james.Test("code")).ToBeVisibleAsync();
        await james.FillAsync("code", product.CodeTo(member.Phone));
        await james.ShotAsync("pin-locked-code");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("by-text")).ToContainTextAsync("확인했어요");
        await james.Test("send-mail").ClickAsync();
        await Assertions.Expect(james.Test("by-mail")).ToContainTextAsync("30분");
        await james.ShotAsync("pin-locked-mail");

        // The letter is read on another device, where nobody is signed in; the page goes on by itself.
        await using var phone = await browser.PersonAsync(address);
        await phone.GoAsync((await product.LetterAsync(NoticeEvent.PinProofAsked, James)).Link());
        await phone.ShotAsync("pin-letter");
        await phone.SubmitAsync();
        await phone.SeesResultAsync("돌아가");
        await james.EnterPinAsync("741963");
        await james.EnterPinAsync("741963");
        await james.SeesResultAsync("새 결제 비밀번호");
        await Assertions.Expect(james.Test("calm")).ToContainTextAsync("300,000원");
        await james.ShotAsync("pin-calm");
        Assert.Equal(PinState.Set, await product.AskAsync((IPins p) => p.StateAsync(member.Id)));
        await james.GoAsync("/wallet");
        await Assertions.Expect(james.Test("calm")).ToContainTextAsync("결제 비밀번호를 새로 만들었어요");
        await james.ShotAsync("home-calm");

        // Whoever knows the old one needs nothing else.
        await james.GoAsync("/wallet/settings/pin");
        await james.EnterPinAsync("111222");
        await james.SeesErrorAsync("비밀번호가 달라요");
        await james.EnterPinAsync("741963");
        await james.EnterPinAsync("852963");
        await james.EnterPinAsync("852963");
        await james.SeesResultAsync("새 결제 비밀번호");

        await james.GoAsync("/wallet/settings/notifications");
        await Assertions.Expect(james.Test("mail-security")).ToBeDisabledAsync();
        await Assertions.Expect(james.Test("mail-transfer")).ToBeEnabledAsync();
        await Assertions.Expect(james.Test("mail-transfer")).ToBeCheckedAsync();
        await james.Test("mail-transfer").UncheckAsync();
        await Eventually.TrueAsync(
            async () =>
                !(await product.AskAsync((INotices n) => n.MailedAsync(member.Id))).Contains(NoticeKind.Transfer),
            "the wish is kept"
        );
        await james.ShotAsync("wishes-mail");
    }

    [Fact]
    public async Task A_letter_that_was_given_up_is_sent_again_from_the_desk()
    {
        await using var server = AMailServer.Start();
        var gone = true;
        server.Answer = command =>
            gone && command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no such mailbox" : null;
        await using var posting = await AProduct.StartAsync(settings: server.Settings());
        var at = await posting.ListenAsync();
        await posting.OperatorAsync();
        var member = await posting.MemberAsync();
        (
            await posting.AskAsync(
                (ISignIns s) => s.ChangePasswordAsync(member.SignInId, "MyPay!2026", "another-horse-7")
            )
        ).Granted();

        await using var clerk = await browser.PersonAsync(at, 1280, 900);
        await clerk.GoAsync("/login");
        await clerk.Test("email").FillAsync("operator1@mypay.test");
        await clerk.Test("password").FillAsync("MyPay!2026");
        await clerk.SubmitAsync();
        await clerk.IsAtAsync("**/admin");
        await clerk.GoAsync("/admin/mail");
        await Assertions.Expect(clerk.Test("row")).ToContainTextAsync("550"); // it comes by itself
        await Assertions.Expect(clerk.Test("row")).ToContainTextAsync("***@mypay.test");
        await clerk.ShotAsync("admin-mail");
        gone = false;
        await clerk.Test("resend").ClickAsync();
        await clerk.SeesResultAsync("다시 보낼게요");
        await Assertions.Expect(clerk.Test("row")).ToHaveCountAsync(0);
        await clerk.GoAsync("/admin/mail?state=sent");
        await Assertions.Expect(clerk.Test("row")).ToContainTextAsync("비밀번호 변경");
        Assert.Single(server.Letters);
    }

    private async Task<string> PhoneAsync()
    {
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync(James)))!;
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn)))!.Phone;
    }
}
