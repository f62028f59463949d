namespace MyPay.Web.Localization;

/// <summary>What Calendar refuses.</summary>
internal static class CalendarRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["calendar.edit.date_invalid"] = (
            "오늘부터 2030년 12월 31일까지의 날짜만 바꿀 수 있어요.",
            "Only days from today to 31 December 2030 can be changed."
        ),
        ["calendar.edit.name_missing"] = (
            "이름을 한국어와 영어로 적어 주세요.",
            "Write the name in Korean and in English."
        ),
        ["calendar.edit.name_too_long"] = ("이름은 {0}자까지 적을 수 있어요.", "A name has at most {0} characters."),
        ["calendar.edit.reason_too_long"] = (
            "사유는 {0}자까지 적을 수 있어요.",
            "A reason has at most {0} characters."
        ),
    };
}
