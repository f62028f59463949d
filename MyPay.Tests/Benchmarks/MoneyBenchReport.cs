using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyPay.Tests.Benchmarks;

/// <summary>The rate of a ledger that has grown so far.</summary>
internal sealed record GrowthPoint(long Entries, double PerSecond);

/// <summary>The benchmark as a table: rates belong to the machine, ratios to the program.</summary>
internal sealed record MoneyBenchReport(
    IReadOnlyList<Measured> Lines,
    IReadOnlyList<Measured> Baselines,
    IReadOnlyList<GrowthPoint> Growth,
    bool Proven,
    long ProvenSlips
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private Measured Ef => Baselines.Single(line => line.Name.StartsWith("(a)", StringComparison.Ordinal));

    private Measured Fsync => Baselines.Single(line => line.Name.StartsWith("(c)", StringComparison.Ordinal));

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                Lines,
                Baselines,
                Growth,
                Aims = Aims()
                    .Select(aim => new
                    {
                        aim.Name,
                        aim.Is,
                        aim.Aim,
                        Met = aim.Is >= aim.Aim,
                    }),
                Proven,
                ProvenSlips,
            },
            Json
        );

    public string ToText()
    {
        var text = new StringBuilder();
        Row(
            text,
            $"{"", -20} {"in flight", 9} {"transfers/s", 12} {"p50 ms", 8} {"p99 ms", 8} {"÷(a)", 7} {"÷(b)", 6} {"÷(c)", 6}"
        );
        foreach (var line in Lines)
            Row(
                text,
                $"{line.Name, -20} {line.InFlight, 9} {line.PerSecond, 12:N0} {line.P50Ms, 8:0.00} {line.P99Ms, 8:0.00} {line.PerSecond / Ef.PerSecond, 7:0.0} {line.PerSecond / Bare(line.InFlight).PerSecond, 6:0.00} {line.PerSecond / Fsync.PerSecond, 6:0.00}"
            );
        foreach (var line in Baselines.OrderBy(line => line.Name, StringComparer.Ordinal))
            Row(
                text,
                $"{line.Name, -20} {line.InFlight, 9} {line.PerSecond, 12:N0} {line.P50Ms, 8:0.00} {line.P99Ms, 8:0.00}"
            );
        Row(
            text,
            $"growth: {string.Join(", ", Growth.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Entries:N0} entries → {point.PerSecond / Growth[0].PerSecond:0.00}")))}"
        );
        foreach (var (name, value, aim) in Aims())
            Row(text, $"{(value >= aim ? "met   " : "MISSED")}  {name, -28} {value, 7:0.00}   aim ≥ {aim:0.0#}");
        Row(text, $"proof: {(Proven ? "OK" : "FAILED")}, {ProvenSlips:N0} slips recomputed");
        return text.ToString().TrimEnd();
    }

    private IEnumerable<(string Name, double Is, double Aim)> Aims()
    {
        var crowd = Line("uniform", 512);
        yield return ("512 in flight ÷ (b) bare", crowd / Bare(512).PerSecond, 0.7);
        yield return ("512 in flight ÷ (a) EF", crowd / Ef.PerSecond, 60);
        yield return ("1 in flight ÷ (c) fsync", Line("uniform", 1) / Fsync.PerSecond, 0.8);
        yield return ("one-hot ÷ uniform at 512", Line("one-hot", 512) / crowd, 1);
        yield return ("largest ÷ smallest ledger", Growth[^1].PerSecond / Growth[0].PerSecond, 0.8);
    }

    private double Line(string name, int inFlight) =>
        Lines.Single(line => line.Name == name && line.InFlight == inFlight).PerSecond;

    private Measured Bare(int batch) =>
        Baselines.Single(line => line.Name.StartsWith("(b)", StringComparison.Ordinal) && line.InFlight == batch);

    private static void Row(StringBuilder text, FormattableString row) =>
        text.Append(row.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
