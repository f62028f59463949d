using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// A page as the server sees it: asked for over HTTP, then its circuit over a websocket, started and answered as
/// blazor.web.js does, only that nothing is drawn.
/// </summary>
internal sealed partial class APageClient : IAsyncDisposable
{
    private readonly HubConnection hub;

    private APageClient(HubConnection hub, TimeSpan live) => (this.hub, Live) = (hub, live);

    /// <summary>From asking for the page until the circuit has drawn it.</summary>
    public TimeSpan Live { get; }

    public bool IsOpen => hub.State == HubConnectionState.Connected;

    /// <param name="address">The product's.</param>
    /// <param name="cookies">Who asks.</param>
    /// <param name="place">The page's address in it.</param>
    /// <param name="sign">What stands in the page once it is whole.</param>
    public static async Task<APageClient> OpenAsync(string address, CookieContainer cookies, string place, string sign)
    {
        var started = Stopwatch.GetTimestamp();
        var page = await ReadAsync(address, cookies, place);
        var markers = Marker()
            .Matches(page)
            .Select(found => JsonNode.Parse(found.Groups[1].Value)!)
            .Where(marker => (string?)marker["type"] == "server" && marker["descriptor"] is not null)
            .ToList();
        var state = State().Match(page).Groups[1].Value;
        var hub = Connect(address, cookies);
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bytes = Encoding.UTF8.GetBytes(sign);
        hub.On<long, byte[]>(
            "JS.RenderBatch",
            async (batch, data) =>
            {
                await hub.SendAsync("OnRenderCompleted", batch, null);
                if (data.AsSpan().IndexOf(bytes) >= 0)
                    drawn.TrySetResult();
            }
        );
        // What the page asks of a browser (where the focus goes, a listener) is answered as done.
        hub.On<long, string, string, int, long, int>(
            "JS.BeginInvokeJS",
            async (handle, _, _, _, _, _) =>
            {
                if (handle != 0)
                    await hub.SendAsync("EndInvokeJSFromDotNet", handle, true, $"[{handle},true,null]");
            }
        );
        hub.On<string>("JS.Error", error => drawn.TrySetException(new InvalidOperationException(error)));
        hub.On<string>("JS.EndUpdateRootComponents", _ => { });
        hub.Closed += failure =>
            Task.FromResult(
                drawn.TrySetException(failure ?? new InvalidOperationException("The server closed the circuit."))
            );
        await hub.StartAsync();
        if (
            await hub.InvokeAsync<string>("StartCircuit", address + "/", address + place, "[]", state)
            is not { Length: > 0 }
        )
            throw new InvalidOperationException("No circuit.");
        await hub.SendAsync("UpdateRootComponents", Additions(markers), state);
        await drawn.Task;
        return new(hub, Stopwatch.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();

    private static async Task<string> ReadAsync(string address, CookieContainer cookies, string place)
    {
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = new(address) };
        return await http.GetStringAsync(place);
    }

    private static HubConnection Connect(string address, CookieContainer cookies)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            address + "/_blazor",
            HttpTransportType.WebSockets,
            options =>
            {
                (options.Cookies, options.SkipNegotiation) = (cookies, true);
                options.Headers["Origin"] = new Uri(address).GetLeftPart(UriPartial.Authority);
            }
        );

        // The framework's own words for its circuits; it keeps them to itself.
        var protocol = typeof(CircuitOptions).Assembly.GetType(
            "Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol",
            throwOnError: true
        )!;
        builder.Services.AddSingleton((IHubProtocol)Activator.CreateInstance(protocol, nonPublic: true)!);
        return builder.Build();
    }

    private static string Additions(List<JsonNode> markers) =>
        JsonSerializer.Serialize(
            new
            {
                batchId = 1,
                operations = markers.Select(
                    (marker, i) =>
                        new
                        {
                            type = "add",
                            ssrComponentId = i + 1,
                            marker,
                        }
                ),
            }
        );

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
