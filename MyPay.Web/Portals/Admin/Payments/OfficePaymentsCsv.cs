using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Merchant.Payments;

namespace MyPay.Web.Portals.Admin.Payments;

/// <summary>What the page of all payments shows, as a file, in the form that shops know.</summary>
internal static class OfficePaymentsCsv
{
    private const int Step = 100;

    public static IEndpointRouteBuilder MapOfficePaymentsCsv(this IEndpointRouteBuilder app)
    {
        app.MapGet(OfficeQuery.Csv, Export).RequireAuthorization(Policies.BackOffice).NotedAsExport();
        return app;
    }

    private static PushStreamHttpResult Export(
        [FromQuery] string? period,
        [FromQuery] string? from,
        [FromQuery] string? to,
        [FromQuery] string? state,
        [FromQuery] string? mode,
        [FromQuery] string? q,
        [FromQuery] string? shop,
        [FromQuery] string? min,
        [FromQuery] string? max,
        IPaymentSearch payments,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var today = SeoulTime.Today(clock);
        var query = OfficeQuery.Parse(PaymentsFilter.Parse(period, from, to, state, mode, q), shop, min, max);
        var rows = AllAsync(payments, query.ToFilter(today), ct);
        return TypedResults.Stream(
            body => PaymentsCsv.WriteAsync(body, rows, ct),
            "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"mypay-all-payments-{today:yyyyMMdd}.csv")
        );
    }

    private static async IAsyncEnumerable<PaymentView> AllAsync(
        IPaymentSearch payments,
        OfficePaymentFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        string? cursor = null;
        do
        {
            var page = await payments.ListAsync(filter, cursor, Step, ct);
            foreach (var row in page.Rows)
                yield return row.Payment;
            cursor = page.Next;
        } while (cursor is not null);
    }
}
