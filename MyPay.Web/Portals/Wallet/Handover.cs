using Microsoft.Extensions.Caching.Memory;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Wallet;

/// <summary>
/// Hands what the prerendered page has asked over to its circuit a moment later, so that nothing blinks and nothing is
/// asked twice. The ticket travels with the page; the view itself never leaves the server, works once and only for its
/// member.
/// </summary>
public sealed class Handover : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    public string Keep(MemberId member, object view)
    {
        var ticket = Once.NewKey();
        kept.Set(
            ticket,
            (member, view),
            new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 }
        );
        return ticket;
    }

    public TView? Take<TView>(MemberId member, string? ticket)
        where TView : class
    {
        if (ticket is null || !kept.TryGetValue(ticket, out (MemberId Member, object View) found))
            return null;
        kept.Remove(ticket);
        return found.Member == member ? found.View as TView : null;
    }

    public void Dispose() => kept.Dispose();
}
