using System.Globalization;
using System.Text.Json;
using MyPay.Domain.Payment;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Developers;

/// <summary>How the desks say where a delivery or an event stands.</summary>
internal static class WebhookWords
{
    public static Tone ToneOf(WebhookDeliveryView delivery) =>
        delivery.State switch
        {
            "delivered" => Tone.Good,
            "failed" => Tone.Danger,
            _ => delivery.Attempts.Count == 0 ? Tone.Brand : Tone.Warn,
        };

    public static string Of(WebhookDeliveryView delivery) =>
        (delivery.State, delivery.NextAttemptAt) switch
        {
            ("delivered", _) => T("받았어요", "Delivered"),
            ("failed", _) => T("실패", "Failed"),
            (_, null) => T("주소가 꺼져 기다려요", "Waiting: endpoint off"),
            (_, { } at) => delivery.Attempts.Count == 0
                ? T("보내는 중", "Sending")
                : T($"{ClockInSeoul(at)}에 다시 보내요", $"Next try {ClockInSeoul(at)}"),
        };

    public static Tone ToneOf(string state) =>
        state switch
        {
            WebhookEventStates.Delivered => Tone.Good,
            WebhookEventStates.Failed => Tone.Danger,
            WebhookEventStates.Pending => Tone.Brand,
            _ => Tone.Quiet,
        };

    /// <summary>The state of an event.</summary>
    public static string Of(string state) =>
        state switch
        {
            WebhookEventStates.Delivered => T("받았어요", "Delivered"),
            WebhookEventStates.Failed => T("실패", "Failed"),
            WebhookEventStates.Pending => T("보내는 중", "On its way"),
            _ => T("보내지 않음", "Not sent"),
        };

    /// <summary>What an event tells, in a few words.</summary>
    public static string TypeOf(string type) =>
        type switch
        {
            "payment.approved" => T("결제 승인", "payment approved"),
            "payment.canceled" => T("결제 취소", "payment canceled"),
            "payment.failed" => T("결제 실패", "payment failed"),
            "settlement.paid" => T("정산금 지급", "settlement paid out"),
            "recurring.stopped" => T("정기결제 멈춤·해지", "recurring key stopped"),
            "recurring.resumed" => T("정기결제 다시 시작", "recurring key resumed"),
            "recurring.capped" => T("정기결제 한도 변경", "recurring caps changed"),
            _ => T("정산금 지급 실패", "settlement payout failed"),
        };

    /// <summary>What came of an attempt: its status, or why there is none.</summary>
    public static string Of(WebhookAttempt attempt) =>
        (attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? ErrorOf(attempt.Error))
        + (attempt.Status is not null && attempt.Error is not null ? $" ({ErrorOf(attempt.Error)})" : "");

    /// <summary>Why there was no answer, or why it does not count.</summary>
    public static string ErrorOf(string? error) =>
        error switch
        {
            "timeout" => T("10초 안에 답이 없었어요", "no answer within 10 s"),
            "dns" => T("주소의 이름을 찾지 못했어요", "name not found"),
            "connection" => T("연결하지 못했어요", "no connection"),
            "tls" => T("TLS 인증서에 문제가 있어요", "TLS failed"),
            "redirect" => T("다른 주소로 돌리는 답은 따라가지 않아요", "redirects are not followed"),
            "invalid-response" => T("HTTP 답이 아니에요", "not an HTTP answer"),
            "no-outcome" => T("보내는 중이거나, 보내다가 멈췄어요", "on its way, or interrupted"),
            not null when error.StartsWith("forbidden", StringComparison.Ordinal) => T(
                "보낼 수 없는 주소예요",
                "address not allowed"
            ) + error["forbidden".Length..],
            _ => T("보내지 못했어요", "could not be sent"),
        };

    /// <summary>What an event is about, and the page of it.</summary>
    public static (string Words, string? Page) SubjectOf(WebhookEventView happened)
    {
        using var body = JsonDocument.Parse(happened.Body);
        var data = body.RootElement.GetProperty("data");
        if (TextOf(data, "tid") is { } tid)
            return (
                string.Join(
                    " · ",
                    new[] { TextOf(data, "itemName"), TextOf(data, "partnerOrderId") }.Where(text => text is not null)
                ),
                $"/merchant/payments/{tid}"
            );
        return TextOf(data, "id") is { } id ? (id, $"/merchant/settlements/{id}") : (happened.Id, null);
    }

    private static string? TextOf(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
