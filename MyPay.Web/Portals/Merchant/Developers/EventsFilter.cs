using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Web.Portals.Merchant.Developers;

/// <summary>What of the events is shown. It lives in the address.</summary>
/// <param name="Live">False: of test payments.</param>
/// <param name="Days">So many days back, today included.</param>
public sealed record EventsFilter(bool Live, string? State, string? Type, int Days)
{
    /// <summary>Where it is shown.</summary>
    public const string Page = "/merchant/developers/events";

    /// <summary>The choices of <see cref="Days"/>.</summary>
    public static readonly IReadOnlyList<int> Periods = [1, 7, IWebhookEvents.KeptDays];

    /// <summary>Nothing is left out but the other mode.</summary>
    public bool IsNone => State is null && Type is null && Days == IWebhookEvents.KeptDays;

    /// <summary>Reads an address; what it does not understand, it leaves out.</summary>
    public static EventsFilter Parse(string? mode, string? state, string? type, string? days) =>
        new(
            mode != "test",
            WebhookEventStates.All.FirstOrDefault(known => known == state),
            WebhookTypes.All.FirstOrDefault(known => known == type),
            Periods.FirstOrDefault(known => $"{known}" == days, IWebhookEvents.KeptDays)
        );

    /// <summary>The address that reads back as this filter; what is not chosen does not stand in it.</summary>
    public string Address() =>
        QueryHelpers.AddQueryString(
            Page,
            new Dictionary<string, string?>
            {
                ["mode"] = Live ? null : "test",
                ["state"] = State,
                ["type"] = Type,
                ["days"] = Days == IWebhookEvents.KeptDays ? null : $"{Days}",
            }
        );

    /// <summary>
    /// The same as a question. All that is kept has no first day: the oldest ones are some hours older than thirty days
    /// of the calendar.
    /// </summary>
    public WebhookEventFilter ToFilter(DateOnly today) =>
        new()
        {
            State = State,
            Type = Type,
            From = Days == IWebhookEvents.KeptDays ? null : today.AddDays(1 - Days),
        };
}
