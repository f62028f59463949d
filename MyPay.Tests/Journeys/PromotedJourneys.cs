using Microsoft.Playwright;
using MyPay.Tests.Given;
using MyPay.Tests.Web.Host;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The morning after a move to PostgreSQL, in a real browser: James notices nothing.</summary>
[Trait("Lane", "Long")]
public sealed class PromotedJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-promoted-").FullName;
    private readonly ALivedInStore lived = new();
    private string database = "";

    public async Task InitializeAsync()
    {
        await lived.InitializeAsync();
        database = await (await APostgres.SharedAsync()).EmptyAsync();
    }

    public async Task DisposeAsync()
    {
        await lived.DisposeAsync();
        await (await APostgres.SharedAsync()).DropAsync(database);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task James_signs_in_sees_what_he_had_and_sends_money()
    {
        var source = await lived.OneAsync(Path.Combine(folder, "data"));
        await PromoteVerb.PromoteAsync(source, database, TimeProvider.System, _ => { }, portion: 50);
        var store = source with { PostgreSql = database };
        await using (var host = await PromoteTests.StartAsync(store))
        {
            await host.App.StartAsync();

            // What was planned goes on too: it is the first of the month, and Jiwoo's allowance comes.
            await Eventually.TrueAsync(
                async () => (await PromoteTests.HistoryAsync(host)).Exists(movement => movement.Signed == 200_000),
                "the allowance"
            );
            var held = await PromoteTests.BalanceAsync(host, "james@mypay.test");
            await using var james = await browser.PersonAsync(host.Address);
            await james.SignInAsync("james@mypay.test");
            await james.SeesBalanceAsync($"{held:N0}원");
            await james.GoAsync("/wallet/history?period=last"); // November
            await Assertions.Expect(james.Test("row").Filter(new() { HasText = "모닝커피" }).First).ToBeVisibleAsync();

            await james.GoAsync("/wallet/send");
            await james.FillAsync("receiver", "jiwoo@mypay.test");
            await james.SubmitAsync();
            await james.FillAsync("amount", "1,000원");
            await james.SubmitAsync();
            await james.SubmitAsync();
            await james.EnterPinAsync();
            await james.SeesResultAsync("1,000원");
            await james.GoAsync("/wallet");
            await james.SeesBalanceAsync($"{held - 1_000:N0}원");
        }

        var report = await VerifyVerb.ProveAsync(store, TimeProvider.System);
        Assert.True(report.Ok, MyPay.Domain.Ledger.Proofs.ProofText.ToText(report));
    }
}
