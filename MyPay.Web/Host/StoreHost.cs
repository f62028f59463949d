using MyPay.Domain.Ledger;

namespace MyPay.Web.Host;

/// <summary>
/// The store and the modules for a command that asks or writes a little: no page, no clockwork. Beside a running app
/// too: such a command posts no slip, and the database keeps its rows in order.
/// </summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly InstanceLock? alone;

    private StoreHost(WebApplication app, MyPaySettings settings, InstanceLock? alone) =>
        (this.app, Settings, this.alone) = (app, settings, alone);

    public IServiceProvider Services => app.Services;

    public MyPaySettings Settings { get; }

    /// <summary>Where people open MyPay, as the settings say it.</summary>
    public string BaseUrl => DemoVerb.BaseUrl(Settings, app.Configuration["urls"]);

    /// <summary>Opens the store; makes it, or brings it to this release, when no app runs on it.</summary>
    /// <param name="hostArgs">Configuration from the command line.</param>
    /// <param name="clock">A clock other than the configured one.</param>
    /// <param name="looksOnly">Takes the store as it is: makes nothing, and brings nothing to this release.</param>
    public static async Task<StoreHost> OpenAsync(string[] hostArgs, TimeProvider? clock = null, bool looksOnly = false)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = [.. hostArgs, "--Logging:LogLevel:Default=Warning"],
                ApplicationName = typeof(StoreHost).Assembly.GetName().Name,
            }
        );
        var settings = MyPaySettings.Read(builder.Configuration, builder.Environment, clock);
        PromotedMark.Heed(settings.Storage, builder.Environment.IsProduction(), Console.WriteLine);
        FileModes.MakeFolder(settings.DataDirectory);
        AppHost.AddServices(builder, settings);
        var app = builder.Build();
        if (looksOnly)
            return new(app, settings, null);
        var alone = settings.PostgreSql is null ? InstanceLock.TakeUnlessHeld(settings.DataDirectory) : null;
        try
        {
            if (alone is not null || settings.PostgreSql is not null)
                await using (await AppHost.OpenStoreAsync(app, settings)) { }
            return new(app, settings, alone);
        }
        catch
        {
            await app.DisposeAsync();
            alone?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        alone?.Dispose();
    }
}
