using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// A slip's lines as the slip itself keeps them: JSON <c>[[accountId, signedWon, label?], …]</c>.
/// They stand in the slip as well as in the entries, so an altered entry is seen against the sealed slip.
/// </summary>
public static class SlipLines
{
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Scratch? scratch;

    /// <summary>A line.</summary>
    /// <param name="Account">The ledger account's number.</param>
    /// <param name="Signed">Won, credits minus debits.</param>
    /// <param name="Label">Words for people; null: none.</param>
    public readonly record struct Line(long Account, long Signed, string? Label);

    internal static byte[] Write(ReadOnlySpan<Line> lines)
    {
        var (buffer, json) = (scratch ??= new());
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartArray();
        foreach (var line in lines)
        {
            json.WriteStartArray();
            json.WriteNumberValue(line.Account);
            json.WriteNumberValue(line.Signed);
            if (line.Label is not null)
                json.WriteStringValue(line.Label);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// False when the text is not a slip's lines: damaged data is reported, not thrown at whoever reads.
    /// </summary>
    public static bool TryRead(string lines, out List<Line> read)
    {
        read = [];
        try
        {
            read = Read(lines);
            return true;
        }
        catch (Exception damaged)
            when (damaged is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>The lines of a slip that is sound.</summary>
    public static List<Line> Read(string lines)
    {
        using var json = JsonDocument.Parse(lines);
        var read = new List<Line>();
        foreach (var line in json.RootElement.EnumerateArray())
            read.Add(
                new(line[0].GetInt64(), line[1].GetInt64(), line.GetArrayLength() > 2 ? line[2].GetString() : null)
            );
        return read;
    }

    private sealed class Scratch
    {
        private readonly ArrayBufferWriter<byte> buffer = new(256);
        private readonly Utf8JsonWriter json;

        public Scratch() => json = new Utf8JsonWriter(buffer, Plain);

        public void Deconstruct(out ArrayBufferWriter<byte> into, out Utf8JsonWriter writer) =>
            (into, writer) = (buffer, json);
    }
}
