using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using MyPay.Domain.Kernel;
using MyPay.Domain.Settlement;
using MyPay.Web.Portals.Parts.Settlement;
using Xunit;

namespace MyPay.Tests.Web.Portals.Settlements;

public sealed class StatementFileTests
{
    private static readonly BatchView Batch = new(
        "S0000000000000000001", new(Guid.NewGuid()), "모닝 & 커피", new(2026, 11, 23), new(2026, 11, 23), BatchState.Paid, 2, 10_000, 4_000, 90, 9, 0, 0, 5_901, 0,
        new(2026, 11, 24), DateTimeOffset.UnixEpoch, null, new DateTimeOffset(2026, 11, 24, 15, 30, 0, TimeSpan.Zero), null, null, "088", "***", "사장", null);

    private static readonly SettlementLine[] Lines =
    [
        new("T1", 0, "=1+1", "<라떼>\u0001 & \"샷\"", 10_000, 150, 15, 9_835, 150, new(2026, 11, 23), 7),
        new("T1", 1, "=1+1", "라떼", -4_000, -60, -6, -3_934, 150, new(2026, 11, 23), 9),
    ];

    [Fact]
    public async Task A_csv_opens_in_a_spreadsheet_and_holds_no_formula()
    {
        using var file = new MemoryStream();
        await StatementFiles.WriteCsvAsync(file, Batch, All(), CancellationToken.None);

        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        var rows = Encoding.UTF8.GetString(file.ToArray()[3..]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.DoesNotContain(",=1+1", rows[1], StringComparison.Ordinal);
        Assert.Contains("-4000,1.50,-60,-6,-3934,2026-11-25,T1,9", rows[2], StringComparison.Ordinal); // paid after midnight in Seoul
    }

    [Fact]
    public async Task An_xlsx_holds_the_sums_and_every_line_as_numbers_and_texts()
    {
        using var file = new MemoryStream();
        await StatementFiles.WriteXlsxAsync(file, Batch, All());

        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var parts = zip.Entries.ToDictionary(e => e.FullName, e => XDocument.Load(e.Open()));
        Assert.Equal(["[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"], parts.Keys.Order(StringComparer.Ordinal));
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var rows = parts["xl/worksheets/sheet2.xml"].Descendants(main + "row").Select(row => row.Elements(main + "c").Select(c => c.Value).ToList()).ToList();
        Assert.Equal(4, rows.Count);
        Assert.Equal(["2026-11-23", "=1+1", "<라떼>\uFFFD & \"샷\"", "10000"], new[] { rows[1][0], rows[1][2], rows[1][3], rows[1][4] });
        Assert.Equal(["6000", "90", "9", "5901"], new[] { rows[3][4], rows[3][6], rows[3][7], rows[3][8] });
        Assert.DoesNotContain(parts.Values, part => part.Descendants(main + "f").Any());
        Assert.Contains("5901", parts["xl/worksheets/sheet1.xml"].Descendants(main + "v").Select(v => v.Value));
    }

    private static async IAsyncEnumerable<SettlementLine> All()
    {
        foreach (var line in Lines) yield return line;
        await Task.CompletedTask;
    }
}
