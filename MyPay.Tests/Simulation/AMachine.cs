using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;

namespace MyPay.Tests.Simulation;

/// <summary>
/// One start of the product on a store: all its services as the host registers them, without pages. What runs by itself
/// runs when it is told to.
/// </summary>
internal sealed class AMachine : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly StorageOptions store;
    private readonly SqliteConnection reading;

    private AMachine(string directory, TheBank bank)
    {
        store = new(directory);
        services = Services(store, bank).BuildServiceProvider();
        reading = new SqliteConnection($"Data Source={store.SqliteFile};Mode=ReadOnly;Pooling=False");
    }

    /// <summary>The first start on an empty directory: the store is made.</summary>
    public static async Task<AMachine> FoundAsync(string directory, TheBank bank)
    {
        var machine = new AMachine(directory, bank);
        await using (await machine.services.OpenStoreAsync()) { }

        machine.reading.Open();
        return machine;
    }

    /// <summary>
    /// A start on a store that stands. It is not migrated: that is asked a thousand times, and always up to date.
    /// </summary>
    public static AMachine StartAgain(string directory, TheBank bank)
    {
        var machine = new AMachine(directory, bank);
        _ = machine.services.GetRequiredService<Journal>();
        machine.reading.Open();
        return machine;
    }

    public string Directory => store.Directory;

    public async Task<T> AskAsync<TFace, T>(Func<TFace, Task<T>> question)
        where TFace : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.HoldConnectionAsync();
        return await question(scope.ServiceProvider.GetRequiredService<TFace>());
    }

    /// <summary>Rows as they lie in the store.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = reading.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(read(rows));
        return found;
    }

    /// <summary>
    /// The power fails: what the store's files hold now is all that is left, in a new directory. Nobody tidies up.
    /// </summary>
    public async Task<string> LosePowerAsync()
    {
        var left = Files.NewDirectory();
        Files.CopyStore(store.Directory, left);
        await DisposeAsync();
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await reading.DisposeAsync();
        await services.DisposeAsync();
        using (var pooled = new SqliteConnection($"Data Source={store.SqliteFile}"))
            SqliteConnection.ClearPool(pooled);
    }

    private static ServiceCollection Services(StorageOptions store, TheBank bank)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(bank.Clock);
        services.AddStorage(store);
        services.AddSingleton<DoorStore>(_ => new MortalStore(new SqliteDoor(store.SqliteFile), bank.Fate));
        services
            .AddPlatform()
            .AddCalendar()
            .AddBanking()
            .AddMembership()
            .AddFranchise()
            .AddMoney()
            .AddRemittance()
            .AddWebhooks()
            .AddPayment()
            .AddSettlement()
            .AddReconciliation()
            .AddBackOffice();
        services.AddScoped<DataKeysAndJournal>();
        services.AddHttpContextAccessor();
        services.AddAuthentication();
        services
            .AddIdentityCore<SignIn>()
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<MyPayDb>()
            .AddSignInManager();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        services.Configure<BankingOptions>(options => options.CallsAtOnce = 1);
        services.Configure<CheckoutOptions>(checkout => checkout.AllowLoopback = true);
        services
            .AddHttpClient(BankWire.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => bank)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}
