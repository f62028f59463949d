using System.Globalization;

namespace MyPay.Tests.Benchmarks;

/// <summary>What <c>bench money</c> was asked for.</summary>
/// <param name="Seconds">How long each line is measured.</param>
/// <param name="Growth">The ledger grows to ten to this power of entries.</param>
/// <param name="Json">JSON instead of a table.</param>
/// <param name="OnPostgres">On a throw-away PostgreSQL server, beside pgbench.</param>
internal sealed record MoneyBenchOptions(double Seconds, int Growth, bool Json, bool OnPostgres = false)
{
    public static bool TryRead(IReadOnlyList<string> words, out MoneyBenchOptions options)
    {
        options = new(3, 5, false);
        for (var i = 0; i < words.Count; i++)
        {
            var value = i + 1 < words.Count ? words[i + 1] : "";
            if (words[i] == "--store" && value is "sqlite" or "postgres")
                (options, i) = (options with { OnPostgres = value == "postgres" }, i + 1);
            else if (words[i] == "--json")
                options = options with { Json = true };
            else if (
                words[i] == "--seconds"
                && double.TryParse(value, CultureInfo.InvariantCulture, out var seconds)
                && seconds > 0
            )
                (options, i) = (options with { Seconds = seconds }, i + 1);
            else if (
                words[i] == "--growth"
                && int.TryParse(value, CultureInfo.InvariantCulture, out var growth)
                && growth is >= 4 and <= 7
            )
                (options, i) = (options with { Growth = growth }, i + 1);
            else
                return false;
        }

        return true;
    }
}
