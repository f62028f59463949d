using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// What a name resolves to. A port of its own, so that tests can change the answer between two questions.
/// </summary>
internal interface IHostAddresses
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

internal sealed class SystemHostAddresses : IHostAddresses
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>An address that no webhook may go to was about to be called.</summary>
internal sealed class ForbiddenAddressException(string address) : Exception($"A webhook may not go to {address}.")
{
    public string Address => address;
}

/// <summary>
/// Guards the way out. A URL is checked when it is entered, and again on each attempt: its name is resolved, every
/// address it has is checked, and the connection goes to exactly one of those, never to a name that might mean
/// something else by then.
/// </summary>
internal sealed class WebhookTargets(IHostAddresses names, IOptions<WebhookOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LookUpLimit = TimeSpan.FromSeconds(3);

    public bool AllowPrivate => options.Value.AllowPrivate;

    /// <summary>
    /// For a URL being entered. A name that cannot be resolved now may be entered: each attempt asks again.
    /// </summary>
    public async Task<Result<Uri>> CheckAsync(string url, CancellationToken ct)
    {
        if (!WebhookAddressRules.Check(url, AllowPrivate).TryGet(out var uri, out var refusal))
            return refusal;
        if (AllowPrivate)
            return uri;

        using var limit = new CancellationTokenSource(LookUpLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await AddressesAsync(uri.IdnHost, both.Token);
        }
        catch (ForbiddenAddressException forbidden)
        {
            return WebhookAddressRules.Forbidden(forbidden.Address);
        }
        catch (Exception failure)
            when (failure is SocketException or ArgumentException
                || (failure is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            return uri;
        }

        return uri;
    }

    /// <summary>The only way a webhook's connection is ever made.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        Exception? last = null;
        foreach (var address in await AddressesAsync(context.DnsEndPoint.Host, ct))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception failure)
            {
                socket.Dispose();
                if (failure is not SocketException)
                    throw;
                last = failure;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>All addresses of a host, or none of them: one that is forbidden spoils the name.</summary>
    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken ct)
    {
        host = host.TrimEnd('.');
        var addresses = WebhookAddressRules.Literal(host) is { } literal
            ? [literal]
            : await names.ResolveAsync(host, ct);
        if (
            !AllowPrivate
            && addresses.FirstOrDefault(address => !WebhookAddressRules.IsPublic(address)) is { } forbidden
        )
            throw new ForbiddenAddressException(forbidden.ToString());
        return addresses;
    }
}
