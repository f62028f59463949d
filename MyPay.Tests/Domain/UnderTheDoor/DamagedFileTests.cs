using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Tests.Given;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// A file that rots is found out: a proof of the books reads every page of the ledger and believes none.
/// </summary>
public sealed class DamagedFileTests(ITestOutputHelper output)
{
    private const int Flips = 200;

    [Fact]
    public async Task Any_byte_of_the_ledger_that_turns_into_another_is_found()
    {
        var file = await ALivedInFileAsync();
        var seed = Seeds.New();
        output.WriteLine($"MYPAY_SEED={seed}");
        var chance = new Random(seed);
        var pages = LedgerPages.Of(LedgerPages.Books, file);
        var missed = new List<string>();
        for (var flip = 0; flip < Flips; flip++)
        {
            var page = pages[chance.Next(pages.Count)];
            var at = page.UsedBytes[chance.Next(page.UsedBytes.Count)];
            var damaged = (byte[])file.Clone();
            damaged[at] ^= (byte)(1 << chance.Next(8));
            if (
                await IsSoundAsync(damaged)
                && !(LedgerPages.Books.Contains(page.Owner) && await ReadsAlikeAsync(file, damaged))
            )
                missed.Add($"byte {at - page.Start} of a {page.Kind} page of {page.Owner}");
        }

        Assert.True(
            missed.Count == 0,
            $"seed {seed}, {missed.Count} of {Flips} not found:\n{string.Join('\n', missed)}"
        );
    }

    [Fact]
    public async Task Any_page_of_the_ledger_that_turns_to_zeros_is_found()
    {
        var file = await ALivedInFileAsync();
        var pages = LedgerPages.Of([.. LedgerPages.Books, .. LedgerPages.Keys], file);
        foreach (var page in pages)
        {
            var damaged = (byte[])file.Clone();
            damaged.AsSpan(page.Start, LedgerPages.PageBytes).Clear();
            Assert.False(
                await IsSoundAsync(damaged),
                $"A {page.Kind} page of {page.Owner} is gone and nobody says so."
            );
        }

        output.WriteLine($"{pages.Count} pages");
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_found()
    {
        var file = await ALivedInFileAsync();
        for (var cut = 1; cut <= 40; cut++)
        {
            var left = (int)((long)file.Length * (cut - 1) / 40) + (cut % 2 * 100); // between pages and inside them
            Assert.False(
                await IsSoundAsync(file[..left]),
                $"{left} of {file.Length} bytes are left and nobody says so."
            );
        }
    }

    /// <summary>A store some time after its first day, closed: all its bytes.</summary>
    private static async Task<byte[]> ALivedInFileAsync()
    {
        await using var store = await AWatchedStore.OpenAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, 300)
                .Select(async i =>
                    (
                        await store.Journal.TransferAsync(
                            $"send:{i}",
                            0,
                            1 + (i % 40),
                            1 + i,
                            new Once("test", $"{i}", "")
                        )
                    ).Granted()
                )
        );
        store.Close();
        Assert.False(File.Exists(store.Options.SqliteFile + "-wal"));
        return await File.ReadAllBytesAsync(store.Options.SqliteFile);
    }

    private static Task<bool> IsSoundAsync(byte[] file) =>
        LookAsync(
            file,
            async options =>
                (await new LedgerProof(options, [], TimeProvider.System).RunAsync(CancellationToken.None)).Ok
        );

    // A row keeps a place for its number, which lies elsewhere: what the place says is never read.
    private static async Task<bool> ReadsAlikeAsync(byte[] one, byte[] other)
    {
        return (await LookAsync(one, RowsAsync)).SequenceEqual(await LookAsync(other, RowsAsync));

        static async Task<List<string>> RowsAsync(StorageOptions options) =>
            [
                .. await options.RowsAsync("SELECT * FROM ledger_account"),
                .. await options.RowsAsync("SELECT * FROM ledger_slip"),
                .. await options.RowsAsync("SELECT * FROM ledger_entry"),
            ];
    }

    private static async Task<T> LookAsync<T>(byte[] file, Func<StorageOptions, Task<T>> look)
    {
        var options = new StorageOptions(Directory.CreateTempSubdirectory("mypay-test-").FullName);
        try
        {
            await File.WriteAllBytesAsync(options.SqliteFile, file);
            return await look(options);
        }
        finally
        {
            Directory.Delete(options.Directory, recursive: true);
        }
    }
}
