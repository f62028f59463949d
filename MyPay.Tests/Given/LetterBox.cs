using System.Text.RegularExpressions;
using MimeKit;
using MyPay.Domain.Membership;

namespace MyPay.Tests.Given;

/// <summary>The folder that letters lie in while the product runs in development.</summary>
internal static partial class LetterBox
{
    /// <summary>The newest letter about something to an address, once it has come.</summary>
    public static async Task<MimeMessage> LetterAsync(this AProduct product, NoticeEvent what, string address)
    {
        MimeMessage? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var folder = Path.Combine(product.DataDirectory, "mail");
                if (!Directory.Exists(folder))
                    return false;
                foreach (
                    var file in Directory.GetFiles(folder, $"*-{what}-*.eml").OrderDescending(StringComparer.Ordinal)
                )
                {
                    var letter = await MimeMessage.LoadAsync(file);
                    if (letter.To.Mailboxes.Single().Address != address)
                        continue;
                    found = letter;
                    return true;
                }

                return false;
            },
            $"a letter about {what} to {address}"
        );
        return found!;
    }

    /// <summary>Where a letter's button leads, from the slash on.</summary>
    public static string Link(this MimeMessage letter) => Address().Match(letter.TextBody!).Groups[1].Value;

    /// <summary>The way to stop one's money that a security letter carries, from the slash on.</summary>
    public static string FreezeLink(this MimeMessage letter) =>
        Address()
            .Matches(letter.TextBody!)
            .Select(match => match.Groups[1].Value)
            .Single(path => path.StartsWith("/freeze/", StringComparison.Ordinal));

    [GeneratedRegex(@": https?://[^/\s]+(/\S*)")]
    private static partial Regex Address();
}
