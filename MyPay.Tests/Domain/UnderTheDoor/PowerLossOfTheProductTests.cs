using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// The same of the real product: payments, cancels, transfers and charges that were confirmed outlive the power, with
/// all that belongs to them.
/// </summary>
public sealed class PowerLossOfTheProductTests(ITestOutputHelper output)
{
    private const int Images = 100;
    private const int LogPages = 200; // four or five payments

    // Whatever can be told apart by a number or a key and never goes away again.
    private const string AllThatLasts = """
        SELECT 'slip ' || seq || ' ' || hex(hash) FROM ledger_slip
        UNION ALL SELECT 'key ' || hex(key) FROM journal_once
        UNION ALL SELECT 'sale ' || Tid || ' ' || N FROM payment_slip
        UNION ALL SELECT 'transfer ' || Id FROM remittance_transfer
        UNION ALL SELECT 'call ' || BankTranId || ' ' || BankTranDate FROM banking_call
        """;

    [Fact]
    public async Task Whatever_was_confirmed_is_there_whenever_the_power_goes()
    {
        var directory = Directory.CreateTempSubdirectory("mypay-test-").FullName;
        using var disk = ADisk.Under(directory);
        await using var shop = await AShop.OpenAsync(
            services =>
                services.AddSingleton<DoorStore>(at => new SqliteDoor(
                    at.GetRequiredService<StorageOptions>().SqliteFile,
                    LogPages
                )),
            Database.Sqlite,
            $"--MyPay:DataDirectory={directory}"
        );
        var confirmed = await ScriptAsync(shop, disk);
        var seed = Seeds.New();
        output.WriteLine($"MYPAY_SEED={seed}");

        var places = await new PowerCuts(disk, shop.Product.Store.SqliteFile).RunAsync(
            Images,
            seed,
            async (options, cut, when) =>
            {
                using (var journal = AWatchedStore.OpenDoor(options))
                    (await journal.WriteAsync<Done>(_ => default(Done))).Granted();
                var report = await VerifyVerb.ProveAsync(options, shop.Product.Clock);
                Assert.True(report.Ok, $"{when}: {ProofText.ToText(report)}");
                var there = (await options.RowsAsync(AllThatLasts)).ToHashSet(StringComparer.Ordinal);
                var missing = confirmed
                    .Where(step => step.By <= cut)
                    .SelectMany(step => step.Lasts)
                    .Where(row => !there.Contains(row))
                    .ToList();
                Assert.True(missing.Count == 0, $"{when}: lost: {string.Join(", ", missing.Take(5))}");
            }
        );

        output.WriteLine($"{disk.Now} calls, {confirmed.Count} steps");
        foreach (var (place, times) in places)
            output.WriteLine($"{times} × {place}");
        Assert.True(places.Count >= 6 && places.Values.All(times => times >= 10), "Some places were hardly cut.");
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Each step: by which call it was confirmed, and all that was there then.</summary>
    private static async Task<List<(int By, List<string> Lasts)>> ScriptAsync(AShop shop, ADisk disk)
    {
        var (payer, friend) = (
            await shop.Product.MemberWithAsync(500_000, "김마이"),
            await shop.Product.MemberAsync("이하나")
        );
        var account = (
            await shop.Product.AskAsync((MyPay.Domain.Membership.ILinkedAccounts a) => a.ListAsync(payer.Id))
        )[0];
        disk.BeginHere();
        var confirmed = new List<(int, List<string>)>();
        for (var round = 0; round < 8; round++)
        {
            var paid = await shop.PaidAsync(payer, 12_000 + round);
            await ConfirmedAsync();
            (await shop.CancelAsync(paid.Tid, 5_000)).Granted();
            await ConfirmedAsync();
            (
                await shop.Product.Remittances(r =>
                    r.SendToMemberAsync(new(payer.Id, friend.Id, Won.Of(3_000), "점심값", false, Once.NewKey()))
                )
            ).Granted();
            await ConfirmedAsync();
            (
                await shop.Product.Wallets(w => w.ChargeAsync(new(payer.Id, account.Id, Won.Of(10_000), Once.NewKey())))
            ).Granted();
            await ConfirmedAsync();
        }

        return confirmed;

        async Task ConfirmedAsync() => confirmed.Add((disk.Now, await shop.Product.Store.RowsAsync(AllThatLasts)));
    }
}
