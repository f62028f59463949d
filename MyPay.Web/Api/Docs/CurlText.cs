using System.Text.Encodings.Web;
using System.Text.Json;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.Docs;

/// <summary>
/// A call as one would type it. What differs from shop to shop comes from the shell, so that a copied call runs once
/// <see cref="Exports"/> are filled in.
/// </summary>
internal static class CurlText
{
    private static readonly JsonSerializerOptions Readable = new(ApiJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What to set before; the portal shows the values, ready answers the TID.</summary>
    public const string Exports = "export MYPAY_KEY='mpk_test_…' MYPAY_CID='TC…'";

    // Out of the quotes, into the variable, and back.
    private static readonly (string Example, string Name)[] Variables =
    [
        (Kakao.KakaoSamples.ReadyRequest.Cid, "MYPAY_CID"),
        (Kakao.KakaoSamples.SubscriptionRequest.Cid, "MYPAY_RECURRING_CID"),
        (V1.V1Samples.Tid, "MYPAY_TID"),
        (Kakao.KakaoSamples.SubscriptionRequest.Sid, "MYPAY_SID"),
        (Kakao.KakaoSamples.ApproveRequest.PgToken, "PG_TOKEN"),
    ];

    public static string Of(CallSheet sheet, string baseUrl)
    {
        var query = string.Join(
            '&',
            sheet
                .Queries.Where(query => query.Example.Length > 0 && query.Name is "partnerOrderId" or "limit")
                .Select(query => $"{query.Name}={query.Example}")
        );
        var url = baseUrl + Filled(sheet.Path) + (query.Length == 0 ? "" : "?" + query);
        var lines = new List<string>
        {
            $"curl {(sheet.Method == "GET" ? "" : $"-X {sheet.Method} ")}'{url}'",
            $"-H 'Authorization: {sheet.Door.KeySchemes[0]} '\"$MYPAY_KEY\"",
        };
        if (sheet.Key == KeyRule.Required)
            lines.Add("-H \"Idempotency-Key: $(date +%s)-$RANDOM\"");
        if (sheet.RequestExample is { } example)
        {
            lines.Add("-H 'Content-Type: application/json'");
            lines.Add($"-d '{Brief(example)}'");
        }

        var call = string.Join(" \\\n  ", lines);
        return Variables.Aggregate(
            call,
            (text, variable) => text.Replace(variable.Example, $"'\"${variable.Name}\"'", StringComparison.Ordinal)
        );
    }

    public static string Pretty(object example) => JsonSerializer.Serialize(example, example.GetType(), Readable);

    // What an example leaves open need not be sent.
    private static string Brief(object example)
    {
        var members = JsonSerializer.SerializeToNode(example, example.GetType(), ApiJson.Options)!.AsObject();
        foreach (var empty in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
            members.Remove(empty);
        return members.ToJsonString(Readable);
    }

    private static string Filled(string path) =>
        path.Replace("{tid}", V1.V1Samples.Tid, StringComparison.Ordinal)
            .Replace("{sid}", V1.V1Samples.Recurring.Sid, StringComparison.Ordinal)
            .Replace("/orders/{id}", "/orders/" + V1.V1Samples.Order.Id, StringComparison.Ordinal)
            .Replace("/settlements/{id}", "/settlements/" + V1.V1Samples.Settlement.Id, StringComparison.Ordinal)
            .Replace(
                "/webhook-endpoints/{id}",
                "/webhook-endpoints/" + V1.V1Samples.Webhook.Id,
                StringComparison.Ordinal
            )
            .Replace(
                "/webhook-deliveries/{id}",
                "/webhook-deliveries/" + V1.V1Samples.Delivery.Id,
                StringComparison.Ordinal
            );
}
