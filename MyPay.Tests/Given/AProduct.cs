using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// The real product in this process: a store of its own (SQLite, unless a test or MYPAY_TEST_STORE says PostgreSQL),
/// the bank simulator on real HTTP beside it, a clock that tests move. Background jobs and pages run only after
/// <see cref="ListenAsync"/>.
/// </summary>
internal sealed class AProduct : IAsyncDisposable
{
    private readonly string directory;
    private readonly string? database;

    private AProduct(AppHost host, string directory, string? database, MovableClock clock, HttpClient bank) =>
        (Host, this.directory, this.database, Clock, Bank) = (host, directory, database, clock, bank);

    public AppHost Host { get; }

    public MovableClock Clock { get; }

    /// <summary>The demo shop's key for real payments; null without demo data.</summary>
    public string? DemoLiveKey { get; private init; }

    /// <summary>The simulator's control calls.</summary>
    public HttpClient Bank { get; }

    /// <summary>A weekday noon: no bank is in its maintenance window.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(9));

    /// <summary>
    /// Starts where a first start has left off, a few minutes before <see cref="Noon"/>; with <paramref name="at"/> it
    /// is the first start itself, at that instant.
    /// </summary>
    public static Task<AProduct> StartAsync(
        bool demo = false,
        DateTimeOffset? at = null,
        Action<IServiceCollection>? over = null,
        params string[] settings
    ) => StartOnAsync(AStore.Usual, demo, at, over, settings);

    public static async Task<AProduct> StartOnAsync(
        Database on,
        bool demo = false,
        DateTimeOffset? at = null,
        Action<IServiceCollection>? over = null,
        params string[] settings
    )
    {
        var database = on == Database.PostgreSql ? await (await APostgres.SharedAsync()).MigratedAsync() : null;
        var directory = Directory.CreateTempSubdirectory("mypay-test-").FullName;
        var first = database is null && at is null ? await AFirstStart.OfAsync(demo) : null;
        first?.CopyTo(directory);
        var clock = new MovableClock(at ?? Noon);
        var host = await PrepareAsync(directory, demo, clock, over, [.. SettingsOf(database), .. settings]);
        var address = host
            .App.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<BankingOptions>>()
            .Value.BaseUrl;
        return new(host, directory, database, clock, new HttpClient { BaseAddress = address })
        {
            DemoLiveKey = first?.DemoLiveKey ?? LiveKeyOf(host),
        };
    }

    /// <summary>The product's host over this folder, not listening yet.</summary>
    internal static Task<AppHost> PrepareAsync(
        string directory,
        bool demo,
        TimeProvider clock,
        Action<IServiceCollection>? over = null,
        params string[] settings
    ) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                $"--MyPay:Demo={demo}",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                $"--MyPay:Bank:CallTimeLimit={MovableClock.BankPatience}",
                "--Logging:LogLevel:Default=Error",
                .. settings,
            ],
            clock,
            services =>
            {
                // A handler is renewed by a timer, which would keep each product of a test in memory for minutes.
                services.ConfigureHttpClientDefaults(client => client.SetHandlerLifetime(Timeout.InfiniteTimeSpan));
                over?.Invoke(services);
            }
        );

    /// <summary>The demo shop's live key, where its first start was this host's.</summary>
    internal static string? LiveKeyOf(AppHost host) =>
        host.DemoShop?.FreshKeys.SingleOrDefault(key => key.View.Live)?.RawKey;

    /// <summary>What the command line says of a PostgreSQL database; nothing for SQLite.</summary>
    public static string[] SettingsOf(string? database) =>
        database is null
            ? []
            : ["--MyPay:Database:Provider=PostgreSql", $"--MyPay:Database:ConnectionString={database}"];

    /// <summary>Opens the pages; answers their address.</summary>
    public async Task<string> ListenAsync()
    {
        await Host.App.StartAsync();
        return Host.Address;
    }

    /// <summary>Its store, for a look from outside.</summary>
    public MyPay.Domain.Ledger.StorageOptions Store => Host.Settings.Storage;

    /// <summary>What another instance is told of its PostgreSQL database; nothing for SQLite.</summary>
    public string[] StoreSettings => SettingsOf(database);

    /// <summary>Where its files lie: the store, and the bank's own journal.</summary>
    public string DataDirectory => directory;

    public async Task<T> AskAsync<TFace, T>(Func<TFace, Task<T>> question)
        where TFace : notnull
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TFace>());
    }

    public Task<T> Wallets<T>(Func<IWallets, Task<T>> question) => AskAsync(question);

    public Task<T> Remittances<T>(Func<IRemittances, Task<T>> question) => AskAsync(question);

    public async Task<long> BalanceAsync(MemberId member) => (await Wallets(w => w.FindAsync(member))).Balance.Amount;

    /// <summary>A new member with a name and a PIN.</summary>
    public async Task<MemberView> MemberAsync(string name = "김마이")
    {
        var n = Interlocked.Increment(ref people);
        var consents = Terms.Current.Where(t => t.Required).Select(t => t.Code).ToArray();
        var member = (
            await AskAsync(
                (IMembers m) =>
                    m.SignUpAsync(
                        new(
                            $"person{n}@mypay.test",
                            "MyPay!2026",
                            name,
                            $"010{n:00000000}",
                            new DateOnly(1990, 1, 15),
                            consents,
                            "ko"
                        )
                    )
            )
        ).Granted();
        (await AskAsync((IPins p) => p.SetAsync(member.Id, "258039", null))).Granted();
        return member;
    }

    private static int people = 20_000_000;

    /// <summary>The code of the latest text message to a number, as it lies in the pickup folder.</summary>
    public string CodeTo(string phone) =>
        Directory
            .GetFiles(Path.Combine(directory, "sms"), "*.txt")
            .OrderDescending(StringComparer.Ordinal)
            .Select(File.ReadAllLines)
            .Where(lines => lines[0] == phone)
            .Select(lines => System.Text.RegularExpressions.Regex.Match(lines[1], "[0-9]{6}").Value)
            .First();

    /// <summary>Links an account by the 1-won check, its code read from the bank's own journal.</summary>
    public async Task<LinkedAccountView> LinkAsync(MemberView member, string bank = "004", string? number = null)
    {
        number ??= $"3{Interlocked.Increment(ref people)}55";
        var check = (
            await AskAsync((ILinkedAccounts a) => a.StartAsync(member.Id, bank, number, member.Name))
        ).Granted();
        var won = (await JournalAsync()).Last(m => m.Number == number && m.Amount == 1);
        (await AskAsync((ILinkedAccounts a) => a.EnterCodeAsync(member.Id, check.Id, won.PrintContent))).Granted();
        return (await AskAsync((ILinkedAccounts a) => a.ConsentAsync(member.Id, check.Id, true))).Granted();
    }

    /// <summary>A member with a linked account and this much charged, in steps a charge allows.</summary>
    public async Task<MemberView> MemberWithAsync(long won, string name = "김마이")
    {
        var member = await MemberAsync(name);
        var account = await LinkAsync(member);
        if (won > 0)
            (await Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(won), Once.NewKey())))).Granted();
        return member;
    }

    /// <summary>What really moved at the bank.</summary>
    public async Task<List<BankMovement>> JournalAsync() =>
        (await Bank.GetFromJsonAsync<List<BankMovement>>("/sim/journal"))!;

    public async Task FaultAsync(object match, string effect)
    {
        Clock.IsImpatient |= effect.StartsWith("timeout", StringComparison.Ordinal);
        using var answer = await Bank.PostAsJsonAsync("/sim/faults", new { match, effect });
        answer.EnsureSuccessStatusCode();
    }

    public async Task ClearFaultsAsync() => (await Bank.DeleteAsync("/sim/faults")).Dispose();

    /// <summary>A replayable storm of faults.</summary>
    public async Task StormAsync(int seed, double rate)
    {
        Clock.IsImpatient = true;
        using var answer = await Bank.PostAsJsonAsync("/sim/random-faults", new { seed, rate });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sets what the customer's account holds at the bank.</summary>
    public async Task SetAccountAsync(string bank, string number, long balance)
    {
        using var answer = await Bank.PutAsJsonAsync($"/sim/accounts/{bank}/{number}", new { balance });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sets what the member's linked accounts hold at their banks.</summary>
    public async Task FillAccountsOfAsync(MemberView member, long balance)
    {
        foreach (var account in await AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))
        {
            var secret = await AskAsync((ILinkedAccounts a) => a.FindSecretAsync(member.Id, account.Id));
            await SetAccountAsync(account.Bank, secret!.Number, balance);
        }
    }

    public async Task EmptyAccountsOfAsync(MemberView member)
    {
        foreach (var account in await AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))
        {
            var secret = await AskAsync((ILinkedAccounts a) => a.FindSecretAsync(member.Id, account.Id));
            using var answer = await Bank.PutAsJsonAsync(
                $"/sim/accounts/{account.Bank}/{secret!.Number}",
                new { balance = 0 }
            );
            answer.EnsureSuccessStatusCode();
        }
    }

    public Task StopBankAsync() => Host.StopSimulatorAsync();

    /// <summary>Recomputes everything; fails the test with the report when anything is off.</summary>
    public async Task VerifyAsync()
    {
        var report = await AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    /// <summary>Moves the clock and lets the inquiry job do its round.</summary>
    public async Task<int> InquireAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return await AskAsync((IFirmBank b) => b.InquireDueAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Bank.Dispose();
        await StopAsync();
        await Host.DisposeAsync();
        if (database is not null)
            await (await APostgres.SharedAsync()).DropAsync(database);
        // Background work is told to stop, not waited for: it may still put down its last letter.
        await Eventually.TrueAsync(() => Task.FromResult(TryDelete(directory)), "the product's folder is free");
    }

    // Its work is told to end, and open pages are not waited for.
    private async Task StopAsync()
    {
        if (!Host.App.Lifetime.ApplicationStarted.IsCancellationRequested)
            return;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await Host.App.StopAsync(soon.Token);
        }
        catch (OperationCanceledException) { }
    }

    private static bool TryDelete(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    internal sealed record BankMovement(
        long Seq,
        string BankTranId,
        string Kind,
        string Bank,
        string Number,
        long Amount,
        string PrintContent
    );
}

/// <summary>
/// A clock that goes on with the real one and can be moved ahead; timers run in real time, but for those that wait for
/// a bank that is known to be silent.
/// </summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>How long a bank call may take: so long that a busy machine makes no good call unknown.</summary>
    public static readonly TimeSpan BankPatience = TimeSpan.FromSeconds(23);

    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(3);

    private TimeSpan ahead = start - System.GetUtcNow();
    private DateTimeOffset? standing;

    public override DateTimeOffset GetUtcNow() => standing ?? System.GetUtcNow() + ahead;

    /// <summary>The bank has been told to be silent: nobody waits long for it any more.</summary>
    public bool IsImpatient { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, IsImpatient && dueTime == BankPatience ? Impatience : dueTime, period);

    /// <summary>From now on it is this instant, until it is set to another.</summary>
    public void StandAt(DateTimeOffset instant) => standing = instant;

    public void Advance(TimeSpan time) => ahead += time;
}
