using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyPay.Domain.Kernel;

/// <summary>
/// Won in JSON is a plain number. Without this it would be written as an object and read back as zero, since won are
/// made only by <see cref="Won.Of"/>.
/// </summary>
public sealed class WonJson : JsonConverter<Won>
{
    /// <inheritdoc/>
    public override Won Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetInt64(out var amount) && amount >= 0
            ? Won.Of(amount)
            : throw new JsonException("Won is a whole number, zero or more.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Won value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Amount);
    }
}
