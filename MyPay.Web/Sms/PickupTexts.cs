using System.Globalization;
using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Sms;

/// <summary>
/// Puts text messages into a folder, one file each: the number on the first line, then the text. For development, and
/// for a relay that picks them up.
/// </summary>
internal sealed class PickupTexts(SmsSettings settings, ILogger<PickupTexts> log) : ITextCarrier
{
    public async Task<bool> CarryAsync(OutgoingText text, CancellationToken ct = default)
    {
        try
        {
            var at = text.At.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
            await PickupFolder.PutAsync(
                settings.PickupDirectory!,
                $"{at}-{Guid.NewGuid():N}.txt",
                file => File.WriteAllTextAsync(file, $"{text.To}\n{TextWords.Of(text)}\n", ct)
            );
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            log.LogError(trouble, "A text message could not be put into {Folder}.", settings.PickupDirectory);
            return false;
        }
    }
}
