using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MyPay.Domain.Membership;

namespace MyPay.Tests.Given;

/// <summary>Carries letters to the test.</summary>
internal sealed class APigeon : IMailCarrier
{
    private readonly ConcurrentQueue<OutgoingMail> letters = new();

    public IReadOnlyList<OutgoingMail> Letters => [.. letters];

    public async IAsyncEnumerable<MailOutcome> CarryAsync(
        IReadOnlyList<OutgoingMail> mails,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        await Task.CompletedTask;
        foreach (var mail in mails)
        {
            letters.Enqueue(mail);
            yield return MailOutcome.Sent;
        }
    }

    /// <summary>
    /// All that lies there now, carried; answers the secret of the newest letter of a kind to an address.
    /// </summary>
    public async Task<string> TokenAsync(AMembership house, NoticeEvent what, string address)
    {
        await CarryAllAsync(house);
        return Letters.Last(l => l.What.Event == what && l.Address == address).Token!;
    }

    public static async Task CarryAllAsync(AMembership house)
    {
        while (await house.AskAsync((IMailPost p) => p.DeliverDueAsync()) > 0) { }
    }
}
