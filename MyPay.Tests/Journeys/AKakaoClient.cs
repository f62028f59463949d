using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A KakaoPay client as a merchant writes one from the dialect's documentation: it knows HTTP, snake_case and nothing
/// of MyPay. It is strict about what comes back, as the widely used clients are: addresses must be absolute, amounts
/// whole numbers, times without a zone.
/// </summary>
internal sealed class AKakaoClient(string baseUrl, string secretKey) : IDisposable
{
    private static readonly string[] AmountFields = ["total", "tax_free", "vat", "point", "discount", "green_deposit"];
    private readonly HttpClient http = new() { BaseAddress = new(baseUrl), Timeout = TimeSpan.FromSeconds(15) };

    public void Dispose() => http.Dispose();

    public Task<JsonObject> ReadyAsync(JsonObject request) =>
        GoodAsync(
            "ready",
            request,
            "tid",
            "next_redirect_app_url",
            "next_redirect_mobile_url",
            "next_redirect_pc_url",
            "android_app_scheme",
            "ios_app_scheme",
            "created_at"
        );

    public Task<JsonObject> ApproveAsync(JsonObject request) =>
        GoodAsync(
            "approve",
            request,
            "aid",
            "tid",
            "cid",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "amount",
            "item_name",
            "quantity",
            "created_at",
            "approved_at"
        );

    public Task<JsonObject> OrderAsync(string cid, string tid) =>
        GoodAsync(
            "order",
            new() { ["cid"] = cid, ["tid"] = tid },
            "tid",
            "cid",
            "status",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "amount",
            "canceled_amount",
            "cancel_available_amount",
            "item_name",
            "quantity",
            "created_at",
            "payment_action_details"
        );

    public Task<JsonObject> CancelAsync(string cid, string tid, int amount) =>
        GoodAsync(
            "cancel",
            new()
            {
                ["cid"] = cid,
                ["tid"] = tid,
                ["cancel_amount"] = amount,
                ["cancel_tax_free_amount"] = 0,
            },
            "aid",
            "tid",
            "cid",
            "status",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "amount",
            "approved_cancel_amount",
            "canceled_amount",
            "cancel_available_amount",
            "item_name",
            "quantity",
            "created_at",
            "approved_at",
            "canceled_at"
        );

    public Task<JsonObject> SubscriptionAsync(JsonObject request) =>
        GoodAsync("subscription", request, "aid", "tid", "cid", "sid", "amount", "approved_at");

    public Task<JsonObject> SidStatusAsync(string cid, string sid) =>
        GoodAsync(
            "manage/subscription/status",
            new() { ["cid"] = cid, ["sid"] = sid },
            "available",
            "cid",
            "sid",
            "status",
            "payment_method_type",
            "item_name",
            "created_at"
        );

    public Task<JsonObject> SidInactiveAsync(string cid, string sid) =>
        GoodAsync(
            "manage/subscription/inactive",
            new() { ["cid"] = cid, ["sid"] = sid },
            "cid",
            "sid",
            "status",
            "created_at",
            "inactivated_at"
        );

    /// <summary>The call's <c>error_code</c>; fails when it was answered otherwise.</summary>
    public async Task<int> ErrorAsync(string call, JsonObject request)
    {
        var (status, answer) = await PostAsync(call, request);
        Xunit.Assert.Equal((400, true), (status, answer["error_message"]!.GetValue<string>().Length > 0));
        return answer["error_code"]!.GetValue<int>();
    }

    /// <summary>The call's <c>error_code</c>; null when it was done.</summary>
    public async Task<int?> TryAsync(string call, JsonObject request)
    {
        var (status, answer) = await PostAsync(call, request);
        return status == 200 ? null : answer["error_code"]!.GetValue<int>();
    }

    private async Task<JsonObject> GoodAsync(string call, JsonObject request, params string[] fields)
    {
        var (status, answer) = await PostAsync(call, request);
        Xunit.Assert.True(status == 200, $"{call}: {status} {answer}");
        foreach (var field in fields)
            Xunit.Assert.True(answer[field] is not null, $"{call} lacks {field}: {answer}");
        foreach (var (name, value) in answer)
        {
            if (name.EndsWith("_url", StringComparison.Ordinal))
                Xunit.Assert.True(Uri.TryCreate(value!.GetValue<string>(), UriKind.Absolute, out _), name);
            if (name.EndsWith("_at", StringComparison.Ordinal) && value is not null)
                Xunit.Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\z", value.GetValue<string>());
            if (value is not JsonObject amounts || !name.EndsWith("amount", StringComparison.Ordinal))
                continue;
            foreach (var part in AmountFields)
                Xunit.Assert.True(amounts[part]!.GetValue<int>() >= 0, $"{call}: {name}.{part}");
        }

        return answer;
    }

    private async Task<(int Status, JsonObject Answer)> PostAsync(string call, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/online/v1/payment/{call}")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("SECRET_KEY", secretKey);
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
