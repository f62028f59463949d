namespace MyPay.Web.Api.Kakao;

/// <summary>Examples for the docs: one payment from ready to cancel.</summary>
internal static class KakaoSamples
{
    private const string Cid = "TC0MYPAY01";
    private const string RecurringCid = "TCSMYPAY01";
    private const string Tid = "T8K2M4P6R8T0V2X4Z6B8";
    private const string Sid = "S3J5L7N9Q1S3U5W7Y9A1";
    private const string Aid = "A1C3E5G7J9L1N3Q5S7U9";
    private const string Ready = "2026-11-23T12:00:00";
    private const string Approved = "2026-11-23T12:00:41";
    private const string Later = "2026-11-23T12:05:00";
    private static readonly AmountAnswer Whole = new(9000, 0, 818, 0, 0, 0);
    private static readonly AmountAnswer Nothing = new(0, 0, 0, 0, 0, 0);

    public static readonly ReadyBody ReadyRequest = new(
        Cid,
        "order-1001",
        "user-77",
        "아메리카노",
        2,
        9000,
        0,
        "http://localhost:8080/pay/success",
        "http://localhost:8080/pay/cancel",
        "http://localhost:8080/pay/fail"
    );

    public static readonly ReadyAnswer ReadyAnswer = new(
        Tid,
        $"https://mypay.example/pay/{Tid}",
        $"https://mypay.example/pay/{Tid}",
        $"https://mypay.example/pay/{Tid}",
        $"mypay://pay/{Tid}",
        $"mypay://pay/{Tid}",
        Ready
    );

    public static readonly ApproveBody ApproveRequest = new(Cid, Tid, "order-1001", "user-77", "4d7a1c9e2f5b8036");

    public static readonly ApproveAnswer ApproveAnswer = new(
        Aid,
        Tid,
        Cid,
        "order-1001",
        "user-77",
        "MONEY",
        Whole,
        "아메리카노",
        2,
        Ready,
        Approved
    );

    public static readonly OrderQuestion OrderRequest = new(Cid, Tid);

    public static readonly OrderAnswer OrderAnswer = new(
        Tid,
        Cid,
        "SUCCESS_PAYMENT",
        "order-1001",
        "user-77",
        "MONEY",
        Whole,
        Nothing,
        Whole,
        "아메리카노",
        2,
        Ready,
        [new(Aid, Approved, 9000, 0, 0, 0, "PAYMENT", "")],
        ApprovedAt: Approved
    );

    public static readonly CancelBody CancelRequest = new(Cid, Tid, 3000, 0);

    public static readonly CancelAnswer CancelAnswer = new(
        "A2D4F6H8K0M2P4R6T8V0",
        Tid,
        Cid,
        "PART_CANCEL_PAYMENT",
        "order-1001",
        "user-77",
        "MONEY",
        Whole,
        new(3000, 0, 273, 0, 0, 0),
        new(3000, 0, 273, 0, 0, 0),
        new(6000, 0, 545, 0, 0, 0),
        "아메리카노",
        2,
        Ready,
        Approved,
        Later
    );

    public static readonly SubscriptionBody SubscriptionRequest = new(
        RecurringCid,
        Sid,
        "order-1004",
        "user-77",
        1,
        9000,
        0,
        ItemName: "원두 정기배송"
    );

    public static readonly ApproveAnswer SubscriptionAnswer = new(
        "A3E5G7J9L1N3Q5S7U9W1",
        "T9L3N5Q7S9U1W3Y5A7C9",
        RecurringCid,
        "order-1004",
        "user-77",
        "MONEY",
        Whole,
        "원두 정기배송",
        1,
        Later,
        Later,
        Sid
    );

    public static readonly SidQuestion SidRequest = new(RecurringCid, Sid);

    public static readonly InactiveAnswer InactiveAnswer = new(RecurringCid, Sid, "INACTIVE", Ready, Later, Later);

    public static readonly SidAnswer SidAnswer = new(
        true,
        RecurringCid,
        Sid,
        "ACTIVE",
        "MONEY",
        "원두 정기배송",
        Ready,
        Later
    );
}
