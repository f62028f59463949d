using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MyPay.Tests.Given;

/// <summary>
/// A shop's own little site: whatever the browser asks of it, it answers with a page and remembers the address.
/// </summary>
internal sealed class AMerchantSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private AMerchantSite(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Visits { get; } = new();

    public string Address => app.Urls.First();

    public static async Task<AMerchantSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var site = new AMerchantSite(builder.Build());
        site.app.Run(async context =>
        {
            site.Visits.Enqueue(context.Request.Path + context.Request.QueryString);
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(
                "<!DOCTYPE html><title>shop</title><h1>" + context.Request.Path.Value!.Trim('/') + "</h1>"
            );
        });
        await site.app.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
