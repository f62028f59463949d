using System.Net;
using System.Net.Sockets;
using MyPay.Domain.Kernel;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MyPay.Web.Host.Watch;

/// <summary>
/// What those who run MyPay can see: readiness, numbers for Prometheus at <c>/metrics</c>, and traces and numbers over
/// OTLP when
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. No personal data is in any of it.
/// </summary>
internal static class WatchModule
{
    private static readonly string[] Meters =
    [
        Telemetry.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Lifecycle",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.Identity",
        "System.Net.Http",
        "System.Runtime",
    ];

    public static void AddWatch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddHealthChecks()
            .AddCheck<StoppingHealth>("stopping", tags: ["ready"])
            .AddCheck<StoreHealth>("store", tags: ["ready"])
            .AddCheck<DiskHealth>("disk", tags: ["ready"])
            .AddCheck<OutboxHealth>("outbox", tags: ["ready"]);
        services.AddSingleton<Standings>();
        services.AddHostedService<StandingsSampler>();

        var otlp = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var telemetry = services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddPrometheusExporter();
                metrics.AddView(
                    "mypay.journal.batch",
                    new ExplicitBucketHistogramConfiguration
                    {
                        Boundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024],
                    }
                );
                if (otlp)
                    metrics.AddOtlpExporter();
            });
        // Traces are made only for somebody who takes them. Queries of addresses are redacted by the instrumentation: a
        // pg_token never leaves.
        if (otlp)
            telemetry.WithTracing(traces =>
                traces
                    .AddSource(Telemetry.Name)
                    .AddAspNetCoreInstrumentation(o => o.Filter = IsWorthATrace)
                    .AddHttpClientInstrumentation()
                    .AddOtlpExporter()
            );
    }

    /// <summary>The health addresses; who may see more than "Healthy" is decided by <see cref="IsNear"/>.</summary>
    public static void MapWatch(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        app.MapHealthChecks(
            "/healthz/ready",
            new() { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = ReadyText.WriteAsync }
        );
    }

    /// <summary>Numbers are for the operator's own network; to anybody else there is no such page.</summary>
    public static void UseMetrics(this WebApplication app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
            context.Request.Path == "/metrics" && IsNear(context.Connection.RemoteIpAddress)
        );

    /// <summary>
    /// Loopback and private networks (RFC 1918, RFC 4193, link-local). Behind a proxy the address is the one it
    /// forwards.
    /// </summary>
    internal static bool IsNear(IPAddress? address)
    {
        if (address is null)
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        return address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..];
    }

    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/healthz")
        && !context.Request.Path.StartsWithSegments("/metrics")
        && !context.Request.Path.StartsWithSegments("/_blazor");
}
