using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using MyPay.Domain.Settlement;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Parts.Settlement;

/// <summary>
/// A statement on paper: every slip, written to the browser as it is read, so that fifty thousand of them cost neither
/// a circuit nor memory. What is printed under the slips is their own sum, and the payout follows from it.
/// </summary>
internal static class StatementPrint
{
    /// <summary>Slips of one table: a browser lays out only the tables it shows.</summary>
    private const int RowsASheet = 500;
    private const int RowsAPage = 45;

    /// <summary>From so many slips on, a file serves better than paper, and the page says so.</summary>
    private const int Many = 5_000;

    public static async Task WriteAsync(
        Stream body,
        BatchView batch,
        string bankName,
        string folder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    )
    {
        await using var page = new StreamWriter(
            body,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            64 * 1024,
            leaveOpen: true
        );
        await page.WriteAsync(Head(batch, bankName, folder));
        var (amount, fee, vat, net, count) = (0L, 0L, 0L, 0L, 0);
        await foreach (var line in lines.WithCancellation(ct))
        {
            await page.WriteAsync(Row(line));
            (amount, fee, vat, net) = (amount + line.Amount, fee + line.Fee, vat + line.Vat, net + line.PayOut);
            if (++count % RowsASheet != 0 || count >= batch.Lines)
                continue;
            await page.WriteAsync(SheetEnd + SheetHead);
            await page.FlushAsync(ct);
        }

        await page.WriteAsync(Foot(batch, amount, fee, vat, net, count));
    }

    private static string Head(BatchView batch, string bankName, string folder) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <!DOCTYPE html>
            <html lang="{Language}">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{Text(T("정산 내역서", "Statement"))} {Text(batch.TradeName)} {batch.To:yyyy-MM-dd}</title>
            <link rel="stylesheet" href="/css/tokens.css" /><link rel="stylesheet" href="/css/base.css" /><link rel="stylesheet" href="/css/parts.css" /><link rel="stylesheet" href="/css/paper.css" />
            <link rel="icon" type="image/svg+xml" href="/img/favicon.svg" />
            </head>
            <body class="paper">
            <p class="row no-print"><button type="button" class="button primary" data-print>{Text(
                T("인쇄하기", "Print")
            )}</button>
            <a class="button" href="{folder}/{batch.Id}">{Text(T("내역서로 돌아가기", "Back to the statement"))}</a></p>
            {Advice(batch, folder)}
            <header class="paper-head"><div><h1>{Text(T("정산 내역서", "Settlement statement"))}</h1><p>{Text(
                batch.TradeName
            )} · {Text(SettlementWords.Period(batch))}</p></div>
            <p class="paper-brand">{Text(T("마이 페이", "MyPay"))}</p></header>
            <dl class="paper-facts">
            {Fact(T("정산 번호", "Number"), batch.Id)}{Fact(T("상태", "State"), SettlementWords.Of(batch.State))}{Fact(
                T("지급일", "Due"),
                DayInWords(batch.DueOn)
            )}
            {Fact(T("지급한 때", "Paid"), batch.PaidAt is { } paid ? TimeInSeoul(paid) : "–")}{Fact(
                T("받을 계좌", "To"),
                $"{bankName} {batch.MaskedNumber} · {batch.Holder}"
            )}
            {Fact(T("전표", "Slips"), batch.Lines.ToString("N0", CultureInfo.InvariantCulture))}
            </dl>
            <div class="table-wrap" data-testid="lines">
            {SheetHead}
            """
        );

    private const string SheetEnd = "</tbody></table></div>\n";

    private const string Columns =
        "<colgroup><col class=\"paper-day\" /><col class=\"paper-order\" /><col /><col class=\"paper-kind\" />"
        + "<col class=\"paper-won\" /><col class=\"paper-won\" /><col class=\"paper-won\" /><col class=\"paper-won\" /></colgroup>";

    private static string SheetHead =>
        $"""
            <div class="paper-sheet"><table>{Columns}
            <thead><tr><th scope="col">{Text(T("판매일", "Sold"))}</th><th scope="col">{Text(
                T("주문번호", "Order")
            )}</th><th scope="col">{Text(T("상품", "Item"))}</th><th scope="col">{Text(T("구분", "Kind"))}</th>
            <th scope="col" class="number">{Text(T("금액", "Amount"))}</th><th scope="col" class="number">{Text(
                T("수수료", "Fee")
            )}</th><th scope="col" class="number">{Text(T("부가세", "VAT"))}</th><th scope="col" class="number">{Text(
                T("정산액", "Net")
            )}</th></tr></thead>
            <tbody>

            """;

    private static string Advice(BatchView batch, string folder) =>
        batch.Lines < Many
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""
        <p class="note no-print" data-testid="advice">{Text(T(
            $"전표가 {batch.Lines:N0}건이라 종이로 {Pages(batch.Lines):N0}쪽쯤 돼요. 파일로 받으면 더 보기 쉬워요.",
            $"{batch.Lines:N0} slips take about {Pages(batch.Lines):N0} sheets of paper. A file is easier to work with."))}
        <a href="{folder}/{batch.Id}/statement.xlsx" download>XLSX</a> <a href="{folder}/{batch.Id}/statement.csv" download>CSV</a></p>
        """
            );

    private static int Pages(int lines) => (lines + RowsAPage - 1) / RowsAPage;

    private static string Row(SettlementLine line) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<tr><td>{line.SoldOn:yyyy-MM-dd}</td><td>{Text(line.PartnerOrderId)}</td><td>{Text(line.ItemName)}</td>"
                + $"<td>{(line.N == 0 ? T("결제", "Payment") : T("취소", "Cancel"))}</td>"
                + $"<td class=\"number\">{line.Amount:N0}</td><td class=\"number\">{line.Fee:N0}</td>"
                + $"<td class=\"number\">{line.Vat:N0}</td><td class=\"number\">{line.PayOut:N0}</td></tr>\n"
        );

    private static string Foot(BatchView batch, long amount, long fee, long vat, long net, int count)
    {
        var payOut = net + batch.CarryIn - batch.ReserveKept - batch.CarryOut;
        var agrees = payOut == batch.PayOut && count == batch.Lines;
        List<(string Words, long Won)> rest = [];
        if (batch.CarryIn != 0)
            rest.Add(
                (
                    batch.CarryIn < 0
                        ? T("앞 정산에서 모자란 금액", "Owed from earlier")
                        : T("앞 정산에서 이월", "Carried over from earlier"),
                    batch.CarryIn
                )
            );
        if (batch.ReserveKept != 0)
            rest.Add(
                (
                    batch.ReserveKept > 0 ? T("지급 유보", "Kept in reserve") : T("유보금 돌려줌", "Reserve released"),
                    -batch.ReserveKept
                )
            );
        if (batch.CarryOut != 0)
            rest.Add(
                (
                    batch.CarryOut < 0
                        ? T("다음 정산에서 뺄 금액", "To be taken from the next")
                        : T("다음 정산으로 이월", "To the next settlement"),
                    -batch.CarryOut
                )
            );
        var foot = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                </tbody></table></div>
                <table>{Columns}<tbody class="paper-sums">
                <tr><th scope="row" colspan="4">{Text(
                    T($"전표 {count:N0}건 합계", $"Sum of {count:N0} slips")
                )}</th><td class="number">{amount:N0}</td><td class="number">{fee:N0}</td><td class="number">{vat:N0}</td><td class="number" data-testid="net">{net:N0}</td></tr>

                """
            )
        );
        foreach (var (words, won) in rest)
            foot.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\" colspan=\"7\">{Text(words)}</th><td class=\"number\">{won:N0}</td></tr>\n"
            );
        foot.Append(
            CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\" colspan=\"7\">{Text(T("지급액", "Payout"))}</th>"
                + $"<td class=\"number\"><strong data-testid=\"payout\">{payOut:N0}</strong></td></tr>\n"
                + $"</tbody></table></div>\n"
        );
        var differs = T(
            $"전표의 합이 정산의 지급액 {InWon(batch.PayOut)}과 달라요. 운영팀에 알려 주세요.",
            $"The slips do not add up to the payout of {InWon(batch.PayOut)}. Tell us, please."
        );
        var howFees = T(
            "금액은 원이에요. 수수료는 건마다 원 단위로 반올림하고, 취소하면 받은 만큼 돌려드려요.",
            "Amounts in won. Fees are rounded to the won per slip and given back with cancels."
        );
        if (!agrees)
            foot.Append(CultureInfo.InvariantCulture, $"<p class=\"refusal\" role=\"alert\">{Text(differs)}</p>\n");
        foot.Append(CultureInfo.InvariantCulture, $"<p class=\"small-print\">{Text(howFees)}</p>\n");
        return foot.Append("<script type=\"module\" src=\"/js/shell.js\"></script>\n</body>\n</html>\n").ToString();
    }

    private static string Fact(string label, string value) =>
        $"<div><dt>{Text(label)}</dt><dd>{Text(value)}</dd></div>";

    private static string Text(string words) => HtmlEncoder.Default.Encode(words);
}
