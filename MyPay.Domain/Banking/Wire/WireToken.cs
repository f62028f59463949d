using System.Text.Json;
using Microsoft.Extensions.Options;

namespace MyPay.Domain.Banking.Wire;

/// <summary>Our access token (client credentials, scope oob), kept until shortly before it ends.</summary>
internal sealed class WireToken(IOptions<BankingOptions> options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private string? token;
    private DateTimeOffset endsAt;

    public async Task<string> GetAsync(HttpClient http, CancellationToken ct)
    {
        lock (gate)
        {
            if (token is not null && clock.GetUtcNow() < endsAt)
                return token;
        }

        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["client_id"] = options.Value.ClientId,
                ["client_secret"] = options.Value.ClientSecret,
                ["grant_type"] = "client_credentials",
                ["scope"] = "oob",
            }
        );
        using var answer = await http.PostAsync(new Uri("/oauth/2.0/token", UriKind.Relative), form, ct);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"The bank gave no token: HTTP {(int)answer.StatusCode}.");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(ct));
        var fresh =
            json.RootElement.GetProperty("access_token").GetString()
            ?? throw new JsonException("access_token is missing.");
        var seconds =
            json.RootElement.TryGetProperty("expires_in", out var life) && long.TryParse(life.ToString(), out var s)
                ? s
                : 3600;
        lock (gate)
            (token, endsAt) = (fresh, clock.GetUtcNow().AddSeconds(Math.Max(seconds - 60, 1)));
        return fresh;
    }

    public void Forget()
    {
        lock (gate)
            token = null;
    }
}
