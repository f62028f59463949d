using System.Text.Encodings.Web;
using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>What the shop hears of its keys, written in the change's own commit. It names no person.</summary>
internal static class RecurringNews
{
    public const string StoppedType = "recurring.stopped";
    public const string ResumedType = "recurring.resumed";
    public const string CappedType = "recurring.capped";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The key as it stands now; open pages are told too.</summary>
    public static void Publish(JournalWrite write, string type, RecurringKey key)
    {
        write.Publish(
            new WebhookNews(
                type,
                key.Franchise,
                $"recurring:{key.Sid}:{NewId.At(write.Now):N}",
                key.Live,
                Data(key, write.Now),
                write.Now
            )
        );
        Touch(write, key);
    }

    public static void Touch(JournalWrite write, RecurringKey key)
    {
        write.Touch($"member:{key.Member}");
        write.Touch($"franchise:{key.Franchise}");
    }

    public static string Data(RecurringKey key, DateTimeOffset at) =>
        JsonSerializer.Serialize(
            new
            {
                key.Sid,
                key.Cid,
                PartnerUserId = key.PartnerUserId is RecurringKey.AnyUser ? null : key.PartnerUserId,
                key.Live,
                key.ItemName,
                Status = key.State.ToString(),
                key.CapOnce,
                key.CapMonth,
                MayDrawBank = !key.BalanceOnly,
                Currency = "KRW",
                ChangedAt = $"{SeoulTime.In(at):yyyy-MM-dd'T'HH:mm:sszzz}",
            },
            Json
        );
}
