using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Web.Identity;

namespace MyPay.Web.Portals.Admin.Certificates;

/// <summary>A certificate as a file: every sealed field, for whoever keeps it outside.</summary>
internal static class CertificateFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IEndpointRouteBuilder MapCertificateFile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/admin/certificates/{date}/certificate.json", DownloadAsync)
            .RequireAuthorization(Policies.BackOffice)
            .NotedAsExport();
        return app;
    }

    private static async Task<IResult> DownloadAsync(
        string date,
        PerCall<ICertificates> certificates,
        CancellationToken ct
    )
    {
        if (TypedDate.Day(date) is not { } day)
            return Results.NotFound();
        var found = await certificates.AskAsync(c => c.FindAsync(day, ct));
        if (found is null)
            return Results.NotFound();
        return Results.File(
            JsonSerializer.SerializeToUtf8Bytes(found with { IssuedAt = SeoulTime.In(found.IssuedAt) }, Json),
            "application/json",
            $"mypay-certificate-{date}.json"
        );
    }
}
