using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// The line breaks while money is in hand: the page says what it knows, sends nothing again, and what happened is
/// found.
/// </summary>
public sealed class ReconnectJourneys(ABrowser browser) : IClassFixture<ABrowser>
{
    [Fact]
    public async Task A_line_that_breaks_after_the_press_comes_back_with_the_result()
    {
        await using var product = await AProduct.StartAsync(demo: true);
        await using var james = await browser.PersonAsync(await product.ListenAsync());
        var line = await CutLine.OfAsync(james.Page);
        await AtThePinAsync(james);
        line.Deafen();
        await james.PinInput.PressAsync("9"); // the sixth digit
        var jiwoo = await JiwooHasAsync(product, 1_510_000); // the server has heard it; its answer is lost
        await line.CutAsync();

        await Assertions
            .Expect(james.Page.Locator("#components-reconnect-modal"))
            .ToContainTextAsync("돈은 다시 보내지 않아요");
        await Assertions.Expect(james.Page.Locator("[data-when=show]")).ToBeVisibleAsync();
        await Assertions.Expect(james.Test("result")).ToHaveCountAsync(0); // nothing is claimed that is not known
        line.Mend();
        await james.SeesResultAsync("10,000원");
        await Assertions.Expect(james.Page.Locator("[data-when=show]")).ToBeHiddenAsync();
        Assert.Equal(1_510_000, await product.BalanceAsync(jiwoo));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_page_whose_circuit_is_gone_asks_to_be_loaded_again_and_the_history_knows_what_happened()
    {
        // Nothing is kept of a page whose line broke: as after a restart of the server.
        await using var product = await AProduct.StartAsync(
            demo: true,
            over: services =>
                services.Configure<CircuitOptions>(circuits =>
                    (circuits.DisconnectedCircuitMaxRetained, circuits.PersistedCircuitInMemoryMaxRetained) = (0, 0)
                )
        );
        await using var james = await browser.PersonAsync(await product.ListenAsync());
        var line = await CutLine.OfAsync(james.Page);
        await AtThePinAsync(james);
        line.Deafen();
        await james.PinInput.PressAsync("9"); // the sixth digit
        var jiwoo = await JiwooHasAsync(product, 1_510_000);
        await line.CutAsync();
        line.Mend();

        await Assertions.Expect(james.Page.Locator("[data-when=rejected]").First).ToBeVisibleAsync();
        await Assertions
            .Expect(james.Page.Locator("#components-reconnect-modal"))
            .ToContainTextAsync("하던 일의 결과는 내역에서 확인해 주세요");
        await james.ShotAsync("reconnect-rejected");
        await james.Page.GetByRole(AriaRole.Button, new() { Name = "새로 고침" }).ClickAsync();
        await SawTheEndAsync(james, product, jiwoo);
    }

    [Fact]
    public async Task A_page_that_comes_back_with_a_new_circuit_starts_over_and_says_so()
    {
        await using var product = await AProduct.StartAsync(
            demo: true,
            over: services =>
                services.Configure<CircuitOptions>(circuits => circuits.DisconnectedCircuitMaxRetained = 0)
        );
        await using var james = await browser.PersonAsync(await product.ListenAsync());
        var line = await CutLine.OfAsync(james.Page);
        await AtThePinAsync(james);
        line.Deafen();
        await james.PinInput.PressAsync("9"); // the sixth digit
        var jiwoo = await JiwooHasAsync(product, 1_510_000);
        await line.CutAsync();
        line.Mend();
        await SawTheEndAsync(james, product, jiwoo);
    }

    private static async Task SawTheEndAsync(APerson james, AProduct product, MyPay.Domain.Kernel.MemberId jiwoo)
    {
        await Assertions.Expect(james.Test("started-over")).ToContainTextAsync("돈은 다시 보내지 않아요");
        // the flow begins at its beginning, not at the PIN
        await Assertions.Expect(james.Test("receiver")).ToBeEnabledAsync();
        await james.ShotAsync("reconnect-started-over");
        await james.Test("started-over").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(3);
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("10,000원");
        Assert.Equal(1_510_000, await product.BalanceAsync(jiwoo));
        await product.VerifyAsync();
    }

    private static async Task AtThePinAsync(APerson james)
    {
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "10000");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        await james.PinInput.FillAsync("25803");
    }

    private static async Task<MyPay.Domain.Kernel.MemberId> JiwooHasAsync(AProduct product, long won)
    {
        var jiwoo = (
            await product.AskAsync(
                (MyPay.Domain.Membership.IMembers m) => m.FindReceiversAsync(new(Guid.NewGuid()), "jiwoo@mypay.test")
            )
        )[0].Id;
        await Eventually.TrueAsync(async () => await product.BalanceAsync(jiwoo) == won, "the transfer is done");
        return jiwoo;
    }

    /// <summary>
    /// A circuit's websocket that can be broken and mended. What the page says before the break is heard; what is
    /// answered is lost.
    /// </summary>
    private sealed class CutLine
    {
        private readonly List<IWebSocketRoute> open = [];
        private volatile bool isDeaf;
        private volatile bool isCut;

        public static async Task<CutLine> OfAsync(IPage page)
        {
            var line = new CutLine();
            await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), line.Connect);
            await page.RouteAsync("**/_blazor/**", call => line.isCut ? call.AbortAsync() : call.ContinueAsync());
            return line;
        }

        /// <summary>From now on nothing of what the server says arrives.</summary>
        public void Deafen() => isDeaf = true;

        public async Task CutAsync()
        {
            isCut = true;
            foreach (var end in open)
                await end.CloseAsync(new() { Code = 1011 });
            open.Clear();
        }

        public void Mend() => isCut = isDeaf = false;

        private void Connect(IWebSocketRoute page)
        {
            if (isCut)
            {
                _ = page.CloseAsync(new() { Code = 1011 });
                return;
            }

            var server = page.ConnectToServer();
            open.AddRange([page, server]);
            server.OnMessage(frame =>
            {
                if (isDeaf)
                    return;
                if (frame.Binary is { } bytes)
                    page.Send(bytes);
                else
                    page.Send(frame.Text!);
            });
        }
    }
}
