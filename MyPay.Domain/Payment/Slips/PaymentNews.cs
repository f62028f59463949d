using System.Text.Encodings.Web;
using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Payment.Slips;

/// <summary>The news of a payment, written in its own commit: the webhook's <c>data</c>. It names no person.</summary>
internal static class PaymentNews
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Approved(JournalWrite write, Purchase purchase)
    {
        if (purchase is { Live: true, Payer: { } payer })
            write.Notify(payer, PaidNotice(purchase));
        Publish(write, "payment.approved", purchase, ApprovedData(purchase));
    }

    public static void Canceled(JournalWrite write, Purchase purchase, SaleSlip cancel)
    {
        if (purchase is { Live: true, Payer: { } payer })
            write.Notify(
                payer,
                new(
                    NoticeEvent.Refunded,
                    $"{purchase.Source}:cancel:{cancel.N}",
                    Won.Of(cancel.Total),
                    purchase.TradeName,
                    purchase.ItemName
                )
            );
        Publish(write, "payment.canceled", purchase, CanceledData(purchase, cancel));
    }

    public static void Failed(JournalWrite write, Purchase purchase) =>
        Publish(write, "payment.failed", purchase, FailedData(purchase, write.Now));

    public static string ApprovedData(Purchase purchase) =>
        Write(
            new
            {
                purchase.Tid,
                purchase.Aid,
                purchase.Cid,
                purchase.Sid,
                purchase.PartnerOrderId,
                purchase.Channel,
                purchase.Live,
                Store = purchase.Store?.ToString(),
                purchase.ItemName,
                purchase.Amount,
                Currency = "KRW",
                Status = purchase.State.ToString(),
                purchase.ApprovalNumber,
                ApprovedAt = Text(purchase.ApprovedAt),
            }
        );

    public static string CanceledData(Purchase purchase, SaleSlip cancel) =>
        Write(
            new
            {
                purchase.Tid,
                cancel.Aid,
                purchase.Cid,
                purchase.Sid,
                purchase.PartnerOrderId,
                purchase.Channel,
                purchase.Live,
                Store = purchase.Store?.ToString(),
                purchase.ItemName,
                purchase.Amount,
                Currency = "KRW",
                Status = purchase.State.ToString(),
                ApprovedAt = Text(purchase.ApprovedAt),
                CancelAmount = cancel.Amount,
                CanceledAmount = purchase.Cancelled,
                AvailableAmount = purchase.Available,
                cancel.Reason,
                CanceledAt = Text(cancel.At),
            }
        );

    public static string FailedData(Purchase purchase, DateTimeOffset at) =>
        Write(
            new
            {
                purchase.Tid,
                purchase.Cid,
                purchase.PartnerOrderId,
                purchase.Channel,
                purchase.Live,
                purchase.ItemName,
                purchase.Amount,
                Currency = "KRW",
                Status = purchase.State.ToString(),
                purchase.FailureCode,
                FailedAt = Text(at),
            }
        );

    /// <summary>Tells open pages that this payment has changed.</summary>
    public static void Touch(JournalWrite write, Purchase purchase)
    {
        write.Touch($"payment:{purchase.Tid}");
        write.Touch($"franchise:{purchase.Franchise}");
        if (purchase.Payer is { } payer)
            write.Touch($"member:{payer}");
    }

    // A charge that has risen is told apart, with what it was before.
    private static Notice PaidNotice(Purchase purchase) =>
        new(
            purchase.IsRise ? NoticeEvent.PaidMore : NoticeEvent.Paid,
            purchase.Source,
            Won.Of(purchase.Total),
            purchase.TradeName,
            purchase.IsRise ? $"{purchase.ChargedBefore}" : purchase.ItemName
        );

    private static void Publish(JournalWrite write, string type, Purchase purchase, string data)
    {
        write.Publish(new PaymentHappened(type, purchase.Franchise, purchase.Tid, purchase.Live, data, write.Now));
        Touch(write, purchase);
    }

    private static string Write<TData>(TData data) => JsonSerializer.Serialize(data, Json);

    private static string? Text(DateTimeOffset? at) =>
        at is { } instant ? $"{SeoulTime.In(instant):yyyy-MM-dd'T'HH:mm:sszzz}" : null;
}
