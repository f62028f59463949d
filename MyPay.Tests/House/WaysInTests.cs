using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// What people type comes in by one way for each sort of thing. A page that reads dates, widths or amounts by itself
/// reads them differently from the others.
/// </summary>
[Trait("Lane", "Fast")]
public sealed partial class WaysInTests
{
    // Words of programs: configuration, cursors that we wrote, the wire of banks, the API's strict dates, what a column
    // holds.
    private static readonly string[] ReadsPrograms =
    [
        "MyPay.Web/Host/MyPaySettings.cs",
        "MyPay.Web/Api/V1/ListQuery.cs",
        "MyPay.Web/Api/V1/StrictFields.cs",
        "MyPay.Web/BankSimulator/BankTime.cs",
        "MyPay.Domain/Settlement/Batches/BatchList.cs",
        "MyPay.Domain/Ledger/PostgreSql/PostgresMyPayDb.cs",
        "MyPay.Domain/Ledger/Anchors/Anchor.cs", // a line that MyPay itself has written
    ];

    [Fact]
    public void Dates_are_read_by_the_one_reader_of_dates() =>
        Assert.Empty(
            Files()
                .Where(file =>
                    !file.Path.StartsWith("MyPay.Domain/Kernel/", StringComparison.Ordinal)
                    && !ReadsPrograms.Contains(file.Path)
                    && DateReading().IsMatch(file.Text)
                )
                .Select(file => file.Path)
        );

    // Skeletons of look-alikes are made of letters taken apart (UTS 39); nothing of them is stored or shown.
    [Fact]
    public void Nothing_normalises_text_by_itself() =>
        Assert.Empty(
            Files()
                .Where(file =>
                    !file.Path.StartsWith("MyPay.Domain/Kernel/", StringComparison.Ordinal)
                    && file.Path != "MyPay.Domain/Platform/Names/Confusables.cs"
                    && Normalising().IsMatch(file.Text)
                )
                .Select(file => file.Path)
        );

    [Fact]
    public void The_day_after_a_day_begins_where_the_day_ends() =>
        Assert.Empty(Files().Where(file => DayAfter().IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void Amounts_on_pages_are_read_by_the_one_reader_of_amounts() =>
        Assert.Empty(
            Files()
                .Where(file =>
                    !file.Path.StartsWith("MyPay.Domain/Kernel/", StringComparison.Ordinal)
                    && Amounts().IsMatch(file.Text)
                )
                .Select(file => file.Path)
        );

    [Fact]
    public void An_address_is_words_and_a_number_in_it_is_read_by_the_page() =>
        // The framework answers a number that it can't read with a broken page.
        Assert.Empty(
            typeof(MyPay.Web.Localization.Words)
                .Assembly.GetTypes()
                .SelectMany(type =>
                    type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                )
                .Where(property =>
                    property.IsDefined(typeof(SupplyParameterFromQueryAttribute))
                    && property.PropertyType != typeof(string)
                )
                .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
        );

    private static IEnumerable<(string Path, string Text)> Files() =>
        new[] { "MyPay.Domain", "MyPay.Web" }.SelectMany(folder =>
            Sources.Under(folder).Concat(Sources.Under(folder, "*.razor"))
        );

    [GeneratedRegex(@"\b(DateOnly|DateTime|DateTimeOffset)\.(TryParse|Parse)")]
    private static partial Regex DateReading();

    [GeneratedRegex(@"NormalizationForm|LengthInTextElements")]
    private static partial Regex Normalising();

    [GeneratedRegex(@"SeoulTime\.StartOf\([^()]*\.AddDays\(1\)\)")]
    private static partial Regex DayAfter();

    // A won sign taken off, or commas taken out, just before a number is read.
    [GeneratedRegex(@"TrimEnd\('원'\)|Replace\(""원""|Replace\("","", """"")]
    private static partial Regex Amounts();
}
