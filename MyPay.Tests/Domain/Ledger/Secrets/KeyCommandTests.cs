using System.Text;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using Xunit;

namespace MyPay.Tests.Domain.Ledger.Secrets;

/// <summary>A key comes from a file or from a command; whatever else comes is refused in words that hold no key.</summary>
[Trait("Lane", "Fast")]
public sealed class KeyCommandTests : IDisposable
{
    private const string Hex = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-keycommand-").FullName;

    private static DataKeys Expected => DataKeys.Of(Convert.FromHexString(Hex));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("echo {hex}")]
    [InlineData("printf '%s' {hex}")]
    [InlineData("printf '# a note\\r\\n\\r\\n  {hex}  \\r\\n'")]
    [InlineData("echo {base64}")]
    [InlineData("cat {file}")]
    [InlineData("echo a word on stderr >&2; echo {hex}")]
    public void A_command_may_print_the_key_as_bytes_hexadecimal_or_base64(string command)
    {
        var file = Path.Combine(folder, "raw");
        File.WriteAllBytes(file, Convert.FromHexString(Hex));
        var keys = Open(
            command
                .Replace("{hex}", Hex, StringComparison.Ordinal)
                .Replace("{base64}", Convert.ToBase64String(Convert.FromHexString(Hex)), StringComparison.Ordinal)
                .Replace("{file}", file, StringComparison.Ordinal)
        );
        Assert.Equal((1, Expected.Check), (keys.Generation, keys.Check));
    }

    [Theory]
    [InlineData("exit 3", "exit code 3.")]
    [InlineData("echo the vault is sealed >&2; exit 1", "exit code 1: the vault is sealed.")]
    [InlineData("no-such-command-here", "exit code 127")]
    [InlineData("true", "something else than a MyPay key")]
    [InlineData("echo permission denied", "something else than a MyPay key")]
    [InlineData("printf '%63d' 0", "something else than a MyPay key")]
    [InlineData("echo " + Hex + "; echo rubbish", "something else than a MyPay key")]
    [InlineData("head -c 65537 /dev/zero", "more than 64 KB")]
    public void What_is_no_key_is_refused(string command, string why)
    {
        if (OperatingSystem.IsWindows())
            return;
        var refused = Assert.Throws<KeyUnreadableException>(() => Open(command));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Hex, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_hangs_is_stopped()
    {
        if (OperatingSystem.IsWindows())
            return;
        var store = new StorageOptions(folder)
        {
            KeyCommand = new("sleep 600", patience: TimeSpan.FromMilliseconds(50)),
        };
        var refused = Assert.Throws<KeyUnreadableException>(() => DataKeys.Open(store));
        Assert.Contains("has not ended within 0.1 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_run_once_for_a_process()
    {
        if (OperatingSystem.IsWindows())
            return;
        var runs = Path.Combine(folder, "runs");
        var store = new StorageOptions(folder) { KeyCommand = new($"echo run >> {runs}; echo {Hex}") };
        _ = (DataKeys.Open(store), DataKeys.Open(store));
        Assert.Single(File.ReadAllLines(runs));
    }

    [Fact]
    public void The_first_key_of_a_file_is_made_for_its_owner_alone_and_one_that_is_damaged_is_never_replaced()
    {
        var store = new StorageOptions(folder) { KeyFileElsewhere = Path.Combine(folder, "elsewhere", "mypay.key") };
        var made = DataKeys.Open(store);
        Assert.Equal(32, new FileInfo(store.KeyFile!).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.KeyFile!));
        Assert.Equal(made.Check, DataKeys.Open(store).Check);
        Assert.False(File.Exists(DataKeys.FileIn(folder)));

        foreach (var damaged in new[] { new byte[31], new byte[33], Encoding.ASCII.GetBytes(Hex[..63]), [] })
        {
            File.WriteAllBytes(store.KeyFile!, damaged);
            Assert.Throws<KeyUnreadableException>(() => DataKeys.Open(store));
            Assert.Equal(damaged, File.ReadAllBytes(store.KeyFile!));
        }
    }

    private DataKeys Open(string command) =>
        DataKeys.Open(new StorageOptions(folder) { KeyCommand = new KeyCommand(command) });
}
