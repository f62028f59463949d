using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Api.V1;

/// <summary>Examples for the docs: the same payment all through.</summary>
internal static class V1Samples
{
    public const string Tid = "T8K2M4P6R8T0V2X4Z6B8";
    private static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, SeoulTime.Offset);

    public static readonly PaymentBody Payment = new(
        Tid,
        "A1C3E5G7J9L1N3Q5S7U9",
        "TC0MYPAY01",
        null,
        "test",
        "Paid",
        "online",
        "order-1001",
        "user-77",
        "아메리카노",
        null,
        2,
        9000,
        "KRW",
        0,
        818,
        0,
        0,
        9000,
        72,
        7,
        80,
        "30042917",
        "https://mypay.example/receipt/K7QX-2M9P",
        At,
        At.AddSeconds(41),
        null,
        null,
        "지*",
        null,
        null,
        [new("A1C3E5G7J9L1N3Q5S7U9", "PAYMENT", 9000, At.AddSeconds(41), null, null)]
    );

    public static readonly RecurringBody Recurring = new(
        Kakao.KakaoSamples.SubscriptionRequest.Sid,
        Kakao.KakaoSamples.SubscriptionRequest.Cid,
        "test",
        "Active",
        "user-77",
        "원두 정기배송",
        "지*",
        50_000,
        50_000,
        9_900,
        40_100,
        true,
        "KRW",
        9_900,
        At,
        At.AddSeconds(41),
        null
    );

    public static readonly NewCancelBody NewCancel = new(3000, "한 잔 취소");

    public static readonly CancelBody Cancel = new(
        "A2D4F6H8K0M2P4R6T8V0",
        Tid,
        "PartlyCancelled",
        3000,
        "KRW",
        3000,
        6000,
        At.AddMinutes(5),
        Payment with
        {
            Status = "PartlyCancelled",
            CanceledAmount = 3000,
            CancelableAmount = 6000,
            CanceledAt = At.AddMinutes(5),
            Actions =
            [
                .. Payment.Actions,
                new("A2D4F6H8K0M2P4R6T8V0", "CANCEL", 3000, At.AddMinutes(5), "한 잔 취소", null),
            ],
        }
    );

    public static readonly NewCodePaymentBody NewCodePayment = new("482913570146", 4500, "order-1002", "카페라테");

    public static readonly NewOrderBody NewOrder = new(4500, "order-1003", "카페라테");

    public static readonly OrderBody Order = new(
        "O5QX7K2M",
        "test",
        "https://mypay.example/q/O5QX7K2M",
        At.AddMinutes(15),
        "Ready",
        4500,
        "KRW",
        "order-1003",
        "카페라테",
        null
    );

    public static readonly MeBody Me = new(
        "0193567e8a3b7c2d9f1e2a3b4c5d6e7f",
        "모닝커피",
        "1234567891",
        "test",
        ["payments:read", "payments:write", "refunds:write"],
        "0193567e9b4c7d3ea02f3b4c5d6e7f80",
        "TC0MYPAY01",
        "TCSMYPAY01"
    );

    public static readonly SettlementBody Settlement = new(
        "S4M6P8R0T2V4X6Z8B0D2",
        "Paid",
        new(2026, 11, 23),
        new(2026, 11, 23),
        new(2026, 11, 23),
        new(2026, 11, 24),
        new(2026, 11, 24),
        "KRW",
        13_500,
        3_000,
        84,
        8,
        0,
        0,
        10_408,
        0,
        3,
        "088",
        "*******56789",
        At.AddHours(14),
        At.AddHours(21),
        null
    );

    public static readonly SettlementLineBody SettlementLine = new(
        Tid,
        "order-1001",
        "PAYMENT",
        9_000,
        72,
        7,
        8_921,
        new(2026, 11, 23),
        new(2026, 11, 24)
    );

    public static readonly NewWebhookBody NewWebhook = new(
        "https://shop.example/hooks/mypay",
        ["payment.approved", "payment.canceled"],
        "주문 서버"
    );

    public static readonly WebhookBody Webhook = new(
        "0193567eac5d7e4fb13a4c5d6e7f8091",
        "live",
        "https://shop.example/hooks/mypay",
        "주문 서버",
        ["payment.approved", "payment.canceled"],
        true,
        null,
        At,
        null,
        []
    );

    public static readonly WebhookSecretBody WebhookSecret = new(
        Webhook.Id,
        Webhook.Mode,
        Webhook.Url,
        Webhook.Description,
        Webhook.Types,
        true,
        null,
        At,
        null,
        [],
        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    );

    public static readonly WebhookSecretBody RotatedSecret = WebhookSecret with
    {
        OldSecretsEndAt = [At.AddDays(1)],
        Secret = "whsec_b3xN0rQk5mZ2c8tWvYpLsE7uJhGdAfRi",
    };

    public static readonly ChangedWebhookBody ChangedWebhook = new(Enabled: true);

    public static readonly DeliveryBody Delivery = new(
        "0193567ebd6e7f50c24b5d6e7f8091a2",
        "live",
        "msg_0193567ebd6e7f50",
        Webhook.Id,
        Webhook.Url,
        "payment.approved",
        "{\"type\":\"payment.approved\",\"timestamp\":\"2026-11-23T12:00:41+09:00\",\"data\":{}}",
        "delivered",
        At.AddSeconds(41),
        null,
        [new(1, At.AddSeconds(42), 200, null, 84, "ok")],
        false
    );

    public static readonly EventBody Event = new(
        Delivery.MessageId,
        "live",
        "payment.approved",
        At.AddSeconds(41),
        JsonDocument
            .Parse($$"""{"tid":"{{Tid}}","amount":{"total":9000},"currency":"KRW","status":"Paid"}""")
            .RootElement,
        "delivered",
        false,
        [new(Delivery.Id, Webhook.Id, Webhook.Url, "delivered", 1, 200, At.AddSeconds(41), null)]
    );

    public static readonly ResendBody Resend = new(At.AddHours(-6));

    public static readonly ResentBody Resent = new(Webhook.Id, 12);

    public static readonly TestBody Test = new("payment.approved");

    public static readonly DeliveryBody Tested = Delivery with
    {
        MessageId = "msg_f4d2c9b07a6e4d318c5b2a1908f7e6d5",
        Test = true,
        Body =
            "{\"type\":\"payment.approved\",\"timestamp\":\"2026-11-23T12:00:41.000+09:00\",\"test\":true,\"data\":{\"test\":true}}",
    };
}
