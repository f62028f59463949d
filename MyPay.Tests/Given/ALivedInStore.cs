using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// The store of <see cref="ALivedInProduct"/> after it was stopped, as often as a test wants one: a SQLite data
/// directory with its keys and its bank.
/// </summary>
public sealed class ALivedInStore : IAsyncLifetime
{
    /// <summary>The next morning, when its people come back.</summary>
    public static readonly DateTimeOffset NextMorning = new(2026, 12, 1, 10, 30, 0, TimeSpan.FromHours(9));

    private readonly string folder = Directory.CreateTempSubdirectory("mypay-lived-").FullName;

    /// <summary>Its backup.</summary>
    public string Archive => Path.Combine(folder, "lived.mypay");

    public async Task InitializeAsync()
    {
        var lived = new ALivedInProduct();
        await lived.InitializeAsync();
        try
        {
            Assert.Equal(
                0,
                await BackupVerb.RunAsync(
                    CommandLine.Parse([
                        "backup",
                        Archive,
                        $"--MyPay:DataDirectory={lived.Store.Directory}",
                        .. AProduct.SettingsOf(lived.Store.PostgreSql),
                    ])
                )
            );
        }
        finally
        {
            await lived.DisposeAsync();
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>
    /// A store of one's own, in a new directory. Besides what they did, James has a passkey, and the last number of a
    /// bank call's event was given to a row that is gone.
    /// </summary>
    internal async Task<StorageOptions> OneAsync(string directory)
    {
        Assert.Equal(
            0,
            await RestoreVerb.RunAsync(CommandLine.Parse(["restore", Archive, $"--MyPay:DataDirectory={directory}"]))
        );
        var store = new StorageOptions(directory);
        await using var db = Open(store);
        var james = await db.Users.SingleAsync(user => user.Email == "james@mypay.test");
        db.Add(
            new IdentityUserPasskey<string>
            {
                UserId = james.Id,
                CredentialId = [1, 2, 3, 255],
                Data = new()
                {
                    Name = "제임스의 전화 \"1\"",
                    PublicKey = [9, 8, 7],
                    CreatedAt = new(2026, 11, 30, 3, 4, 5, TimeSpan.Zero),
                    SignCount = 7,
                    Transports = ["internal", "hybrid"],
                    IsUserVerified = true,
                    IsBackupEligible = false,
                    IsBackedUp = false,
                    AttestationObject = [0],
                    ClientDataJson = [1, 2],
                },
            }
        );
        await db.SaveChangesAsync();
        store.Tamper("UPDATE sqlite_sequence SET seq = seq + 5 WHERE name = 'banking_call_event'");
        return store;
    }

    internal static SqliteMyPayDb Open(StorageOptions store) =>
        new(SqliteStore.Options($"Data Source={store.SqliteFile};Pooling=False"));
}
