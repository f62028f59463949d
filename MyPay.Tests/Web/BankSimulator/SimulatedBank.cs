using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyPay.Web.BankSimulator;
using Xunit;

namespace MyPay.Tests.Web.BankSimulator;

/// <summary>
/// A simulator of its own on a free port and in a directory to throw away, and a client that speaks its wire correctly.
/// </summary>
public sealed class SimulatedBank : IAsyncLifetime
{
    public const string Contract = "1234567890123";
    public const string Today = "20260302";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static int lastNumber;

    private WebApplication? app;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero));

    public string Home { get; } = Directory.CreateTempSubdirectory("bank-simulator-").FullName;

    public HttpClient Client { get; private set; } = new();

    public static string NewId() => "T990000001U" + Next().ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>A number nobody has used, with the ending a test is about.</summary>
    public static string NewNumber(string ending = "7777") =>
        "20" + Next().ToString("D6", CultureInfo.InvariantCulture) + ending;

    public static string Fintech(string bank, string number) => $"999{bank}{number.Length:D2}{number.PadLeft(16, '0')}";

    public async Task InitializeAsync() => await StartAsync(Home);

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Home, recursive: true);
    }

    public async Task RestartAsync(string directory)
    {
        await StopAsync();
        await StartAsync(directory);
    }

    /// <summary>An answer that must come, as JSON.</summary>
    public async Task<JsonObject> PostAsync(string path, JsonObject body)
    {
        using var answer = await SendAsync(path, body);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public Task<HttpResponseMessage> SendAsync(string path, JsonObject body) => Client.PostAsJsonAsync(path, body);

    public async Task<JsonObject> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonObject>(path))!;

    /// <summary>True when no answer came while a short patience lasted.</summary>
    public async Task<bool> IsSilentAsync(string path, JsonObject body)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var answer = await Client.PostAsJsonAsync(path, body, patience.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public async Task<List<JsonNode>> MovementsAsync(string bankTranId)
    {
        var journal = await Client.GetFromJsonAsync<JsonArray>("/sim/journal");
        return [.. journal!.Where(row => (string?)row!["bankTranId"] == bankTranId).OfType<JsonNode>()];
    }

    public async Task<long> BalanceAsync(string number, string bank = "088") =>
        (long)(await GetAsync($"/sim/accounts/{bank}/{number}"))["balance"]!;

    public async Task PostFaultAsync(
        string effect,
        string? number = null,
        string? path = null,
        int? count = null,
        int? delayMs = null
    )
    {
        using var posted = await Client.PostAsJsonAsync(
            "/sim/faults",
            new
            {
                match = new
                {
                    path,
                    number,
                    count,
                },
                effect,
                delayMs,
            }
        );
        posted.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for the result of one transfer and gives its row.</summary>
    public async Task<JsonNode> ResultAsync(string id, string checkType, string amount = "15000", string day = Today)
    {
        var row = new JsonObject
        {
            ["tran_no"] = "1",
            ["org_bank_tran_id"] = id,
            ["org_bank_tran_date"] = day,
            ["org_tran_amt"] = amount,
        };
        var body = new JsonObject
        {
            ["check_type"] = checkType,
            ["tran_dtime"] = "20260302103000",
            ["req_cnt"] = "1",
            ["req_list"] = new JsonArray(row),
        };
        var answer = await PostAsync("/v2.0/transfer/result", body);
        Assert.Equal("A0000", (string?)answer["rsp_code"]);
        return answer["res_list"]![0]!;
    }

    private async Task StartAsync(string directory)
    {
        app = BankSimulatorServer.Create(new("http://127.0.0.1:0", directory), Clock);
        await app.StartAsync();
        var address = app.Urls.Single();
        Client.Dispose();
        Client = new() { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(10) };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync());
    }

    private async Task StopAsync()
    {
        Client.Dispose();
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<string> TokenAsync()
    {
        using var answer = await Client.PostAsync("/oauth/2.0/token", TokenForm());
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
    }

    public static FormUrlEncodedContent TokenForm(string grant = "client_credentials", string secret = "secret") =>
        new(
            new Dictionary<string, string>
            {
                ["grant_type"] = grant,
                ["scope"] = "oob",
                ["client_id"] = "mypay",
                ["client_secret"] = secret,
            }
        );

    private static int Next() => Interlocked.Increment(ref lastNumber);
}
