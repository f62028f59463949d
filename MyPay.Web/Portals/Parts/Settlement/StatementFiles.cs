using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using CsvHelper;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Settlement;
using MyPay.Web.Identity;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Parts.Settlement;

/// <summary>
/// A statement as a file or on paper, for the shop and for the back office: the lines its page shows, all of them; the
/// XLSX has the sums on a sheet of their own.
/// </summary>
internal static class StatementFiles
{
    private const int Step = 1_000;
    private const string Paper = "print";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // UTF-8 with its mark for Excel; a text that a spreadsheet would take for a formula gets an apostrophe in front.
    private static readonly CsvWriterOptions Form = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static IEndpointRouteBuilder MapStatementFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/merchant/settlements/{id}/statement.{form:regex(^(csv|xlsx)$)}", OfShopAsync)
            .RequireAuthorization(Policies.FranchiseManager);
        app.MapGet("/admin/settlements/{id}/statement.{form:regex(^(csv|xlsx)$)}", OfBackOfficeAsync)
            .RequireAuthorization(Policies.BackOffice)
            .NotedAsExport();
        app.MapGet(
                "/merchant/settlements/{id}/print",
                (
                    string id,
                    ClaimsPrincipal person,
                    IFranchises franchises,
                    ISettlements settlements,
                    IFirmBank bank,
                    CancellationToken ct
                ) => OfShopAsync(id, Paper, person, franchises, settlements, bank, ct)
            )
            .RequireAuthorization(Policies.FranchiseManager);
        app.MapGet(
                "/admin/settlements/{id}/print",
                (string id, ISettlements settlements, IFirmBank bank, CancellationToken ct) =>
                    OfBackOfficeAsync(id, Paper, settlements, bank, ct)
            )
            .RequireAuthorization(Policies.BackOffice);
        return app;
    }

    private static async Task<IResult> OfShopAsync(
        string id,
        string form,
        ClaimsPrincipal person,
        IFranchises franchises,
        ISettlements settlements,
        IFirmBank bank,
        CancellationToken ct
    )
    {
        // The cookie may be older than the role.
        if (
            person.FindFirstValue(ClaimTypes.NameIdentifier) is not { } signIn
            || await franchises.FindStaffAsync(signIn, ct) is not { Role: <= StaffRole.Manager } me
        )
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        return await FileAsync(
            await settlements.FindAsync(id, me.Franchise, ct),
            form,
            "/merchant/settlements",
            settlements,
            bank,
            ct
        );
    }

    private static async Task<IResult> OfBackOfficeAsync(
        string id,
        string form,
        ISettlements settlements,
        IFirmBank bank,
        CancellationToken ct
    ) => await FileAsync(await settlements.FindAsync(id, ct: ct), form, "/admin/settlements", settlements, bank, ct);

    private static async Task<IResult> FileAsync(
        BatchView? batch,
        string form,
        string folder,
        ISettlements settlements,
        IFirmBank bank,
        CancellationToken ct
    )
    {
        if (batch is null)
            return TypedResults.NotFound();
        if (form == Paper)
        {
            var bankName = SettlementWords.BankOf(batch, await bank.BanksAsync(BankService.Payout, ct));
            return TypedResults.Stream(
                body =>
                    StatementPrint.WriteAsync(body, batch, bankName, folder, LinesAsync(settlements, batch.Id, ct), ct),
                "text/html; charset=utf-8"
            );
        }

        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"mypay-settlement-{batch.To:yyyyMMdd}-{batch.Id}.{form}"
        );
        if (form == "csv")
            return TypedResults.Stream(
                body => WriteCsvAsync(body, batch, LinesAsync(settlements, batch.Id, ct), ct),
                "text/csv; charset=utf-8",
                name
            );

        // The archive's directory comes last and is written at once, which a response does not take: a file of our own
        // does.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            await WriteXlsxAsync(file, batch, LinesAsync(settlements, batch.Id, ct));
            file.Position = 0;
            return TypedResults.Stream(file, Xlsx, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<SettlementLine> LinesAsync(
        ISettlements settlements,
        string batch,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var after = 0L; ; )
        {
            var lines = await settlements.LinesAsync(batch, after, Step, ct);
            foreach (var line in lines)
                yield return line;
            if (lines.Count < Step)
                yield break;
            after = lines[^1].LedgerSlip;
        }
    }

    internal static async Task WriteCsvAsync(
        Stream body,
        BatchView batch,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    )
    {
        var paid = PaidOn(batch);
        await using var csv = CsvWriter.Create(body, Form, leaveOpen: true);
        await csv.WriteRecordAsync(Head, ct);
        await foreach (var line in lines.WithCancellation(ct))
        {
            csv.WriteField(Iso(line.SoldOn));
            csv.WriteField(KindOf(line));
            csv.WriteField(line.PartnerOrderId);
            csv.WriteField(line.ItemName);
            csv.WriteField(line.Amount);
            csv.WriteField(RateOf(line));
            csv.WriteField(line.Fee);
            csv.WriteField(line.Vat);
            csv.WriteField(line.PayOut);
            csv.WriteField(paid);
            csv.WriteField(line.Tid);
            csv.WriteField(line.LedgerSlip);
            await csv.EndRecordAsync(ct);
        }
    }

    internal static async Task WriteXlsxAsync(Stream file, BatchView batch, IAsyncEnumerable<SettlementLine> lines)
    {
        using var sheets = new Spreadsheet(file);
        sheets.Begin(T("정산", "Statement"), 28, 26);
        sheets.Row(true, batch.TradeName, batch.Id);
        sheets.Row(false, T("판매 기간 (한국 시간)", "Sales period (Seoul)"), $"{Iso(batch.From)} ~ {Iso(batch.To)}");
        sheets.Row(false, T("상태", "State"), SettlementWords.Of(batch.State));
        sheets.Row(false, T("지급 예정일", "Due"), Iso(batch.DueOn));
        sheets.Row(false, T("지급일", "Paid on"), PaidOn(batch));
        sheets.Row(false);
        foreach (var (words, won) in Sums(batch))
            sheets.Row(false, words, won);
        sheets.Row(true, T("지급액", "Payout"), batch.PayOut);
        sheets.Row(true, T("다음 정산으로 이월", "To the next settlement"), batch.CarryOut);

        sheets.Begin(T("전표", "Slips"), 12, 8, 24, 28, 14, 12, 12, 12, 14, 12, 24, 12);
        sheets.Row(true, [.. Head]);
        var (amount, fee, vat, net) = (0L, 0L, 0L, 0L);
        var paid = PaidOn(batch);
        await foreach (var line in lines)
        {
            sheets.Row(
                false,
                Iso(line.SoldOn),
                KindOf(line),
                line.PartnerOrderId,
                line.ItemName,
                line.Amount,
                RateOf(line),
                line.Fee,
                line.Vat,
                line.PayOut,
                paid,
                line.Tid,
                line.LedgerSlip
            );
            (amount, fee, vat, net) = (amount + line.Amount, fee + line.Fee, vat + line.Vat, net + line.PayOut);
        }

        sheets.Row(true, T("합계", "Sum"), "", "", "", amount, "", fee, vat, net);
        sheets.Finish();
    }

    private static IEnumerable<(string Words, long Won)> Sums(BatchView batch) =>
        [
            (T("결제", "Payments"), batch.Gross),
            (T("취소", "Cancels"), -batch.Cancelled),
            (T("수수료", "Fee"), -batch.Fee),
            (T("수수료 부가세", "VAT on the fee"), -batch.Vat),
            (T("앞 정산에서 이월", "Carried over from earlier"), batch.CarryIn),
            (T("지급 유보", "Kept in reserve"), -batch.ReserveKept),
        ];

    private static string[] Head =>
        [
            T("판매일(KST)", "Sold (KST)"),
            T("구분", "Kind"),
            T("주문번호", "Order"),
            T("상품", "Item"),
            T("금액(원)", "Amount (KRW)"),
            T("수수료율(%)", "Fee rate (%)"),
            T("수수료(원)", "Fee (KRW)"),
            T("부가세(원)", "VAT (KRW)"),
            T("정산액(원)", "Net (KRW)"),
            T("지급일", "Paid on"),
            "TID",
            T("전표번호", "Slip"),
        ];

    private static string KindOf(SettlementLine line) => line.N == 0 ? T("결제", "Payment") : T("취소", "Cancel");

    private static string RateOf(SettlementLine line) =>
        (line.RateBasisPoints / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string PaidOn(BatchView batch) => batch.PaidAt is { } at ? Iso(SeoulTime.DateOf(at)) : "";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
