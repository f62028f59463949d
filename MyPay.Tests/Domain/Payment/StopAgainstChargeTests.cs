using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>
/// A stop against charges that come all the time: once the member has heard that it is stopped, no charge that is begun
/// takes a won, on this instance or on another.
/// </summary>
public sealed class StopAgainstChargeTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-stop-race-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_stop_is_told_nothing_is_charged(bool pause)
    {
        await using var shop = await AShop.OpenAsync();
        await RaceAsync(shop, shop.Product.Host, pause, rounds: 10);
    }

    [Fact]
    public async Task After_a_stop_is_told_by_one_instance_the_other_charges_nothing()
    {
        await using var shop = await AShop.OpenAsync(on: Database.PostgreSql);
        Directory.CreateDirectory(Path.Combine(directory, "keys"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(shop.Product.DataDirectory, "keys"), "data.key"))
            File.Copy(key, Path.Combine(directory, "keys", "data.key"));
        await using var other = await AProduct.PrepareAsync(
            directory,
            demo: false,
            shop.Product.Clock,
            services => services.AddSingleton<IFranchises>(shop.Franchises),
            shop.Product.StoreSettings
        );
        await RaceAsync(shop, other, pause: false, rounds: 10);
    }

    /// <summary>Many charges at one instance while the member stops at the other.</summary>
    private static async Task RaceAsync(AShop shop, AppHost charging, bool pause, int rounds)
    {
        var member = await shop.Product.MemberWithAsync(1_000_000);
        var cid = shop.Franchise.RecurringCid;
        var paid = 0L;
        for (var round = 0; round < rounds; round++)
        {
            var sid = (await shop.PaidAsync(member, shop.Request(0, cid), new(1_000, ConsentTerms.Most))).Sid!;
            var late = new ConcurrentBag<bool>();
            var isTold = false;
            var begun = new TaskCompletionSource();
            var charges = Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(lane =>
                        Task.Run(async () =>
                        {
                            for (var n = 0; n < 12; n++)
                            {
                                var wasTold = Volatile.Read(ref isTold);
                                var answer = await ChargeAsync(charging, shop, sid);
                                begun.TrySetResult();
                                if (answer.TryGet(out _, out var refusal))
                                {
                                    Interlocked.Add(ref paid, 1_000);
                                    late.Add(wasTold);
                                }
                                else
                                {
                                    Assert.Equal(pause ? "payment.sid.paused" : "payment.sid.inactive", refusal.Code);
                                }
                            }
                        })
                    )
            );
            await begun.Task;
            (
                await shop.Product.AskAsync(
                    (IRecurringConsents c) => pause ? c.PauseAsync(member.Id, sid) : c.StopAsync(member.Id, sid)
                )
            ).Granted();
            Volatile.Write(ref isTold, true);
            await charges;

            Assert.DoesNotContain(true, late);
            Assert.StartsWith(
                "payment.sid.",
                (await ChargeAsync(charging, shop, sid)).Refused().Code,
                StringComparison.Ordinal
            );
        }

        Assert.Equal(1_000_000 - paid, await shop.Product.BalanceAsync(member.Id));
        await shop.Product.VerifyAsync();
    }

    private static async Task<Result<PaymentView>> ChargeAsync(AppHost at, AShop shop, string sid)
    {
        await using var scope = at.App.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<IPayments>()
            .ChargeSidAsync(
                new(
                    shop.Id,
                    shop.Franchise.RecurringCid,
                    sid,
                    "order-2",
                    "user-1",
                    null,
                    null,
                    1,
                    1_000,
                    0,
                    null,
                    null,
                    null
                )
            );
    }
}
