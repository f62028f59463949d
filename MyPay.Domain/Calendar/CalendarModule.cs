using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Calendar.Edits;

namespace MyPay.Domain.Calendar;

/// <summary>Registers Calendar.</summary>
public static class CalendarModule
{
    /// <summary>Registers the business calendar. Storage comes from its own module.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services) =>
        services
            .AddSingleton<CalendarEdits>()
            .AddScoped<IBusinessCalendar, BusinessCalendar>()
            .AddScoped<ScheduleBook>();
}

/// <summary>Topics of the live feed.</summary>
public static class CalendarTopics
{
    /// <summary>A day was edited.</summary>
    public const string Days = "calendar.days";
}
