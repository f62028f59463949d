using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>
/// A backup is the store of one instant, whole and readable; a restore leaves the old store, the new one, or a
/// directory that says what to do.
/// </summary>
public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Taken_while_64_pay_it_is_one_instant_of_the_store_and_its_people_sign_in_after_the_restore()
    {
        var (archive, elsewhere) = (In("b.mypay"), In("elsewhere"));
        await using (var product = await AProduct.StartAsync(demo: true))
        {
            var people = Enumerable.Range(1, 64).ToList();
            var journal = product.Host.App.Services.GetRequiredService<Journal>();
            using var enough = new CancellationTokenSource();
            var sent = 0;
            var senders = people
                .Select(n =>
                    Task.Run(async () =>
                    {
                        var fund = Slip.Of("charge", $"test:{n}")
                            .Debit(LedgerAccount.Bank("kb"), Won.Of(1_000_000))
                            .Credit(Transfers.Wallet(n), Won.Of(1_000_000));
                        (await journal.WriteAsync(write => write.Post(fund))).Granted();
                        for (var i = 0; !enough.IsCancellationRequested; i++)
                        {
                            (
                                await journal.TransferAsync(
                                    $"test:{n}:{i}",
                                    n,
                                    (n % 64) + 1,
                                    1,
                                    new Once("test", $"{n}:{i}", "")
                                )
                            ).Granted();
                            Interlocked.Increment(ref sent);
                        }
                    })
                )
                .ToArray();
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref sent) > 500), "money moves");
            var before = Volatile.Read(ref sent);
            Assert.Equal(0, await BackupAsync(product.Host.Settings.DataDirectory, archive));
            Assert.True(Volatile.Read(ref sent) > before, "Nobody could pay while the backup was taken.");
            await enough.CancelAsync();
            await Task.WhenAll(senders);

            // What was copied is a moment in the life of the store that went on.
            var manifest = StoreArchive.Check(archive);
            await using var live = await ProofSnapshot.OpenAsync(
                new(product.Host.Settings.DataDirectory),
                CancellationToken.None
            );
            Assert.Equal(
                1,
                await live.NumberAsync($"SELECT count(*) FROM ledger_slip WHERE hash = x'{manifest.RootHash}'")
            );
        }

        Assert.Equal([archive], Directory.GetFileSystemEntries(folder)); // nothing half or temporary is left
        Assert.Equal(0, await RestoreAsync(archive, elsewhere));
        Assert.Equal(StoreArchive.Check(archive).RootHash, (await ProveAsync(elsewhere)).RootHash);
        await SignInAsJamesAsync(elsewhere);
    }

    [Fact]
    public async Task A_restore_killed_between_any_two_steps_leaves_the_old_store_or_the_new_one_or_says_run_it_again()
    {
        var (first, second, target) = (In("first.mypay"), In("second.mypay"), In("target"));
        await TwoBackupsAsync(first, second);
        var (newRoot, oldRoot) = (StoreArchive.Check(first).RootHash, StoreArchive.Check(second).RootHash);
        Assert.NotEqual(newRoot, oldRoot);

        var seen = new List<string>();
        for (var done = false; !done; )
        {
            Assert.Equal(0, await RestoreAsync(second, target, "--force"));
            await RestoreVerb.PrepareAsync(new(target), first, force: true, TimeProvider.System);
            var kill = new StoreReplacement(new(target)).Steps().Take(seen.Count + 1).ToList();
            done = kill.Count == seen.Count;
            seen = kill;
            await AfterTheKillAsync(target, first, kill.Contains("unmarked") ? newRoot : null, newRoot);
        }

        Assert.Equal(["marked", "old mypay.db"], seen[..2]);
        Assert.Equal(["unmarked", "tidied"], seen[^2..]);

        // And killed in earnest, before the first step and in the middle.
        Assert.Equal(0, await RestoreAsync(second, target, "--force"));
        await KillAsync(first, target, steps: 0);
        Assert.Equal(oldRoot, (await ProveAsync(target)).RootHash);
        await KillAsync(first, target, steps: 3);
        await AfterTheKillAsync(target, first, null, newRoot);
    }

    [Fact]
    public async Task What_stands_there_is_never_overwritten_by_chance()
    {
        var (archive, other) = (In("a.mypay"), In("other"));
        await using (var product = await AProduct.StartAsync())
        {
            var data = product.Host.Settings.DataDirectory;
            await product.MemberWithAsync(10_000);
            Assert.Equal(0, await BackupAsync(data, archive));
            Assert.Contains(
                "never overwrites",
                (await RefusedAsync(() => BackupAsync(data, archive))).Message,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "is running",
                (await RefusedAsync(() => RestoreAsync(archive, data, "--force"))).Message,
                StringComparison.Ordinal
            );
            await product.VerifyAsync();
        }

        Assert.Contains(
            "There is no store",
            (await RefusedAsync(() => BackupAsync(other, In("x.mypay")))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await RestoreAsync(archive, other));
        Assert.Contains(
            "say --force",
            (await RefusedAsync(() => RestoreAsync(archive, other))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await RestoreAsync(archive, other, "--force"));
        Assert.True((await ProveAsync(other)).Ok);
    }

    [Fact]
    public async Task A_damaged_foreign_or_newer_archive_changes_nothing()
    {
        var (archive, other, target) = (In("a.mypay"), In("b.mypay"), In("target"));
        await TwoBackupsAsync(archive, other);
        Assert.Equal(0, await RestoreAsync(other, target));
        var before = (await ProveAsync(target)).RootHash;

        var whole = await File.ReadAllBytesAsync(archive);
        await RefusesAsync("can't be restored", [.. whole[..(whole.Length / 2)]]);
        await RefusesAsync("can't be restored", Encoding.UTF8.GetBytes("not an archive at all"));
        await RefusesAsync("can't be restored", []);
        var flipped = (byte[])whole.Clone();
        for (var i = 0; i < 64; i++)
            // of one byte alone the same rows may be unpacked, in a run of zeros
            flipped[(whole.Length / 2) + i] ^= 0x40;
        await RefusesAsync("can't be restored", flipped);
        await RefusesAsync(
            "mypay.db in it is damaged",
            Changed(
                whole,
                "mypay.db",
                bytes =>
                {
                    bytes[^100] ^= 1;
                    return bytes;
                }
            )
        );
        await RefusesAsync("damaged", Changed(whole, "keys/data.key", bytes => new byte[32]));
        await RefusesAsync("missing in it", Changed(whole, "keys/data.key", _ => null));
        await RefusesAsync("no manifest", Changed(whole, "manifest.json", _ => null));
        await RefusesAsync(
            "archive format 2",
            Changed(whole, "manifest.json", json => Replaced(json, "\"format\": 1", "\"format\": 2"))
        );
        await RefusesAsync(
            "made by a newer MyPay",
            Changed(
                whole,
                "manifest.json",
                json => Replaced(json, "\"migrations\": [", "\"migrations\": [ \"29990101000000_Future\",")
            )
        );
        await RefusesAsync(
            "none of MyPay's: ../keys",
            Changed(whole, "manifest.json", json => Replaced(json, "\"keys/data.key\"", "\"../keys/data.key\""))
        );
        Assert.Contains(
            "There is no file",
            (await RefusedAsync(() => RestoreAsync(In("nowhere.mypay"), target, "--force"))).Message,
            StringComparison.Ordinal
        );

        async Task RefusesAsync(string said, byte[] damaged)
        {
            var file = In("damaged.mypay");
            await File.WriteAllBytesAsync(file, damaged);
            var refused = await RefusedAsync(() => RestoreAsync(file, target, "--force"));
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
            Assert.Equal(2, refused.ExitCode);
            Assert.Equal(before, (await ProveAsync(target)).RootHash);
        }
    }

    [Fact]
    public async Task A_store_whose_books_do_not_hold_gives_no_backup()
    {
        var (archive, target) = (In("a.mypay"), In("target"));
        await TwoBackupsAsync(archive, In("b.mypay"));
        Assert.Equal(0, await RestoreAsync(archive, target));
        await using (
            var connection = new Microsoft.Data.Sqlite.SqliteConnection(
                $"Data Source={new StorageOptions(target).SqliteFile};Pooling=False"
            )
        )
        {
            await connection.OpenAsync();
            await using var tamper = connection.CreateCommand();
            tamper.CommandText = "UPDATE ledger_account SET balance = balance + 1 WHERE code LIKE 'wallet:%'";
            Assert.True(await tamper.ExecuteNonQueryAsync() > 0);
        }

        var refused = await RefusedAsync(() => BackupAsync(target, In("c.mypay")));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("does not verify", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(In("c.mypay")));
        Assert.False(Directory.Exists(In("c.mypay.partial")));
    }

    /// <summary>The other process: prepares a restore, goes so many steps, says so, and waits to be killed.</summary>
    public static async Task<int> RestoreSomeAsync(string archive, string target, int steps)
    {
        using var alone = InstanceLock.Take(target);
        await RestoreVerb.PrepareAsync(new(target), archive, force: true, TimeProvider.System);
        foreach (var step in new StoreReplacement(new(target)).Steps().Take(steps))
            await Console.Out.WriteLineAsync(step);
        await Console.Out.WriteLineAsync("kill me");
        Thread.Sleep(Timeout.Infinite);
        return 1;
    }

    private static async Task KillAsync(string archive, string target, int steps)
    {
        var assembly = typeof(BackupTests).Assembly.Location;
        using var restore = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", assembly, "crash-restore", archive, target, $"{steps}"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        using var stuck = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var end = stuck.Token.Register(restore.Kill);
        string? last = null;
        while (await restore.StandardOutput.ReadLineAsync() is { } line)
        {
            last = line;
            if (line == "kill me")
                restore.Kill();
        }

        await restore.WaitForExitAsync();
        Assert.Equal("kill me", last);
    }

    /// <summary>
    /// Either the directory is whole (<paramref name="whole"/>), or start, verify and backup all send whoever comes to
    /// the restore, which then works.
    /// </summary>
    private async Task AfterTheKillAsync(string target, string archive, string? whole, string newRoot)
    {
        if (whole is not null)
        {
            var report = await ProveAsync(target);
            Assert.Equal((true, whole), (report.Ok, report.RootHash));
            return;
        }

        Assert.Contains(
            "Run restore again",
            (await RefusedAsync(() => StartAsync(target))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Run restore again",
            (await RefusedAsync(() => BackupAsync(target, In("never.mypay")))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await RestoreAsync(archive, target)); // without --force: start said so
        Assert.Equal(newRoot, (await ProveAsync(target)).RootHash);
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(target),
            entry => Path.GetFileName(entry).StartsWith("restore.", StringComparison.Ordinal)
        );
    }

    private static async Task TwoBackupsAsync(string first, string second)
    {
        await using var product = await AProduct.StartAsync();
        var member = await product.MemberWithAsync(10_000);
        Assert.Equal(0, await BackupAsync(product.Host.Settings.DataDirectory, first));
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        Assert.Equal(0, await BackupAsync(product.Host.Settings.DataDirectory, second));
    }

    private static async Task SignInAsJamesAsync(string directory)
    {
        await using var host = await StartAsync(directory);
        await using var scope = host.App.Services.CreateAsyncScope();
        var signIns = scope.ServiceProvider.GetRequiredService<ISignIns>();
        var signIn = (await signIns.FindIdAsync("james@mypay.test"))!;
        (await signIns.VerifyPasswordAsync(signIn, DemoData.Password)).Granted();

        // The PIN's pepper and the account number's key lie beside the database.
        var james = (await scope.ServiceProvider.GetRequiredService<IMembers>().FindBySignInAsync(signIn))!;
        (await scope.ServiceProvider.GetRequiredService<IPins>().VerifyAsync(james.Id, DemoData.Pin)).Granted();
        var accounts = scope.ServiceProvider.GetRequiredService<ILinkedAccounts>();
        var account = Assert.Single(await accounts.ListAsync(james.Id));
        Assert.Equal("12345678901", (await accounts.FindSecretAsync(james.Id, account.Id))!.Number);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(directory, "keys", "data.key"))
            );
    }

    private static Task<AppHost> StartAsync(string directory) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                "--MyPay:Demo=false",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=Error",
            ],
            new MovableClock(AProduct.Noon)
        );

    private static Task<int> BackupAsync(string data, string file) =>
        BackupVerb.RunAsync(CommandLine.Parse(["backup", file, $"--MyPay:DataDirectory={data}"]));

    private static Task<int> RestoreAsync(string file, string data, params string[] options) =>
        RestoreVerb.RunAsync(CommandLine.Parse(["restore", file, $"--MyPay:DataDirectory={data}", .. options]));

    private static Task<ProofReport> ProveAsync(string directory) =>
        VerifyVerb.ProveAsync(new(directory), TimeProvider.System);

    private static Task<StartupRefusedException> RefusedAsync(Func<Task> act) =>
        Assert.ThrowsAsync<StartupRefusedException>(act);

    private string In(string name) => Path.Combine(folder, name);

    private static byte[] Replaced(byte[] json, string old, string fresh)
    {
        var text = Encoding.UTF8.GetString(json);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(old, fresh, StringComparison.Ordinal));
    }

    private static byte[] Changed(byte[] archive, string name, Func<byte[], byte[]?> change)
    {
        using var stream = new MemoryStream();
        stream.Write(archive);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(name)!;
            using var old = new MemoryStream();
            using (var read = entry.Open())
                read.CopyTo(old);
            entry.Delete();
            if (change(old.ToArray()) is { } fresh)
            {
                using var write = zip.CreateEntry(name).Open();
                write.Write(fresh);
            }
        }

        return stream.ToArray();
    }
}
