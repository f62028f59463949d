using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Public.SignUp;

/// <summary>A birth date as people write it: 1990-05-14, 1990. 5. 14., 1990년 5월 14일, 19900514 and 900514.</summary>
public static class BirthReading
{
    /// <summary>
    /// The day, or null when the text is none. Of two digits for a year, the latest century that lies in the past.
    /// </summary>
    public static DateOnly? Read(string? typed, DateOnly today)
    {
        var parts = TypedText
            .Search(typed)
            .Split(['-', '.', '/', ' ', '년', '월', '일'], StringSplitOptions.RemoveEmptyEntries);
        var digits = parts switch
        {
            [var whole] => whole,
            [{ Length: 2 or 4 } year, { Length: 1 or 2 } month, { Length: 1 or 2 } day] => year
                + month.PadLeft(2, '0')
                + day.PadLeft(2, '0'),
            _ => "",
        };
        return digits.Length == 6
            ? Day("20" + digits) is { } recent && recent <= today
                ? recent
                : Day("19" + digits)
            : Day(digits);
    }

    private static DateOnly? Day(string digits) => TypedDate.Digits(digits);
}
