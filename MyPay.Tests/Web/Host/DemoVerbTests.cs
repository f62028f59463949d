using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>The crowd of a load test: real members with real money, whose keys charge over HTTP.</summary>
public sealed class DemoVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-demo-").FullName;

    private string Data => Path.Combine(folder, "data");

    private string Out => Path.Combine(folder, "demo.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_keys_it_writes_charge_its_members_over_http()
    {
        Assert.Equal(0, await DemoAsync("--members=5", "--franchises=2"));
        var first = Read();
        Assert.Equal("http://127.0.0.1:5791", first.BaseUrl);
        Assert.Equal([3, 2], first.Franchises.Select(f => f.Sids.Count));

        // A second crowd stands beside the first.
        Assert.Equal(0, await DemoAsync("--members=2", "--franchises=1"));
        var all = first.Franchises.Concat(Read().Franchises).ToList();
        Assert.Equal(
            (3, 7),
            (all.Select(f => f.Cid).Distinct().Count(), all.SelectMany(f => f.Sids).Distinct().Count())
        );

        await using (
            var host = await AppHost.PrepareAsync([
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={Data}",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                "--MyPay:Clock=sim:2026-11-23T12:30:00+09:00",
                "--Logging:LogLevel:Default=Error",
            ])
        )
        {
            Assert.Contains(
                "is running",
                (await RefusedAsync("--members=1", "--franchises=1")).Message,
                StringComparison.Ordinal
            );
            await host.App.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
            foreach (var shop in all)
            foreach (var sid in shop.Sids)
                Assert.Equal(HttpStatusCode.OK, await ChargeAsync(http, shop, sid));
            Assert.Equal(HttpStatusCode.BadRequest, await ChargeAsync(http, all[0], all[1].Sids[0]));
        }

        var report = await VerifyVerb.ProveAsync(new(Data), TimeProvider.System);
        Assert.True(report.Ok, MyPay.Domain.Ledger.Proofs.ProofText.ToText(report));
    }

    [Fact]
    public async Task It_is_only_for_demo_stores_and_says_what_it_needs()
    {
        Assert.Contains(
            "never added in Production",
            (
                await RefusedAsync("--members=1", "--franchises=1", "--environment=Production", "--MyPay:Demo=true")
            ).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "MyPay:Demo is false",
            (await RefusedAsync("--members=1", "--franchises=1", "--MyPay:Demo=false")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "--members with a whole number",
            (await RefusedAsync("--members=0", "--franchises=1")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "--franchises with a whole number",
            (await RefusedAsync("--members=3")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Each franchise needs a member",
            (await RefusedAsync("--members=3", "--franchises=4")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no directory",
            (await RefusedAsync("--members=1", "--franchises=1", "--out=/no/such/place.json")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'--member' is not an option of 'demo'",
            (await RefusedAsync("--member=3")).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static async Task<HttpStatusCode> ChargeAsync(HttpClient http, Seller shop, string sid)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/online/v1/payment/subscription")
        {
            Content = JsonContent.Create(
                new
                {
                    cid = shop.RecurringCid,
                    sid,
                    partner_order_id = "load-1",
                    partner_user_id = "anybody",
                    item_name = "라떼",
                    quantity = 1,
                    total_amount = 1_100,
                    tax_free_amount = 0,
                }
            ),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"SECRET_KEY {shop.Key}");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<int> DemoAsync(params string[] options) =>
        DemoVerb.RunAsync(
            CommandLine.Parse([
                "demo",
                "--out",
                Out,
                "--urls=http://127.0.0.1:5791",
                $"--MyPay:DataDirectory={Data}",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                .. options,
                .. options.Any(o => o.StartsWith("--environment", StringComparison.Ordinal))
                    ? []
                    : new[] { "--environment=Development", "--MyPay:Clock=sim:2026-11-23T12:00:00+09:00" },
            ])
        );

    private Task<StartupRefusedException> RefusedAsync(params string[] options) =>
        Assert.ThrowsAsync<StartupRefusedException>(() => DemoAsync(options));

    private Crowd Read() => JsonSerializer.Deserialize<Crowd>(File.ReadAllText(Out), JsonSerializerOptions.Web)!;

    private sealed record Crowd(string BaseUrl, IReadOnlyList<Seller> Franchises);

    private sealed record Seller(string Cid, string Key, string RecurringCid, IReadOnlyList<string> Sids);
}
