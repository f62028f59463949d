using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MyPay.Tests.Given;

/// <summary>A bank on real HTTP that answers exactly what a test says, and counts what it was asked.</summary>
internal sealed class AStubbornBank : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked,
        tokens;

    private AStubbornBank(WebApplication app) => this.app = app;

    /// <summary>Answers everything but the token.</summary>
    public Func<HttpContext, JsonObject?, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Answers the question for a token; null gives one.</summary>
    public Func<HttpContext, Task>? Token { get; set; }

    /// <summary>Calls that reached it, tokens aside.</summary>
    public int Asked => asked;

    /// <summary>Tokens it was asked for.</summary>
    public int Tokens => tokens;

    /// <summary>Completes when the next call has reached it.</summary>
    public TaskCompletionSource Reached { get; private set; } = New();

    public Uri Address { get; private set; } = null!;

    public static async Task<AStubbornBank> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(server => server.Limits.MinResponseDataRate = null);
        var bank = new AStubbornBank(builder.Build());
        bank.app.Run(bank.ServeAsync);
        await bank.app.StartAsync();
        bank.Address = new(bank.app.Urls.First());
        return bank;
    }

    /// <summary>Waits anew for the next call.</summary>
    public void WaitAnew() => Reached = New();

    /// <summary>A plain JSON answer.</summary>
    public static Task JsonAsync(HttpContext http, JsonNode answer, int status = StatusCodes.Status200OK) =>
        TextAsync(http, answer.ToJsonString(), "application/json; charset=utf-8", status);

    /// <summary>Anything else.</summary>
    public static Task TextAsync(HttpContext http, string text, string type, int status = StatusCodes.Status200OK)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero); // whoever still waits for an answer waits in vain
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        if (http.Request.Path == "/oauth/2.0/token")
        {
            Interlocked.Increment(ref tokens);
            await (
                Token?.Invoke(http)
                ?? JsonAsync(http, new JsonObject { ["access_token"] = "t", ["expires_in"] = "3600" })
            );
            return;
        }

        Interlocked.Increment(ref asked);
        var body =
            http.Request.Method == HttpMethod.Post.Method
                ? await JsonNode.ParseAsync(http.Request.Body) as JsonObject
                : null;
        Reached.TrySetResult();
        await Answer(http, body);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
