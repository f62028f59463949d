using Microsoft.Playwright;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>James keeps his wallet filled without thinking of it.</summary>
public sealed class AutoChargeJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task A_threshold_is_set_charges_by_itself_shows_an_unknown_outcome_and_is_lowered_without_a_pin()
    {
        var shop = await product.MemberAsync("박받음");
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/charge/auto");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("예약한 충전이 없어요");
        await james.ShotAsync("auto-empty");
        await james.Page.Locator("[data-action=threshold]").ClickAsync();
        await james.FillAsync("below", "15,000");
        await james.FillAsync("amount", "20,000");
        await james.SubmitAsync();
        await james.SeesErrorAsync("10,000원 단위로");
        await james.FillAsync("below", "20,000");
        await james.ShotAsync("auto-threshold");
        await james.SubmitAsync();
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("잔액 20,000원 미만");
        await james.ShotAsync("auto-confirm");
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("자동 충전을 켰어요");

        // 35,000 − 20,000 = 15,000: below. The clockwork charges 20,000 by itself.
        var me = await IdOfJamesAsync();
        await SendAsync(me, shop.Id, 20_000);
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("35,000원");
        await Assertions
            .Expect(james.Test("auto-charge"))
            .ToContainTextAsync("잔액이 20,000원보다 적으면 20,000원 충전");
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("자동 충전");
        await james.ShotAsync("auto-home");

        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        await SendAsync(me, shop.Id, 20_000);
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("자동 충전");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("은행 확인 중");
        await james.SeesBalanceAsync("15,000원");
        await james.GoAsync("/wallet/charge/auto");
        await Assertions.Expect(james.Page.Locator("[data-run=open]")).ToContainTextAsync("은행 확인 중");
        await james.ShotAsync("auto-unknown");
        product.Clock.Advance(TimeSpan.FromMinutes(2));
        await Assertions.Expect(james.Page.Locator("[data-run=charged]")).ToHaveCountAsync(2);
        await james.ShotAsync("auto-page");

        await james.Page.Locator("[data-action=change]").ClickAsync();
        await james.FillAsync("below", "10,000");
        await james.SubmitAsync();
        await james.SubmitAsync(); // no PIN to take less
        await james.SeesResultAsync("자동 충전을 켰어요");
        await james.GoAsync("/wallet/charge/auto");
        await Assertions.Expect(james.Page.Locator("[data-action=off]")).ToBeEnabledAsync();
        await james.Page.Locator("[data-action=off]").ClickAsync();
        await james.Page.Locator("[data-action=sure]").ClickAsync();
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("자동 충전을 껐어요");
        await james.GoAsync("/wallet/history?kind=autocharge");
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(2);
        await james.Test("row").First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(james.Test("receipt")).ToContainTextAsync("잔액이 기준보다 적어서");
        await james.ShotAsync("auto-receipt");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_charge_is_scheduled_runs_on_its_day_is_skipped_and_paused()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/charge/auto/new");
        await james.FillAsync("amount", "30,000");
        await Assertions.Expect(james.Test("day")).ToHaveValueAsync("25");
        await james.Test("holidays").SelectOptionAsync("Previous");
        await james.ShotAsync("auto-schedule");
        await james.SubmitAsync();
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("2026. 12. 24. (목)"); // Christmas is a holiday
        await james.ShotAsync("auto-schedule-confirm");
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("예약 충전을 만들었어요");
        await james.GoAsync("/wallet/charge/auto");
        await Assertions.Expect(james.Test("next")).ToHaveTextAsync("2026. 11. 25. (수)");
        await Assertions.Expect(james.Page.Locator("[data-action=skip]")).ToBeEnabledAsync();

        product.Clock.Advance(TimeSpan.FromDays(2));
        await james.SignInAsync("james@mypay.test"); // a sign-in that nobody used for so long has ended
        await james.SeesBalanceAsync("65,000원");
        await james.GoAsync("/wallet/charge/auto");
        await Assertions.Expect(james.Page.Locator("[data-run=charged]")).ToHaveCountAsync(1);
        await Assertions.Expect(james.Page.Locator("[data-action=skip]")).ToBeEnabledAsync();
        await james.Page.Locator("[data-action=skip]").ClickAsync();
        await james.Page.Locator("[data-action=sure]").ClickAsync();
        await Assertions.Expect(james.Page.Locator("[data-run=skipped]")).ToHaveCountAsync(1);
        await Assertions.Expect(james.Test("next")).ToHaveTextAsync("2027. 1. 25. (월)");
        await james.Page.Locator("[data-action=pause]").ClickAsync();
        await Assertions.Expect(james.Page.Locator("[data-action=resume]")).ToBeEnabledAsync();
        await james.ShotAsync("auto-scheduled");
        await james.GoAsync("/wallet/notifications?kind=bank");
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("예약한 30,000원을 자동 충전했어요");
        await product.VerifyAsync();
    }

    private async Task<MemberId> IdOfJamesAsync() =>
        (await product.AskAsync((IMembers m) => m.FindReceiversAsync(new(Guid.NewGuid()), "james@mypay.test")))[0].Id;

    private async Task SendAsync(MemberId from, MemberId to, long won) =>
        (
            await product.Remittances(r => r.SendToMemberAsync(new(from, to, Won.Of(won), null, false, Once.NewKey())))
        ).Granted();
}
