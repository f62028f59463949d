using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// No build uses a library with a known weakness, and none needs the network to say so: <c>build/Audit.props</c>, tried
/// on a project of its own with a registry of its own, whose one library is weak.
/// </summary>
public sealed class WeakLibrariesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-audit-").FullName;
    private WebApplication registry = null!;
    private int severity;
    private bool isAway;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        registry = builder.Build();
        registry.Run(AnswerAsync);
        await registry.StartAsync();
        Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="own" value="{registry.Urls.First()}/index.json" allowInsecureConnections="true" />
              </packageSources>
              <config><add key="globalPackagesFolder" value="packages" /></config>
            </configuration>
            """
        );
        Write(
            "Own.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Path.Combine(Sources.Root(), "build", "Audit.props")}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Weak.Library" Version="1.0.0" /></ItemGroup>
            </Project>
            """
        );
    }

    public async Task DisposeAsync()
    {
        await registry.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, "NU1901")]
    [InlineData(3, "NU1904")]
    public async Task A_library_with_a_known_weakness_of_any_severity_is_an_error(int known, string code)
    {
        severity = known;
        var (exit, said) = await RestoreAsync();
        Assert.Contains($"error {code}", said, StringComparison.Ordinal);
        Assert.NotEqual(0, exit);
    }

    [Fact]
    public async Task Without_an_answer_to_the_question_the_build_goes_on()
    {
        isAway = true;
        var (exit, said) = await RestoreAsync();
        Assert.Contains("warning NU1900", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Fact]
    public void Every_project_has_it() =>
        Assert.Contains(
            "build/Audit.props",
            File.ReadAllText(Path.Combine(Sources.Root(), "Directory.Build.props")),
            StringComparison.Ordinal
        );

    private async Task AnswerAsync(HttpContext context)
    {
        var at = registry.Urls.First();
        object? said = context.Request.Path.Value switch
        {
            "/index.json" => new
            {
                version = "3.0.0",
                resources = new[]
                {
                    Resource("/flat/", "PackageBaseAddress/3.0.0"),
                    Resource("/known.json", "VulnerabilityInfo/6.7.0"),
                },
            },
            "/flat/weak.library/index.json" => new { versions = new[] { "1.0.0" } },
            "/known.json" when !isAway => new[]
            {
                new Dictionary<string, string>
                {
                    ["@name"] = "all",
                    ["@id"] = $"{at}/all.json",
                    ["@updated"] = "2026-01-01T00:00:00Z",
                },
            },
            "/all.json" => new Dictionary<string, object>
            {
                ["weak.library"] = new[]
                {
                    new
                    {
                        url = "https://example.com/1",
                        severity,
                        versions = "(, 2.0.0)",
                    },
                },
            },
            _ => null,
        };
        if (context.Request.Path.Value!.EndsWith(".nupkg", StringComparison.Ordinal))
            await context.Response.Body.WriteAsync(Package());
        else if (said is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await context.Response.WriteAsJsonAsync(said, (JsonSerializerOptions?)null);

        Dictionary<string, string> Resource(string path, string type) =>
            new() { ["@id"] = at + path, ["@type"] = type };
    }

    private static byte[] Package()
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var about = new StreamWriter(package.CreateEntry("weak.library.nuspec").Open()))
                about.Write(
                    """
                    <?xml version="1.0"?>
                    <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                      <id>Weak.Library</id><version>1.0.0</version><authors>test</authors><description>test</description>
                    </metadata></package>
                    """
                );
            package.CreateEntry("lib/netstandard2.0/_._");
        }

        return bytes.ToArray();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private async Task<(int Exit, string Said)> RestoreAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "--disable-build-servers"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NUGET_HTTP_CACHE_PATH"] = Path.Combine(folder, "cache");
        using var dotnet = Process.Start(start)!;
        var said = await Task.WhenAll(dotnet.StandardOutput.ReadToEndAsync(), dotnet.StandardError.ReadToEndAsync());
        await dotnet.WaitForExitAsync();
        return (dotnet.ExitCode, string.Concat(said));
    }
}
