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
            Directory.CreateDirectory(settings.PickupDirectory!);
            var file = Path.Combine(
                settings.PickupDirectory!,
                $"{mail.At:yyyyMMdd-HHmmss}-{mail.What.Event}-{mail.Id:N}.eml"
            );
            await message.WriteToAsync(file + ".new", ct);
            File.Move(file + ".new", file, overwrite: true); // whoever watches the folder never sees half a letter
            return MailOutcome.Sent;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return MailOutcome.Later(trouble.Message);
        }
    }
}
