using System.Text.RegularExpressions;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// Three lanes. Fast: no browser, no server, no network. Long: by its own command. Everything else is what plain
/// <c>dotnet test</c> runs beside the fast lane.
/// </summary>
[Trait("Lane", "Fast")]
public sealed partial class LaneTests
{
    [Fact]
    public void The_fast_lane_needs_no_browser_no_server_and_no_network()
    {
        var wrong = Sources
            .Under("MyPay.Tests")
            .Where(file =>
                !file.Path.EndsWith("LaneTests.cs", StringComparison.Ordinal)
                && file.Text.Contains("[Trait(\"Lane\", \"Fast\")]", StringComparison.Ordinal)
            )
            .SelectMany(file => Heavy().Matches(file.Text).Select(found => $"{file.Path}: {found.Value}"));
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_test_is_in_one_of_the_lanes() =>
        Assert.Empty(
            Sources
                .Under("MyPay.Tests")
                .SelectMany(file =>
                    ALane()
                        .Matches(file.Text)
                        .Select(found => found.Groups[1].Value)
                        .Except(["Fast", "Long"])
                        .Select(lane => $"{file.Path}: {lane}")
                )
        );

    [GeneratedRegex(
        @"\b(AProduct|AShop|AnApi|ACluster|APostgres|ABrowser|APerson|AMailServer|AStubbornBank|ALine|ALivedIn\w*|ACrowded\w*|AMerchantSite|Playwright|HttpClient|TcpClient|TcpListener|Socket|WebApplication|AppHost|Process\.Start|Database\.PostgreSql|Database on|ApiCollection)\b"
    )]
    private static partial Regex Heavy();

    [GeneratedRegex(@"Trait\(""Lane"", ""(\w+)""\)")]
    private static partial Regex ALane();
}
