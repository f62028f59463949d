using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Franchise.ApiKeys;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.InStore;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>Two instances over one PostgreSQL: what strangers try is one book, wherever they try it.</summary>
public sealed class SharedLimitsTests : IAsyncLifetime
{
    private const string Address = "192.0.2.1";
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-limits-").FullName;
    private readonly MovableClock clock = new(AProduct.Noon);
    private APostgres server = null!;
    private string database = "";
    private AppHost[] both = [];

    public async Task InitializeAsync()
    {
        server = await APostgres.SharedAsync();
        database = await server.EmptyAsync();
        _ = DataKeys.Open(Path.Combine(directory, "a"));
        Directory.CreateDirectory(Path.Combine(directory, "b", "keys"));
        File.Copy(DataKeys.FileIn(Path.Combine(directory, "a")), DataKeys.FileIn(Path.Combine(directory, "b")));
        both = [await PrepareAsync("a"), await PrepareAsync("b")];
    }

    public async Task DisposeAsync()
    {
        foreach (var host in both)
            await host.DisposeAsync();
        await server.DropAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Sign_ins_sign_ups_links_wrong_keys_and_pay_codes_are_counted_together()
    {
        await HoldsAfterAsync(5, n => ToldAsync(n, (ISignIns s) => SignInAsync(s)), "membership.password.locked");
        await HoldsAfterAsync(10, n => ToldAsync(n, (IMembers m) => SignUpAsync(m, n)), "membership.sign_up.too_many");
        await HoldsAfterAsync(
            20,
            n => ToldAsync(n, (IAccountRecovery r) => r.AskAsync("james@mypay.test", Address)),
            "membership.recovery.asked_too_often"
        );
        await HoldsAfterAsync(
            30,
            async n =>
                await AskAsync(n, (IApiKeys k) => k.WrongAsync(RawKey.New(live: true), Address)) is null
                    ? null
                    : "wait",
            "wait"
        );
        var shop = (await AskAsync(0, (IFranchises f) => f.SellersAsync()))[0];
        // The tenth is told already.
        await HoldsAfterAsync(
            9,
            n => ToldAsync(n, (IInStore s) => s.PayByCodeAsync(Sale(shop))),
            "payment.code.too_many_guesses"
        );
    }

    /// <summary>So many tries on both instances in turn go on; the next one is held on either.</summary>
    private static async Task HoldsAfterAsync(int most, Func<int, Task<string?>> tryAsync, string code)
    {
        for (var n = 0; n < most; n++)
            Assert.NotEqual(code, await tryAsync(n));
        Assert.Equal(code, await tryAsync(most));
        Assert.Equal(code, await tryAsync(most + 1));
    }

    private static Task<Result<string>> SignInAsync(ISignIns signIns) =>
        signIns.VerifySignInAsync("approver@mypay.test", "wrong", new(Address, null));

    private static Task<Result<SignUpDraft>> SignUpAsync(IMembers members, int n) =>
        members.PrepareSignUpAsync(AMembership.Form($"new{n}@example.com", phone: $"010-8000-{n:0000}"), Address);

    private static CodePayment Sale(FranchiseId shop) =>
        new(shop, true, CodeDigits.New(), 4_500, "order-1", "라테", null, Once.NewKey());

    private async Task<string?> ToldAsync<TFace, T>(int n, Func<TFace, Task<Result<T>>> question)
        where TFace : notnull
        where T : notnull => (await AskAsync(n, question)).TryGet(out _, out var refusal) ? null : refusal.Code;

    private async Task<T> AskAsync<TFace, T>(int n, Func<TFace, Task<T>> question)
        where TFace : notnull
    {
        await using var scope = both[n % 2].App.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TFace>());
    }

    private Task<AppHost> PrepareAsync(string instance) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={Path.Combine(directory, instance)}",
                "--MyPay:Demo=true",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=None",
                .. AProduct.SettingsOf(database),
            ],
            clock
        );
}
