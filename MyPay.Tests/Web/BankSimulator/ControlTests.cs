using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static MyPay.Tests.Web.BankSimulator.SimulatedBank;

namespace MyPay.Tests.Web.BankSimulator;

[Trait("Lane", "Fast")]
public sealed class ControlTests(SimulatedBank bank) : IClassFixture<SimulatedBank>
{
    [Fact]
    public async Task An_unused_account_has_its_opening_balance_and_no_holder_yet()
    {
        var number = NewNumber();

        var account = await bank.GetAsync($"/sim/accounts/088/{number}");

        Assert.Equal(
            ("088", number, null, 10_000_000L),
            (
                (string?)account["bank"],
                (string?)account["number"],
                (string?)account["holder"],
                (long)account["balance"]!
            )
        );
    }

    [Fact]
    public async Task Holder_and_balance_can_be_set_and_hyphens_do_not_matter()
    {
        var set = await PutAsync("/sim/accounts/088/110-987-654321", """{"holder":"이가을","balance":700}""");
        var half = await PutAsync("/sim/accounts/088/110987654321", """{"balance":800}""");
        var named = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), "110987654321", "박바다"));

        Assert.Equal((200, 200), ((int)set.StatusCode, (int)half.StatusCode));
        Assert.Equal(800, await bank.BalanceAsync("110-987-654321"));
        Assert.Equal("이가을", (string?)named["account_holder_name"]);
    }

    [Theory]
    [InlineData("/sim/accounts/999/1109876543", 400)]
    [InlineData("/sim/accounts/088/12345", 400)]
    [InlineData("/sim/accounts/088/11098x6543", 400)]
    [InlineData("/sim/accounts/088/1109870404", 404)]
    [InlineData("/sim/accounts/088/1109870415", 404)]
    [InlineData("/sim/journal?from=x", 400)]
    public async Task A_look_at_nothing_is_told_in_words(string path, int status)
    {
        using var answer = await bank.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_journal_is_read_from_a_place_onwards()
    {
        for (var call = 0; call < 3; call++)
            await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(NewId(), NewNumber()));
        var all = await bank.Client.GetFromJsonAsync<JsonArray>("/sim/journal");
        var from = (long)all![1]!["seq"]!;

        var rest = await bank.Client.GetFromJsonAsync<JsonArray>($"/sim/journal?from={from}");

        Assert.Equal(all.Skip(1).Select(row => row!.ToJsonString()), rest!.Select(row => row!.ToJsonString()));
    }

    [Theory]
    [InlineData("/sim/faults", """{"effect":"explode"}""", "timeout-before")]
    [InlineData("/sim/faults", """{}""", "timeout-before")]
    [InlineData("/sim/faults", """{"effect":"slow","delayMs":-1}""", "delayMs")]
    [InlineData("/sim/faults", """{"effect":"slow","match":{"count":0}}""", "count")]
    [InlineData("/sim/faults", """{"effect":"slow","match":{"bank":"999"}}""", "999")]
    [InlineData("/sim/faults", """{"effect":"slow","match":{"acount":"1"}}""", "acount")]
    [InlineData("/sim/faults", "", "JSON")]
    [InlineData("/sim/random-faults", """{"rate":0.5}""", "seed")]
    [InlineData("/sim/random-faults", """{"seed":1,"rate":2}""", "rate")]
    [InlineData("/sim/random-faults", """{"seed":1,"rate":1,"effects":["explode"]}""", "explode")]
    public async Task A_bad_order_is_told_in_words(string path, string body, string word)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await bank.Client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(word, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"balance":-1}""")]
    [InlineData("""{"holder":""}""")]
    [InlineData("""{"balance":"much"}""")]
    public async Task A_bad_change_changes_nothing(string body)
    {
        var number = NewNumber();

        using var answer = await PutAsync($"/sim/accounts/088/{number}", body);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(10_000_000, await bank.BalanceAsync(number));
    }

    [Fact]
    public async Task Faults_have_ids()
    {
        using var first = await bank.Client.PostAsJsonAsync(
            "/sim/faults",
            new { effect = "slow", match = new { number = "110-000-000000" } }
        );
        using var second = await bank.Client.PostAsJsonAsync(
            "/sim/faults",
            new { effect = "slow", match = new { number = "110000000000" } }
        );

        Assert.NotEqual(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.True((int)(await first.Content.ReadFromJsonAsync<JsonObject>())!["id"]! > 0);
    }

    private Task<HttpResponseMessage> PutAsync(string path, string body) =>
        bank.Client.PutAsync(
            new Uri(path, UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json")
        );
}
