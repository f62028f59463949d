using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>The bill of materials that <c>build/sbom</c> writes.</summary>
public sealed class SbomTests
{
    [Fact]
    public async Task Every_library_that_is_shipped_is_in_it_with_its_version_and_hash()
    {
        var folder = Directory.CreateTempSubdirectory("mypay-sbom-");
        try
        {
            var file = Path.Combine(folder.FullName, "made.cdx.json");
            using var sbom = Process.Start(Path.Combine(Sources.Root(), "build", "sbom"), [file]);
            await sbom.WaitForExitAsync();
            Assert.Equal(0, sbom.ExitCode);

            using var made = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            Assert.Equal("CycloneDX", made.RootElement.GetProperty("bomFormat").GetString());
            var components = made.RootElement.GetProperty("components").EnumerateArray().ToList();
            var named = components.ConvertAll(c => $"{c.GetProperty("name")}/{c.GetProperty("version")}");
            Assert.Empty(Shipped().Except(named));
            Assert.DoesNotContain(named, name => name.StartsWith("xunit", StringComparison.Ordinal));
            Assert.All(
                components,
                component =>
                    Assert.Contains(
                        component.GetProperty("hashes").EnumerateArray(),
                        hash => hash.GetProperty("alg").GetString() == "SHA-512"
                    )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Of what restore has resolved for the product: the packages that bring a file to it.
    private static IEnumerable<string> Shipped()
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Sources.Root(), "MyPay.Web", "obj", "project.assets.json"))
        );
        var resolved = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value;
        return
        [
            .. resolved
                .EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Where(library => BringsADll(library.Value, "runtime") || BringsADll(library.Value, "runtimeTargets"))
                .Select(library => library.Name),
        ];
    }

    private static bool BringsADll(JsonElement library, string files) =>
        library.TryGetProperty(files, out var brought)
        && brought.EnumerateObject().Any(file => file.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
}
