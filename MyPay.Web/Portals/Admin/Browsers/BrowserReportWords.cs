using MyPay.Domain.Platform.Browsers;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Browsers;

/// <summary>What browsers refused, in words.</summary>
internal static class BrowserReportWords
{
    public static string What(BrowserReport report) =>
        report.Blocked switch
        {
            "inline" => T("페이지 안에 끼워 넣은 코드", "Code put into the page"),
            "eval" => T("글자로 만든 코드 실행 (eval)", "Code made of text (eval)"),
            "" => T("알 수 없는 것", "Something not named"),
            var place => place,
        };
}
