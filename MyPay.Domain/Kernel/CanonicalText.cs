using System.Globalization;
using System.Text;

namespace MyPay.Domain.Kernel;

/// <summary>
/// What was asked, as text behind a key's fingerprint: the call's name, then one line a field. Written out by hand for
/// each call, never a serialized record: a fingerprint is for ever, and a property that is added to a record tomorrow
/// must not make a good retry look like another request.
/// </summary>
public static class CanonicalText
{
    /// <summary>
    /// The text. A field without a value has no line, so that a field that comes later leaves the texts of those who do
    /// not use it as they were.
    /// </summary>
    /// <param name="call">The call's name.</param>
    /// <param name="fields">Words, whole numbers and truths.</param>
    public static string Of(string call, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var text = new StringBuilder(call).Append('\n');
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                text.Append(name).Append('=').Append(Word(value)).Append('\n');
        }

        return text.ToString();
    }

    // A line's end inside a word must not look like the next field.
    private static string Word(object value) =>
        value switch
        {
            string word => word.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal),
            bool truth => truth ? "true" : "false",
            int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"{value.GetType().Name} has no canonical form.", nameof(value)),
        };
}
