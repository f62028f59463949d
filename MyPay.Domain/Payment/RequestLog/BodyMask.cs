using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MyPay.Domain.Payment.RequestLog;

/// <summary>
/// What may be kept of a body: its shape, and the values of fields known to hold nothing personal and nothing secret.
/// Every other value, also that of a field we never heard of, is kept as dots: a shop may send anything.
/// </summary>
internal static class BodyMask
{
    public const string Masked = "•••";
    private const int LongestText = 200;
    private const int LongestName = 60;
    private const int MostMembers = 60;
    private const int MostItems = 3;
    private const int DeepestLevel = 6;
    private const int LongestBody = 4_000;

    private static readonly JsonWriterOptions Writing = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Both doors' fields: identifiers of ours and of orders, amounts, states, times, and the words of errors.
    private static readonly HashSet<string> Open = new(StringComparer.Ordinal)
    {
        "cid",
        "tid",
        "aid",
        "sid",
        "partner_order_id",
        "quantity",
        "total_amount",
        "tax_free_amount",
        "vat_amount",
        "green_deposit",
        "cancel_amount",
        "cancel_tax_free_amount",
        "cancel_vat_amount",
        "cancel_available_amount",
        "payment_method_type",
        "install_month",
        "status",
        "available",
        "created_at",
        "approved_at",
        "canceled_at",
        "last_approved_at",
        "inactivated_at",
        "total",
        "tax_free",
        "vat",
        "point",
        "discount",
        "amount",
        "point_amount",
        "discount_amount",
        "payment_action_type",
        "error_code",
        "error_message",
        "method_result_code",
        "method_result_message",
        "mode",
        "channel",
        "partnerOrderId",
        "orderId",
        "currency",
        "taxFreeAmount",
        "vatAmount",
        "greenDepositAmount",
        "canceledAmount",
        "cancelableAmount",
        "fee",
        "feeVat",
        "feeRateBasisPoints",
        "createdAt",
        "approvedAt",
        "canceledAt",
        "expiresAt",
        "storeId",
        "failureCode",
        "type",
        "at",
        "id",
        "types",
        "enabled",
        "disabledBecause",
        "lastSuccessAt",
        "state",
        "endpointId",
        "messageId",
        "nextAttemptAt",
        "number",
        "milliseconds",
        "title",
        "detail",
        "instance",
        "code",
        "traceId",
        "reason",
        "field",
        "message",
        "scopes",
        "franchiseId",
        "keyId",
        "recurringCid",
        "nextCursor",
    };

    // Open in answers, where they are ours; in a request they are the shop's.
    private static readonly HashSet<string> OnlyInAnswers = new(StringComparer.Ordinal)
    {
        "code",
        "reason",
        "message",
        "detail",
        "title",
        "type",
        "at",
        "instance",
        "nextCursor",
    };

    /// <summary>Null for no body.</summary>
    public static string? Of(JsonElement body, bool isAnswer)
    {
        if (body.ValueKind == JsonValueKind.Undefined)
            return null;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Writing))
            Write(writer, body, isOpen: false, isAnswer, 0);
        var text = Encoding.UTF8.GetString(stream.ToArray());
        return text.Length <= LongestBody ? text : text[..LongestBody] + "…";
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isOpen, bool isAnswer, int level)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when level == DeepestLevel:
                writer.WriteStringValue("…");
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().Take(MostMembers))
                {
                    writer.WritePropertyName(
                        member.Name.Length <= LongestName ? member.Name : member.Name[..LongestName] + "…"
                    );
                    Write(
                        writer,
                        member.Value,
                        Open.Contains(member.Name) && (isAnswer || !OnlyInAnswers.Contains(member.Name)),
                        isAnswer,
                        level + 1
                    );
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray().Take(MostItems))
                    Write(writer, item, isOpen, isAnswer, level + 1);
                if (value.GetArrayLength() > MostItems)
                    writer.WriteStringValue("…");
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when isOpen:
                var text = value.GetString()!;
                writer.WriteStringValue(text.Length <= LongestText ? text : text[..LongestText] + "…");
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when isOpen:
                var raw = value.GetRawText();
                if (raw.Length <= LongestText)
                    value.WriteTo(writer);
                else
                    writer.WriteStringValue("…");
                break;
            default:
                writer.WriteStringValue(
                    value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0 ? "" : Masked
                );
                break;
        }
    }
}
