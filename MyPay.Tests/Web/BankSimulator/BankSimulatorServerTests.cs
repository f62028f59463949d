using System.Net;
using System.Net.Http.Json;
using MyPay.Web.BankSimulator;
using Xunit;
using static MyPay.Tests.Web.BankSimulator.SimulatedBank;

namespace MyPay.Tests.Web.BankSimulator;

/// <summary>Start, stop, and what lasts. Each test has a simulator of its own.</summary>
public sealed class BankSimulatorServerTests : IAsyncLifetime
{
    private readonly SimulatedBank bank = new();
    private readonly string number = NewNumber();
    private readonly string id = NewId();

    public Task InitializeAsync() => bank.InitializeAsync();

    public Task DisposeAsync() => bank.DisposeAsync();

    [Theory]
    [InlineData("http://0.0.0.0:5090")]
    [InlineData("http://*:5090")]
    [InlineData("http://+:5090")]
    [InlineData("http://[::]:5090")]
    [InlineData("http://192.168.0.7:5090")]
    [InlineData("http://bank.example:5090")]
    [InlineData("http://localhost.example:5090")]
    [InlineData("http://unix:/tmp/bank.sock")]
    [InlineData("https://127.0.0.1:5090")]
    [InlineData("http://127.0.0.1:5090;http://0.0.0.0:5091")]
    [InlineData("5090")]
    [InlineData("")]
    public void Listens_to_nobody_from_outside(string urls) =>
        Assert.Throws<ArgumentException>(() => BankSimulatorServer.Create(new(urls, bank.Home), bank.Clock));

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.8.9.10:0")]
    [InlineData("http://[::1]:0")]
    [InlineData("http://localhost:5090;http://127.0.0.1:0")]
    public async Task Takes_every_loopback_address(string urls)
    {
        await using var app = BankSimulatorServer.Create(new(urls, Path.Combine(bank.Home, "other")), bank.Clock);

        Assert.Equal(urls.Split(';'), app.Urls);
    }

    [Fact]
    public async Task A_restart_keeps_journal_accounts_and_results()
    {
        await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number, "김하늘"));
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        await bank.RestartAsync(bank.Home);

        await AssertKeptAsync();
    }

    [Fact]
    public async Task What_was_answered_survives_a_kill()
    {
        await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number, "김하늘"));
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));
        var wreck = Directory.CreateDirectory(Path.Combine(bank.Home, "wreck")).FullName;

        // The files as a kill would leave them: copied while the simulator is running, before any tidy close.
        foreach (
            var file in Directory
                .GetFiles(bank.Home, "bank-simulator.db*")
                .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
        )
            File.Copy(file, Path.Combine(wreck, Path.GetFileName(file)));
        await bank.RestartAsync(wreck);

        await AssertKeptAsync();
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_the_silent_ones()
    {
        // A client of its own: the bank's is disposed at the restart, and a client that leaves ends the silence by
        // itself.
        using var patient = new HttpClient { BaseAddress = bank.Client.BaseAddress };
        patient.DefaultRequestHeaders.Authorization = bank.Client.DefaultRequestHeaders.Authorization;
        var silent = patient.PostAsJsonAsync(Requests.WithdrawPath, Requests.Withdraw(id, NewNumber("0017")));
        while ((await bank.MovementsAsync(id)).Count == 0)
            await Task.Delay(20); // looked for until the bank has moved it

        await bank.RestartAsync(bank.Home).WaitAsync(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<HttpRequestException>(() => silent);
        Assert.Single(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task A_token_ends_after_ninety_days()
    {
        bank.Clock.Advance(TimeSpan.FromDays(90));

        using var answer = await bank.SendAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_id_is_free_again_the_next_day()
    {
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));
        bank.Clock.Advance(TimeSpan.FromDays(1));

        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal(("000", "20260303"), ((string?)answer["bank_rsp_code"], (string?)answer["bank_tran_date"]));
        Assert.Equal(2, (await bank.MovementsAsync(id)).Count);
    }

    private async Task AssertKeptAsync()
    {
        Assert.Single(await bank.MovementsAsync(id));
        Assert.Equal(9_985_000, await bank.BalanceAsync(number));
        Assert.Equal("김하늘", (string?)(await bank.GetAsync($"/sim/accounts/088/{number}"))["holder"]);
        Assert.Equal("000", (string?)(await bank.ResultAsync(id, "1"))["bank_rsp_code"]);
        Assert.Equal(
            "822",
            (string?)(await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number)))["bank_rsp_code"]
        );
    }
}
