using System.Globalization;
using System.Text.Json;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.Kakao;

/// <summary>
/// Reads the members of a dialect body as merchants' code writes them: numbers as strings, texts as numbers, null or
/// empty for nothing. What can't be understood at all is remembered as the fault.
/// </summary>
internal sealed class LenientFields(JsonElement body)
{
    private static readonly ApiError Missing = new("field-missing", 400, "{0}: 필수 항목입니다.", "{0} is required.");
    private static readonly ApiError Unreadable = new(
        "field-invalid",
        400,
        "{0}: 값이 올바르지 않습니다.",
        "{0} has invalid value."
    );

    public ApiFault? Fault { get; private set; }

    /// <summary>A text that must be there.</summary>
    public string Text(string name)
    {
        if (MaybeText(name) is { } text)
            return text;
        Fault ??= ApiFault.Of(Missing, name);
        return "";
    }

    public string? MaybeText(string name)
    {
        if (!body.TryGetProperty(name, out var value))
            return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { Length: > 0 } text:
                // A bad charset shows as replacement characters, and nothing after it can be trusted.
                if (
                    !text.Contains('\uFFFD', StringComparison.Ordinal) && !text.Contains('\0', StringComparison.Ordinal)
                )
                    return text;
                Fault ??= ApiFault.Of(Unreadable, name);
                return null;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return value.GetRawText();
            case JsonValueKind.Object or JsonValueKind.Array:
                Fault ??= ApiFault.Of(Unreadable, name);
                return null;
            default:
                return null;
        }
    }

    /// <summary>A whole number that must be there.</summary>
    public long Whole(string name)
    {
        if (MaybeWhole(name) is { } number)
            return number;
        Fault ??= ApiFault.Of(Missing, name);
        return 0;
    }

    public long? MaybeWhole(string name)
    {
        if (MaybeText(name)?.Trim() is not { Length: > 0 } text)
            return null;
        // Read as it is written: a number with more digits than a type holds would be rounded to a whole one.
        var (digits, dot) = (text, text.IndexOf('.', StringComparison.Ordinal));
        if (dot > 0 && text[(dot + 1)..].Trim('0').Length == 0)
            digits = text[..dot];
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Fault ??= ApiFault.Of(Unreadable, name);
        return null;
    }

    /// <summary>A count; one that no shop has is wrong.</summary>
    public int Count(string name)
    {
        var number = Whole(name);
        if (number is >= int.MinValue and <= int.MaxValue)
            return (int)number;
        Fault ??= ApiFault.Of(Unreadable, name);
        return 0;
    }

    /// <summary>An object as it came, for keeping.</summary>
    public string? MaybeRaw(string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.GetRawText() : null;
}
