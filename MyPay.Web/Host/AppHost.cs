using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;
using MyPay.Web.Api;
using MyPay.Web.BankSimulator;
using MyPay.Web.Host.Watch;
using MyPay.Web.Identity;
using MyPay.Web.Jobs;
using MyPay.Web.Mail;
using MyPay.Web.Portals;
using MyPay.Web.Sms;

namespace MyPay.Web.Host;

/// <summary>The product as one running thing: app, store, and in Development the bank simulator beside it.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    public const string DefaultUrl = "http://localhost:5080";

    private readonly InstanceLock? instanceLock;
    private readonly WebApplication? simulator;

    private AppHost(WebApplication app, MyPaySettings settings, InstanceLock? instanceLock, WebApplication? simulator)
    {
        (App, Settings, this.instanceLock, this.simulator) = (app, settings, instanceLock, simulator);
    }

    public WebApplication App { get; }

    public MyPaySettings Settings { get; }

    /// <summary>The demo franchise; null without demo data.</summary>
    public DemoShop? DemoShop { get; private init; }

    /// <summary>
    /// Builds the app, opens the store, starts the simulator and makes the demo data. The app itself is not listening
    /// yet.
    /// </summary>
    /// <param name="hostArgs">Configuration from the command line.</param>
    /// <param name="clock">A clock other than the configured one; tests move theirs.</param>
    /// <param name="over">Services that take the place of the product's own; for tests.</param>
    public static async Task<AppHost> PrepareAsync(
        string[] hostArgs,
        TimeProvider? clock = null,
        Action<IServiceCollection>? over = null
    )
    {
        // The application's name finds its static files, also when a test is the process.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = hostArgs, ApplicationName = typeof(AppHost).Assembly.GetName().Name }
        );
        builder.WebHost.UseStaticWebAssets();
        var settings = MyPaySettings.Read(builder.Configuration, builder.Environment, clock);
        PromotedMark.Heed(settings.Storage, builder.Environment.IsProduction(), Console.WriteLine);
        if (builder.Environment.IsProduction())
            ProductionStart.Heed(settings);
        FileModes.MakeFolder(settings.DataDirectory);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);
        AddServices(builder, settings);
        over?.Invoke(builder.Services);

        var app = builder.Build();
        Map(app);
        // several instances may share a PostgreSQL database
        var instanceLock = settings.PostgreSql is null ? InstanceLock.Take(settings.DataDirectory) : null;
        WebApplication? simulator = null;
        try
        {
            await using var alone = await OpenStoreAsync(app, settings);
            if (app.Environment.IsProduction())
                await ProductionStart.HeedStoreAsync(app.Services);
            simulator = await StartSimulatorAsync(app, settings);
            var demo = await SetUpAsync(app.Services, settings);
            return new AppHost(app, settings, instanceLock, simulator) { DemoShop = demo };
        }
        catch
        {
            if (simulator is not null)
                await simulator.DisposeAsync();
            await app.DisposeAsync();
            instanceLock?.Dispose();
            throw;
        }
    }

    /// <summary>The address the app listens on, once started.</summary>
    public string Address => App.Urls.First();

    /// <summary>Stops the simulator alone: the bank is gone, the app goes on.</summary>
    public Task StopSimulatorAsync() => simulator?.StopAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (simulator is not null)
            await simulator.DisposeAsync();
        instanceLock?.Dispose();
    }

    internal static void AddServices(WebApplicationBuilder builder, MyPaySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(settings.Clock);
        services.AddStorage(settings.Storage);
        services.AddPlatform();
        services.AddCalendar();
        services.AddBanking();
        services.Configure<BankingOptions>(bank =>
        {
            builder.Configuration.GetSection("MyPay:Bank").Bind(bank);
            bank.BaseUrl = settings.BankBaseUrl;
        });
        services.AddMembership();
        services.AddFranchise();
        services.Configure<FranchiseOptions>(franchise =>
            franchise.AllowHttpDomains = builder.Environment.IsDevelopment()
        );
        services.AddMoney();
        services.AddRemittance();
        services.AddWebhooks();
        services.Configure<WebhookOptions>(webhooks => webhooks.AllowPrivate = settings.WebhooksAllowPrivate);
        services.AddPayment();
        services.Configure<CheckoutOptions>(checkout => checkout.AllowLoopback = settings.CheckoutAllowLoopback);
        services.AddSettlement();
        services.AddReconciliation();
        services.AddBackOffice();

        var cookieKeys = services.AddDataProtection().SetApplicationName("MyPay");
        if (settings.PostgreSql is null)
            cookieKeys.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataDirectory, "keys")));
        else
            services
                .AddOptions<KeyManagementOptions>()
                .Configure<ProtectionKeys>((options, keys) => options.XmlRepository = keys);
        services.AddSignIn(settings);
        services.AddMail(settings.Mail);
        services.AddSms(settings.Sms);
        services.AddPortals();
        services.Configure<AntiforgeryOptions>(form =>
        {
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            if (settings.IsPublicByTls)
                form.Cookie.Name = settings.CookieName("mypay-form");
        });
        services.AddApi();
        builder.AddWatch();
        services.AddHostedService<MinuteWork>();
        services.AddHostedService<PayoutWork>();
        services.AddHostedService<WebhookSender>();
        services.AddJobs(settings);
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // Not the host: links are made of PublicBaseUrl. However many proxies stand in a row, the first that is not
            // ours is the caller.
            (o.ForwardedHeaders, o.ForwardLimit) = (
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                null
            );
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var proxy in settings.TrustedProxies)
                o.KnownIPNetworks.Add(proxy);
        });
        services.AddSystemd(); // tells systemd when it is ready and when it stops; nothing elsewhere
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    private static void Map(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UsePublicAddress();
        app.UseSecurityHeaders();
        app.UseMetrics();
        app.UseHeadRequests();
        app.UseCircuitOrigin();
        app.UsePortals();
        app.UseRouting();
        app.UseAuthentication();
        var lines = app.Services.GetRequiredService<OpenLines>();
        app.Use((context, next) => lines.GoAsync(context, next));
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseStaleForms();
        app.MapPortals();
        app.MapApi();
        app.MapWatch();
    }

    /// <summary>
    /// Both chains end where they were sealed; those of an earlier release are sealed where they stand, while nobody
    /// else has the store open.
    /// </summary>
    private static async Task SealEndsAsync(WebApplication app, MyPaySettings settings)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        var keys = scope.ServiceProvider.GetRequiredService<DataKeys>();
        await PlatformModule.RequireSealedEndsAsync(db, keys);
        await PlatformModule.SealEndsAsync(db, keys, settings.Storage);
    }

    /// <summary>
    /// Opens the store for whoever writes to it, brought to this release and seen to be whole; what stands against that
    /// is said in words. Alone on it until what is answered is disposed.
    /// </summary>
    internal static async Task<IAsyncDisposable> OpenStoreAsync(WebApplication app, MyPaySettings settings)
    {
        try
        {
            var alone = await app.Services.OpenStoreAsync();
            await SealEndsAsync(app, settings);

            // The first instance on a store makes the key of the cookies now, while it is alone: the others find it.
            app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first use").Protect([]);
            return alone;
        }
        catch (InvalidOperationException untrusted)
        {
            throw new StartupRefusedException(
                $"저장소를 열지 않았어요: {untrusted.Message}",
                untrusted.Message,
                exitCode: 1
            );
        }
        catch (Exception failure) when (DamagedStore.IsSaidBy(failure))
        {
            throw DamagedStore.Refused(settings.Storage.SqliteFile, failure);
        }
    }

    private static async Task<WebApplication?> StartSimulatorAsync(WebApplication app, MyPaySettings settings)
    {
        if (!settings.SimulatorEnabled)
            return null;
        var simulator = BankSimulatorServer.Create(
            new BankSimulatorOptions(settings.SimulatorUrls, settings.DataDirectory),
            settings.Clock
        );
        try
        {
            await simulator.StartAsync();
        }
        catch (IOException failure)
        {
            await simulator.DisposeAsync();
            throw new StartupRefusedException(
                $"은행 시뮬레이터가 {settings.SimulatorUrls}에서 열리지 않아요. 이미 하나가 떠 있다면 "
                    + $"--MyPay:Bank:Simulator:Enabled=false로 시작해 주세요. ({failure.Message})",
                $"The bank simulator can't listen on {settings.SimulatorUrls}: {failure.Message} If one runs "
                    + "there already, start with --MyPay:Bank:Simulator:Enabled=false."
            );
        }

        // A port of its own choice (0): the app calls where the simulator really listens.
        var address = simulator.Urls.First();
        var bank = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<BankingOptions>>().Value;
        if (bank.BaseUrl.Port == 0)
            bank.BaseUrl = new Uri(address);
        return simulator;
    }

    private static async Task<DemoShop?> SetUpAsync(IServiceProvider services, MyPaySettings settings)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var banking = scope.ServiceProvider.GetRequiredService<IBankingSetup>();
            await banking.SeedDirectoryAsync();
            // A bank that starts beside us may need a moment; later tries are the clockwork's.
            for (var tries = 0; tries < 5 && !await banking.OpenCorporateAccountAsync(); tries++)
                await Task.Delay(TimeSpan.FromMilliseconds(200)); // until it may listen; a second in all
        }

        var demo = settings.Demo ? await DemoData.EnsureAsync(services) : null;

        await using var last = services.CreateAsyncScope();
        await last.ServiceProvider.GetRequiredService<IBankingSetup>().SeedWindowsAsync();
        return demo;
    }
}
