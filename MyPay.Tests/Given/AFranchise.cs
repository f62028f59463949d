using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Tests.Given;

/// <summary>
/// Franchise on a real store with an obedient bank and a clock that stands still: noon of 22 November 2026 in Seoul.
/// </summary>
internal sealed class AFranchise : IAsyncDisposable
{
    public const string BusinessNumber = "123-45-67891";
    private static readonly int[] Weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
    private readonly AMembership house;
    private int shops;

    public AFranchise(bool allowHttp = false) =>
        house = new AMembership(services =>
        {
            services.AddFranchise();
            services.Configure<FranchiseOptions>(options => options.AllowHttpDomains = allowHttp);
        })
        {
            Bank = { Holder = "김사장" },
        };

    public FakeTimeProvider Clock => house.Clock;

    public ObedientBank Bank => house.Bank;

    public Journal Journal => house.Journal;

    public string Folder => house.Folder;

    public static FranchiseApplication Form(
        string businessNumber = BusinessNumber,
        string email = "owner@shop.example"
    ) =>
        new(
            businessNumber,
            "모닝커피",
            "김사장",
            "cafe",
            Won.Of(200_000_000),
            "088",
            "110-123-456789",
            "김 사장",
            email,
            AMembership.Password,
            "김사장",
            "02-123-4567"
        );

    /// <summary>A business number that checks, another one for each <paramref name="n"/>.</summary>
    public static string NumberOf(int n)
    {
        var digits = $"2{n:00000000}";
        var sum = (digits[8] - '0') * 5 / 10 + digits.Zip(Weights, (digit, weight) => (digit - '0') * weight).Sum();
        return digits + (10 - sum % 10) % 10;
    }

    public Task<T> AskAsync<TFace, T>(Func<TFace, Task<T>> question)
        where TFace : notnull => house.AskAsync(question);

    public Task<T> Franchises<T>(Func<IFranchises, Task<T>> question) => AskAsync(question);

    public Task<T> Onboarding<T>(Func<IFranchiseOnboarding, Task<T>> question) => AskAsync(question);

    public Task<T> Desk<T>(Func<IFranchiseDesk, Task<T>> question) => AskAsync(question);

    public Task<T> Keys<T>(Func<IApiKeys, Task<T>> question) => AskAsync(question);

    public Task<long> BalanceAsync(LedgerAccount account) => house.BalanceAsync(account);

    public Task<T> DbAsync<T>(Func<MyPayDb, Task<T>> question) => AskAsync(question);

    public async Task<FranchiseView> AppliedAsync(FranchiseApplication? form = null)
    {
        var n = Interlocked.Increment(ref shops);
        return (
            await Franchises(f =>
                f.ApplyAsync(
                    form ?? Form(NumberOf(n), $"owner{n}@shop.example") with { AccountNumber = $"110123{n:000000}" }
                )
            )
        ).Granted();
    }

    /// <summary>Starts the 1-won check; its digits are the end of what the bank was told to print.</summary>
    public async Task<string> StartCheckAsync(FranchiseId franchise)
    {
        (await Onboarding(o => o.StartAccountCheckAsync(franchise))).Granted();
        return Bank.Sent.Last().PrintContent[^4..];
    }

    public async Task<FranchiseView> InReviewAsync(FranchiseApplication? form = null)
    {
        var franchise = await AppliedAsync(form);
        var digits = await StartCheckAsync(franchise.Id);
        return (await Onboarding(o => o.EnterAccountCodeAsync(franchise.Id, digits))).Granted();
    }

    public async Task<FranchiseView> ActiveAsync(FranchiseApplication? form = null)
    {
        var franchise = await InReviewAsync(form);
        return (
            await Onboarding(o => o.ApproveAsync(franchise.Id, FeeGrade.Micro, 60, 1, "admin@mypay.test"))
        ).Granted();
    }

    public async Task<bool> MaySellAsync(FranchiseId franchise) =>
        await Franchises(async f => (await Journal.WriteAsync<bool>(write => f.MaySell(write, franchise))).Granted());

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
