using MyPay.Domain.Payment;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Developers;

/// <summary>How the desks say where a delivery stands.</summary>
internal static class WebhookWords
{
    public static Tone ToneOf(WebhookDeliveryView delivery) => delivery.State switch
    {
        "delivered" => Tone.Good,
        "failed" => Tone.Danger,
        _ => delivery.Attempts.Count == 0 ? Tone.Brand : Tone.Warn,
    };

    public static string Of(WebhookDeliveryView delivery) => (delivery.State, delivery.NextAttemptAt) switch
    {
        ("delivered", _) => T("받았어요", "Delivered"),
        ("failed", _) => T("실패", "Failed"),
        (_, null) => T("주소가 꺼져 기다려요", "Waiting: endpoint off"),
        (_, { } at) => delivery.Attempts.Count == 0 ? T("보내는 중", "Sending") : T($"{ClockInSeoul(at)}에 다시 보내요", $"Next try {ClockInSeoul(at)}"),
    };
}
