using Microsoft.Playwright;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The bell rings while a page is open.</summary>
public sealed class NoticeJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Money_that_arrives_rings_the_bell_and_leads_to_its_receipt()
    {
        var (sender, receiver) = (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("이받음"));
        await using var person = await browser.PersonAsync(address);
        await person.SignInAsync(receiver.Email);
        await person.GoAsync("/wallet/notifications");
        await Assertions.Expect(person.Page.Locator("main")).ToContainTextAsync("아직 알림이 없어요");
        await Assertions.Expect(person.Test("bell")).ToBeVisibleAsync();
        await person.ShotAsync("notices-empty");

        foreach (var won in new[] { 1_000, 2_500 })
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(won), "커피", false, Once.NewKey()))
                )
            ).Granted();

        await Assertions.Expect(person.Test("unread")).ToHaveTextAsync("2");
        await Assertions.Expect(person.Test("row")).ToHaveCountAsync(2);
        await Assertions.Expect(person.Test("row").First).ToContainTextAsync("김보냄 님이 2,500원을 보냈어요");
        await person.ShotAsync("notices");
        await person.Test("row").First.GetByRole(AriaRole.Link).ClickAsync();
        await person.IsAtAsync("**/wallet/history/2");
        await Assertions.Expect(person.Test("unread")).ToHaveTextAsync("1");

        await person.GoAsync("/wallet/settings/notifications");
        await Assertions.Expect(person.Test("wish-security")).ToBeDisabledAsync();
        await Assertions.Expect(person.Test("wish-transfer")).ToBeEnabledAsync();
        await person.ShotAsync("notices-wishes");
        await person.Test("wish-transfer").UncheckAsync();
        await Eventually.TrueAsync(
            async () =>
                (await product.AskAsync((INotices n) => n.SilencedAsync(receiver.Id))).Contains(NoticeKind.Transfer),
            "the wish is kept"
        );
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(10), null, false, Once.NewKey()))
            )
        ).Granted();

        await person.GoAsync("/wallet/notifications");
        await Assertions.Expect(person.Test("row")).ToHaveCountAsync(2);
        await person.Page.Locator("[data-action=read-all]").ClickAsync();
        await Assertions.Expect(person.Test("unread")).ToHaveCountAsync(0);
    }
}
