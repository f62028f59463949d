using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>What MyPay promises to those who receive webhooks (Standard Webhooks): signature, schedule, body.</summary>
internal static class WebhookRules
{
    public const int MaxEndpoints = 10;
    public const int LongestDescription = 200;

    /// <summary>Secrets that sign along beside the newest, at most.</summary>
    public const int MaxOldSecrets = 5;
    public const string SecretPrefix = "whsec_";

    /// <summary>
    /// The error of an attempt that was taken and has no outcome: it is on its way, or the process ended on the way.
    /// </summary>
    public const string NoOutcome = "no-outcome";
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long an attempt is left to the instance that took it: longer than one can last.</summary>
    public static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(30);

    /// <summary>How long a secret signs along after it was rotated.</summary>
    public static readonly TimeSpan RotationOverlap = TimeSpan.FromHours(24);

    /// <summary>Minutes from a failed attempt to the next; when they are used up, the delivery has failed.</summary>
    public static readonly IReadOnlyList<int> RetryMinutes = [1, 4, 16, 64, 256, 1_024, 4_096];

    private const double LargestJitter = 0.10;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// How long to wait after the n-th failure in a row; null when that was the last try. The jitter (0 to 10 %) is a
    /// function of delivery and attempt: computed again, it is the same. What the receiver asks for by Retry-After
    /// counts when it is longer, up to the next step of the schedule.
    /// </summary>
    public static TimeSpan? DelayAfter(int failures, Guid delivery, int attempt, TimeSpan? retryAfter)
    {
        if (failures > RetryMinutes.Count)
            return null;
        var step = TimeSpan.FromMinutes(RetryMinutes[failures - 1]);
        var delay = step * (1 + (LargestJitter * Fraction(delivery, attempt)));
        var ceiling = TimeSpan.FromMinutes(RetryMinutes[Math.Min(failures, RetryMinutes.Count - 1)]);
        var asked =
            retryAfter is { } wish && wish < ceiling ? wish
            : retryAfter is null ? TimeSpan.Zero
            : ceiling;
        return asked > delay ? asked : delay;
    }

    /// <summary>
    /// The <c>webhook-id</c>: of the event and of nothing else, so that an event told twice is one message.
    /// </summary>
    public static string MessageId(
        string type,
        FranchiseId franchise,
        string source,
        bool live,
        string data,
        DateTimeOffset at
    )
    {
        var text = string.Join(
            '\n',
            type,
            franchise.ToString(),
            source,
            live ? "live" : "test",
            at.UtcTicks.ToString(CultureInfo.InvariantCulture),
            data
        );
        return "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>
    /// The bytes that are stored once and sent in every attempt: <c>{type, timestamp, data}</c>, Korean as Korean. A
    /// sample says <c>"test": true</c> beside them and in its data: many receivers hand on the data alone.
    /// </summary>
    public static byte[] Body(string type, DateTimeOffset at, string data, bool isSample = false)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString(
                "timestamp",
                SeoulTime.In(at).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture)
            );
            if (isSample)
                json.WriteBoolean("test", true);
            json.WritePropertyName("data");
            json.WriteRawValue(isSample ? "{\"test\":true," + data[1..] : data);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The signatures of one attempt, one for each secret in force, separated by spaces.</summary>
    public static string Sign(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        return string.Join(
            ' ',
            secrets.Select(secret =>
                "v1,"
                + Convert.ToBase64String(
                    HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed)
                )
            )
        );
    }

    /// <summary>The types asked for, each once and in their own order; all of them when none is named.</summary>
    public static Result<string[]> Types(IReadOnlyCollection<string> asked)
    {
        if (asked.FirstOrDefault(type => !WebhookTypes.All.Contains(type, StringComparer.Ordinal)) is { } unknown)
            return new Refusal(RefusalKind.Invalid, "payment.webhook.type_unknown", unknown);
        return asked.Count == 0
            ? [.. WebhookTypes.All]
            : WebhookTypes.All.Where(type => asked.Contains(type, StringComparer.Ordinal)).ToArray();
    }

    /// <summary>A description as it is kept: trimmed, and none when nothing is left.</summary>
    public static Result<EndpointDescription> Description(string? asked)
    {
        var text = TypedText.LineOrNull(asked);
        return TypedText.IsLonger(text, LongestDescription)
            ? new Refusal(RefusalKind.Invalid, "payment.webhook.description_too_long", (long)LongestDescription)
            : new EndpointDescription(text);
    }

    public static string Cursor(long seq)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seq);
        return Base64Url.EncodeToString(bytes);
    }

    public static long? SeqOf(string cursor)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        return Base64Url.TryDecodeFromChars(cursor, bytes, out var length) && length == bytes.Length
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : null;
    }

    private static double Fraction(Guid delivery, int attempt)
    {
        Span<byte> seed = stackalloc byte[20];
        delivery.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], attempt);
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(seed)) / (double)uint.MaxValue;
    }
}

/// <summary>What an endpoint is for, in its owner's words; null: not said.</summary>
internal readonly record struct EndpointDescription(string? Text);
