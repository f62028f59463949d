namespace MyPay.Web.Localization;

/// <summary>Reads whole numbers in Korean, grouped by ten thousand: 12,345,000 is "천이백삼십사만 오천".</summary>
internal static class KoreanNumerals
{
    private static readonly string[] Digits = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
    private static readonly string[] Places = ["", "십", "백", "천"];
    private static readonly string[] Groups = ["", "만", "억", "조", "경"];

    public static string Read(long number)
    {
        if (number == 0)
            return "영";
        if (number < 0)
            return "마이너스 " + Read(checked(-number));

        var words = new List<string>();
        for (var group = 0; number > 0; group++, number /= 10_000)
        {
            var part = (int)(number % 10_000);
            if (part == 0)
                continue;

            // A leading 10,000 is plain "만", not "일만"; inside a larger number, and from 억 up, the one is said.
            var silentOne = group == 1 && part == 1 && number < 10_000;
            words.Insert(0, (silentOne ? "" : UnderTenThousand(part)) + Groups[group]);
        }

        return string.Join(' ', words);
    }

    private static string UnderTenThousand(int part)
    {
        var read = "";
        for (var place = 0; part > 0; place++, part /= 10)
        {
            var digit = part % 10;
            if (digit == 0)
                continue;
            read = (digit == 1 && place > 0 ? "" : Digits[digit]) + Places[place] + read;
        }

        return read;
    }
}
