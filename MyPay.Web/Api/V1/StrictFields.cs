using System.Globalization;
using System.Text;
using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Web.Api.Door;
using MyPay.Web.Host;

namespace MyPay.Web.Api.V1;

/// <summary>
/// Reads the members of a <c>/v1</c> body and collects all that is wrong with them. <typeparamref name="TBody"/> is the
/// documented body: a member that it has not is refused.
/// </summary>
internal sealed class StrictFields<TBody>
{
    private static readonly string[] Known =
    [
        .. typeof(TBody).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];
    private const int LongestChoice = 100;
    private static readonly int LongestName = Known.Max(name => name.Length);
    private readonly JsonElement body;
    private readonly List<FieldFault> faults = [];

    public StrictFields(JsonElement body)
    {
        this.body = body;
        foreach (
            var member in body.EnumerateObject().Where(member => !Known.Contains(member.Name, StringComparer.Ordinal))
        )
            faults.Add(Stranger(member));
    }

    /// <summary>What is wrong, the first thing first; null when all is well.</summary>
    public ApiFault? Fault => faults.Count == 0 ? null : new(faults[0].Error, faults, faults[0].Args);

    public void Blame(FieldFault fault) => faults.Add(fault);

    /// <summary>A text; empty when it is wrong or not there.</summary>
    public string Text(string name, int longest, bool required = true) => MaybeText(name, longest, required) ?? "";

    public string? MaybeText(string name, int longest, bool required = false)
    {
        if (!Find(name, required, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return Wrong(name, value, "문자열", "a string");
        var text = value.GetString()!;
        if (TypedText.IsLonger(text, longest))
            faults.Add(new(name, ApiErrors.FieldTooLong, Cut(value), name, longest, TypedText.Count(text)));
        else if (FirstUnusable(text) is { } place)
            faults.Add(new(name, ApiErrors.TextInvalid, null, name, place));
        else if (required && string.IsNullOrWhiteSpace(text))
            faults.Add(new(name, ApiErrors.FieldMissing, Cut(value), name));
        return text;
    }

    /// <summary>An amount in won: a JSON integer, nothing else.</summary>
    public long Amount(string name, long least = 1) => MaybeAmount(name, least, required: true) ?? 0;

    public long? MaybeAmount(string name, long least = 0, bool required = false)
    {
        if (!Find(name, required, out var value))
            return null;
        var raw = value.GetRawText();
        if (value.ValueKind != JsonValueKind.Number || raw.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            faults.Add(new(name, ApiErrors.AmountNotInteger, Cut(value), name));
        else if (!value.TryGetInt64(out var won))
            faults.Add(raw[0] == '-' ? TooSmall(name, value, least) : TooLarge(name, value));
        else if (won < least)
            faults.Add(TooSmall(name, value, least));
        else if (won > TypedWon.Largest)
            faults.Add(TooLarge(name, value));
        else
            return won;
        return null;
    }

    public void Currency()
    {
        if (MaybeText("currency", 10) is { } currency && currency != "KRW")
            faults.Add(new("currency", ApiErrors.CurrencyUnsupported, currency));
    }

    public bool? MaybeFlag(string name)
    {
        if (!Find(name, required: false, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        _ = Wrong(name, value, "true 또는 false", "true or false");
        return null;
    }

    /// <summary>One of these; empty when it is none or not there.</summary>
    public string Choice(string name, IReadOnlyList<string> allowed)
    {
        var text = Text(name, LongestChoice);
        if (text.Length > 0 && !allowed.Contains(text, StringComparer.Ordinal))
            faults.Add(new(name, ApiErrors.FieldValue, text, name, string.Join(", ", allowed)));
        return text;
    }

    /// <summary>An instant as RFC 3339 writes it, with its offset; a date alone is its first moment in Seoul.</summary>
    public DateTimeOffset? MaybeInstant(string name, bool required = false)
    {
        if (!Find(name, required, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date > DateOnly.MinValue
        )
            return SeoulTime.StartOf(date);
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        if (
            hasOffset
            && DateTimeOffset.TryParseExact(
                text,
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var instant
            )
        )
            return instant.ToUniversalTime();
        _ = Wrong(name, value, "2026-11-23T12:00:00+09:00 같은 시각", "a time such as 2026-11-23T12:00:00+09:00");
        return null;
    }

    public IReadOnlyList<string>? MaybeTexts(string name, IReadOnlyList<string> allowed)
    {
        if (!Find(name, required: false, out var value))
            return null;
        if (
            value.ValueKind != JsonValueKind.Array
            || value.GetArrayLength() == 0
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)
        )
        {
            _ = Wrong(name, value, "문자열 목록", "a list of strings");
            return null;
        }

        var texts = value.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal).ToList();
        if (texts.Exists(text => !allowed.Contains(text)))
            faults.Add(new(name, ApiErrors.FieldValue, Cut(value), name, string.Join(", ", allowed)));
        return texts;
    }

    public Guid? MaybeId(string name)
    {
        if (MaybeText(name, 64) is not { } text)
            return null;
        if (Guid.TryParse(text, out var id))
            return id;
        faults.Add(new(name, ApiErrors.FieldType, text, name, "id", "an id"));
        return null;
    }

    private bool Find(string name, bool required, out JsonElement value)
    {
        var isThere = body.TryGetProperty(name, out value);
        if (!isThere && required)
            faults.Add(new(name, ApiErrors.FieldMissing, null, name));
        return isThere;
    }

    private string? Wrong(string name, JsonElement value, string ko, string en)
    {
        faults.Add(new(name, ApiErrors.FieldType, Cut(value), name, ko, en));
        return null;
    }

    private static FieldFault TooSmall(string name, JsonElement value, long least) =>
        new(name, ApiErrors.AmountTooSmall, Cut(value), name, least);

    private static FieldFault TooLarge(string name, JsonElement value) =>
        new(name, ApiErrors.AmountTooLarge, Cut(value), name, TypedWon.Largest);

    // Controls, and marks that turn the direction of text or cannot be seen: they make one thing look like another.
    private static int? FirstUnusable(string text)
    {
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            position++;
            var isJoiner = rune.Value == 0x200D; // holds emoji families together
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
            if (isHidden && !isJoiner)
                return position;
        }

        return null;
    }

    private static string Cut(JsonElement value) =>
        value.GetRawText() is { Length: > 100 } raw ? raw[..100] + "…" : value.GetRawText();

    // A word that is far off is no slip of the pen: who sends "secret" did not mean "url".
    private static FieldFault Stranger(JsonProperty member) =>
        member.Name.Length <= 2 * LongestName
        && NearWords.Nearest(member.Name, Known, most: Math.Max(1, member.Name.Length / 3)) is { } meant
            ? new(member.Name, ApiErrors.MisspelledField, Cut(member.Value), member.Name, meant)
            : new(member.Name, ApiErrors.UnknownField, Cut(member.Value), member.Name, string.Join(", ", Known));
}
