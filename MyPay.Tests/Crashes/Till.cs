using System.Net.Http.Json;
using System.Text.Json;
using MyPay.Web.Host;

namespace MyPay.Tests.Crashes;

/// <summary>
/// A shop's program at both doors: it sends an act and knows what the answer means. The same act is sent the same way
/// each time.
/// </summary>
internal sealed class Till(string address, DemoSeller shop) : IDisposable
{
    private const string Took = "Paid,PartlyCancelled,Cancelled";
    private readonly HttpClient http = new() { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(20) };

    public async Task<Call> AskAsync(Act act)
    {
        try
        {
            using var request = RequestOf(act);
            using var answer = await http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            var verdict =
                answer.IsSuccessStatusCode ? Verdict.Ok
                : IsNo(answer) ? Verdict.Fail
                : Verdict.Unknown;
            return verdict == Verdict.Ok ? Read(act, said) : new(act, 0, 0, verdict) { Said = said };
        }
        catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException or IOException)
        {
            return new(act, 0, 0, Verdict.Unknown) { Said = cut.Message };
        }
    }

    /// <summary>Every payment that took effect, of all pages.</summary>
    public async Task<IReadOnlyList<Payment>> PaymentsAsync()
    {
        const string All = $"/v1/payments?limit=100&status={Took}";
        var payments = new List<Payment>();
        for (string? path = All; path is not null; )
        {
            using var request = With(HttpMethod.Get, path, $"Bearer {shop.Key}");
            using var answer = await http.SendAsync(request);
            var page = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            payments.AddRange(page.GetProperty("data").EnumerateArray().Select(PaymentOf));
            path = Text(page, "nextCursor") is { } cursor ? $"{All}&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        return payments;
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage RequestOf(Act act)
    {
        var (door, v1) = ($"SECRET_KEY {shop.Key}", $"Bearer {shop.Key}");
        return act switch
        {
            Pay pay => With(
                HttpMethod.Post,
                "/online/v1/payment/subscription",
                door,
                act.Key,
                new
                {
                    cid = shop.RecurringCid,
                    sid = shop.Sids[pay.Lane],
                    partner_order_id = act.Key,
                    partner_user_id = "u",
                    item_name = "구독",
                    quantity = 1,
                    total_amount = pay.Won,
                    tax_free_amount = 0,
                }
            ),
            Cancel { ByDialect: true } cancel => With(
                HttpMethod.Post,
                "/online/v1/payment/cancel",
                door,
                act.Key,
                new
                {
                    cid = shop.RecurringCid,
                    tid = cancel.Tid,
                    cancel_amount = cancel.Won,
                    cancel_tax_free_amount = 0,
                    payload = act.Key,
                }
            ),
            Cancel cancel => With(
                HttpMethod.Post,
                $"/v1/payments/{cancel.Tid}/cancel",
                v1,
                act.Key,
                new { amount = cancel.Won, reason = act.Key }
            ),
            LookFor look => With(HttpMethod.Get, $"/v1/payments?status={Took}&partnerOrderId={look.Order}", v1),
            _ => With(HttpMethod.Get, $"/v1/payments?status={Took}&limit=40", v1),
        };
    }

    private static HttpRequestMessage With(
        HttpMethod method,
        string path,
        string auth,
        string? key = null,
        object? body = null
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", auth);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    // "Still running, come again" is no no; neither is what the product says of its own troubles.
    private static bool IsNo(HttpResponseMessage answer) =>
        (int)answer.StatusCode is >= 400 and < 500 and not 429 && answer.Headers.RetryAfter is null;

    private static Call Read(Act act, string said)
    {
        var (json, call) = (JsonDocument.Parse(said).RootElement, new Call(act, 0, 0, Verdict.Ok) { Said = said });
        return act switch
        {
            Pay => call with { Name = json.GetProperty("tid").GetString() },
            Cancel => call with { Name = json.GetProperty("aid").GetString() },
            _ => call with { Seen = [.. json.GetProperty("data").EnumerateArray().Select(PaymentOf).Select(SeenOf)] },
        };
    }

    private static Seen SeenOf(Payment payment) => new(payment.Tid, payment.Order, payment.Won, payment.Cancelled);

    private static Payment PaymentOf(JsonElement payment) =>
        new(
            payment.GetProperty("tid").GetString()!,
            payment.GetProperty("partnerOrderId").GetString()!,
            payment.GetProperty("amount").GetInt64(),
            payment.GetProperty("canceledAmount").GetInt64(),
            [
                .. payment
                    .GetProperty("actions")
                    .EnumerateArray()
                    .Where(action => Text(action, "type") == "CANCEL")
                    .Select(CancelOf),
            ]
        );

    // Its key is the reason at /v1, the payload at the KakaoPay door.
    private static CancelDone CancelOf(JsonElement action) =>
        new(
            Text(action, "aid")!,
            Text(action, "reason") ?? Text(action, "payload") ?? "",
            action.GetProperty("amount").GetInt64()
        );

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text)
        && text.ValueKind == JsonValueKind.String
        && text.GetString() is { Length: > 0 } given
            ? given
            : null;
}
