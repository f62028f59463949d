using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Tests.Given;

/// <summary>
/// Membership on a real store with an obedient bank and a clock that stands still: noon of 22 November 2026 in Seoul.
/// </summary>
internal sealed class AMembership : IAsyncDisposable
{
    public const string Password = "Correct-horse-9";
    private readonly ServiceProvider services;
    private readonly StorageOptions options;
    private readonly APostgres? server;
    private int people;

    public AMembership(Action<IServiceCollection>? more = null, Database? on = null)
    {
        if ((on ?? AStore.Usual) == Database.PostgreSql)
            server = APostgres.SharedAsync().GetAwaiter().GetResult();
        options = AStore.MakeAsync(server).GetAwaiter().GetResult();

        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddStorage(options);
        collection.AddMembership();
        collection.AddSingleton<ObedientBank>();
        collection.AddSingleton<IFirmBank>(at => at.GetRequiredService<ObedientBank>());
        collection.AddSingleton<ITextCarrier>(Phone);
        collection.AddSingleton(Nothing.Of<IBankLog>());
        collection.AddHttpContextAccessor();
        collection.AddAuthentication();
        collection
            .AddIdentityCore<SignIn>()
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<MyPayDb>()
            .AddSignInManager();
        collection.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000); // tests have better things to wait for
        more?.Invoke(collection);
        services = collection.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }
        );
        Bank = services.GetRequiredService<ObedientBank>();
        Journal = services.GetRequiredService<Journal>();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));

    public ObedientBank Bank { get; }

    public Journal Journal { get; }

    /// <summary>Whatever number a text message goes to, it comes out here.</summary>
    public APhone Phone { get; } = new();

    public string Folder => options.Directory;

    public LiveFeed Feed => services.GetRequiredService<LiveFeed>();

    public static SignUpForm Form(
        string email = "jiwoo@example.com",
        string password = Password,
        string name = "김지우",
        string phone = "010-1234-5678",
        string birth = "1995-03-14"
    ) =>
        new(
            email,
            password,
            name,
            phone,
            DateOnly.Parse(birth, CultureInfo.InvariantCulture),
            ["service", "e-finance", "privacy"],
            "ko"
        );

    /// <summary>One question, one scope, as pages ask.</summary>
    public async Task<T> AskAsync<TFace, T>(Func<TFace, Task<T>> question)
        where TFace : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TFace>());
    }

    public Task<T> MembersAsync<T>(Func<IMembers, Task<T>> question) => AskAsync(question);

    public Task<T> PinsAsync<T>(Func<IPins, Task<T>> question) => AskAsync(question);

    public Task<T> AccountsAsync<T>(Func<ILinkedAccounts, Task<T>> question) => AskAsync(question);

    public Task<T> DbAsync<T>(Func<MyPayDb, Task<T>> question) => AskAsync(question);

    /// <summary>Someone joins; phone and e-mail are theirs alone.</summary>
    public async Task<MemberView> JoinAsync(string name = "김지우")
    {
        var n = Interlocked.Increment(ref people);
        var form = Form($"member-{n:000}@example.com", name: name, phone: $"010-7000-{n:0000}");
        return (await MembersAsync(m => m.SignUpAsync(form))).Granted();
    }

    /// <summary>Proves a number by the code that comes out of the phone.</summary>
    public async Task<PhoneProof> ProveAsync(string phone, string asker)
    {
        var sent = (await AskAsync((IPhoneProofs p) => p.SendAsync(new(phone, asker, "ko", null)))).Granted();
        var proof = new PhoneProof(sent.Id, asker);
        (await AskAsync((IPhoneProofs p) => p.EnterAsync(proof, Phone.Texts[^1].Code))).Granted();
        return proof;
    }

    /// <summary>Proves who wants a new PIN, by a text message and by a letter.</summary>
    public async Task ProveTwiceAsync(MemberView member, Actor by, APigeon pigeon)
    {
        var sent = (await AskAsync((IPinProofs p) => p.SendTextAsync(member.Id, null, another: true))).Granted();
        var code = Phone.Texts[^1].Code;
        (await AskAsync((IPinProofs p) => p.EnterTextAsync(member.Id, by, sent.Id, code))).Granted();
        (await AskAsync((IPinProofs p) => p.SendMailAsync(member.Id, by))).Granted();
        var token = await pigeon.TokenAsync(this, NoticeEvent.PinProofAsked, member.Email);
        (await AskAsync((IPinProofs p) => p.ConfirmMailAsync(token))).Granted();
    }

    /// <summary>Starts a check; its four digits are the end of what the bank was told to print.</summary>
    public async Task<(AccountCheckView Check, string Digits)> StartCheckAsync(
        MemberId member,
        string number = "110-123-456789",
        string bank = "088"
    )
    {
        var check = (await AccountsAsync(a => a.StartAsync(member, bank, number, "김지우"))).Granted();
        return (check, Bank.Sent.Last().PrintContent[^4..]);
    }

    public async Task<LinkedAccountView> LinkAsync(
        MemberId member,
        string number = "110-123-456789",
        string bank = "088"
    )
    {
        var (check, digits) = await StartCheckAsync(member, number, bank);
        (await AccountsAsync(a => a.EnterCodeAsync(member, check.Id, digits))).Granted();
        return (await AccountsAsync(a => a.ConsentAsync(member, check.Id, true))).Granted();
    }

    /// <summary>Gives a member money.</summary>
    public async Task FundAsync(LedgerAccount account, long won)
    {
        var slip = Slip.Of("charge", $"test:{Guid.NewGuid():N}")
            .Debit(LedgerAccount.Bank(ObedientBank.CorporateAccount), Won.Of(won))
            .Credit(account, Won.Of(won));
        (await Journal.WriteAsync(write => write.Post(slip))).Granted();
    }

    public async Task<long> BalanceAsync(LedgerAccount account) =>
        await DbAsync(db =>
            db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync()
        );

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await AStore.RemoveAsync(options, server);
    }
}
