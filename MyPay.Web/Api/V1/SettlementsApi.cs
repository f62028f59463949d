using System.Globalization;
using CsvHelper;
using MyPay.Domain.Settlement;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>Settlements of <c>/v1</c>. They are about real money: a test key has none.</summary>
internal static class SettlementsApi
{
    private const string Read = "settlements:read";
    private const int Step = 1_000;

    // For programs: no mark at the beginning, and every text exactly as JSON has it, in quotes. The files that people
    // open in a spreadsheet are the portals'.
    private static readonly CsvWriterOptions Form = CsvWriterOptions.Default;

    public static readonly CallSheet List = new(
        ApiDoor.V1,
        "GET",
        "/v1/settlements",
        "ListSettlements",
        Read,
        "정산 목록이에요. 새것부터. dateType으로 판매일과 지급일 중 무엇으로 찾을지 정해요.",
        "Settlement batches, newest first, by the last sales date or by the date they were paid."
    )
    {
        Queries =
        [
            new("dateType", "soldDate(기본) 또는 paidOutDate", "soldDate (default) or paidOutDate", "soldDate"),
            new("from", "이 날(서울)부터", "From this day, Seoul", "2026-11-01"),
            new("to", "이 날(서울)까지", "To this day, Seoul", "2026-11-30"),
            .. ListQuery.Paging,
        ],
        Response = typeof(Page<SettlementBody>),
        ResponseExample = new Page<SettlementBody>([V1Samples.Settlement], null),
    };

    public static readonly CallSheet Find = new(
        ApiDoor.V1,
        "GET",
        "/v1/settlements/{id}",
        "FindSettlement",
        Read,
        "정산 하나를 조회해요.",
        "One settlement batch."
    )
    {
        Response = typeof(SettlementBody),
        ResponseExample = V1Samples.Settlement,
        Errors = [404],
    };

    public static readonly CallSheet Lines = new(
        ApiDoor.V1,
        "GET",
        "/v1/settlements/{id}/lines",
        "ListSettlementLines",
        Read,
        "정산의 전표를 한 줄씩 보여 줘요. Accept: text/csv를 보내면 전부를 CSV로 받아요. CSV의 값은 JSON과 똑같아서, 주문번호가 =, +, -, @로 시작하면 "
            + "엑셀이 수식으로 읽을 수 있어요. 엑셀로 열 파일은 가맹점 포털에서 받으세요.",
        "The slips of a batch, one a line. With Accept: text/csv all of them come as CSV. Its values are "
            + "exactly those of JSON: an order number that begins with =, +, - or @ may be read as a formula "
            + "by a spreadsheet. For files to open in one use the portal."
    )
    {
        Queries = ListQuery.Paging,
        AlsoCsv = true,
        Response = typeof(Page<SettlementLineBody>),
        ResponseExample = new Page<SettlementLineBody>([V1Samples.SettlementLine], null),
        Errors = [404],
    };

    public static void MapSettlements(this IEndpointRouteBuilder api)
    {
        api.MapCall(List, ListAsync);
        api.MapCall(Find, FindAsync);
        api.MapCall(Lines, LinesAsync);
    }

    private static async Task<ApiReply> ListAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        var (from, to, dateType) = (query.Date("from"), query.Date("to"), query.Text("dateType"));
        if (dateType is not (null or "soldDate" or "paidOutDate"))
            query.Blame(ApiFault.Of(ApiErrors.InvalidParameter, "dateType"));
        if (from is { } first && to is { } last && !ListQuery.IsSpan(first, last))
            query.Blame(ApiFault.Of(ApiErrors.InvalidRange));
        if (query.Fault is { } fault)
            return call.Refuse(fault);
        if (!call.Caller.Live)
            return query.Page<SettlementBody>([], null);

        var filter = new BatchFilter
        {
            Franchise = call.Franchise,
            ByPaidDate = dateType == "paidOutDate",
            From = from,
            To = to,
            Cursor = query.Cursor,
            Limit = query.Limit,
        };
        // By the date of payment what is not paid has no place, bounds or not.
        if (filter is { ByPaidDate: true, From: null, To: null })
            filter = filter with { From = DateOnly.MinValue };
        var page = await call.Ask<ISettlements>().ListAsync(filter, call.Context.RequestAborted);
        return query.Page(page.Items.Select(SettlementBody.Of), page.NextCursor);
    }

    private static async Task<ApiReply> FindAsync(ApiCall call)
    {
        var (batch, no) = await OwnBatchAsync(call);
        return batch is null ? no! : ApiReply.Json(SettlementBody.Of(batch));
    }

    private static async Task<ApiReply> LinesAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        if (query.Fault is { } fault)
            return call.Refuse(fault);
        var (batch, no) = await OwnBatchAsync(call);
        if (batch is null)
            return no!;
        if (WantsCsv(call.Context.Request))
            return new ApiReply(StatusCodes.Status200OK, "text/csv; charset=utf-8", "")
            {
                Write = (body, ct) => WriteAsync(body, call, batch, ct),
            };

        var after = query.Cursor is { } cursor ? long.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var lines = await call.Ask<ISettlements>()
            .LinesAsync(batch.Id, after, query.Limit + 1, call.Context.RequestAborted);
        var shown = lines.Take(query.Limit).ToList();
        return query.Page(
            shown.Select(line => SettlementLineBody.Of(line, SettlementBody.PaidOutOn(batch))),
            lines.Count > shown.Count ? shown[^1].LedgerSlip.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    /// <summary>The batch of the address, or the answer to give instead.</summary>
    private static async Task<(BatchView? Batch, ApiReply? No)> OwnBatchAsync(ApiCall call)
    {
        var batch = await call.Ask<ISettlements>()
            .FindAsync(call.Route("id"), call.Franchise, call.Context.RequestAborted);
        if (batch is null)
            return (null, call.Refuse(ApiErrors.NotFound));
        return call.Caller.Live ? (batch, null) : (null, call.Refuse(ApiErrors.KeyModeMismatch));
    }

    private static bool WantsCsv(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .FirstOrDefault(type =>
                type.MediaType.Value is "text/csv" or "application/json" or "*/*" or "application/*"
            )
            ?.MediaType.Value == "text/csv";

    private static async Task WriteAsync(Stream body, ApiCall call, BatchView batch, CancellationToken ct)
    {
        var settlements = call.Ask<ISettlements>();
        var paidOut = Iso(SettlementBody.PaidOutOn(batch));
        await using var csv = CsvWriter.Create(body, Form, leaveOpen: true);
        await csv.WriteRecordAsync(
            ["tid", "partnerOrderId", "kind", "amount", "fee", "vat", "payOutAmount", "soldDate", "paidOutDate"],
            ct
        );
        for (var after = 0L; ; )
        {
            var lines = await settlements.LinesAsync(batch.Id, after, Step, ct);
            foreach (var line in lines)
            {
                csv.WriteField(line.Tid);
                csv.WriteField(line.PartnerOrderId, CsvQuoting.Always);
                csv.WriteField(line.N == 0 ? "PAYMENT" : "CANCEL");
                csv.WriteField(line.Amount);
                csv.WriteField(line.Fee);
                csv.WriteField(line.Vat);
                csv.WriteField(line.PayOut);
                csv.WriteField(Iso(line.SoldOn));
                csv.WriteField(paidOut);
                await csv.EndRecordAsync(ct);
            }

            if (lines.Count < Step)
                return;
            after = lines[^1].LedgerSlip;
        }
    }

    private static string Iso(DateOnly? date) =>
        date is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
