using System.Net;
using System.Net.Sockets;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>A start in Production as a service manager sees it: the process, its exit code, its files.</summary>
public sealed class ProductionStartTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-production-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task It_refuses_with_78_and_makes_nothing()
    {
        var data = Path.Combine(directory, "data");
        await using var instance = Start(data, "--MyPay:Demo=true", "--MyPay:RateLimit:PerKeyPerSecond=0");

        Assert.Equal(78, await instance.EndAsync());
        foreach (var setting in new[] { "Demo", "RateLimit:PerKeyPerSecond", "PublicBaseUrl", "Sms:Url", "Mail:Host" })
            Assert.Contains($"MyPay:{setting}: ", instance.Said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task With_settings_that_are_fit_it_starts_and_what_it_makes_is_its_own()
    {
        var data = Path.Combine(directory, "data");
        await using var instance = Start(data, StartTests.FitForProduction);
        await instance.ReadyAsync();

        Assert.Equal("700", FileModes.Octal(data));
        var made = Directory.GetFileSystemEntries(data, "*", SearchOption.AllDirectories);
        Assert.Contains(Path.Combine(data, "mypay.db-wal"), made);
        Assert.Contains(Path.Combine(data, "keys", "data.key"), made);
        Assert.All(made, path => Assert.False(FileModes.IsOpenToOthers(path), $"{path} {FileModes.Octal(path)}"));
        Assert.Equal(0, await instance.StopAsync());
    }

    [Fact]
    public async Task A_store_that_holds_the_demo_people_is_never_production()
    {
        await (await AProduct.PrepareAsync(directory, demo: true, TimeProvider.System)).DisposeAsync();
        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() =>
            AppHost.PrepareAsync([
                "--environment=Production",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                .. StartTests.FitForProduction,
            ])
        );
        Assert.Equal(78, refused.ExitCode);
        Assert.Contains("MyPay:DataDirectory: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("james@mypay.test", refused.Message, StringComparison.Ordinal);
    }

    private static AnInstance Start(string data, params string[] settings)
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        var port = ((IPEndPoint)any.LocalEndpoint).Port;
        any.Stop();
        return new(
            1,
            ["--environment=Production", $"--MyPay:DataDirectory={data}", .. settings],
            port,
            isShortLived: true
        );
    }
}
