using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Tests.House;
using MyPay.Web.BankSimulator;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// Two real processes of the product on one PostgreSQL database, nginx before them with the very file that is handed
/// out (<c>build/deploy/nginx.conf</c>), and one bank that outlives them. All clocks go on from one instant.
/// </summary>
internal sealed class ACluster : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-cluster-").FullName;
    private readonly DateTimeOffset beganAt = TimeProvider.System.GetUtcNow();
    private readonly MovableClock bankClock = new(AProduct.Noon);
    private WebApplication bank = null!;
    private Process? nginx;
    private string database = "";

    /// <summary>The instances, in the order of their start.</summary>
    public List<AnInstance> Instances { get; } = [];

    /// <summary>A franchise that charges recurring keys of members who have 1,000,000 won each.</summary>
    public DemoSeller Shop { get; private set; } = null!;

    /// <summary>What a shop of ours does over HTTP, through nginx.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The bank's control calls.</summary>
    public HttpClient Bank { get; private set; } = null!;

    /// <summary>Where browsers and shops come in.</summary>
    public string Address { get; private set; } = "";

    public StorageOptions Store => new(DirectoryOf(0)) { PostgreSql = database };

    private string AccessLog => Path.Combine(directory, "access.log");

    /// <summary>The store with its demo people and a crowd, nothing running yet but the bank.</summary>
    /// <param name="crowd">Members with a recurring key.</param>
    /// <param name="webhooks">Where the shop wants its news; null: nowhere.</param>
    /// <param name="also">More to be done while the product is set up.</param>
    public static async Task<ACluster> PrepareAsync(
        int crowd,
        string? webhooks = null,
        Func<AppHost, Task>? also = null
    )
    {
        var cluster = new ACluster();
        cluster.database = await (await APostgres.SharedAsync()).MigratedAsync();
        cluster.bank = BankSimulatorServer.Create(
            new("http://127.0.0.1:0", Path.Combine(cluster.directory, "bank")),
            cluster.bankClock
        );
        await cluster.bank.StartAsync();
        cluster.Bank = new() { BaseAddress = new(cluster.BankAddress) };

        await using (var host = await cluster.InThisProcessAsync(new MovableClock(AProduct.Noon)))
        {
            cluster.Shop = (await DemoCrowd.AddAsync(host.App.Services, crowd, 1))[0];
            if (webhooks is not null)
            {
                await using var scope = host.App.Services.CreateAsyncScope();
                var shop = (
                    await scope
                        .ServiceProvider.GetRequiredService<IFranchises>()
                        .FindByCidAsync(cluster.Shop.RecurringCid)
                )!;
                (
                    await scope
                        .ServiceProvider.GetRequiredService<IWebhooks>()
                        .AddEndpointAsync(shop.Franchise, true, webhooks, ["payment.approved"], null)
                ).Granted();
            }

            if (also is not null)
                await also(host);
        }

        Directory.CreateDirectory(Path.Combine(cluster.DirectoryOf(1), "keys"));
        File.Copy(
            Path.Combine(cluster.DirectoryOf(0), "keys", "data.key"),
            Path.Combine(cluster.DirectoryOf(1), "keys", "data.key")
        );
        return cluster;
    }

    /// <summary>Starts both instances and nginx.</summary>
    /// <param name="later">How much later than noon the clocks stand.</param>
    /// <param name="settings">For both.</param>
    public async Task StartAsync(TimeSpan later = default, params string[] settings)
    {
        bankClock.Advance(later);
        for (var n = 0; n < 2; n++)
            Instances.Add(new(n, [.. Arguments(n, later), .. settings], FreePort()));
        await Task.WhenAll(Instances.Select(instance => instance.ReadyAsync()));

        var port = FreePort();
        Address = $"http://127.0.0.1:{port}";
        nginx = await StartNginxAsync(port);
        Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(1) })
        {
            BaseAddress = new(Address),
            Timeout = TimeSpan.FromSeconds(10),
        };
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"SECRET_KEY {Shop.Key}");
    }

    /// <summary>
    /// The product in this process, on the same store: for a look, or to go on where the others ended.
    /// </summary>
    public Task<AppHost> InThisProcessAsync(TimeProvider clock) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={DirectoryOf(0)}",
                .. Common(),
                "--Logging:LogLevel:Default=Critical",
            ],
            clock
        );

    /// <summary>Which instance nginx has sent the latest request for this page to.</summary>
    public async Task<AnInstance> WhereAsync(string page)
    {
        var line = (await File.ReadAllLinesAsync(AccessLog)).Last(line =>
            line.EndsWith($"|GET {page} HTTP/1.1", StringComparison.Ordinal)
        );
        var at = line.Split('|')[0].Split(", ")[^1]; // those that were tried and could not be connected to stand before
        return Instances.Single(instance => instance.Address.EndsWith(at, StringComparison.Ordinal));
    }

    /// <summary>What really moved at the bank.</summary>
    public async Task<List<AProduct.BankMovement>> JournalAsync() =>
        (await Bank.GetFromJsonAsync<List<AProduct.BankMovement>>("/sim/journal"))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Instances)
            await instance.DisposeAsync();
        if (nginx is not null)
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
            nginx.Dispose();
        }

        Http?.Dispose();
        Bank.Dispose();
        await bank.DisposeAsync();
        await (await APostgres.SharedAsync()).DropAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    private string BankAddress => bank.Urls.First();

    private string DirectoryOf(int instance) => Path.Combine(directory, $"{instance}");

    private string[] Common() =>
        [
            "--MyPay:Demo=true",
            "--MyPay:Bank:Simulator:Enabled=false",
            $"--MyPay:Bank:BaseUrl={BankAddress}",
            "--MyPay:RateLimit:PerKeyPerSecond=0",
            .. AProduct.SettingsOf(database),
        ];

    private string[] Arguments(int instance, TimeSpan later)
    {
        // As far after noon as this cluster is old: one clock for all, to the second.
        var now = AProduct.Noon + later + (TimeProvider.System.GetUtcNow() - beganAt);
        return
        [
            "--environment=Development",
            $"--MyPay:DataDirectory={DirectoryOf(instance)}",
            $"--MyPay:Clock=sim:{now.ToString("O", CultureInfo.InvariantCulture)}",
            .. Common(),
            "--Logging:LogLevel:Default=Warning",
        ];
    }

    private async Task<Process> StartNginxAsync(int port)
    {
        var tool =
            new[]
            {
                "/usr/sbin/nginx",
                "/usr/local/sbin/nginx",
                "/usr/bin/nginx",
                "/usr/local/bin/nginx",
            }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("These tests need nginx: apt-get install nginx-light.");
        var conf = (await File.ReadAllTextAsync(Path.Combine(Sources.Root(), "build", "deploy", "nginx.conf")))
            .Replace("127.0.0.1:5081", Instances[0].Address["http://".Length..], StringComparison.Ordinal)
            .Replace("127.0.0.1:5082", Instances[1].Address["http://".Length..], StringComparison.Ordinal)
            .Replace("listen 127.0.0.1:8080", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace(
                "access_log off;",
                $"log_format at '$upstream_addr|$request'; access_log {AccessLog} at; "
                    + $"{string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {directory}/{kind}; "))}",
                StringComparison.Ordinal
            );
        var file = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(file, conf);
        var user = Environment.UserName == "root" ? "user root; " : "";
        var process = Process.Start(
            new ProcessStartInfo(
                tool,
                [
                    "-c",
                    file,
                    "-e",
                    Path.Combine(directory, "nginx.log"),
                    "-g",
                    $"daemon off; {user}pid {directory}/nginx.pid;",
                ]
            )
        )!;
        using var http = new HttpClient { BaseAddress = new(Address) };
        await Eventually.TrueAsync(
            async () => !process.HasExited && await AnInstance.IsOkAsync(http, "/healthz/live"),
            "nginx answers for an instance"
        );
        return process;
    }

    internal static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}

/// <summary>One process of the product.</summary>
internal sealed class AnInstance : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly HttpClient http;

    /// <summary>A third less work for a life of a few seconds; what the product does is the same.</summary>
    private static readonly string[] ForAShortLife =
    [
        "DOTNET_EnableWriteXorExecute=0",
        "DOTNET_TieredPGO=0",
        "DOTNET_gcServer=0",
    ];

    public AnInstance(int number, string[] arguments, int port, bool isShortLived = false)
    {
        (Number, Address) = (number, $"http://127.0.0.1:{port}");
        http = new() { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(20) };
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(AppHost).Assembly.Location, $"--urls={Address}", .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(typeof(AppHost).Assembly.Location)!,
        };
        foreach (var setting in isShortLived ? ForAShortLife : [])
            start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Number { get; }

    public string Address { get; }

    /// <summary>All it printed.</summary>
    public string Said => string.Join('\n', said);

    public static async Task<bool> IsOkAsync(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Comes when it takes work.</summary>
    public async Task ReadyAsync()
    {
        await Eventually.TrueAsync(
            async () => process.HasExited || await IsOkAsync(http, "/healthz/ready"),
            $"instance {Number} is ready",
            tries: 1_800
        ); // a cold start on a busy machine
        Assert.False(process.HasExited, Said);
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Comes when it has ended by itself; answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Asked to stop, as a service manager asks; answers its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await SignalAsync("CONT");
            process.Kill();
            await process.WaitForExitAsync();
        }

        http.Dispose();
        process.Dispose();
    }
}
