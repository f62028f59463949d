using System.Runtime.CompilerServices;
using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Mail;

/// <summary>
/// Puts letters into a folder, one <c>.eml</c> file each: for development, and for a relay that picks them up. Named by
/// the letter: sent again, it is the same file.
/// </summary>
internal sealed class PickupCarrier(MailSettings settings, Letters letters) : IMailCarrier
{
    public async IAsyncEnumerable<MailOutcome> CarryAsync(
        IReadOnlyList<OutgoingMail> mails,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        foreach (var mail in mails)
            yield return await PutAsync(mail, ct);
    }

    private async Task<MailOutcome> PutAsync(OutgoingMail mail, CancellationToken ct)
    {
        var message = await letters.WriteAsync(mail, ct);
        try
        {
            await PickupFolder.PutAsync(
                settings.PickupDirectory!,
                $"{mail.At:yyyyMMdd-HHmmss}-{mail.What.Event}-{mail.Id:N}.eml",
                file => message.WriteToAsync(file, ct)
            );
            return MailOutcome.Sent;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return MailOutcome.Later(trouble.Message);
        }
    }
}
