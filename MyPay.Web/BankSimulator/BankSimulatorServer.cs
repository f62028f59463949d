using System.Net;
using MyPay.Web.BankSimulator.Control;
using MyPay.Web.BankSimulator.Faults;
using MyPay.Web.BankSimulator.Ledger;
using MyPay.Web.BankSimulator.Wire;

namespace MyPay.Web.BankSimulator;

/// <summary>Where the simulator listens (one or more http URLs, parted by ';') and keeps its journal.</summary>
public sealed record BankSimulatorOptions(string Urls, string DataDirectory);

/// <summary>
/// Every bank of the directory behind one KFTC-style wire, with real money in a journal of its own. It shares no type
/// with MyPay's gateway, so that a wrong field shows, and no machine but this one can reach it.
/// </summary>
public static class BankSimulatorServer
{
    private const int LongestRequestBytes = 1024 * 1024;

    /// <summary>
    /// A built, not yet started web application of its own. It reads no settings file and no environment variable.
    /// <paramref name="clock"/> gives business dates and token lives; waits on the wire (time-outs, slowness) are real
    /// time.
    /// </summary>
    public static WebApplication Create(BankSimulatorOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var urls = LoopbackUrls(options.Urls);

        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "bank-simulator" });
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = LongestRequestBytes;
            });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(_ => BookFile.Open(options.DataDirectory));
        builder.Services.AddSingleton<Book>().AddSingleton<Statements>();
        builder.Services.AddSingleton<FaultBoard>().AddSingleton<Tokens>();
        builder.Services.AddSingleton<WireStage>().AddSingleton<Inquiries>().AddSingleton<Transfers>();

        var app = builder.Build();
        app.Services.GetRequiredService<BookFile>(); // a bad directory shows now, not at the first transfer
        foreach (var url in urls)
            app.Urls.Add(url);
        app.MapWire();
        app.MapControl();
        return app;
    }

    // Kestrel takes any name it cannot read as "every interface", so only what is surely loopback passes.
    private static string[] LoopbackUrls(string urls)
    {
        var all = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0)
            throw new ArgumentException("The bank simulator needs at least one URL to listen on.", nameof(urls));
        foreach (var url in all)
        {
            if (!IsLoopback(url))
                throw new ArgumentException(
                    $"The bank simulator listens only on http loopback addresses, not on '{url}'.",
                    nameof(urls)
                );
        }

        return all;
    }

    private static bool IsLoopback(string url)
    {
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            || parsed.Scheme != Uri.UriSchemeHttp
            || parsed.UserInfo.Length > 0
        )
            return false;
        var host = BindingAddress.Parse(url).Host;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
