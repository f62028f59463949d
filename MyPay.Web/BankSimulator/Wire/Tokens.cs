using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>
/// Access tokens for an organisation: any client id and secret will do. They live in memory, so a restart forgets them.
/// </summary>
internal sealed class Tokens(TimeProvider clock)
{
    public const string ClientUseCode = "T990000001";

    private const string Scope = "oob";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new();

    public Plan Issue(WireFields form)
    {
        form.OneOf("grant_type", "client_credentials");
        form.OneOf("scope", Scope);
        form.Text("client_id", 200);
        form.Text("client_secret", 200);
        return new(
            null,
            false,
            _ =>
            {
                var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
                ends[token] = clock.GetUtcNow() + Life;
                return new JsonObject
                {
                    ["access_token"] = token,
                    ["token_type"] = "Bearer",
                    ["expires_in"] = Life.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                    ["scope"] = Scope,
                    ["client_use_code"] = ClientUseCode,
                };
            }
        );
    }

    public bool Accepts(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.Ordinal) == true
        && ends.TryGetValue(authorization[Scheme.Length..], out var end)
        && clock.GetUtcNow() < end;
}
