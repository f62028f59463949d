using System.Text.Encodings.Web;
using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Batches;

/// <summary>What is told of a batch: its history, open pages, webhooks.</summary>
internal static class BatchNews
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A step in the history of the batch as it stands now.</summary>
    public static void Add(JournalWrite write, BatchRow batch, Actor by, string act, string? note = null)
    {
        write.Db.Add(
            new BatchEventRow
            {
                Batch = batch.No,
                At = write.Now,
                ById = by.Id,
                By = by.Name,
                Act = act,
                State = batch.State,
                Note = note,
            }
        );
        write.Touch(SettlementTopics.All);
        write.Touch(SettlementTopics.Of(batch.Franchise));
    }

    /// <summary>The same, in the audit log too: somebody's act, or money that moved.</summary>
    public static void Note(
        JournalWrite write,
        BatchRow batch,
        Actor by,
        string act,
        BatchState before,
        string? note = null
    )
    {
        Add(write, batch, by, act, note);
        write.Note(
            by,
            $"settlement.batch.{act}",
            $"settlement:{batch.Id}",
            note,
            new { State = before.ToString() },
            new { State = batch.State.ToString(), batch.PayOut }
        );
    }

    /// <summary>
    /// The webhook: paid or failed. It names no person and no account. Of a failure the shop's people are told too.
    /// </summary>
    public static void Publish(JournalWrite write, BatchRow batch)
    {
        var isPaid = batch.State == BatchState.Paid;
        if (!isPaid)
            write.NotifyShop(
                batch.Franchise,
                new(
                    NoticeEvent.ShopPayoutFailed,
                    $"{batch.Source}:{NewId.At(write.Now):N}",
                    Won.Of(batch.PayOut),
                    batch.Id,
                    batch.FailureCode
                )
            );
        write.Publish(
            new WebhookNews(
                isPaid ? "settlement.paid" : "settlement.failed",
                batch.Franchise,
                batch.Id,
                Live: true,
                JsonSerializer.Serialize(
                    new
                    {
                        batch.Id,
                        Status = batch.State.ToString(),
                        From = $"{batch.From:yyyy-MM-dd}",
                        To = $"{batch.To:yyyy-MM-dd}",
                        Currency = "KRW",
                        GrossAmount = batch.Gross,
                        CanceledAmount = batch.Cancelled,
                        batch.Fee,
                        batch.Vat,
                        batch.CarryIn,
                        batch.ReserveKept,
                        PayOutAmount = batch.PayOut,
                        batch.CarryOut,
                        LineCount = batch.Lines,
                        DueDate = $"{batch.DueOn:yyyy-MM-dd}",
                        PaidOutDate = batch.PaidOn is { } paid ? $"{paid:yyyy-MM-dd}" : null,
                        batch.FailureCode,
                    },
                    Json
                ),
                write.Now
            )
        );
    }
}

/// <summary>Slips that cannot be refused: franchise accounts have no floor.</summary>
internal static class Booked
{
    public static long Post(JournalWrite write, Slip slip) =>
        write.Post(slip).TryGet(out var posted, out var refusal)
            ? posted.Seq
            : throw new InvalidOperationException($"{slip.Source} was refused by the ledger: {refusal.Code}.");
}
