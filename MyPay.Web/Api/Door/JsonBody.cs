using System.Text;
using System.Text.Json;

namespace MyPay.Web.Api.Door;

/// <summary>
/// Reads a body: one JSON object of at most 64 KB and 32 levels. The strict door refuses doubled members; both name the
/// place where JSON breaks.
/// </summary>
internal static class JsonBody
{
    public const int LargestBytes = 64 * 1024;
    public const int DeepestLevel = 32;

    private static readonly JsonElement NoMembers = JsonDocument.Parse("{}").RootElement;

    /// <summary>The object, or why not. An empty body is an empty object where the call takes no fields.</summary>
    public static async Task<(JsonElement Body, ApiFault? Fault)> ReadAsync(
        HttpRequest request,
        bool strict,
        bool mayBeEmpty
    )
    {
        if (request.ContentLength > LargestBytes)
            return (default, ApiFault.Of(ApiErrors.BodyTooLarge));
        using var buffer = new MemoryStream();
        var chunk = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > LargestBytes)
                return (default, ApiFault.Of(ApiErrors.BodyTooLarge));
        }

        var bytes = buffer.ToArray();
        if (bytes.Length == 0 && mayBeEmpty)
            return (NoMembers, null);
        return IsJson(request.ContentType, strict)
            ? Parse(bytes, strict)
            : (default, ApiFault.Of(ApiErrors.UnsupportedMediaType));
    }

    public static (JsonElement Body, ApiFault? Fault) Parse(byte[] bytes, bool strict)
    {
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (Examine(bytes, strict) is { } fault)
            return (default, fault);
        var root = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DeepestLevel }).RootElement;
        return root.ValueKind == JsonValueKind.Object ? (root, null) : (default, ApiFault.Of(ApiErrors.NotAnObject));
    }

    /// <summary>
    /// The same content in one form, whatever the order and the blanks: the text behind a key's fingerprint.
    /// </summary>
    public static string Canonical(JsonElement body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, body);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // The strict door wants UTF-8 JSON by name. The other reads whatever calls itself JSON, or nothing at all.
    private static bool IsJson(string? contentType, bool strict)
    {
        if (string.IsNullOrEmpty(contentType))
            return !strict;
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type))
            return false;
        var isJson =
            type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            || (!strict && type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isJson
            && (
                !strict
                || !type.Charset.HasValue
                || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static ApiFault? Examine(byte[] bytes, bool strict)
    {
        // One level more than allowed, so that depth is told apart from broken JSON.
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DeepestLevel + 1 });
        var names = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                if (
                    reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                    && reader.CurrentDepth >= DeepestLevel
                )
                    return ApiFault.Of(ApiErrors.BodyTooDeep);
                if (reader.TokenType == JsonTokenType.StartObject)
                    names.Push(new(StringComparer.Ordinal));
                else if (reader.TokenType == JsonTokenType.EndObject)
                    names.Pop();
                else if (reader.TokenType == JsonTokenType.String)
                    _ = reader.GetString(); // throws for bytes that are no text
                else if (
                    reader.TokenType == JsonTokenType.PropertyName
                    && !names.Peek().Add(reader.GetString()!)
                    && strict
                )
                    return Doubled(reader.GetString()!, bytes, reader.TokenStartIndex);
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            return At(bytes, reader.TokenStartIndex);
        }
        catch (JsonException broken)
        {
            return ApiFault.Of(
                ApiErrors.MalformedJson,
                (broken.LineNumber ?? 0) + 1,
                (broken.BytePositionInLine ?? 0) + 1
            );
        }
    }

    private static ApiFault Doubled(string name, byte[] bytes, long index)
    {
        var (line, position) = PlaceOf(bytes, index);
        return ApiFault.At(new FieldFault(name, ApiErrors.DuplicateMember, null, name, line, position));
    }

    private static ApiFault At(byte[] bytes, long index)
    {
        var (line, position) = PlaceOf(bytes, index);
        return ApiFault.Of(ApiErrors.MalformedJson, line, position);
    }

    private static (int Line, int Position) PlaceOf(byte[] bytes, long index)
    {
        var before = bytes.AsSpan(0, (int)index);
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
