using Microsoft.Data.Sqlite;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Jobs;
using MyPay.Web.Host;
using Npgsql;
using Quartz;

namespace MyPay.Web.Jobs;

/// <summary>Registers the clockwork of scheduled work.</summary>
internal static class JobsModule
{
    /// <summary>
    /// Quartz, its schedule beside the store. On SQLite in a file of its own: in <c>mypay.db</c> it would be a second
    /// writer that takes the write lock from the door of money. On PostgreSQL in tables of its own (<c>qrtz_…</c>) that
    /// all instances share: each fire is taken by one of them. Losing the schedule loses no money and no history: it is
    /// made anew at the next start.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, MyPaySettings settings)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(settings.DataDirectory, "jobs.db"),
            Pooling = false,
        };
        services.AddLogging(log => log.AddFilter("Quartz", LogLevel.Warning));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                // The name under which the schedule is stored: the same at every start. Schedulers of one name in one
                // process (tests) each have their own container.
                o.InstanceName = "MyPay";
                o.GenerateInstanceId = settings.PostgreSql is not null;
                // Quartz reads our clock; one that jumps is noticed within this time.
                o.IdleWaitTime = TimeSpan.FromSeconds(2);
                o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseTimeProvider(settings.Clock);
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(o =>
                {
                    o.StoreJobDataAsStrings = true;
                    o.MisfireThreshold = TimeSpan.FromSeconds(5);
                });
                store.ProvisionSchema();
                if (settings.PostgreSql is not { } server)
                {
                    store.UseSqlite(SqliteFactory.Instance, file.ToString());
                    return;
                }

                store.UsePostgres(NpgsqlFactory.Instance, server);
                store.UseClustering(o =>
                {
                    o.CheckinInterval = TimeSpan.FromSeconds(5);
                    o.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
                });
            });
        });
        services.AddSingleton(new JobSchedule(settings.SettlementCron));
        services.AddSingleton<JobDesk>();
        services.AddHostedService<JobClock>();
        services
            .AddScoped<IScheduledWork, SettlementClose>()
            .AddScoped<IScheduledWork, NightlyReconciliation>()
            .AddScoped<IScheduledWork, NightlyCertificate>()
            .AddScoped<IScheduledWork, NightlyAnchor>()
            .AddScoped<IScheduledWork, NightlyProof>()
            .AddScoped<IScheduledWork, NightlyForgetting>();
        return services;
    }
}

/// <summary>What the configuration says of the schedule.</summary>
/// <param name="SettlementCron"><c>MyPay:Settlement:Cron</c>.</param>
internal sealed record JobSchedule(string SettlementCron)
{
    /// <summary>The name of the work that closes a day.</summary>
    public const string SettlementClose = "settlement.close";

    public static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
}
