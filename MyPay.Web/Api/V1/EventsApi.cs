using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>An event and what became of it.</summary>
/// <param name="Id">The <c>webhook-id</c> of every delivery.</param>
/// <param name="State"><c>unsent</c>, <c>pending</c>, <c>failed</c> or <c>delivered</c>.</param>
/// <param name="Test">A sample, sent by a test.</param>
internal sealed record EventBody(
    string Id,
    string Mode,
    string Type,
    DateTimeOffset Timestamp,
    JsonElement Data,
    string State,
    bool Test,
    IReadOnlyList<EventDeliveryBody> Deliveries
)
{
    public static EventBody Of(WebhookEventView view)
    {
        using var body = JsonDocument.Parse(view.Body);
        return new(
            view.Id,
            V1Words.ModeOf(view.Live),
            view.Type,
            V1Words.Time(view.At),
            body.RootElement.GetProperty("data").Clone(),
            view.State,
            view.IsSample,
            [.. view.Deliveries.Select(EventDeliveryBody.Of)]
        );
    }
}

/// <summary>Where an event stands at one endpoint; more of it under <c>/v1/webhook-deliveries/{id}</c>.</summary>
/// <param name="LastStatus">The HTTP status of the last attempt; null when there was no answer or no attempt.</param>
internal sealed record EventDeliveryBody(
    string Id,
    string EndpointId,
    string Url,
    string State,
    int Attempts,
    int? LastStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt
)
{
    public static EventDeliveryBody Of(WebhookDeliveryView delivery) =>
        new(
            delivery.Id.ToString("N"),
            delivery.Endpoint.ToString("N"),
            delivery.Url,
            delivery.State,
            delivery.Attempts.Count,
            delivery.Attempts.Count == 0 ? null : delivery.Attempts[^1].Status,
            V1Words.Time(delivery.CreatedAt),
            V1Words.Time(delivery.NextAttemptAt)
        );
}

/// <summary>What to send an endpoint: all that it missed since an instant, or one event.</summary>
internal sealed record ResendBody(DateTimeOffset? Since = null, string? EventId = null);

/// <summary>What a resend has put on its way.</summary>
/// <param name="Deliveries">How many.</param>
internal sealed record ResentBody(string EndpointId, int Deliveries);

/// <summary>Which sample to send.</summary>
internal sealed record TestBody(string Type);

/// <summary>Events of <c>/v1</c>: every one of 30 days whether delivered or not, and sending them.</summary>
internal static class EventsApi
{
    private const string Scope = "webhooks:write";
    private const string Endpoint = "/v1/webhook-endpoints/{id}";

    public static readonly CallSheet List = new(
        ApiDoor.V1,
        "GET",
        "/v1/events",
        "ListEvents",
        Scope,
        "30일 동안의 모든 이벤트예요. 웹훅으로 보냈든 못 보냈든 다 있어요. 새것부터.",
        "Every event of 30 days, whether a webhook told it or not; newest first."
    )
    {
        Queries =
        [
            new("type", "이벤트 종류", "Type of event", "payment.approved"),
            new("from", "이 날(서울)부터", "From this day, Seoul", "2026-11-01"),
            new("to", "이 날(서울)까지", "To this day, Seoul", "2026-11-30"),
            .. ListQuery.Paging,
        ],
        Response = typeof(Page<EventBody>),
        ResponseExample = new Page<EventBody>([V1Samples.Event], null),
    };

    public static readonly CallSheet Find = new(
        ApiDoor.V1,
        "GET",
        "/v1/events/{id}",
        "FindEvent",
        Scope,
        "이벤트 하나를 조회해요. id는 웹훅의 webhook-id예요.",
        "One event. Its id is the webhook-id."
    )
    {
        Response = typeof(EventBody),
        ResponseExample = V1Samples.Event,
        Errors = [404],
    };

    public static readonly CallSheet Resend = new(
        ApiDoor.V1,
        "POST",
        Endpoint + "/resend",
        "ResendEvents",
        Scope,
        "since 뒤의 이벤트 가운데 이 주소가 받지 못한 것을 모두, 오래된 것부터 다시 보내요. 한 건만 보내려면 since 대신 eventId를 적어요. 30일이 지난 이벤트는 없어요.",
        "Sends this endpoint every event since an instant that it has not got, the oldest first. For one event "
            + "give eventId instead of since. Events are kept for 30 days."
    )
    {
        Key = KeyRule.Optional,
        Success = 202,
        Request = typeof(ResendBody),
        RequestExample = V1Samples.Resend,
        Response = typeof(ResentBody),
        ResponseExample = V1Samples.Resent,
        Errors = [404, 409, 422],
    };

    public static readonly CallSheet Test = new(
        ApiDoor.V1,
        "POST",
        Endpoint + "/test",
        "TestWebhook",
        Scope,
        "견본 이벤트를 지금 한 번 보내고 결과를 알려 줘요. 본문에 \"test\": true가 있어요. 실패해도 다시 보내지 않고 주소를 끄지도 않아요.",
        "Sends a sample event now, once, and answers what became of it. Its body says \"test\": true. A "
            + "failure is not tried again and does not switch the endpoint off."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(TestBody),
        RequestExample = V1Samples.Test,
        Response = typeof(DeliveryBody),
        ResponseExample = V1Samples.Tested,
        Errors = [404, 409, 422],
    };

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapCall(List, ListAsync);
        api.MapCall(Find, FindAsync);
        api.MapCall(Resend, ResendAsync);
        api.MapCall(Test, TestAsync);
    }

    private static async Task<ApiReply> ListAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        var (from, to, type) = (query.Date("from"), query.Date("to"), query.Text("type"));
        if (from is { } first && to is { } last && !ListQuery.IsSpan(first, last))
            query.Blame(ApiFault.Of(ApiErrors.InvalidRange));
        if (type is not null && !WebhookTypes.All.Contains(type, StringComparer.Ordinal))
            query.Blame(ApiFault.Of(ApiErrors.InvalidValue, "type", string.Join(", ", WebhookTypes.All)));
        if (query.Fault is { } fault)
            return call.Refuse(fault);

        var page = await call.Ask<IWebhookEvents>()
            .ListAsync(
                call.Franchise,
                call.Caller.Live,
                new()
                {
                    Type = type,
                    From = from,
                    To = to,
                },
                query.Cursor,
                query.Limit,
                call.Context.RequestAborted
            );
        return query.Page(page.Rows.Select(EventBody.Of), page.Next);
    }

    private static async Task<ApiReply> FindAsync(ApiCall call)
    {
        var found = await call.Ask<IWebhookEvents>()
            .FindAsync(call.Franchise, call.Caller.Live, call.Route("id"), call.Context.RequestAborted);
        return found is null ? call.Refuse(ApiErrors.NotFound) : ApiReply.Json(EventBody.Of(found));
    }

    private static async Task<ApiReply> ResendAsync(ApiCall call)
    {
        var fields = new StrictFields<ResendBody>(call.Body);
        var one = fields.MaybeText("eventId", 64);
        var since = fields.MaybeInstant("since", required: one is null);
        if (one is not null && since is not null)
            fields.Blame(new("eventId", ApiErrors.FieldsExclude, one, "since", "eventId"));
        if (fields.Fault is { } fault)
            return call.Refuse(fault);

        var (events, endpoint) = (call.Ask<IWebhookEvents>(), WebhooksApi.IdOf(call));
        var sent = one is null
            ? await events.ResendAsync(call.Franchise, call.Caller.Live, endpoint, since!.Value, CancellationToken.None)
            : await events.ResendOneAsync(call.Franchise, call.Caller.Live, one, endpoint, CancellationToken.None);
        return call.Answer(sent, made => new ResentBody(endpoint.ToString("N"), made.Deliveries));
    }

    private static async Task<ApiReply> TestAsync(ApiCall call)
    {
        var fields = new StrictFields<TestBody>(call.Body);
        var type = fields.Choice("type", WebhookTypes.All);
        if (fields.Fault is { } fault)
            return call.Refuse(fault);
        return call.Answer(
            await call.Ask<IWebhookEvents>()
                .TestAsync(call.Franchise, call.Caller.Live, WebhooksApi.IdOf(call), type, CancellationToken.None),
            DeliveryBody.Of
        );
    }
}
