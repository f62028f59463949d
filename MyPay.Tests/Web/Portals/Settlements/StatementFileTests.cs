using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using MyPay.Domain.Kernel;
using MyPay.Domain.Settlement;
using MyPay.Web.Portals.Parts.Settlement;
using Xunit;

namespace MyPay.Tests.Web.Portals.Settlements;

[Trait("Lane", "Fast")]
public sealed class StatementFileTests
{
    private static readonly BatchView Batch = new(
        "S0000000000000000001",
        new(Guid.NewGuid()),
        "모닝 & 커피",
        new(2026, 11, 23),
        new(2026, 11, 23),
        BatchState.Paid,
        2,
        10_000,
        4_000,
        90,
        9,
        0,
        0,
        5_901,
        0,
        new(2026, 11, 24),
        DateTimeOffset.UnixEpoch,
        null,
        new DateTimeOffset(2026, 11, 24, 15, 30, 0, TimeSpan.Zero),
        null,
        null,
        "088",
        "***",
        "사장",
        null
    );

    private static readonly SettlementLine[] Lines =
    [
        new("T1", 0, "=1+1", "<라떼>\u0001 & \"샷\"", 10_000, 150, 15, 9_835, 150, new(2026, 11, 23), 7),
        new("T1", 1, "_x0031_", "_x0041_x0042_ _xZZZZ_ _x005F_", -4_000, -60, -6, -3_934, 150, new(2026, 11, 23), 9),
    ];

    [Fact]
    public async Task A_csv_opens_in_a_spreadsheet_and_holds_no_formula()
    {
        using var file = new MemoryStream();
        await StatementFiles.WriteCsvAsync(file, Batch, All(), CancellationToken.None);

        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        var rows = Encoding
            .UTF8.GetString(file.ToArray()[3..])
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.DoesNotContain(",=1+1", rows[1], StringComparison.Ordinal);
        Assert.Contains("-4000,1.50,-60,-6,-3934,2026-11-25,T1,9", rows[2], StringComparison.Ordinal); // paid after midnight in Seoul
    }

    [Fact]
    public async Task On_paper_stands_every_line_and_the_payout_is_their_sum()
    {
        var (large, read) = (
            Batch with
            {
                Lines = 50_000,
                Gross = 50_000_000,
                Cancelled = 0,
                Fee = 750_000,
                Vat = 75_000,
                CarryIn = -1_000,
                ReserveKept = 2_000,
                PayOut = 49_172_000,
                CarryOut = 0,
            },
            0
        );
        async IAsyncEnumerable<SettlementLine> ManyAsync()
        {
            for (var i = 1; i <= 50_000; i++)
            {
                read = i;
                yield return new($"T{i}", 0, $"o-{i}", "<라떼> & 'x'", 1_000, 15, 1, 984, 150, new(2026, 11, 23), i);
                if (i % 500 == 0)
                    await Task.Yield();
            }
        }

        using var paper = new WatchedStream(() => read);
        await StatementPrint.WriteAsync(
            paper,
            large with
            {
                Vat = 50_000,
                PayOut = 49_197_000,
            },
            "신한은행",
            "/merchant/settlements",
            ManyAsync(),
            CancellationToken.None
        );

        var html = Encoding.UTF8.GetString(paper.ToArray());
        Assert.Equal(50_000, html.Split("<tr><td>").Length - 1);
        Assert.Contains("o-50000", html, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"net\">49,200,000<", html, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"payout\">49,197,000<", html, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"advice\"", html, StringComparison.Ordinal); // so many are better read in a file
        Assert.DoesNotContain("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<라떼>", html, StringComparison.Ordinal);
        Assert.True(paper.LinesReadAtFirstWrite < 2_000); // sent as it is read
    }

    [Fact]
    public async Task Paper_that_does_not_add_up_says_so()
    {
        using var paper = new MemoryStream();
        await StatementPrint.WriteAsync(
            paper,
            Batch with
            {
                PayOut = 5_902,
            },
            "신한은행",
            "/admin/settlements",
            All(),
            CancellationToken.None
        );

        var html = Encoding.UTF8.GetString(paper.ToArray());
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"payout\">5,901<", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-testid=\"advice\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_xlsx_holds_the_sums_and_every_line_as_numbers_and_texts()
    {
        using var file = new MemoryStream();
        await StatementFiles.WriteXlsxAsync(file, Batch, All());

        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var parts = zip.Entries.ToDictionary(e => e.FullName, e => XDocument.Load(e.Open()));
        Assert.Equal(
            [
                "[Content_Types].xml",
                "_rels/.rels",
                "xl/_rels/workbook.xml.rels",
                "xl/styles.xml",
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet2.xml",
            ],
            parts.Keys.Order(StringComparer.Ordinal)
        );
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var rows = parts["xl/worksheets/sheet2.xml"]
            .Descendants(main + "row")
            .Select(row => row.Elements(main + "c").Select(c => c.Value).ToList())
            .ToList();
        Assert.Equal(4, rows.Count);
        Assert.Equal(
            ["2026-11-23", "=1+1", "<라떼>\uFFFD & \"샷\"", "10000"],
            new[] { rows[1][0], rows[1][2], rows[1][3], rows[1][4] }
        );
        Assert.Equal(
            ["_x005F_x0031_", "_x005F_x0041_x005F_x0042_ _xZZZZ_ _x005F_x005F_"],
            new[] { rows[2][2], rows[2][3] }
        ); // read back, each is what it was
        Assert.Equal(["6000", "90", "9", "5901"], new[] { rows[3][4], rows[3][6], rows[3][7], rows[3][8] });
        Assert.DoesNotContain(parts.Values, part => part.Descendants(main + "f").Any());
        Assert.Contains("5901", parts["xl/worksheets/sheet1.xml"].Descendants(main + "v").Select(v => v.Value));
    }

    private static async IAsyncEnumerable<SettlementLine> All()
    {
        foreach (var line in Lines)
            yield return line;
        await Task.CompletedTask;
    }

    private sealed class WatchedStream(Func<int> read) : MemoryStream
    {
        public int LinesReadAtFirstWrite { get; private set; } = -1;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (LinesReadAtFirstWrite < 0)
                LinesReadAtFirstWrite = read();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
