using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using static MyPay.Tests.Web.BankSimulator.SimulatedBank;

namespace MyPay.Tests.Web.BankSimulator;

[Trait("Lane", "Fast")]
public sealed class FaultTests(SimulatedBank bank) : IClassFixture<SimulatedBank>
{
    private readonly string number = NewNumber();
    private readonly string id = NewId();

    [Theory]
    [InlineData("timeout-before", 0)]
    [InlineData("timeout-after", 1)]
    public async Task A_time_out_never_answers(string effect, int movements)
    {
        await bank.PostFaultAsync(effect, number);

        Assert.True(await bank.IsSilentAsync(Requests.WithdrawPath, Requests.Withdraw(id, number)));
        Assert.Equal(movements, (await bank.MovementsAsync(id)).Count);
    }

    [Theory]
    [InlineData("error-before", 500, 0)]
    [InlineData("error-after", 500, 1)]
    [InlineData("maintenance", 503, 0)]
    public async Task An_error_has_its_status_and_says_nothing_of_the_money(string effect, int status, int movements)
    {
        await bank.PostFaultAsync(effect, number);

        using var answer = await bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(movements, (await bank.MovementsAsync(id)).Count);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("truncate")]
    public async Task A_spoilt_body_comes_after_the_money_has_moved(string effect)
    {
        await bank.PostFaultAsync(effect, number);

        using var answer = await bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(
            (200, "application/json"),
            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
        Assert.Single(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task A_reset_breaks_the_connection_before_anything_is_done()
    {
        await bank.PostFaultAsync("reset", number);

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(id, number))
        );
        Assert.Empty(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task A_slow_answer_is_late_but_right()
    {
        await bank.PostFaultAsync("slow", number, delayMs: 200);
        var watch = Stopwatch.StartNew();

        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal("000", (string?)answer["bank_rsp_code"]);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task A_slow_call_is_done_even_when_the_client_has_left()
    {
        await bank.PostFaultAsync("slow", number, delayMs: 3_000);

        Assert.True(await bank.IsSilentAsync(Requests.WithdrawPath, Requests.Withdraw(id, number)));
        Assert.Empty(await bank.MovementsAsync(id));

        var watch = Stopwatch.StartNew();
        while ((await bank.MovementsAsync(id)).Count == 0 && watch.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(50); // looked for until it comes, or a minute is over
        Assert.Single(await bank.MovementsAsync(id));
    }

    [Theory]
    [InlineData("wrong-amount", "tran_amt", "15001")]
    [InlineData("duplicate", "bank_rsp_code", "822")]
    public async Task A_lying_answer_stands_over_a_real_movement(string effect, string field, string told)
    {
        await bank.PostFaultAsync(effect, number);

        var withdrawn = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));
        var depositId = NewId();
        var deposited = await bank.PostAsync(Requests.DepositPath, Requests.Deposit(depositId, number));

        Assert.Equal(told, (string?)withdrawn[field]);
        Assert.Equal(told, (string?)deposited["res_list"]![0]![field]);
        Assert.Equal(15_000, (long)Assert.Single(await bank.MovementsAsync(id))["amount"]!);
        Assert.Equal(15_000, (long)Assert.Single(await bank.MovementsAsync(depositId))["amount"]!);
        Assert.Equal("000", (string?)(await bank.ResultAsync(id, "1"))["bank_rsp_code"]);
    }

    [Fact]
    public async Task A_wrong_id_is_another_wellformed_one()
    {
        await bank.PostFaultAsync("wrong-id", number);

        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.NotEqual(id, (string?)answer["bank_tran_id"]);
        Assert.Matches("^T990000001U[A-Z0-9]{9}$", (string?)answer["bank_tran_id"]);
        Assert.Single(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task A_late_failure_is_reversed_behind_its_success()
    {
        await bank.PostFaultAsync("late-failure", number);

        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal("000", (string?)answer["bank_rsp_code"]);
        Assert.Equal(["withdraw", "deposit"], (await bank.MovementsAsync(id)).Select(row => (string?)row["kind"]));
        Assert.Equal(10_000_000, await bank.BalanceAsync(number));
        Assert.Equal("499", (string?)(await bank.ResultAsync(id, "1"))["bank_rsp_code"]);
    }

    [Fact]
    public async Task A_fault_applies_as_often_as_it_was_ordered_and_only_where_it_fits()
    {
        await bank.PostFaultAsync("error-before", number, path: "withdraw", count: 1);

        using var inquiry = await bank.SendAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));
        using var other = await bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(NewId(), NewNumber()));
        using var first = await bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));
        using var second = await bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal(
            [200, 200, 500, 200],
            new[] { inquiry, other, first, second }.Select(answer => (int)answer.StatusCode)
        );
    }

    [Fact]
    public async Task The_token_call_fails_only_when_named()
    {
        await bank.PostFaultAsync("error-before", count: 1);
        using var unnamed = await bank.Client.PostAsync("/oauth/2.0/token", TokenForm());
        await ClearAsync();
        await bank.PostFaultAsync("error-before", path: "/oauth/2.0/token", count: 1);
        using var named = await bank.Client.PostAsync("/oauth/2.0/token", TokenForm());

        Assert.Equal([200, 500], new[] { unnamed, named }.Select(answer => (int)answer.StatusCode));
    }

    [Fact]
    public async Task The_same_seed_brings_the_same_storm()
    {
        var first = await StormAsync(seed: 7);
        var again = await StormAsync(seed: 7);
        var another = await StormAsync(seed: 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, another);
        Assert.Contains(500, first);
        Assert.Contains(200, first);
    }

    [Fact]
    public async Task Clearing_brings_calm()
    {
        await bank.PostFaultAsync("error-before");
        using var storm = await bank.Client.PostAsJsonAsync("/sim/random-faults", new { seed = 1, rate = 1 });
        await ClearAsync();

        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal("000", (string?)answer["bank_rsp_code"]);
    }

    private async Task<List<int>> StormAsync(long seed)
    {
        var storm = new
        {
            seed,
            rate = 0.5,
            effects = new[] { "error-before", "maintenance" },
        };
        using var brewed = await bank.Client.PostAsJsonAsync("/sim/random-faults", storm);
        brewed.EnsureSuccessStatusCode();
        var statuses = new List<int>();
        for (var call = 0; call < 24; call++)
        {
            using var answer = await bank.SendAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));
            statuses.Add((int)answer.StatusCode);
        }

        using var calm = await bank.Client.PostAsJsonAsync("/sim/random-faults", new { seed, rate = 0 });
        return statuses;
    }

    private async Task ClearAsync()
    {
        using var cleared = await bank.Client.DeleteAsync(new Uri("/sim/faults", UriKind.Relative));
        cleared.EnsureSuccessStatusCode();
    }
}
