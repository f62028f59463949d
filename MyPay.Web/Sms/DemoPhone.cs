using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MyPay.Domain.Banking;
using MyPay.Domain.Membership;
using MyPay.Web.Host;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Sms;

/// <summary>
/// What a person would get on the phone, for a demonstration beside the simulated bank; in Development only. It keeps
/// messages for a few minutes, and shows each to the page that waits for it alone.
/// </summary>
internal sealed class DemoPhone(
    MyPaySettings settings,
    IHostEnvironment environment,
    IOptions<BankingOptions> bank,
    IHttpClientFactory clients,
    TimeProvider clock
)
{
    private const int MostKept = 200;
    private const int MostShown = 3;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentQueue<OutgoingText> texts = new();

    public bool IsOn => settings.SimulatorEnabled && environment.IsDevelopment();

    /// <summary>A message has left.</summary>
    public void Receive(OutgoingText text)
    {
        if (!IsOn)
            return;
        texts.Enqueue(text);
        while (texts.Count > MostKept)
            texts.TryDequeue(out _);
    }

    /// <summary>The codes that this asker was sent, the latest first.</summary>
    public IReadOnlyList<PhoneMessage> TextsOf(string asker)
    {
        var since = clock.GetUtcNow() - Kept;
        return
        [
            .. texts
                .Where(text => text.Asker == asker && text.At > since)
                .Reverse()
                .Take(MostShown)
                .Select(text => new PhoneMessage(TextWords.Of(text), text.Code)),
        ];
    }

    /// <summary>
    /// The bank's pushes about wons that arrived on an account, the latest first; none when the bank does not answer.
    /// </summary>
    /// <param name="code">Bank code.</param>
    /// <param name="last">Last digits of the number.</param>
    public async Task<IReadOnlyList<PhoneMessage>> PushesOfAsync(string code, string last)
    {
        try
        {
            using var client = clients.CreateClient(nameof(DemoPhone));
            var journal = await client.GetFromJsonAsync<List<BankPush>>(new Uri(bank.Value.BaseUrl, "/sim/journal"));
            return
            [
                .. journal!
                    .Where(won => won.Bank == code && won.Amount == 1)
                    .Where(won => won.Number.EndsWith(last, StringComparison.Ordinal))
                    .Reverse()
                    .Take(MostShown)
                    .Select(won => new PhoneMessage(
                        T($"[은행] 1원 입금 · {won.PrintContent}", $"[Bank] 1 won received · {won.PrintContent}"),
                        won.PrintContent[won.PrintContent.IndexOfAny([.. "0123456789"])..]
                    )),
            ];
        }
        catch (Exception away) when (away is HttpRequestException or JsonException or TaskCanceledException)
        {
            return [];
        }
    }

    private sealed record BankPush(string Bank, string Number, long Amount, string PrintContent);
}

/// <summary>A message of the demo phone.</summary>
/// <param name="Text">As a person reads it.</param>
/// <param name="Code">What a tap types.</param>
internal sealed record PhoneMessage(string Text, string Code);

/// <summary>Shows the demo phone what another carrier has taken.</summary>
internal sealed class ShownTexts(ITextCarrier carrier, DemoPhone phone) : ITextCarrier
{
    public async Task<bool> CarryAsync(OutgoingText text, CancellationToken ct = default)
    {
        if (!await carrier.CarryAsync(text, ct))
            return false;
        phone.Receive(text);
        return true;
    }
}
