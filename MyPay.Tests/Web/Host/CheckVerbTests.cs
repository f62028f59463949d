using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary><c>check</c> says all that is forgotten, and is content only when nothing is.</summary>
public sealed class CheckVerbTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-check-").FullName;
    private readonly List<string> said = [];

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_demo_store_is_well_and_a_file_that_others_can_read_is_not()
    {
        if (OperatingSystem.IsWindows())
            return;
        await (await AProduct.PrepareAsync(directory, demo: true, TimeProvider.System)).DisposeAsync();
        foreach (var file in Directory.GetFiles(directory, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var folder in Directory.GetDirectories(directory, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.True(await CheckAsync("--MyPay:Demo=true") == 0, string.Join('\n', said));

        var store = Path.Combine(directory, "mypay.db");
        File.SetUnixFileMode(store, File.GetUnixFileMode(store) | UnixFileMode.OtherRead);
        Assert.Equal(1, await CheckAsync("--MyPay:Demo=true"));
        Assert.Contains(store, Bad("file modes"), StringComparison.Ordinal);
        Assert.Contains("chmod", Bad("file modes"), StringComparison.Ordinal);
        Assert.Single(said, line => line.StartsWith("  !!  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_without_people_backup_or_bank_is_told_so()
    {
        await (await AProduct.PrepareAsync(directory, demo: false, TimeProvider.System)).DisposeAsync();
        (string, string)[] expected =
        [
            ("database", "staff add"),
            ("backup", "backup FILE"),
            ("bank token", "cannot be reached"),
            ("mail", "MyPay:Mail:Host"),
        ];

        Assert.Equal(
            1,
            await CheckAsync(
                "--MyPay:Demo=false",
                "--MyPay:Bank:Simulator:Enabled=false",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:1",
                "--MyPay:Mail:Host=127.0.0.1",
                "--MyPay:Mail:Port=1",
                "--MyPay:Mail:From=no-reply@pay.example"
            )
        );
        foreach (var (what, words) in expected)
            Assert.Contains(words, Bad(what), StringComparison.Ordinal);

        CheckFiles.NoteBackup(Settings());
        await CheckAsync("--MyPay:Demo=false");
        Assert.Contains(said, line => line.StartsWith("  ok  backup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_history_that_was_cut_off_is_named()
    {
        await (await AProduct.PrepareAsync(directory, demo: true, TimeProvider.System)).DisposeAsync();
        new MyPay.Domain.Ledger.StorageOptions(directory).Tamper(
            "DROP TRIGGER audit_entry_no_delete; DELETE FROM audit_entry WHERE Seq = (SELECT max(Seq) FROM audit_entry)"
        );

        Assert.Equal(1, await CheckAsync("--MyPay:Demo=true"));
        Assert.Contains("chain of the audit", Bad("database"), StringComparison.Ordinal);
    }

    private MyPaySettings Settings() =>
        VerifyVerb.Settings(CommandLine.Parse(["verify", $"--MyPay:DataDirectory={directory}"]));

    private string Bad(string what) => said.Single(line => line.StartsWith($"  !!  {what}", StringComparison.Ordinal));

    private Task<int> CheckAsync(params string[] settings)
    {
        said.Clear();
        return CheckVerb.RunAsync(
            CommandLine.Parse([
                "check",
                "--environment=Development",
                $"--MyPay:DataDirectory={directory}",
                .. settings,
            ]),
            said.Add
        );
    }
}
