using MyPay.Domain.Kernel;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>Envelopes by the source of a movement or a notice: asked once for a whole page.</summary>
public sealed class EnvelopesOf
{
    private readonly Dictionary<Guid, Envelope> envelopes;

    private EnvelopesOf(IReadOnlyDictionary<Guid, Envelope> envelopes) => this.envelopes = new(envelopes);

    public static EnvelopesOf None => new(new Dictionary<Guid, Envelope>());

    public static async Task<EnvelopesOf> AskAsync(
        MemberId member,
        IEnumerable<string> sources,
        PerCall<IRemittances> remittances
    )
    {
        var ids = sources.Select(IdOf).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? None : new(await remittances.AskAsync(r => r.EnvelopesAsync(member, ids)));
    }

    /// <summary>Those of a further page.</summary>
    public void Add(EnvelopesOf more)
    {
        foreach (var (id, envelope) in more.envelopes)
            envelopes[id] = envelope;
    }

    public Envelope Of(string source) => IdOf(source) is { } id ? envelopes.GetValueOrDefault(id) : Envelope.None;

    // remittance:{id}[:step]
    private static Guid? IdOf(string source) =>
        source.Split(':') is ["remittance", var id, ..] && Guid.TryParseExact(id, "N", out var parsed) ? parsed : null;
}
