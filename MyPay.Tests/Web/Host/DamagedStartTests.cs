using MyPay.Domain.Ledger;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>
/// A store whose file is damaged is not started on and not changed: the words name the file and the way back.
/// </summary>
public sealed class DamagedStartTests : IAsyncLifetime
{
    private const int PageBytes = 4096;
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-damaged-").FullName;
    private string file = "";

    public async Task InitializeAsync()
    {
        (await AFirstStart.OfAsync(demo: false)).CopyTo(directory);
        file = new StorageOptions(directory).SqliteFile;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public Task A_file_that_is_no_database_any_more_is_refused() =>
        IsRefusedAsync(bytes => bytes.AsSpan(0, 16).Fill((byte)'x'));

    [Fact]
    public Task A_file_whose_pages_are_gone_is_refused() => IsRefusedAsync(bytes => bytes.AsSpan(PageBytes).Clear());

    [Fact]
    public Task A_file_whose_list_of_tables_is_rubbish_is_refused() =>
        IsRefusedAsync(bytes => bytes.AsSpan(100, 200).Fill(0xA5));

    private async Task IsRefusedAsync(Action<byte[]> damage)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        damage(bytes);
        await File.WriteAllBytesAsync(file, bytes);
        var refused = await Assert.ThrowsAsync<StartupRefusedException>(async () =>
        {
            await using var host = await AProduct.PrepareAsync(directory, demo: false, new MovableClock(AProduct.Noon));
        });
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"The store's file {file} is damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains("restore FILE --force", refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }
}
