using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Platform.Jobs;
using MyPay.Tests.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Several instances under load, over real HTTP through nginx: one is killed or stands still, and nothing is lost or
/// done twice.
/// </summary>
[Trait("Lane", "Long")]
public sealed class ClusterTests
{
    private const int Lanes = 6;
    private const long Won = 300_000; // four payments and a wallet is empty: from then on each one tops up at the bank

    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task One_of_two_instances_goes_under_load_and_every_answer_holds(string signal)
    {
        await using var shop = await AReceiver.StartAsync();
        await using var cluster = await ACluster.PrepareAsync(crowd: Lanes, webhooks: shop.Url());
        await cluster.StartAsync();

        using var enough = new CancellationTokenSource();
        var (paid, open) = (new ConcurrentDictionary<string, string>(), new ConcurrentBag<string>());
        var lanes = Enumerable
            .Range(0, Lanes)
            .Select(lane => Task.Run(() => BuyAsync(cluster, lane, paid, open, enough.Token)))
            .ToArray();
        async Task MoreAsync(int payments, string when)
        {
            var before = paid.Count;
            await Eventually.TrueAsync(
                () => Task.FromResult(paid.Count >= before + payments || lanes.Any(lane => lane.IsFaulted)),
                $"{payments} payments {when}",
                tries: 1_800
            );
        }

        await MoreAsync(Lanes * 3, "on both");
        await cluster.Instances[0].SignalAsync(signal); // the one that was there first, and so leads
        await MoreAsync(Lanes * 3, "on the other");
        if (signal == "STOP")
        {
            await cluster.Instances[0].SignalAsync("CONT");
            await MoreAsync(Lanes, "on both again");
            await cluster.Instances[0].ReadyAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(lanes);

        // Who asks again hears the same.
        foreach (var (order, answer) in paid)
        {
            using var again = await PayAsync(cluster, order);
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
            Assert.Equal(answer, TidOf(await again.Content.ReadAsStringAsync()));
        }

        // The other has taken over what runs by itself: each payment's news arrives, each attempt once.
        await Eventually.TrueAsync(
            async () =>
                await cluster.Store.NumberAsync(
                    "SELECT count(*) FROM payment_purchase WHERE Channel = 'recurring' AND State = 'Paid'"
                )
                == await cluster.Store.NumberAsync(
                    "SELECT count(*) FROM payment_webhook_delivery WHERE State = 'Delivered'"
                ),
            "all news is delivered",
            tries: 1_200
        );
        var attempts = (
            await cluster.Store.RowsAsync(
                "SELECT d.Message, count(*), sum(CASE WHEN a.Error = 'no-outcome' THEN 1 ELSE 0 END) FROM "
                    + "payment_webhook_attempt a JOIN payment_webhook_delivery d ON d.Seq = a.Delivery GROUP "
                    + "BY d.Message"
            )
        ).ToDictionary(row => row.Split(" | ")[0], row => (Taken: Number(row, 1), NoOutcome: Number(row, 2)));
        foreach (var arrived in shop.Arrivals.GroupBy(arrival => arrival.Id))
            Assert.InRange(
                arrived.Count(),
                attempts[arrived.Key].Taken - attempts[arrived.Key].NoOutcome,
                attempts[arrived.Key].Taken
            );
        Assert.All(
            shop.Arrivals.GroupBy(arrival => arrival.Id),
            arrived => Assert.Single(arrived.Select(arrival => arrival.Text).Distinct())
        );

        // Those that live stop when they are asked to.
        foreach (var instance in cluster.Instances.Skip(signal == "KILL" ? 1 : 0))
            Assert.Equal(0, await instance.StopAsync());
        await ProveAsync(cluster, paid, open);
    }

    [Fact]
    public async Task Two_schedulers_close_a_day_once_and_take_each_fire_once()
    {
        const int Fires = 6,
            Every = 10;
        await using var cluster = await ACluster.PrepareAsync(crowd: 1, also: SellAsync);
        // two in the morning: yesterday is to be closed
        await cluster.StartAsync(later: TimeSpan.FromHours(14), $"--MyPay:Settlement:Cron=0/{Every} * * * * ?");

        await Eventually.TrueAsync(
            async () =>
                await cluster.Store.NumberAsync($"SELECT count(*) FROM job_run WHERE State = {(int)JobRunState.Done}")
                >= Fires,
            "some runs",
            tries: 1_800
        );
        foreach (var instance in cluster.Instances)
            Assert.Equal(0, await instance.StopAsync());

        await using var host = await cluster.InThisProcessAsync(new MovableClock(AProduct.Noon.AddHours(15)));
        await using var scope = host.App.Services.CreateAsyncScope();
        var runs = (await scope.ServiceProvider.GetRequiredService<JobHistory>().ListAsync(null, 100))
            .Reverse()
            .ToList();
        Assert.All(
            runs.Zip(runs.Skip(1)),
            pair => Assert.True(pair.First.EndedAt <= pair.Second.StartedAt, "two runs at once")
        );
        // half of what both would make of it
        Assert.InRange(runs.Count, Fires, ((runs[^1].StartedAt - runs[0].StartedAt).TotalSeconds / Every) + 2);
        Assert.Equal(1, await cluster.Store.NumberAsync("SELECT count(*) FROM settlement_batch"));
        var report = await scope.ServiceProvider.GetRequiredService<LedgerProof>().RunAsync(CancellationToken.None);
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    private static async Task SellAsync(MyPay.Web.Host.AppHost host)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var james = (
            await scope
                .ServiceProvider.GetRequiredService<MyPay.Domain.Membership.IMembers>()
                .FindReceiversAsync(new(Guid.NewGuid()), "james@mypay.test")
        )[0];
        var counter = scope.ServiceProvider.GetRequiredService<MyPay.Domain.Payment.IInStore>();
        var code = await counter.IssueCodeAsync(james.Id);
        (
            await counter.PayByCodeAsync(
                new(
                    host.DemoShop!.Shop.Id,
                    true,
                    code.Code,
                    4_500,
                    "order-1",
                    "라테",
                    null,
                    MyPay.Domain.Kernel.Once.NewKey()
                )
            )
        ).Granted();
    }

    /// <summary>
    /// One customer after the other, each payment asked for with its own key until it is answered; what is not decided
    /// in a while stays open.
    /// </summary>
    private static async Task BuyAsync(
        ACluster cluster,
        int lane,
        ConcurrentDictionary<string, string> paid,
        ConcurrentBag<string> open,
        CancellationToken enough
    )
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var order = string.Create(CultureInfo.InvariantCulture, $"{lane}-{i}");
            string? tid = null;
            for (var tries = 0; tid is null && tries < 60; tries++)
            {
                try
                {
                    using var answer = await PayAsync(cluster, order);
                    if (answer.StatusCode == HttpStatusCode.OK)
                        tid = TidOf(await answer.Content.ReadAsStringAsync(CancellationToken.None));
                }
                catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
                {
                    // Nobody answered: with the same key again.
                }

                if (tid is null)
                    await Eventually.ABitAsync();
            }

            if (tid is null)
                open.Add(order);
            else
                paid[order] = tid;
        }
    }

    private static async Task<HttpResponseMessage> PayAsync(ACluster cluster, string order)
    {
        var lane = int.Parse(order.Split('-')[0], CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/online/v1/payment/subscription")
        {
            Content = JsonContent.Create(
                new
                {
                    cid = cluster.Shop.RecurringCid,
                    sid = cluster.Shop.Sids[lane],
                    partner_order_id = order,
                    partner_user_id = "u",
                    item_name = "구독",
                    quantity = 1,
                    total_amount = Won,
                    tax_free_amount = 0,
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", $"order-{order}");
        return await cluster.Http.SendAsync(request, CancellationToken.None);
    }

    private static string TidOf(string body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("tid").GetString()!;
    }

    private static async Task ProveAsync(
        ACluster cluster,
        ConcurrentDictionary<string, string> paid,
        ConcurrentBag<string> open
    )
    {
        // What a bank was asked and nobody heard: found out as time goes on.
        var clock = new MovableClock(AProduct.Noon + TimeSpan.FromMinutes(30));
        await using var host = await cluster.InThisProcessAsync(clock);
        await using var scope = host.App.Services.CreateAsyncScope();
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            while (await scope.ServiceProvider.GetRequiredService<IFirmBank>().InquireDueAsync() > 0) { }
        }

        // Everything that was answered is there exactly once, and nothing is there that nobody asked for.
        var booked = (
            await cluster.Store.RowsAsync(
                "SELECT PartnerOrderId, Tid FROM payment_purchase WHERE Channel = 'recurring' AND State = 'Paid'"
            )
        ).ConvertAll(row => row.Split(" | "));
        Assert.Equal(booked.Count, booked.Select(row => row[0]).Distinct().Count());
        var tids = booked.ToDictionary(row => row[0], row => row[1]);
        Assert.All(paid, answer => Assert.Equal(answer.Value, tids.GetValueOrDefault(answer.Key)));
        Assert.Empty(tids.Keys.Except(paid.Keys).Except(open));
        Assert.True(open.Count <= Lanes * 2, $"{open.Count} payments were never decided");

        var report = await scope.ServiceProvider.GetRequiredService<LedgerProof>().RunAsync(CancellationToken.None);
        Assert.True(report.Ok, ProofText.ToText(report));
        Assert.Equal(0, (await scope.ServiceProvider.GetRequiredService<OutboxWatch>().LookAsync()).Waiting);

        // The outside world's truth.
        var journal = await cluster.JournalAsync();
        Assert.Equal(journal.Count, journal.Select(m => m.BankTranId).Distinct().Count());
        Assert.Equal(
            10_000_000 + journal.Sum(m => m.Kind == "withdraw" ? m.Amount : -m.Amount),
            report.Coverage.BankAssets
        );
    }

    private static long Number(string row, int at) => long.Parse(row.Split(" | ")[at], CultureInfo.InvariantCulture);
}
