using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Money;
using MyPay.Tests.Given;
using MyPay.Web.Host.Watch;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>What those who run MyPay see of it, and what they must not see.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Metrics_tell_of_bank_calls_and_pins_and_name_nobody()
    {
        await using var product = await AProduct.StartAsync();
        using var http = new HttpClient { BaseAddress = new(await product.ListenAsync()) };
        var member = await product.MemberWithAsync(50_000, "비밀이름");
        (
            await product.AskAsync((MyPay.Domain.Membership.IPins pins) => pins.VerifyAsync(member.Id, "000000"))
        ).Refused();

        var text = await http.GetStringAsync("/metrics");

        Assert.Contains("mypay_bank_call_duration_seconds_count{", text, StringComparison.Ordinal);
        Assert.Contains("outcome=\"Succeeded\"", text, StringComparison.Ordinal);
        Assert.Contains("mypay_pin_misses_total", text, StringComparison.Ordinal);
        Assert.Contains("mypay_outbox_lag_seconds", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket", text, StringComparison.Ordinal);
        foreach (var canary in new[] { "비밀이름", member.Email, member.Phone, member.Id.ToString() })
            Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_tells_how_many_share_a_commit_how_long_it_takes_and_what_came_of_them()
    {
        await using var product = await AProduct.StartAsync();
        using var door = new DoorNumbers(product.Host.App.Services.GetRequiredService<IMeterFactory>());
        using var http = new HttpClient { BaseAddress = new(await product.ListenAsync()) };
        var journal = product.Host.App.Services.GetRequiredService<Journal>();
        (await journal.WriteAsync<Done>(_ => default(Done))).Granted();
        (await journal.WriteAsync<Done>(_ => new Refusal(RefusalKind.Conflict, "test.refused"))).Refused();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            journal.WriteAsync<Done>(_ => throw new InvalidOperationException("a bug"))
        );

        // Recorded after the answer: nobody waits for a number.
        await Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    door.Of("granted") >= 1
                        && door.Of("refused") >= 1
                        && door.Of("failed") >= 1
                        && door.Commands == door.InBatches
                ),
            "the door's numbers"
        );
        Assert.True(door.Commits > 0);
        Assert.Equal(0, GaugeOf(product, "mypay.journal.queue"));

        var text = await http.GetStringAsync("/metrics");
        foreach (
            var name in new[]
            {
                "mypay_journal_batch_bucket{",
                "le=\"1024\"",
                "mypay_journal_commit_duration_seconds_bucket{",
                "le=\"0.0001\"",
                "mypay_journal_queue",
                "mypay_journal_commands_total{",
            }
        )
            Assert.Contains(name, text, StringComparison.Ordinal);
        foreach (var outcome in new[] { "granted", "refused", "failed" })
            Assert.Contains($"outcome=\"{outcome}\"", text, StringComparison.Ordinal);
    }

    /// <summary>The numbers of one product's door: others run in this process and have theirs.</summary>
    private sealed class DoorNumbers : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> outcomes = new();
        private long inBatches,
            commits;

        public DoorNumbers(IMeterFactory meters)
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (
                    instrument.Name.StartsWith("mypay.journal.", StringComparison.Ordinal)
                    && instrument.Meter.Scope == meters
                )
                    listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>(
                (_, count, tags, _) =>
                    outcomes.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count)
            );
            listener.SetMeasurementEventCallback<int>(
                (instrument, size, _, _) =>
                {
                    if (instrument.Name == "mypay.journal.batch")
                        Interlocked.Add(ref inBatches, size);
                }
            );
            listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref commits));
            listener.Start();
        }

        public long Commands => outcomes.Values.Sum();

        public long InBatches => Interlocked.Read(ref inBatches);

        public long Commits => Interlocked.Read(ref commits);

        public long Of(string outcome) => outcomes.GetValueOrDefault(outcome);

        public void Dispose() => listener.Dispose();
    }

    [Fact]
    public async Task An_unknown_bank_call_shows_in_the_gauges()
    {
        await using var product = await AProduct.StartAsync();
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member);
        await product.FaultAsync(new { path = "/v2.0/transfer/withdraw/fin_num" }, "timeout-before");
        await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())));
        using var sampler = ActivatorUtilities.CreateInstance<StandingsSampler>(product.Host.App.Services);
        await sampler.SampleAsync(CancellationToken.None);

        Assert.Equal(1, GaugeOf(product, "mypay.bank.unknown.open"));
        Assert.Equal(0, GaugeOf(product, "mypay.bank.cases.open"));
    }

    /// <summary>A gauge of this product: others run in this process and have theirs.</summary>
    private static long? GaugeOf(AProduct product, string name)
    {
        long? value = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (
                    instrument.Name == name
                    && instrument.Meter.Scope == product.Host.App.Services.GetRequiredService<IMeterFactory>()
                )
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measured, _, _) => value = measured);
        listener.Start();
        listener.RecordObservableInstruments();
        return value;
    }

    [Fact]
    public async Task Ready_is_healthy_and_turns_red_when_a_stop_is_asked_for()
    {
        await using var product = await AProduct.StartAsync();
        using var http = new HttpClient { BaseAddress = new(await product.ListenAsync()) };

        Assert.Equal("Healthy", await http.GetStringAsync("/healthz/ready"));
        Assert.Equal("Healthy", await http.GetStringAsync("/healthz/live"));

        var health = product.Host.App.Services.GetRequiredService<HealthCheckService>();
        product.Host.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var report = await health.CheckHealthAsync(check => check.Name == "stopping");
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.0.9", true)]
    [InlineData("fd00::1", true)]
    [InlineData("203.0.113.7", false)]
    [InlineData("2001:db8::1", false)]
    public void Metrics_are_for_the_own_network(string address, bool near) =>
        Assert.Equal(near, WatchModule.IsNear(IPAddress.Parse(address)));

    [Theory]
    [InlineData(500L << 20, 100L << 30, true)]
    [InlineData(500L << 20, 2L << 30, false)]
    [InlineData(3L << 30, 1_000L << 30, false)]
    public void A_disk_is_scarce_when_little_and_a_small_part_is_left(long free, long total, bool scarce) =>
        Assert.Equal(scarce, DiskHealth.IsScarce(free, total));
}
