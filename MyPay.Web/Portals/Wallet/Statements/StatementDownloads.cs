using System.Globalization;
using System.Security.Claims;
using CsvHelper;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Parts.Settlement;
using MyPay.Web.Portals.Wallet.History;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Statements;

/// <summary>
/// A closed month as a file: opening balance, every line, closing balance. A file whose lines do not come to its
/// closing balance is never given out.
/// </summary>
internal static class StatementDownloads
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // UTF-8 with its mark for Excel; a text that a spreadsheet would take for a formula gets an apostrophe in front.
    private static readonly CsvWriterOptions Form = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static IEndpointRouteBuilder MapWalletStatements(this IEndpointRouteBuilder app)
    {
        app.MapGet("/wallet/statements/{month}/statement.{form:regex(^(csv|xlsx)$)}", FileAsync)
            .RequireAuthorization(Policies.Member);
        return app;
    }

    private static async Task<IResult> FileAsync(
        string month,
        string form,
        ClaimsPrincipal person,
        IStatements statements,
        CancellationToken ct
    )
    {
        var me = person.MemberId();
        if (
            StatementWords.Parse(month) is not { } first
            || await statements.FindAsync(me, first, ct) is not { IsClosed: true } statement
        )
            return TypedResults.NotFound();

        // Written to a file of our own first: what does not add up must not be half sent already, and the archive's
        // directory comes last.
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
            var lines = statements.LinesAsync(me, first, ct);
            if (form == "csv")
                await WriteCsvAsync(file, statement, lines, ct);
            else
                await WriteXlsxAsync(file, statement, lines);
            file.Position = 0;
            return TypedResults.Stream(
                file,
                form == "csv" ? "text/csv; charset=utf-8" : Xlsx,
                $"mypay-statement-{StatementWords.Iso(first)}.{form}"
            );
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    internal static async Task WriteCsvAsync(
        Stream body,
        WalletStatement statement,
        IAsyncEnumerable<Movement> lines,
        CancellationToken ct
    )
    {
        await using var csv = CsvWriter.Create(body, Form, leaveOpen: true);
        await csv.WriteRecordAsync(Head, ct);
        await WriteAsync(csv, Edge(statement.From, StatementWords.Opening, statement.Opening), ct);
        var sum = new LineSum(statement);
        await foreach (var line in lines.WithCancellation(ct))
            await WriteAsync(csv, Cells(sum.Add(line)), ct);
        sum.MustHold();
        await WriteAsync(csv, Edge(statement.To, StatementWords.Closing(statement), statement.Closing), ct);
    }

    internal static async Task WriteXlsxAsync(Stream file, WalletStatement statement, IAsyncEnumerable<Movement> lines)
    {
        using var sheets = new Spreadsheet(file);
        sheets.Begin(T("명세서", "Statement"), 28, 26);
        sheets.Row(true, T("마이머니 명세서", "MyMoney statement"), StatementWords.Month(statement.From));
        sheets.Row(false, T("기간 (한국 시간)", "Period (Seoul)"), $"{Iso(statement.From)} ~ {Iso(statement.To)}");
        sheets.Row(false, StatementWords.Opening, statement.Opening.Amount);
        sheets.Row(false, T("들어온 돈", "In"), statement.In.Amount);
        sheets.Row(false, T("나간 돈", "Out"), -statement.Out.Amount);
        sheets.Row(true, StatementWords.Closing(statement), statement.Closing.Amount);

        sheets.Begin(T("내역", "Lines"), 20, 16, 28, 28, 14, 14, 14, 10, 10);
        sheets.Row(true, [.. Head]);
        sheets.Row(false, Edge(statement.From, StatementWords.Opening, statement.Opening));
        var sum = new LineSum(statement);
        await foreach (var line in lines)
            sheets.Row(false, Cells(sum.Add(line)));
        sum.MustHold();
        sheets.Row(
            true,
            Iso(statement.To),
            StatementWords.Closing(statement),
            "",
            "",
            sum.In,
            sum.Out,
            statement.Closing.Amount,
            "",
            ""
        );
        sheets.Finish();
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

    private static object?[] Cells(Movement line) =>
        [
            SeoulTime.In(line.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            MovementWords.Kind(line.Kind),
            line.Counterparty,
            line.Memo,
            line.Signed > 0 ? line.Signed : null,
            line.Signed < 0 ? -line.Signed : null,
            line.Balance.Amount,
            line.Number,
            line.Slip,
        ];

    private static object?[] Edge(DateOnly day, string words, Won balance) =>
        [Iso(day), words, "", "", null, null, balance.Amount, null, null];

    private static async Task WriteAsync(CsvWriter csv, object?[] cells, CancellationToken ct)
    {
        foreach (var cell in cells)
        {
            if (cell is long number)
                csv.WriteField(number);
            else
                csv.WriteField(cell as string);
        }

        await csv.EndRecordAsync(ct);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Adds the lines up on their way into the file.</summary>
    private sealed class LineSum(WalletStatement statement)
    {
        public long In { get; private set; }

        public long Out { get; private set; }

        public Movement Add(Movement line)
        {
            if (line.Signed > 0)
                In += line.Signed;
            else
                Out -= line.Signed;
            return line;
        }

        public void MustHold()
        {
            if (statement.Opening.Amount + In - Out != statement.Closing.Amount)
                throw new InvalidOperationException(
                    $"The lines of {statement.From:yyyy-MM} do not come to the closing balance: "
                        + $"{statement.Opening.Amount} + {In} - {Out} is not {statement.Closing.Amount}."
                );
        }
    }
}
