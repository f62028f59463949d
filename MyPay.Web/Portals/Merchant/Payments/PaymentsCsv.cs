using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Identity;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Payments;

/// <summary>
/// A franchise's payments as a file, streamed as they are read: what the page shows, all of it, newest first.
/// </summary>
internal static class PaymentsCsv
{
    private const int Step = 100;

    // UTF-8 with its mark for Excel; a text that a spreadsheet would take for a formula gets an apostrophe in front.
    private static readonly CsvWriterOptions Form = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static IEndpointRouteBuilder MapPaymentsCsv(this IEndpointRouteBuilder app)
    {
        app.MapGet(PaymentsFilter.Csv, ExportAsync).RequireAuthorization(Policies.FranchiseManager);
        return app;
    }

    private static async Task<IResult> ExportAsync(
        [FromQuery] string? period,
        [FromQuery] string? from,
        [FromQuery] string? to,
        [FromQuery] string? state,
        [FromQuery] string? mode,
        [FromQuery] string? q,
        ClaimsPrincipal person,
        IFranchises franchises,
        IPayments payments,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        // The cookie may be older than the role.
        if (
            person.FindFirstValue(ClaimTypes.NameIdentifier) is not { } signIn
            || await franchises.FindStaffAsync(signIn, ct) is not { Role: <= StaffRole.Manager } me
        )
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var filter = PaymentsFilter.Parse(period, from, to, state, mode, q);
        var today = SeoulTime.Today(clock);
        var (first, last) = filter.Range(today);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"mypay-payments-{first:yyyyMMdd}-{last ?? today:yyyyMMdd}.csv"
        );
        var rows = AllAsync(payments, me.Franchise, filter.ToPaymentFilter(today), ct);
        return TypedResults.Stream(body => WriteAsync(body, rows, ct), "text/csv; charset=utf-8", name);
    }

    private static async IAsyncEnumerable<PaymentView> AllAsync(
        IPayments payments,
        FranchiseId franchise,
        PaymentFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        string? cursor = null;
        do
        {
            var page = await payments.ListAsync(franchise, filter, cursor, Step, ct);
            foreach (var row in page.Rows)
                yield return row;
            cursor = page.Next;
        } while (cursor is not null);
    }

    internal static async Task WriteAsync(Stream body, IAsyncEnumerable<PaymentView> rows, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(body, Form, leaveOpen: true);
        await csv.WriteRecordAsync(Head, ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            csv.WriteField(SeoulTime.In(row.CreatedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            csv.WriteField(PaymentWords.Of(row.State));
            csv.WriteField(PaymentWords.Channel(row.Channel));
            csv.WriteField(row.Live ? T("실제", "live") : T("테스트", "test"));
            csv.WriteField(row.PartnerOrderId);
            csv.WriteField(row.ItemName);
            csv.WriteField(row.Amount.Total);
            csv.WriteField(row.Cancelled.Total);
            csv.WriteField(row.Amount.Vat);
            csv.WriteField(row.Fee);
            csv.WriteField(row.FeeVat);
            csv.WriteField(row.ApprovalNumber);
            csv.WriteField(row.Tid);
            await csv.EndRecordAsync(ct);
        }
    }

    private static string[] Head =>
        [
            T("일시(KST)", "Time (KST)"),
            T("상태", "State"),
            T("방법", "Way"),
            T("구분", "Mode"),
            T("주문번호", "Order"),
            T("상품", "Item"),
            T("금액(원)", "Amount (KRW)"),
            T("취소(원)", "Cancelled (KRW)"),
            T("부가세(원)", "VAT (KRW)"),
            T("수수료(원)", "Fee (KRW)"),
            T("수수료 부가세(원)", "VAT on fee (KRW)"),
            T("승인번호", "Approval number"),
            "TID",
        ];
}
