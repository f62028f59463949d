using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Whoever comes from a checkout and has to become a member first is back at that checkout in the end.
/// </summary>
public sealed class WayBackJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Signing_up_at_a_checkout_ends_at_the_checkout()
    {
        var coffee = product.Host.DemoShop!.Shop;
        var ready = (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            coffee.Id,
                            true,
                            coffee.Cid,
                            "web-1",
                            "user-1",
                            "아이스 라테",
                            null,
                            1,
                            4_500,
                            0,
                            null,
                            0,
                            "http://localhost:3000/ok",
                            "http://localhost:3000/no",
                            "http://localhost:3000/fail",
                            null,
                            null,
                            null
                        )
                    )
            )
        ).Granted();
        await using var newcomer = await browser.PersonAsync(address);
        await newcomer.GoAsync("/pay/" + ready.Tid);
        await newcomer.IsAtAsync("**/login?returnUrl=*");
        await newcomer.Page.GetByText("비밀번호를 잊으셨어요?").ClickAsync();
        await newcomer.Page.GetByText("로그인 화면으로").ClickAsync();
        await newcomer.Page.Locator("main a[href^='/signup']").ClickAsync();
        await Assertions.Expect(newcomer.Test("way-back")).ToContainTextAsync("하던 결제");
        await newcomer.SubmitAsync(); // with nothing in it: the way back is kept by the answer too
        await newcomer.FillAsync("email", "new@mypay.test");
        await newcomer.FillAsync("password", "latte-tonic-77");
        await newcomer.FillAsync("name", "김새로");
        await newcomer.FillAsync("phone", "010-7777-1234");
        await newcomer.FillAsync("birth", "1990-05-14");
        await newcomer.Test("agree-all").CheckAsync();
        await newcomer.SubmitAsync();
        await newcomer.IsAtAsync("**/signup/code?returnUrl=*");
        await newcomer.FillAsync("code", product.CodeTo("01077771234"));
        await newcomer.SubmitAsync();
        await newcomer.IsAtAsync("**/signup/pin?returnUrl=*");
        await newcomer.EnterPinAsync();
        await newcomer.EnterPinAsync();
        await Assertions.Expect(newcomer.Test("way-back")).ToHaveAttributeAsync("href", "/pay/" + ready.Tid);
        await newcomer.Page.GetByText("계좌 연결하기").ClickAsync();
        await newcomer.FillAsync("bank", "신한은행");
        await newcomer.SubmitAsync();
        await newcomer.FillAsync("account", "110-333-444555");
        await newcomer.SubmitAsync();
        await Assertions.Expect(newcomer.Test("code")).ToBeEnabledAsync();
        await newcomer.FillAsync(
            "code",
            (await product.JournalAsync()).Last(m => m is { Number: "110333444555", Amount: 1 }).PrintContent[^4..]
        );
        await newcomer.SubmitAsync();
        await newcomer.Test("agree").CheckAsync();
        await newcomer.SubmitAsync();
        await newcomer.Test("way-back").ClickAsync();
        await newcomer.IsAtAsync("**/pay/" + ready.Tid);
        await Assertions.Expect(newcomer.PinInput).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_page_on_the_way_leads_on_with_the_way_back_and_to_nobody_else()
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        foreach (
            var (page, next) in new[]
            {
                ("/login", "/login/forgot"),
                ("/login", "/signup"),
                ("/login/code", "/login"),
                ("/login/forgot", "/login"),
                ("/login/forgot", "/signup"),
                ("/signup", "/login"),
            }
        )
        {
            var ours = await http.GetStringAsync(page + "?returnUrl=" + Uri.EscapeDataString("/q/ABC?x=1&y=2"));
            Assert.Contains($"href=\"{next}?returnUrl=%2Fq%2FABC%3Fx%3D1%26y%3D2\"", ours, StringComparison.Ordinal);
            Assert.DoesNotContain($"href=\"{next}\"", ours, StringComparison.Ordinal);
            var others = await http.GetStringAsync(page + "?returnUrl=" + Uri.EscapeDataString("//evil.test"));
            Assert.Contains($"href=\"{next}\"", others, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"//evil", others, StringComparison.Ordinal);
        }
    }
}
