using System.Net.Http.Headers;
using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Sms;

/// <summary>
/// Hands text messages to a gateway: <c>POST {to, text}</c> with <c>Authorization: Bearer</c>. A gateway that is away,
/// slow or refuses holds nobody up for more than <see cref="Patience"/>.
/// </summary>
internal sealed class GatewayCarrier(IHttpClientFactory clients, SmsSettings settings, ILogger<GatewayCarrier> log)
    : ITextCarrier
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "sms";

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public async Task<bool> CarryAsync(OutgoingText text, CancellationToken ct = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
            {
                Content = JsonContent.Create(new { to = text.To, text = TextWords.Of(text) }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Secret);
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                patience.Token
            );
            if (answer.IsSuccessStatusCode)
                return true;
            log.LogError("The text gateway at {Host} answered {Status}.", settings.Url!.Host, (int)answer.StatusCode);
        }
        catch (Exception trouble)
            when (trouble is HttpRequestException or IOException
                || (trouble is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            log.LogError(trouble, "The text gateway at {Host} can't be reached.", settings.Url!.Host);
        }

        return false;
    }
}
