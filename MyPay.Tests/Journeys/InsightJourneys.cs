using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>James looks at what his money went to, and takes November home on paper and as a file.</summary>
public sealed class InsightJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task A_month_is_read_recategorised_and_downloaded_and_says_what_the_ledger_says()
    {
        var shop = product.Host.DemoShop!;
        var me = (
            await product.AskAsync((IMembers m) => m.FindReceiversAsync(new(Guid.NewGuid()), "james@mypay.test"))
        )[0].Id;
        var friend = await product.MemberAsync("오민수");
        await PayAsync(me, 4_500);
        await PayAsync(me, 12_000);
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(me, friend.Id, Won.Of(7_000), "회비", false, Once.NewKey()))
            )
        ).Granted();

        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/insights");
        var month = await product.AskAsync((IInsights i) => i.MonthAsync(me, new(2026, 11, 1)));
        Assert.Equal((await EntriesAsync(me)).Sum(e => e.Signed), month.In - month.Out);
        await SeesOutAsync(month.Out);
        await Assertions.Expect(james.Test("category-row").First).ToContainTextAsync("카페·디저트");
        await Assertions.Expect(james.Test("category-row").First).ToContainTextAsync("16,500원");
        await Assertions.Expect(james.Test("fee-row")).ToContainTextAsync("0원");
        await Assertions.Expect(james.Test("comparison")).ToContainTextAsync("내역이 없어서 견줄 수 없어요");
        await james.ShotAsync("insights");
        await Assertions.Expect(james.Test("day")).ToHaveCountAsync(1);
        await james.Test("day").ClickAsync();
        await Assertions.Expect(james.Test("day-list")).ToContainTextAsync("오민수");
        await james.ShotAsync("insights-day");
        await Assertions.Expect(james.Test("category")).ToBeEnabledAsync();
        await james.Test("category").SelectOptionAsync("restaurant");
        await Assertions.Expect(james.Test("category-row").First).ToContainTextAsync("음식점");
        await james.Test("category").SelectOptionAsync("back");
        await Assertions.Expect(james.Test("category-row").First).ToContainTextAsync("카페");

        await james.Test("day-list").GetByText("오민수").ClickAsync();
        await james.IsAtAsync("**/wallet/history/*");
        await Assertions.Expect(james.Test("receipt")).ToContainTextAsync("오민수");
        await Assertions.Expect(james.Test("category")).ToBeEnabledAsync();
        await james.Test("category").SelectOptionAsync("living");
        await Assertions.Expect(james.Test("category")).ToHaveValueAsync("living");
        await james.ShotAsync("insights-receipt");
        await james.GoAsync("/wallet/insights");
        await Assertions
            .Expect(james.Test("category-row").Filter(new() { HasText = "생활 서비스" }))
            .ToContainTextAsync("7,000원");

        // November is running: it is shown, not given out.
        await james.GoAsync("/wallet/statements/2026-11");
        await Assertions.Expect(james.Test("check")).ToContainTextAsync("마지막 잔액과 같아요");
        await Assertions.Expect(james.Page.Locator("[data-action=csv]")).ToHaveCountAsync(0);
        Assert.Equal(404, (await james.Page.APIRequest.GetAsync("/wallet/statements/2026-11/statement.csv")).Status);

        product.Clock.Advance(TimeSpan.FromDays(10));
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/statements");
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(2);
        await james.ShotAsync("statements");
        await james.Test("row").Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        var statement = (await product.AskAsync((IStatements s) => s.FindAsync(me, new(2026, 11, 1))))!;
        await Assertions.Expect(james.Test("closing")).ToHaveTextAsync(Said(statement.Closing.Amount));
        await james.ShotAsync("statement");

        var csv = await james.Page.APIRequest.GetAsync("/wallet/statements/2026-11/statement.csv");
        var rows = Encoding.UTF8.GetString(await csv.BodyAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(statement.Count + 3, rows.Length); // head, opening, lines, closing
        var sum =
            statement.Opening.Amount + rows[2..^1].Select(r => r.Split(',')).Sum(c => Number(c[4]) - Number(c[5]));
        Assert.Equal(statement.Closing.Amount, sum);
        Assert.Equal(statement.Closing.Amount, Number(rows[^1].Split(',')[6]));
        var xlsx = await james.Page.APIRequest.GetAsync("/wallet/statements/2026-11/statement.xlsx");
        Assert.Equal(
            (200, (byte)'P', (byte)'K'),
            (xlsx.Status, (await xlsx.BodyAsync())[0], (await xlsx.BodyAsync())[1])
        );

        await james.GoAsync("/wallet/statements/2026-11/print");
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(statement.Count);
        await Assertions.Expect(james.Test("closing")).ToHaveTextAsync(Said(statement.Closing.Amount));
        await james.ShotAsync("statement-print");
        await james.GoAsync("/wallet/insights?month=2026-10");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("이 달에는 내역이 없어요");
        await james.ShotAsync("insights-empty");
        await james.Page.Locator("[data-action=after]").ClickAsync();
        await SeesOutAsync(month.Out);

        // Nobody else reads it.
        await using var minsu = await browser.PersonAsync(address);
        await minsu.SignInAsync(friend.Email);
        await minsu.GoAsync("/wallet/statements/2026-11/print");
        await Assertions.Expect(minsu.Test("row")).ToHaveCountAsync(1); // his own month: what James sent him

        Task SeesOutAsync(long won) => Assertions.Expect(james.Test("out")).ToHaveTextAsync(Said(won));
        static string Said(long won) => won.ToString("N0", CultureInfo.InvariantCulture) + "원";
        static long Number(string cell) => long.TryParse(cell, out var number) ? number : 0;

        async Task PayAsync(MemberId payer, long won)
        {
            var code = (await product.AskAsync((IInStore s) => s.IssueCodeAsync(payer))).Code;
            var paid = await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(shop.Shop.Id, true, code, won, $"order-{won}", "커피", null, Once.NewKey()))
            );
            paid.Granted();
        }
    }

    private async Task<List<Movement>> EntriesAsync(MemberId member)
    {
        var entries = new List<Movement>();
        await product.AskAsync(
            async (IMovements m) =>
            {
                await foreach (var entry in m.ExportAsync(member, new(new(2026, 11, 1), new(2026, 11, 30))))
                    entries.Add(entry);
                return 0;
            }
        );
        return entries;
    }
}
