using System.Text;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Tests.Web.Parts;
using MyPay.Web.Portals.Wallet.History;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class HistoryCsvTests : PartTest
{
    private static readonly DateTimeOffset LateEvening = new(2026, 11, 22, 15, 5, 0, TimeSpan.Zero);

    [Fact]
    public async Task Opens_as_utf8_in_excel_and_keeps_the_time_of_seoul()
    {
        var bytes = await WriteAsync(Row(-5_000, "지우", "점심값"));

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("2026-11-23 00:05:00,송금,지우,점심값,,5000,30000,7,42\r\n", Lines(bytes)[1] + "\r\n");
        Assert.StartsWith("일시(KST),구분,상대,메시지", Lines(bytes)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+82", "'+82")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    public async Task A_text_that_looks_like_a_formula_stays_text(string memo, string cell) =>
        Assert.Contains(
            $",\"{cell}\",",
            Lines(await WriteAsync(Row(1_000, "지우", memo)))[1],
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Commas_and_quotes_stay_in_their_cell() =>
        Assert.Contains(
            ",\"커피, \"\"두 잔\"\"\",",
            Lines(await WriteAsync(Row(1_000, "지우", "커피, \"두 잔\"")))[1],
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_head_speaks_the_persons_language()
    {
        Speak("en");

        Assert.StartsWith(
            "Time (KST),Kind,Other party,Message",
            Lines(await WriteAsync())[0],
            StringComparison.Ordinal
        );
    }

    private static Movement Row(long signed, string who, string memo) =>
        new(7, 42, MovementKind.Send, "remittance:1", signed, Won.Of(30_000), who, memo, LateEvening);

    private static async Task<byte[]> WriteAsync(params Movement[] rows)
    {
        using var body = new MemoryStream();
        await HistoryCsv.WriteAsync(body, rows.ToAsyncEnumerable(), default);
        return body.ToArray();
    }

    private static string[] Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes)[1..].Split("\r\n");
}
