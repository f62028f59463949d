using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MyPay.Web.Host.Watch;

/// <summary>The body of <c>/healthz/ready</c>: the state, then a line for each check that is not healthy.</summary>
internal static class ReadyText
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var ill = report
            .Entries.Where(check => check.Value.Status != HealthStatus.Healthy)
            .Select(check => $"{check.Key}: {check.Value.Description ?? "failed"}");
        return context.Response.WriteAsync(string.Join('\n', [report.Status.ToString(), .. ill]));
    }
}
