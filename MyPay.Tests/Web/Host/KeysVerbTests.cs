using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>
/// <c>keys rotate</c> carries everything over that was made with the keys, or changes nothing, wherever it is killed;
/// the key may lie outside the data directory.
/// </summary>
public sealed partial class KeysVerbTests(ALivedInStore lived) : IClassFixture<ALivedInStore>, IDisposable
{
    private const string Pin = "258039";

    // Hashes that anybody can compute, and what Identity makes of passwords; the check is written by the rotation.
    private static readonly string[] NotMade =
    [
        "backoffice_certificate.Before",
        "backoffice_certificate.RootHash",
        "backoffice_certificate.Seal",
        "banking_statement_line.Key",
        "browser_report.Key",
        "identity_Users.PasswordHash",
        "storage_key_check.Value",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("mypay-keys-").FullName;
    private readonly List<string> said = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task All_that_was_made_with_the_keys_is_readable_and_nothing_is_left_that_the_earlier_key_opens()
    {
        var store = await lived.OneAsync(In("data"));
        var before = await AllTextAsync(store);
        var made = await MadeWithKeysAsync(store);
        Assert.True(made.Count > 40, "The store has lived too little to say anything.");

        Assert.Equal(0, await KeysAsync(store, "rotate"));

        await IsWholeAsync(store, keys: 2);
        var after = await AllTextAsync(store);
        Assert.Equal(made.Count, (await MadeWithKeysAsync(store)).Count);
        Assert.DoesNotContain(made, value => after.Exists(text => text.Contains(value, StringComparison.Ordinal)));
        Assert.Equal(before.Count(IsNotMade), after.Count(IsNotMade) - 6); // the audit row's own texts

        // And once more: what cannot be read would stop it.
        Assert.Equal(0, await KeysAsync(store, "rotate"));
        await IsWholeAsync(store, keys: 3);
        Assert.Equal(
            ["""{"Keys":1} | {"Keys":2,"Rows":""", """{"Keys":2} | {"Keys":3,"Rows":"""],
            (
                await store.RowsAsync(
                    "SELECT Before, After FROM audit_entry WHERE Action = 'storage.keys_rotated' ORDER BY Seq"
                )
            ).ConvertAll(row => row[..row.IndexOf("Rows\":", StringComparison.Ordinal)] + "Rows\":")
        );

        bool IsNotMade(string text) => !made.Contains(text) && !LooksMade().IsMatch(text);
    }

    [Fact]
    public async Task Every_column_that_looks_made_with_the_keys_is_carried_over_by_a_rotation()
    {
        var store = await lived.OneAsync(In("data"));
        await using var db = ALivedInStore.Open(store);
        var known = Known(db.Model).ToHashSet();
        var forgotten = new List<string>();
        foreach (var (table, column) in TextColumns(db.Model).Except(known))
            if (
                (
                    await store.RowsAsync(
                        $"SELECT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL LIMIT 200"
                    )
                )
                    is { Count: > 0 } values
                && values.All(value => LooksMade().IsMatch(value))
            )
                forgotten.Add($"{table}.{column}");
        Assert.Equal(NotMade, forgotten.Order(StringComparer.Ordinal));

        // The registers of the modules name what is there.
        Assert.Equal(known.Count, known.Intersect(AllColumns(db.Model)).Count());
    }

    [Fact]
    public async Task Killed_at_any_step_it_leaves_a_whole_store_and_the_next_run_takes_the_same_key()
    {
        var source = await lived.OneAsync(In("source"));
        var steps = new List<string>();
        var whole = In("whole");
        Copy(source.Directory, whole);
        await KeysVerb.RotateAsync(new(whole), TimeProvider.System, steps.Add);
        // The first and last row of each table, and everything around the commit.
        int[] places =
        [
            .. Enumerable
                .Range(0, steps.Count)
                .Where(n => Table(n) != Table(n - 1) || Table(n) != Table(n + 1))
                .Where((_, n) => n % 2 == 0)
                .Union([0, steps.Count - 2, steps.Count - 1]),
        ];
        Assert.Equal(("key file", "noted", "committed"), (steps[0], steps[^2], steps[^1]));

        foreach (var place in places)
        {
            var (thrown, cut) = (new StorageOptions(In($"thrown-{place}")), new StorageOptions(In($"cut-{place}")));
            Copy(source.Directory, thrown.Directory);
            var at = 0;
            await Assert.ThrowsAsync<OperationCanceledException>(() =>
                KeysVerb.RotateAsync(
                    thrown,
                    TimeProvider.System,
                    _ =>
                    {
                        if (at++ != place)
                            return;
                        Copy(thrown.Directory, cut.Directory); // as a kill or a power cut leaves the files
                        throw new OperationCanceledException("killed");
                    }
                )
            );
            foreach (var left in new[] { thrown, cut })
            {
                var isDone = place == steps.Count - 1;
                await IsWholeAsync(left, keys: isDone ? 2 : 1);
                var key = File.ReadAllText(left.KeyFile!);
                Assert.Equal(0, await KeysAsync(left, "rotate"));
                await IsWholeAsync(left, keys: isDone ? 3 : 2);
                if (!isDone)
                    Assert.Equal(key, File.ReadAllText(left.KeyFile!));
                Directory.Delete(left.Directory, recursive: true);
            }
        }

        string Table(int n) => n < 0 || n >= steps.Count ? "" : steps[n].Split(' ')[0];
    }

    [Fact]
    public async Task On_PostgreSQL_it_is_the_same_and_not_while_an_instance_runs()
    {
        var server = await APostgres.SharedAsync();
        var database = await server.EmptyAsync();
        try
        {
            var store = new StorageOptions(In("data")) { PostgreSql = database };
            Assert.Equal(
                0,
                await RestoreVerb.RunAsync(
                    CommandLine.Parse(["restore", lived.Archive, .. PromoteTests.Settings(store)])
                )
            );
            var made = await MadeWithKeysAsync(store);
            await using (await PromoteTests.StartAsync(store))
            {
                var refused = await RefusedAsync(() => KeysAsync(store, "rotate"));
                Assert.Equal(1, refused.ExitCode);
                Assert.Contains("Another MyPay is at work", refused.Message, StringComparison.Ordinal);
            }

            await IsWholeAsync(store, keys: 1);
            var cookies = await store.NumberAsync("SELECT count(*) FROM storage_protection_key");
            Assert.Equal(0, await KeysAsync(store, "rotate"));
            await IsWholeAsync(store, keys: 2);
            Assert.Empty(made.Intersect(await MadeWithKeysAsync(store)));
            Assert.Contains(said, line => line.Contains("other instances", StringComparison.Ordinal));

            // Cookie keys, which only this database holds: whoever is signed in stays so.
            await using var host = await PromoteTests.StartAsync(store);
            Assert.Equal(cookies, await store.NumberAsync("SELECT count(*) FROM storage_protection_key"));
        }
        finally
        {
            await server.DropAsync(database);
        }
    }

    [Fact]
    public async Task A_running_app_is_never_rotated_under()
    {
        var store = await lived.OneAsync(In("data"));
        await using (await PromoteTests.StartAsync(store))
        {
            var refused = await RefusedAsync(() => KeysAsync(store, "rotate"));
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("Another MyPay is running", refused.Message, StringComparison.Ordinal);
            Assert.Equal(32, new FileInfo(store.KeyFile!).Length); // and no key was made
        }

        await IsWholeAsync(store, keys: 1);
    }

    [Fact]
    public async Task Another_key_or_none_changes_nothing_and_a_damaged_value_is_named()
    {
        var store = await lived.OneAsync(In("data"));
        var key = File.ReadAllBytes(store.KeyFile!);
        File.WriteAllBytes(store.KeyFile!, new byte[32]);
        Assert.Contains(
            "is not the key this database was made with",
            (await RefusedAsync(() => KeysAsync(store, "rotate"))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(new byte[32], File.ReadAllBytes(store.KeyFile!));
        File.Delete(store.KeyFile!);
        Assert.Contains(
            "is missing although there is a store",
            (await RefusedAsync(() => KeysAsync(store, "rotate"))).Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(store.KeyFile));
        File.WriteAllBytes(store.KeyFile!, key);

        store.Tamper(
            "UPDATE membership_linked_account SET SealedNumber = (SELECT SealedNumber FROM membership_account_check LIMIT 1) "
                + "WHERE IsPrimary"
        );
        var named = await RefusedAsync(() => KeysAsync(store, "rotate"));
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("membership_linked_account", named.Message, StringComparison.Ordinal);
        Assert.Contains("SealedNumber cannot be read", named.Message, StringComparison.Ordinal);
        Assert.Equal(
            0,
            await store.NumberAsync("SELECT count(*) FROM audit_entry WHERE Action = 'storage.keys_rotated'")
        );
    }

    [Fact]
    public async Task A_key_outside_the_data_directory_is_in_no_backup_and_a_restore_needs_it()
    {
        var made = await lived.OneAsync(In("data"));
        var elsewhere = In("vault.key");
        File.Move(made.KeyFile!, elsewhere);
        var store = made with { KeyFileElsewhere = elsewhere };
        string[] setting = [$"--MyPay:Secrets:KeyFile={elsewhere}"];
        await IsWholeAsync(store, keys: 1, setting);
        Assert.Equal(0, await KeysAsync(store, "rotate", setting));
        await IsWholeAsync(store, keys: 2, setting);
        Assert.False(File.Exists(made.KeyFile));

        var archive = In("b.mypay");
        Assert.Equal(0, await BackupVerb.RunAsync(Line("backup", archive, In("data"), setting)));
        Assert.DoesNotContain(StoreArchive.Check(archive).Files, file => file.Name == "keys/data.key");

        var without = await RefusedAsync(() => RestoreVerb.RunAsync(Line("restore", archive, In("without"))));
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("does not hold data.key", without.Message, StringComparison.Ordinal);
        File.WriteAllBytes(In("wrong.key"), new byte[32]);
        var wrong = await RefusedAsync(() =>
            RestoreVerb.RunAsync(Line("restore", archive, In("wrong"), $"--MyPay:Secrets:KeyFile={In("wrong.key")}"))
        );
        Assert.Contains("Nothing was changed", wrong.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(In("wrong"), "mypay.db")));

        Assert.Equal(0, await RestoreVerb.RunAsync(Line("restore", archive, In("with"), setting)));
        await IsWholeAsync(store with { Directory = In("with") }, keys: 2, setting);
        Assert.False(File.Exists(DataKeys.FileIn(In("with"))));

        // A backup of before the rotation, with a key of its own in it: the ring knows that one too.
        Assert.Equal(0, await RestoreVerb.RunAsync(Line("restore", lived.Archive, In("earlier"), setting)));
        await IsWholeAsync(store with { Directory = In("earlier") }, keys: 1, setting);
        Assert.False(File.Exists(DataKeys.FileIn(In("earlier"))));
    }

    [Fact]
    public async Task A_command_gives_the_next_key_before_it_is_taken()
    {
        if (OperatingSystem.IsWindows())
            return;
        var made = await lived.OneAsync(In("data"));
        var vault = In("vault");
        File.Move(made.KeyFile!, vault);
        string[] setting = [$"--MyPay:Secrets:KeyCommand=cat {vault}"];
        await IsWholeAsync(made with { KeyCommand = new($"cat {vault}") }, keys: 1, setting);
        var refused = await RefusedAsync(() => KeysAsync(made, "rotate", setting));
        Assert.Contains("keys next --out FILE", refused.Message, StringComparison.Ordinal);

        Assert.Equal(
            0,
            await KeysVerb.RunAsync(Line("keys", "next", In("data"), [$"--out={In("next")}", .. setting]), said.Add)
        );
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("next")));
        Assert.Equal(
            2,
            (
                await RefusedAsync(() =>
                    KeysVerb.RunAsync(Line("keys", "next", In("data"), [$"--out={In("next")}", .. setting]), said.Add)
                )
            ).ExitCode
        ); // never overwritten
        File.Move(In("next"), vault, overwrite: true);
        await IsWholeAsync(made with { KeyCommand = new($"cat {vault}") }, keys: 1, setting); // not in use yet
        Assert.Equal(0, await KeysAsync(made, "rotate", setting));
        await IsWholeAsync(made with { KeyCommand = new($"cat {vault}") }, keys: 2, setting);

        // A command that fails stops whoever needs the key.
        var unread = await VerifyVerb.ProveAsync(made with { KeyCommand = new("exit 9") }, TimeProvider.System);
        Assert.False(unread.Ok);
        Assert.Contains("KeyCommand ended with exit code 9", ProofText.ToText(unread), StringComparison.Ordinal);
        Assert.Contains(
            "KeyCommand ended with exit code 9",
            (await RefusedAsync(() => KeysAsync(made, "rotate", "--MyPay:Secrets:KeyCommand=exit 9"))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            2,
            (
                await RefusedAsync(() =>
                    VerifyVerb.RunAsync(
                        Line("verify", null, In("data"), [$"--MyPay:Secrets:KeyFile={vault}", .. setting])
                    )
                )
            ).ExitCode
        );
    }

    /// <summary>
    /// It starts, its books verify under its key, account numbers are read, the right PIN is right and a wrong one
    /// wrong, and everything sealed can be opened.
    /// </summary>
    private static async Task IsWholeAsync(StorageOptions store, int keys, params string[] settings)
    {
        await using (
            var host = await StoreHost.OpenAsync(
                ["--MyPay:Demo=false", .. PromoteTests.Settings(store), .. settings],
                new MovableClock(ALivedInStore.NextMorning)
            )
        )
        {
            await using var scope = host.Services.CreateAsyncScope();
            var at = scope.ServiceProvider;
            Assert.Equal(keys, at.GetRequiredService<DataKeys>().Generation);
            var signIn = await at.GetRequiredService<ISignIns>().FindIdAsync("james@mypay.test");
            var james = (await at.GetRequiredService<IMembers>().FindBySignInAsync(signIn!))!.Id;
            var pins = at.GetRequiredService<IPins>();
            Assert.Equal("membership.pin.wrong", (await pins.VerifyAsync(james, "258038")).Refused().Code);
            (await pins.VerifyAsync(james, Pin)).Granted();
            var accounts = at.GetRequiredService<ILinkedAccounts>();
            var account = (await accounts.ListAsync(james))[0];
            Assert.Equal("12345678901", (await accounts.FindSecretAsync(james, account.Id))!.Number);
        }

        var report = await VerifyVerb.ProveAsync(store, TimeProvider.System);
        Assert.True(report.Ok, ProofText.ToText(report));
        Assert.Contains("slips sealed under data.key", ProofText.ToText(report), StringComparison.Ordinal);
        Assert.DoesNotContain("not checked", ProofText.ToText(report), StringComparison.Ordinal);
    }

    /// <summary>Every value in a column that a module named, and the seals.</summary>
    private static async Task<List<string>> MadeWithKeysAsync(StorageOptions store)
    {
        await using var db = Open(store);
        var values = new List<string>();
        foreach (var (table, column) in Known(db.Model))
            values.AddRange(
                (await store.RowsAsync($"SELECT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL")).Where(
                    value => !value.StartsWith("member:", StringComparison.Ordinal)
                )
            );
        return values;
    }

    private static async Task<List<string>> AllTextAsync(StorageOptions store)
    {
        await using var db = Open(store);
        var values = new List<string>();
        foreach (var (table, column) in AllColumns(db.Model))
            values.AddRange(
                await store.RowsAsync($"SELECT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL")
            );
        return values;
    }

    private static IEnumerable<(string Table, string Column)> Known(IModel model) =>
        KeysVerb
            .Tables.Select(table => (table.Columns, Entity: model.FindEntityType(table.Row)))
            .Where(table => table.Entity is not null)
            .SelectMany(table =>
                table.Columns.Select(column =>
                    (table.Entity!.GetTableName()!, table.Entity!.FindProperty(column)!.GetColumnName())
                )
            );

    private static IEnumerable<(string Table, string Column)> AllColumns(IModel model) =>
        Columns(
            model,
            property =>
                (property.GetProviderClrType() ?? property.ClrType) is var type
                && (type == typeof(string) || type == typeof(byte[]))
        );

    private static IEnumerable<(string Table, string Column)> TextColumns(IModel model) =>
        Columns(model, property => property.ClrType == typeof(string));

    private static IEnumerable<(string Table, string Column)> Columns(IModel model, Func<IProperty, bool> isOne) =>
        model
            .GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null && !entity.IsMappedToJson())
            .SelectMany(entity =>
                entity.GetProperties().Where(isOne).Select(p => (entity.GetTableName()!, p.GetColumnName()))
            )
            .Distinct();

    private static MyPayDb Open(StorageOptions store) =>
        store.PostgreSql is { } server
            ? new PostgresMyPayDb(PostgresServer.Options($"{server};Pooling=false"))
            : ALivedInStore.Open(store);

    private Task<int> KeysAsync(StorageOptions store, string act, params string[] settings) =>
        KeysVerb.RunAsync(CommandLine.Parse(["keys", act, .. PromoteTests.Settings(store), .. settings]), said.Add);

    private static CommandLine Line(string verb, string? what, string directory, params string[] settings) =>
        CommandLine.Parse([
            verb,
            .. what is null ? [] : new[] { what },
            $"--MyPay:DataDirectory={directory}",
            .. settings,
        ]);

    private static Task<StartupRefusedException> RefusedAsync(Func<Task> act) =>
        Assert.ThrowsAsync<StartupRefusedException>(act);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            if (!file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private string In(string name) => Path.Combine(folder, name);

    // 64 hexadecimal digits, or base64 of at least a nonce and a tag.
    [GeneratedRegex("^([0-9a-f]{64}|(?=.{40})[A-Za-z0-9+/]{36,}={0,2})$")]
    private static partial Regex LooksMade();
}
