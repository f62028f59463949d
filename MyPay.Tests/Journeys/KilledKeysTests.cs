using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Tests.Given;
using MyPay.Web.BankSimulator;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A storm: a shop asks for each recurring charge under its key, several copies at a time and again and again, while
/// the bank errs before and after it moved the money, keeps silent or is short of it, and the product is killed
/// (SIGKILL) in the middle. Each charge needs a top-up of its own amount, so the bank's journal tells how often it
/// moved for one key.
/// </summary>
public abstract class KilledKeysTests(Database on) : IAsyncLifetime
{
    private const int Lanes = 4,
        Orders = 4,
        Copies = 3,
        Kills = 3;

    // what is open may be believed to have never happened then
    private static readonly TimeSpan BetweenLives = TimeSpan.FromMinutes(3);
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-keys-").FullName;
    private readonly MovableClock bankClock = new(AProduct.Noon);
    private readonly ConcurrentDictionary<string, string> paid = new();
    private readonly int port = ACluster.FreePort();
    private WebApplication bank = null!;
    private HttpClient bankControl = null!,
        shopHttp = null!;
    private DemoSeller shop = null!;
    private string? database;
    private int answers;

    public async Task InitializeAsync()
    {
        if (on == Database.PostgreSql)
            database = await (await APostgres.SharedAsync()).MigratedAsync();
        bank = BankSimulatorServer.Create(new("http://127.0.0.1:0", Path.Combine(directory, "bank")), bankClock);
        await bank.StartAsync();
        bankControl = new HttpClient { BaseAddress = new(BankAddress()) };
        await using (var host = await InThisProcessAsync())
            shop = (await DemoCrowd.AddAsync(host.App.Services, Lanes, 1))[0];
        shopHttp = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        shopHttp.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"SECRET_KEY {shop.Key}");
    }

    public async Task DisposeAsync()
    {
        shopHttp.Dispose();
        bankControl.Dispose();
        await bank.DisposeAsync();
        if (database is not null)
            await (await APostgres.SharedAsync()).DropAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task However_often_a_key_comes_and_whatever_happens_the_bank_moves_once_for_it()
    {
        var poor = (await JournalAsync()).Last(m => m.Kind == "withdraw"); // of those that funded the wallets
        await SetAccountAsync(poor, 0);
        await StormAsync(rate: 0.4);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var lanes = Enumerable.Range(0, Lanes).Select(lane => BuyAsync(lane, giveUp.Token)).ToList();

        for (var life = 0; life < Kills; life++)
        {
            await using var product = await LiveAsync();
            var until = answers + (Copies * Lanes * (3 + life));
            await Eventually.TrueAsync(
                () => Task.FromResult(answers >= until || lanes.TrueForAll(lane => lane.IsCompleted)),
                "answers in the storm",
                tries: 1_200
            );
            await product.SignalAsync("KILL");
        }

        // Fair weather: every key is paid in the end.
        await StormAsync(rate: 0);
        await SetAccountAsync(poor, 1_000_000);
        await using (var last = await LiveAsync())
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(lanes.TrueForAll(lane => lane.IsCompleted)),
                "all is paid",
                tries: 1_800
            );
            await Task.WhenAll(lanes);
            foreach (var (order, tid) in paid)
                Assert.Equal(tid, await PayAsync(order));
            Assert.Equal(0, await last.StopAsync());
        }

        // The bank's own truth: once for each key, but for each lane's first, which its wallet could pay.
        var journal = (await JournalAsync())
            .Where(m => m.Kind == "withdraw" && m.Seq > poor.Seq)
            .ToLookup(m => m.Amount);
        Assert.Equal(Lanes * Orders, paid.Count);
        Assert.Equal(
            [],
            paid.Keys.Where(order =>
                    journal[WonOf(order)].Count() != (order.EndsWith("-0", StringComparison.Ordinal) ? 0 : 1)
                )
                .Select(order => $"{order}: {journal[WonOf(order)].Count()} times")
        );
        await using var look = await InThisProcessAsync();
        await using var scope = look.App.Services.CreateAsyncScope();
        var booked = scope
            .ServiceProvider.GetRequiredService<MyPayDb>()
            .Set<MyPay.Domain.Payment.Slips.Purchase>()
            .Where(p => p.Channel == "recurring")
            .Select(p => new { p.PartnerOrderId, p.Tid })
            .ToList();
        Assert.Equal(
            paid.Select(p => $"{p.Key} {p.Value}").Order(),
            booked.Select(p => $"{p.PartnerOrderId} {p.Tid}").Order()
        );
        var report = await scope.ServiceProvider.GetRequiredService<LedgerProof>().RunAsync(CancellationToken.None);
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    /// <summary>One order after the other, each asked for until it is paid.</summary>
    private async Task BuyAsync(int lane, CancellationToken giveUp)
    {
        for (var n = 0; n < Orders; n++)
        {
            var order = string.Create(CultureInfo.InvariantCulture, $"{lane}-{n}");
            while (!paid.ContainsKey(order))
            {
                giveUp.ThrowIfCancellationRequested();
                foreach (
                    var tid in (
                        await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => PayAsync(order)))
                    ).OfType<string>()
                )
                    Assert.Equal(tid, paid.GetOrAdd(order, tid));
                await Eventually.ABitAsync();
            }
        }
    }

    /// <summary>The TID; null when it was not paid, or nobody answered.</summary>
    private async Task<string?> PayAsync(string order)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/online/v1/payment/subscription")
            {
                Content = JsonContent.Create(
                    new
                    {
                        cid = shop.RecurringCid,
                        sid = shop.Sids[order[0] - '0'],
                        partner_order_id = order,
                        partner_user_id = "u",
                        item_name = "구독",
                        quantity = 1,
                        total_amount = WonOf(order),
                        tax_free_amount = 0,
                    }
                ),
            };
            request.Headers.Add("Idempotency-Key", $"order-{order}");
            using var answer = await shopHttp.SendAsync(request);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Interlocked.Increment(ref answers);
            return answer.StatusCode == HttpStatusCode.OK ? body.GetProperty("tid").GetString() : null;
        }
        catch (Exception away)
            when (away is HttpRequestException or TaskCanceledException or JsonException or IOException)
        {
            return null; // killed on the way
        }
    }

    // The first of a lane empties its wallet; what comes then is topped up, each by its own amount.
    private static long WonOf(string order) =>
        order[2] == '0' ? DemoCrowd.FundedWith : 20_000 + ((order[0] - '0') * 1_000) + ((order[2] - '0') * 10);

    private async Task<AnInstance> LiveAsync()
    {
        bankClock.Advance(BetweenLives);
        var now = bankClock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var instance = new AnInstance(
            0,
            [
                "--environment=Development",
                $"--MyPay:DataDirectory={directory}",
                $"--MyPay:Clock=sim:{now}",
                .. Common(),
            ],
            port
        );
        await instance.ReadyAsync();
        return instance;
    }

    private Task<AppHost> InThisProcessAsync() =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                .. Common(),
            ],
            bankClock
        );

    private string[] Common() =>
        [
            "--MyPay:Demo=true",
            "--MyPay:Bank:Simulator:Enabled=false",
            $"--MyPay:Bank:BaseUrl={BankAddress()}",
            "--MyPay:Bank:CallTimeLimit=00:00:02",
            "--MyPay:RateLimit:PerKeyPerSecond=0",
            "--Logging:LogLevel:Default=Critical",
            .. AProduct.SettingsOf(database),
        ];

    private async Task StormAsync(double rate)
    {
        using var answer = await bankControl.PostAsJsonAsync(
            "/sim/random-faults",
            new
            {
                seed = 11,
                rate,
                effects = new[]
                {
                    "error-before",
                    "error-after",
                    "timeout-before",
                    "timeout-after",
                    "garbage",
                    "reset",
                },
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    private async Task SetAccountAsync(AProduct.BankMovement account, long balance)
    {
        using var answer = await bankControl.PutAsJsonAsync(
            $"/sim/accounts/{account.Bank}/{account.Number}",
            new { balance }
        );
        answer.EnsureSuccessStatusCode();
    }

    private async Task<List<AProduct.BankMovement>> JournalAsync() =>
        (await bankControl.GetFromJsonAsync<List<AProduct.BankMovement>>("/sim/journal"))!;

    private string BankAddress() => bank.Urls.First();
}

[Trait("Lane", "Long")]
public sealed class SqliteKilledKeysTests() : KilledKeysTests(Database.Sqlite);

[Trait("Lane", "Long")]
public sealed class PostgresKilledKeysTests() : KilledKeysTests(Database.PostgreSql);
