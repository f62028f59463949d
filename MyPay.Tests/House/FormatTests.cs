using System.Diagnostics;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>Lines of 120 columns at most, and one way to break them, are kept by the formatter (`dotnet-tools.json`).</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task Every_source_is_as_the_formatter_leaves_it()
    {
        await DotnetAsync("tool", "restore");
        var (code, said) = await DotnetAsync("csharpier", "check", ".");
        Assert.True(code == 0, $"Run dotnet csharpier format . and read what it changed.\n{said}");
    }

    private static async Task<(int Code, string Said)> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Sources.Root(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var dotnet = Process.Start(start)!;
        var said = await Task.WhenAll(dotnet.StandardOutput.ReadToEndAsync(), dotnet.StandardError.ReadToEndAsync());
        await dotnet.WaitForExitAsync();
        return (dotnet.ExitCode, string.Concat(said));
    }
}
