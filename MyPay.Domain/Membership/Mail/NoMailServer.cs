using System.Runtime.CompilerServices;

namespace MyPay.Domain.Membership.Mail;

/// <summary>Where no way for mail is configured: letters wait, then are given up, and an operator sees why.</summary>
internal sealed class NoMailServer : IMailCarrier
{
    public async IAsyncEnumerable<MailOutcome> CarryAsync(
        IReadOnlyList<OutgoingMail> mails,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        await Task.CompletedTask;
        foreach (var _ in mails)
            yield return MailOutcome.Later("no mail server is configured (MyPay:Mail:Host)");
    }
}
