using System.Net;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// The real product on a disk of 12 MB that fills up and is made bigger. A disk of memory that this machine mounts;
/// where it lets nobody mount one, a limit which the tests' own disk sets to all its files.
/// </summary>
public sealed class FullDiskOfTheProductTests(ITestOutputHelper output)
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public async Task Payments_are_refused_when_the_disk_is_full_and_go_on_when_there_is_room()
    {
        using var disk = ASmallDisk.Of(12 * Megabyte);
        output.WriteLine(disk.IsReal ? "a mounted disk" : "no disk can be mounted here: a limit of the tests' own");
        await using var shop = await AShop.OpenAsync(
            on: Database.Sqlite,
            settings: $"--MyPay:DataDirectory={disk.Directory}"
        );
        var (payer, friend) = (
            await shop.Product.MemberWithAsync(2_000_000, "김마이"),
            await shop.Product.MemberAsync("이하나")
        );
        using var site = new HttpClient { BaseAddress = new Uri(await shop.Product.ListenAsync()) };

        // Payments first, then transfers: what the last payment had no room for, a smaller write may still have.
        var (paid, sent) = (0, 0);
        while ((await PayAsync(shop, payer)) is null)
            paid++;
        Refusal? no;
        while ((no = await SendAsync(shop, payer, friend)) is null)
            sent++;
        output.WriteLine($"{paid} payments and {sent} transfers until it was full");
        Assert.True(paid > 20, $"Only {paid} payments.");
        Assert.Equal(("storage.full", RefusalKind.Unavailable), (no.Code, no.Kind));

        // Reads work; whoever watches is told.
        var held = 2_000_000 - (1_000L * paid) - sent;
        Assert.Equal(held, await shop.Product.BalanceAsync(payer.Id));
        await shop.Product.VerifyAsync();
        if (disk.IsReal)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.GetAsync("/healthz/ready")).StatusCode);

        disk.Grow(64 * Megabyte);
        Assert.Null(await PayAsync(shop, payer));
        Assert.Null(await SendAsync(shop, payer, friend));
        Assert.Equal(held - 1_001, await shop.Product.BalanceAsync(payer.Id));
        await shop.Product.VerifyAsync();
        if (disk.IsReal)
            await Eventually.TrueAsync(
                async () => (await site.GetAsync("/healthz/ready")).StatusCode == HttpStatusCode.OK,
                "it is ready again"
            );
    }

    /// <summary>Why a payment was refused, at whichever of its steps; null when it was made.</summary>
    private static async Task<Refusal?> PayAsync(AShop shop, MemberView payer)
    {
        var request = shop.Request(1_000);
        if (!(await shop.ReadyAsync(request)).TryGet(out var ready, out var no))
            return no;
        if (!(await shop.Product.AskAsync((IPayments p) => p.OpenAsync(ready.Tid, payer.Id))).TryGet(out _, out no))
            return no;
        if (!(await shop.AuthorizeAsync(ready.Tid, payer)).TryGet(out var address, out no))
            return no;
        (
            await shop.ApproveAsync(
                new(
                    shop.Id,
                    request.Cid,
                    ready.Tid,
                    request.PartnerOrderId,
                    request.PartnerUserId,
                    AShop.TokenIn(address),
                    null,
                    null
                )
            )
        ).TryGet(out _, out no);
        return no;
    }

    private static async Task<Refusal?> SendAsync(AShop shop, MemberView payer, MemberView friend)
    {
        (
            await shop.Product.Remittances(r =>
                r.SendToMemberAsync(new(payer.Id, friend.Id, Won.Of(1), null, false, Once.NewKey()))
            )
        ).TryGet(out _, out var no);
        return no;
    }
}
