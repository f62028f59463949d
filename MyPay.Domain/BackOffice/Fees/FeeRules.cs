using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.BackOffice.Fees;

/// <summary>What both fee tables ask of a change.</summary>
internal static class FeeRules
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "backoffice.fee.unknown");

    public static Refusal? Against(long value, long most, DateOnly from, DateTimeOffset now)
    {
        if (value < 0 || value > most)
            return new(RefusalKind.Invalid, "backoffice.fee.out_of_range", 0L, most);
        return from < SeoulTime.DateOf(now) ? new(RefusalKind.Invalid, "backoffice.fee.date_past") : null;
    }

    public static Refusal? Changes(bool changes) =>
        changes ? null : new(RefusalKind.Conflict, "backoffice.fee.unchanged");

    public static T? Read<T>(string payload)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
