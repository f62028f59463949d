using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Identity;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Audit;

/// <summary>The audit log as a file, streamed as it is read: what the page shows, all of it, newest first.</summary>
internal static class AuditCsv
{
    private const int Step = 500;

    // UTF-8 with its mark for Excel; a text that a spreadsheet would take for a formula gets an apostrophe in front.
    private static readonly CsvWriterOptions Form = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static IEndpointRouteBuilder MapAuditCsv(this IEndpointRouteBuilder app)
    {
        app.MapGet(AuditQuery.Csv, Export).RequireAuthorization(Policies.BackOffice).NotedAsExport();
        return app;
    }

    private static PushStreamHttpResult Export(
        [FromQuery] string? actor,
        [FromQuery] string? subject,
        [FromQuery] string? action,
        [FromQuery] string? from,
        [FromQuery] string? to,
        PerCall<IAuditLog> log,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var filter = AuditQuery.Parse(actor, subject, action, from, to);
        var name = string.Create(CultureInfo.InvariantCulture, $"mypay-audit-{SeoulTime.Today(clock):yyyyMMdd}.csv");
        return TypedResults.Stream(body => WriteAsync(body, log, filter, ct), "text/csv; charset=utf-8", name);
    }

    private static async Task WriteAsync(Stream body, PerCall<IAuditLog> log, AuditFilter filter, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(body, Form, leaveOpen: true);
        await csv.WriteRecordAsync(Head, ct);
        long? before = null;
        while (true)
        {
            var at = before;
            var page = await log.AskAsync(l => l.ListAsync(filter, at, Step, ct));
            foreach (var entry in page)
                await WriteAsync(csv, entry, ct);
            if (page.Count < Step)
                return;
            before = page[^1].Seq;
        }
    }

    private static async Task WriteAsync(CsvWriter csv, AuditEntry entry, CancellationToken ct)
    {
        csv.WriteField(entry.Seq);
        csv.WriteField(SeoulTime.In(entry.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        csv.WriteField(entry.ActorName);
        csv.WriteField(entry.ActorId);
        csv.WriteField(entry.Action);
        csv.WriteField(entry.Subject);
        csv.WriteField(entry.Reason);
        csv.WriteField(entry.Before);
        csv.WriteField(entry.After);
        csv.WriteField(Convert.ToHexStringLower(entry.Hash));
        await csv.EndRecordAsync(ct);
    }

    private static string[] Head =>
        [
            T("번호", "Number"),
            T("일시(KST)", "Time (KST)"),
            T("누가", "Who"),
            T("계정", "Account"),
            T("무엇을", "Action"),
            T("대상", "Subject"),
            T("이유", "Reason"),
            T("이전", "Before"),
            T("이후", "After"),
            T("봉인(SHA-256)", "Seal (SHA-256)"),
        ];
}
