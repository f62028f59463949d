using System.Security.Cryptography;
using System.Text.Json;

namespace MyPay.Tests.House;

/// <summary>
/// The list of the scripts that run on the pages of a payment: <c>docs/pay-scripts.json</c>.
/// </summary>
/// <param name="File">As in <c>wwwroot-assets</c>, or of the framework.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Integrity">What was looked at: <c>sha256-…</c>; null for the framework's.</param>
/// <param name="Builds">Of the framework's: what was looked at, by the version of its package.</param>
internal sealed record PayScript(
    string File,
    string Why,
    string? Integrity = null,
    IReadOnlyDictionary<string, string>? Builds = null
)
{
    public const string List = "docs/pay-scripts.json";

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<PayScript> All() =>
        JsonDocument
            .Parse(System.IO.File.ReadAllText(Path.Combine(Sources.Root(), List)))
            .RootElement.GetProperty("scripts")
            .Deserialize<List<PayScript>>(Names)!;

    /// <summary>Written as in a script's <c>integrity</c>.</summary>
    public static string Of(byte[] script) => $"sha256-{Convert.ToBase64String(SHA256.HashData(script))}";
}
