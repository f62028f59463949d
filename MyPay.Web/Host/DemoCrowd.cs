using System.Globalization;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Web.Host;

/// <summary>A step of the demo data that could not be done.</summary>
internal sealed class DemoStepException(string message) : Exception(message);

/// <summary>
/// The crowd of a load test. Members and their keys are written in batches; their money is charged over the bank wire,
/// one charge a member, so that the bank's statements say the same as our books. Each member has a recurring key at one
/// franchise, in turn.
/// </summary>
internal static class DemoCrowd
{
    /// <summary>Won a member starts with.</summary>
    public const long FundedWith = 1_000_000;

    private const int ChargesAtOnce = 32;
    private static readonly int[] Weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

    public static async Task<IReadOnlyList<DemoSeller>> AddAsync(IServiceProvider services, int members, int franchises)
    {
        var shops = new List<(FranchiseView Shop, string Key)>();
        for (var n = 1; shops.Count < franchises; n++)
            if (await ShopAsync(services, n) is { } shop)
                shops.Add(shop);

        var crowd = await MembersAsync(services, members);
        await Parallel.ForEachAsync(
            crowd,
            new ParallelOptions { MaxDegreeOfParallelism = ChargesAtOnce },
            async (member, _) => await ChargeAsync(services, member)
        );

        var sellers = new List<DemoSeller>();
        for (var i = 0; i < shops.Count; i++)
        {
            var (shop, key) = shops[i];
            var own = crowd.Where((_, n) => n % shops.Count == i).Select(m => (m.Id, m.Name)).ToList();
            await using var scope = services.CreateAsyncScope();
            var sids = Require(
                "recurring keys",
                await scope.ServiceProvider.GetRequiredService<IBulkKeys>().AddAsync(shop.Id, shop.RecurringCid, own)
            );
            sellers.Add(new(shop.Cid, key, shop.RecurringCid, sids));
        }

        return sellers;
    }

    private static async Task<IReadOnlyList<BulkMember>> MembersAsync(IServiceProvider services, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var banks = await scope.ServiceProvider.GetRequiredService<IFirmBank>().BanksAsync(BankService.Charge);
        var bank =
            banks.FirstOrDefault(b => b.OpenNow) ?? throw new DemoStepException("no bank is open for charges now");
        return Require(
            "members",
            await scope
                .ServiceProvider.GetRequiredService<IBulkMembers>()
                .AddAsync(count, DemoData.Password, DemoData.Pin, bank.Code, bank.NameKo, bank.NameEn)
        );
    }

    private static async Task ChargeAsync(IServiceProvider services, BulkMember member)
    {
        await using var scope = services.CreateAsyncScope();
        var charge = Require(
            "charge",
            await scope
                .ServiceProvider.GetRequiredService<IWallets>()
                .ChargeAsync(new(member.Id, member.Account, Won.Of(FundedWith), "demo"))
        );
        if (charge.State != MoveState.Done)
            throw new DemoStepException("a charge: the bank has not answered");
    }

    /// <summary>A franchise that joins as any does; null when this number was taken by an earlier run.</summary>
    private static async Task<(FranchiseView Shop, string Key)?> ShopAsync(IServiceProvider services, int n)
    {
        await using var scope = services.CreateAsyncScope();
        var at = scope.ServiceProvider;
        var owner = string.Create(CultureInfo.InvariantCulture, $"shop-{n:0000}@load.mypay.test");
        if (await at.GetRequiredService<ISignIns>().FindIdAsync(owner) is not null)
            return null;

        var bank =
            (await at.GetRequiredService<IFirmBank>().BanksAsync(BankService.Payout)).FirstOrDefault(b => b.OpenNow)
            ?? throw new DemoStepException("no bank is open for payouts now");
        var (name, number) = (
            string.Create(CultureInfo.InvariantCulture, $"부하상점 {n}"),
            string.Create(CultureInfo.InvariantCulture, $"78{n:00000000}55")
        );
        var applied = Require(
            "franchise",
            await at.GetRequiredService<IFranchises>()
                .ApplyAsync(
                    new(
                        BusinessNumber(n),
                        name,
                        "김부하",
                        "cafe",
                        Won.Of(180_000_000),
                        bank.Code,
                        number,
                        name,
                        owner,
                        DemoData.Password,
                        "부하상점 사장",
                        "02-555-0199"
                    )
                )
        );
        var onboarding = at.GetRequiredService<IFranchiseOnboarding>();
        Require("franchise's 1-won check", await onboarding.StartAccountCheckAsync(applied.Id));
        Require(
            "franchise's 1-won code",
            await onboarding.EnterAccountCodeAsync(applied.Id, await DemoData.CodeAsync(at, bank.Code, number))
        );
        var shop = Require(
            "approve franchise",
            await onboarding.ApproveAsync(
                applied.Id,
                FeeGrade.Micro,
                rateBasisPoints: null,
                cycleDays: 1,
                "admin@mypay.test"
            )
        );
        var key = Require(
            "API key",
            await at.GetRequiredService<IApiKeys>().IssueAsync(shop.Id, "demo", live: true, ApiScopes.All, Actor.System)
        );
        return (shop, key.RawKey);
    }

    private static string BusinessNumber(int n)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"9{n:00000000}");
        var sum = ((digits[8] - '0') * 5 / 10) + digits.Zip(Weights, (digit, weight) => (digit - '0') * weight).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    private static T Require<T>(string step, Result<T> result)
        where T : notnull =>
        result.TryGet(out var value, out var refusal) ? value : throw new DemoStepException($"{step}: {refusal.Code}");
}
