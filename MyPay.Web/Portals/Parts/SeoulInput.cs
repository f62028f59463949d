using System.Globalization;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Parts;

/// <summary>An instant in a <c>datetime-local</c> field, on Seoul's wall clock.</summary>
internal static class SeoulInput
{
    public static string? Write(DateTimeOffset? at) =>
        at is { } instant ? SeoulTime.In(instant).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) : null;

    /// <summary>True with the instant, or with null for an empty field; false when it can't be read.</summary>
    public static bool TryRead(string? typed, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        at = TypedDate.Minute(typed);
        return at is not null;
    }
}
