using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Parts;

/// <summary>What is said of the files that people open in a spreadsheet.</summary>
internal static class CsvWords
{
    /// <summary>Why a text in the file may begin with an apostrophe.</summary>
    public static string Guard =>
        T(
            "엑셀이 수식으로 읽을 글자(=, +, -, @) 앞에는 작은따옴표(')를 붙여요. 원래 값 그대로는 API의 CSV에 있어요.",
            "A text that a spreadsheet would read as a formula (=, +, -, @) has an apostrophe in front. The "
                + "API's CSV has the exact value."
        );
}
