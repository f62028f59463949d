using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.Statements;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

/// <summary>
/// A statement's files: every line between two balances, readable by a spreadsheet and harmless in it.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class StatementDownloadTests
{
    private static readonly WalletStatement November = new(
        new(2026, 11, 1),
        new(2026, 11, 30),
        true,
        Won.Of(1_000),
        Won.Of(50_000),
        Won.Of(12_000),
        Won.Of(39_000),
        2
    );

    private static readonly Movement[] Lines =
    [
        new(7, 70, MovementKind.Charge, "money:1", 50_000, Won.Of(51_000), "KB국민은행 78901", null, AProductNoon),
        new(
            8,
            71,
            MovementKind.Send,
            "remittance:1",
            -12_000,
            Won.Of(39_000),
            "=HYPERLINK(\"http://x\")",
            "+1 점심, \"둘이\"",
            AProductNoon
        ),
    ];

    private static DateTimeOffset AProductNoon => new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public async Task The_csv_begins_with_the_mark_and_holds_no_formula()
    {
        using var file = new MemoryStream();
        await StatementDownloads.WriteCsvAsync(file, November, Stream(Lines), default);

        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        var rows = Encoding.UTF8.GetString(file.ToArray())[1..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, rows.Length);
        Assert.Equal("2026-11-01,처음 잔액,,,,,1000,,", rows[1]);
        Assert.StartsWith(
            "2026-11-23 12:00:00,충전,KB국민은행 78901,,50000,,51000,7,70",
            rows[2],
            StringComparison.Ordinal
        );
        Assert.Contains("'=HYPERLINK", rows[3], StringComparison.Ordinal);
        Assert.Contains("'+1 점심", rows[3], StringComparison.Ordinal);
        Assert.Equal("2026-11-30,마지막 잔액,,,,,39000,,", rows[4]);
    }

    [Fact]
    public async Task The_xlsx_says_the_sums_and_adds_up_its_lines()
    {
        using var file = new MemoryStream();
        await StatementDownloads.WriteXlsxAsync(file, November, Stream(Lines));

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var sums = Cells(zip, "xl/worksheets/sheet1.xml");
        Assert.Equal(["1000", "50000", "-12000", "39000"], sums.Where(c => long.TryParse(c, out _)));
        var lines = Cells(zip, "xl/worksheets/sheet2.xml");
        Assert.Contains("=HYPERLINK(\"http://x\")", lines); // a text, whatever it looks like
        Assert.Equal(["50000", "12000", "39000"], lines.Where(c => long.TryParse(c, out _)).TakeLast(3));
        Assert.DoesNotContain(
            "<f>",
            await new StreamReader(zip.GetEntry("xl/worksheets/sheet2.xml")!.Open()).ReadToEndAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Lines_that_do_not_come_to_the_closing_balance_make_no_file()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StatementDownloads.WriteCsvAsync(new MemoryStream(), November, Stream(Lines[..1]), default)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StatementDownloads.WriteXlsxAsync(
                new MemoryStream(),
                November with
                {
                    Opening = Won.Of(999),
                },
                Stream(Lines)
            )
        );
    }

    private static List<string> Cells(ZipArchive zip, string sheet) =>
        [
            .. XDocument
                .Load(zip.GetEntry(sheet)!.Open())
                .Descendants()
                .Where(e => e.Name.LocalName is "v" or "t")
                .Select(e => e.Value),
        ];

    private static async IAsyncEnumerable<Movement> Stream(IEnumerable<Movement> lines)
    {
        foreach (var line in lines)
            yield return line;
        await Task.CompletedTask;
    }
}
