using MyPay.Domain.Kernel;
using MyPay.Domain.Payment.Recurring;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// The <c>data</c> of a sample event: members and forms as in real ones, about nothing that happened.
/// </summary>
internal static class WebhookSamples
{
    public static string DataOf(string type, bool live, DateTimeOffset at) =>
        type switch
        {
            "payment.approved" => PaymentNews.ApprovedData(Purchase(live, at, PaymentState.Paid)),
            "payment.canceled" => Canceled(live, at),
            "payment.failed" => PaymentNews.FailedData(Purchase(live, at, PaymentState.Failed), at),
            "settlement.paid" => Settlement(at, "Paid", $"\"{Day(at, 1)}\"", "null"),
            "settlement.failed" => Settlement(at, "Failed", "null", "\"banking.receiver.rejected\""),
            RecurringNews.StoppedType => RecurringNews.Data(Key(live, at, stopped: at), at),
            RecurringNews.ResumedType or RecurringNews.CappedType => RecurringNews.Data(Key(live, at), at),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no sample of this type."),
        };

    private static string Canceled(bool live, DateTimeOffset at)
    {
        var purchase = Purchase(live, at, PaymentState.PartlyCancelled);
        (purchase.CancelledTotal, purchase.CancelledVat) = (3_000, 273);
        return PaymentNews.CanceledData(
            purchase,
            new()
            {
                Tid = purchase.Tid,
                N = 1,
                Aid = "ATEST000000000000002",
                Total = 3_000,
                Vat = 273,
                Reason = "테스트 취소",
                At = at,
            }
        );
    }

    private static Purchase Purchase(bool live, DateTimeOffset at, PaymentState state) =>
        new()
        {
            Tid = "TTEST000000000000001",
            Cid = "TESTSAMPLE",
            Live = live,
            Channel = Channels.Online,
            PartnerOrderId = "test-order-1",
            PartnerUserId = "test-user-1",
            ItemName = "테스트 상품",
            Quantity = 1,
            Total = 9_000,
            Vat = 818,
            TradeName = "",
            BusinessNumber = "",
            State = state,
            Aid = "ATEST000000000000001",
            ApprovedAt = at,
            ApprovalNumber = "00000000",
            FailureCode = state == PaymentState.Failed ? "ledger.insufficient" : null,
        };

    private static RecurringKey Key(bool live, DateTimeOffset at, DateTimeOffset? stopped = null) =>
        new()
        {
            Sid = "STEST000000000000001",
            Cid = live ? "SAMPLE" : "TESTSAMPLE",
            PartnerUserId = "user-1",
            MaskedMember = "",
            ItemName = "정기 배송",
            CreatedAt = at,
            InactivatedAt = stopped,
            CapOnce = 50_000,
            CapMonth = 50_000,
        };

    // Settlement comes after Payment and publishes its own news: a test keeps the members the same.
    private static string Settlement(DateTimeOffset at, string status, string paidOn, string failure) =>
        $$"""
            {"id":"STEST000000000000001","status":"{{status}}","from":"{{Day(at, 0)}}","to":"{{Day(
                at,
                0
            )}}","currency":"KRW","grossAmount":9000,"canceledAmount":0,"fee":72,"vat":7,"carryIn":0,"reserveKept":0,"payOutAmount":8921,"carryOut":0,"lineCount":1,"dueDate":"{{Day(
                at,
                1
            )}}","paidOutDate":{{paidOn}},"failureCode":{{failure}}}
            """;

    private static string Day(DateTimeOffset at, int later) => $"{SeoulTime.DateOf(at).AddDays(later):yyyy-MM-dd}";
}
