using System.Globalization;
using System.Security.Claims;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Identity;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>The history as a file, streamed as it is read: what the page shows, all of it, oldest first.</summary>
internal static class HistoryCsv
{
    public static IEndpointRouteBuilder MapHistoryCsv(this IEndpointRouteBuilder app)
    {
        app.MapGet(HistoryFilter.Csv, Export).RequireAuthorization(Policies.Member);
        return app;
    }

    // The mark in front tells Excel that this is UTF-8. A text cell that a spreadsheet would take for a formula gets an
    // apostrophe in front (= + - @ TAB CR); numbers are ours and stay numbers.
    private static readonly CsvWriterOptions Form = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    private static PushStreamHttpResult Export(
        [FromQuery] string? period,
        [FromQuery] string? from,
        [FromQuery] string? to,
        [FromQuery] string? way,
        [FromQuery] string? kind,
        [FromQuery] string? q,
        ClaimsPrincipal person,
        IMovements movements,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var filter = HistoryFilter.Parse(period, from, to, way, kind, q);
        var today = SeoulTime.Today(clock);
        var (first, last) = filter.Range(today);
        var name = string.Create(CultureInfo.InvariantCulture, $"mypay-{first:yyyyMMdd}-{last ?? today:yyyyMMdd}.csv");
        var rows = movements.ExportAsync(person.MemberId(), filter.ToMovementFilter(today), ct);
        return TypedResults.Stream(body => WriteAsync(body, rows, ct), "text/csv; charset=utf-8", name);
    }

    internal static async Task WriteAsync(Stream body, IAsyncEnumerable<Movement> rows, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(body, Form, leaveOpen: true);
        await csv.WriteRecordAsync(Head, ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            csv.WriteField(SeoulTime.In(row.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            csv.WriteField(MovementWords.Kind(row.Kind));
            csv.WriteField(row.Counterparty);
            csv.WriteField(row.Memo);
            csv.WriteField(row.Signed > 0 ? row.Signed : null as long?);
            csv.WriteField(row.Signed < 0 ? -row.Signed : null as long?);
            csv.WriteField(row.Balance.Amount);
            csv.WriteField(row.Number);
            csv.WriteField(row.Slip);
            await csv.EndRecordAsync(ct);
        }
    }

    private static string[] Head =>
        [
            T("일시(KST)", "Time (KST)"),
            T("구분", "Kind"),
            T("상대", "Other party"),
            T("메시지", "Message"),
            T("들어온 돈(원)", "In (KRW)"),
            T("나간 돈(원)", "Out (KRW)"),
            T("잔액(원)", "Balance (KRW)"),
            T("내역 번호", "Number"),
            T("전표 번호", "Slip"),
        ];
}
