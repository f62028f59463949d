using MyPay.Domain.BackOffice;

namespace MyPay.Web.Identity;

/// <summary>What people of the back office take away as a file stands in the audit log, before it is sent.</summary>
internal static class ExportNotes
{
    public static RouteHandlerBuilder NotedAsExport(this RouteHandlerBuilder file) =>
        file.AddEndpointFilter(
            async (call, next) =>
            {
                var http = call.HttpContext;
                await using (var scope = http.RequestServices.CreateAsyncScope())
                    await scope
                        .ServiceProvider.GetRequiredService<IStaffWatch>()
                        .ExportedAsync(http.User.Actor(), http.Request.Path.Value ?? "", http.RequestAborted);
                return await next(call);
            }
        );
}
