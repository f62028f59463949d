using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>A webhook endpoint to add.</summary>
internal sealed record NewWebhookBody(string Url, IReadOnlyList<string>? Types = null, string? Description = null);

/// <summary>What to change at an endpoint; what is left out stays.</summary>
internal sealed record ChangedWebhookBody(
    string? Url = null,
    IReadOnlyList<string>? Types = null,
    string? Description = null,
    bool? Enabled = null
);

/// <summary>A webhook endpoint.</summary>
/// <param name="OldSecretsEndAt">When each rotated secret that still signs along stops.</param>
internal sealed record WebhookBody(
    string Id,
    string Mode,
    string Url,
    string? Description,
    IReadOnlyList<string> Types,
    bool Enabled,
    string? DisabledBecause,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSuccessAt,
    IReadOnlyList<DateTimeOffset> OldSecretsEndAt
)
{
    public static WebhookBody Of(WebhookEndpointView endpoint) =>
        new(
            endpoint.Id.ToString("N"),
            V1Words.ModeOf(endpoint.Live),
            endpoint.Url,
            endpoint.Description,
            endpoint.Types,
            endpoint.Enabled,
            endpoint.DisabledBecause,
            V1Words.Time(endpoint.MadeAt),
            V1Words.Time(endpoint.LastSuccessAt),
            [.. endpoint.OldSecretsEndAt.Select(end => V1Words.Time(end))]
        );
}

/// <summary>An endpoint with its secret, shown once.</summary>
internal sealed record WebhookSecretBody(
    string Id,
    string Mode,
    string Url,
    string? Description,
    IReadOnlyList<string> Types,
    bool Enabled,
    string? DisabledBecause,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSuccessAt,
    IReadOnlyList<DateTimeOffset> OldSecretsEndAt,
    string Secret
)
{
    public static WebhookSecretBody Of(WebhookEndpointSecret made)
    {
        var endpoint = WebhookBody.Of(made.Endpoint);
        return new(
            endpoint.Id,
            endpoint.Mode,
            endpoint.Url,
            endpoint.Description,
            endpoint.Types,
            endpoint.Enabled,
            endpoint.DisabledBecause,
            endpoint.CreatedAt,
            endpoint.LastSuccessAt,
            endpoint.OldSecretsEndAt,
            made.Secret
        );
    }
}

/// <summary>A delivery of one event to one endpoint.</summary>
/// <param name="Test">It carries a sample, sent by a test.</param>
internal sealed record DeliveryBody(
    string Id,
    string Mode,
    string MessageId,
    string EndpointId,
    string Url,
    string Type,
    string Body,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    IReadOnlyList<AttemptBody> Attempts,
    bool Test
)
{
    public static DeliveryBody Of(WebhookDeliveryView delivery) =>
        new(
            delivery.Id.ToString("N"),
            V1Words.ModeOf(delivery.Live),
            delivery.MessageId,
            delivery.Endpoint.ToString("N"),
            delivery.Url,
            delivery.Type,
            delivery.Body,
            delivery.State,
            V1Words.Time(delivery.CreatedAt),
            V1Words.Time(delivery.NextAttemptAt),
            [
                .. delivery.Attempts.Select(attempt => new AttemptBody(
                    attempt.Number,
                    V1Words.Time(attempt.At),
                    attempt.Status,
                    attempt.Error,
                    attempt.Milliseconds,
                    attempt.ResponseBody
                )),
            ],
            delivery.IsSample
        );
}

/// <summary>One attempt of a delivery.</summary>
internal sealed record AttemptBody(
    int Number,
    DateTimeOffset At,
    int? Status,
    string? Error,
    int Milliseconds,
    string? ResponseBody
);

/// <summary>Webhook endpoints and deliveries.</summary>
internal static class WebhooksApi
{
    private const string Scope = "webhooks:write";
    private const string Endpoints = "/v1/webhook-endpoints";
    private const string Deliveries = "/v1/webhook-deliveries";

    public static readonly IReadOnlyList<string> Types = WebhookTypes.All;

    public static readonly CallSheet List = new(
        ApiDoor.V1,
        "GET",
        Endpoints,
        "ListWebhookEndpoints",
        Scope,
        "이 키와 같은 구분(실거래·테스트)의 웹훅 주소 목록이에요.",
        "The webhook endpoints of this key's mode."
    )
    {
        Response = typeof(Page<WebhookBody>),
        ResponseExample = new Page<WebhookBody>([V1Samples.Webhook], null),
    };

    public static readonly CallSheet Add = new(
        ApiDoor.V1,
        "POST",
        Endpoints,
        "AddWebhookEndpoint",
        Scope,
        "웹훅 주소를 추가해요. 테스트 키로 추가한 주소에는 테스트 결제만 알려요. types를 비우면 모든 종류를 보내요. secret은 이 응답에만 있어요.",
        "Adds an endpoint; one that a test key adds hears of test payments only. Without types it gets all of "
            + "them. The secret is in this answer only."
    )
    {
        Key = KeyRule.Optional,
        Success = 201,
        Request = typeof(NewWebhookBody),
        RequestExample = V1Samples.NewWebhook,
        Response = typeof(WebhookSecretBody),
        ResponseExample = V1Samples.WebhookSecret,
        Errors = [409, 422],
    };

    public static readonly CallSheet Find = new(
        ApiDoor.V1,
        "GET",
        Endpoints + "/{id}",
        "FindWebhookEndpoint",
        Scope,
        "웹훅 주소 하나를 조회해요.",
        "One webhook endpoint."
    )
    {
        Response = typeof(WebhookBody),
        ResponseExample = V1Samples.Webhook,
        Errors = [404],
    };

    public static readonly CallSheet Change = new(
        ApiDoor.V1,
        "PATCH",
        Endpoints + "/{id}",
        "ChangeWebhookEndpoint",
        Scope,
        "웹훅 주소를 바꾸거나 다시 켜요. 빠진 항목은 그대로이고, description을 비우면 지워요.",
        "Changes an endpoint or switches it on again. What is left out stays; an empty description takes it away."
    )
    {
        Request = typeof(ChangedWebhookBody),
        RequestExample = V1Samples.ChangedWebhook,
        Response = typeof(WebhookBody),
        ResponseExample = V1Samples.Webhook,
        Errors = [404, 422],
    };

    public static readonly CallSheet Remove = new(
        ApiDoor.V1,
        "DELETE",
        Endpoints + "/{id}",
        "RemoveWebhookEndpoint",
        Scope,
        "웹훅 주소를 지워요.",
        "Removes an endpoint."
    )
    {
        Success = 204,
        Errors = [404],
    };

    public static readonly CallSheet Rotate = new(
        ApiDoor.V1,
        "POST",
        Endpoints + "/{id}/rotate-secret",
        "RotateWebhookSecret",
        Scope,
        "새 secret을 만들어요. 옛 secret도 저마다 24시간 동안 함께 서명해요. 다섯 개까지예요. 응답을 못 받았으면 같은 Idempotency-Key로 다시 보내 같은 "
            + "secret을 받으세요.",
        "Makes a new secret. Each old one signs along for its own 24 hours, five at most. Was the answer lost? "
            + "Send it again with the same Idempotency-Key for the same secret."
    )
    {
        Key = KeyRule.Optional,
        Response = typeof(WebhookSecretBody),
        ResponseExample = V1Samples.RotatedSecret,
        Errors = [404, 409],
    };

    public static readonly CallSheet ListDeliveries = new(
        ApiDoor.V1,
        "GET",
        Deliveries,
        "ListWebhookDeliveries",
        Scope,
        "보낸 웹훅 기록이에요. 새것부터.",
        "Deliveries, newest first."
    )
    {
        Queries = [new("endpointId", "웹훅 주소의 id", "Id of an endpoint", ""), .. ListQuery.Paging],
        Response = typeof(Page<DeliveryBody>),
        ResponseExample = new Page<DeliveryBody>([V1Samples.Delivery], null),
    };

    public static readonly CallSheet FindDelivery = new(
        ApiDoor.V1,
        "GET",
        Deliveries + "/{id}",
        "FindWebhookDelivery",
        Scope,
        "웹훅 기록 하나와 시도들이에요.",
        "One delivery with its attempts."
    )
    {
        Response = typeof(DeliveryBody),
        ResponseExample = V1Samples.Delivery,
        Errors = [404],
    };

    public static readonly CallSheet Redeliver = new(
        ApiDoor.V1,
        "POST",
        Deliveries + "/{id}/redeliver",
        "RedeliverWebhook",
        Scope,
        "웹훅을 지금 다시 보내요. 본문 없이 보내면 돼요.",
        "Sends a delivery again, now. Takes no body."
    )
    {
        Key = KeyRule.Optional,
        Success = 202,
        Response = typeof(DeliveryBody),
        ResponseExample = V1Samples.Delivery with { State = "pending" },
        Errors = [404],
    };

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.MapCall(List, ListAsync);
        api.MapCall(Add, AddAsync);
        api.MapCall(Find, FindAsync);
        api.MapCall(Change, ChangeAsync);
        api.MapCall(Remove, RemoveAsync);
        api.MapCall(Rotate, RotateAsync);
        api.MapCall(ListDeliveries, ListDeliveriesAsync);
        api.MapCall(FindDelivery, FindDeliveryAsync);
        api.MapCall(Redeliver, RedeliverAsync);
    }

    private static async Task<ApiReply> ListAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        if (query.Fault is { } fault)
            return call.Refuse(fault);
        var endpoints = await call.Ask<IWebhooks>()
            .EndpointsAsync(call.Franchise, call.Caller.Live, call.Context.RequestAborted);
        return query.Page(endpoints.Select(WebhookBody.Of), null);
    }

    private static async Task<ApiReply> AddAsync(ApiCall call)
    {
        var fields = new StrictFields<NewWebhookBody>(call.Body);
        var (url, types, description) = (
            fields.Text("url", 500),
            fields.MaybeTexts("types", Types),
            fields.MaybeText("description", 200)
        );
        if (fields.Fault is { } fault)
            return call.Refuse(fault);
        var added = await call.Ask<IWebhooks>()
            .AddEndpointAsync(
                call.Franchise,
                call.Caller.Live,
                url,
                types ?? Types,
                description,
                call.EffectKey,
                CancellationToken.None
            );
        return call.Answer(added, WebhookSecretBody.Of);
    }

    private static async Task<ApiReply> FindAsync(ApiCall call)
    {
        var endpoints = await call.Ask<IWebhooks>()
            .EndpointsAsync(call.Franchise, call.Caller.Live, call.Context.RequestAborted);
        var endpoint = endpoints.FirstOrDefault(endpoint => endpoint.Id == IdOf(call));
        return endpoint is null ? call.Refuse(ApiErrors.NotFound) : ApiReply.Json(WebhookBody.Of(endpoint));
    }

    private static async Task<ApiReply> ChangeAsync(ApiCall call)
    {
        var fields = new StrictFields<ChangedWebhookBody>(call.Body);
        var (url, types, description, enabled) = (
            fields.MaybeText("url", 500),
            fields.MaybeTexts("types", Types),
            fields.MaybeText("description", 200),
            fields.MaybeFlag("enabled")
        );
        if (fields.Fault is { } fault)
            return call.Refuse(fault);
        return call.Answer(
            await call.Ask<IWebhooks>()
                .ChangeEndpointAsync(
                    call.Franchise,
                    call.Caller.Live,
                    IdOf(call),
                    url,
                    types,
                    enabled,
                    description,
                    CancellationToken.None
                ),
            WebhookBody.Of
        );
    }

    private static async Task<ApiReply> RemoveAsync(ApiCall call)
    {
        var removed = await call.Ask<IWebhooks>()
            .RemoveEndpointAsync(call.Franchise, call.Caller.Live, IdOf(call), CancellationToken.None);
        return removed.TryGet(out _, out var refusal) ? ApiReply.Empty() : call.Refuse(refusal);
    }

    private static async Task<ApiReply> RotateAsync(ApiCall call) =>
        call.Answer(
            await call.Ask<IWebhooks>()
                .RotateSecretAsync(
                    call.Franchise,
                    call.Caller.Live,
                    IdOf(call),
                    call.EffectKey,
                    CancellationToken.None
                ),
            WebhookSecretBody.Of
        );

    private static async Task<ApiReply> ListDeliveriesAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        Guid? endpoint = null;
        if (query.Text("endpointId") is { } text)
        {
            if (Guid.TryParse(text, out var id))
                endpoint = id;
            else
                query.Blame(ApiFault.Of(ApiErrors.InvalidParameter, "endpointId"));
        }

        if (query.Fault is { } fault)
            return call.Refuse(fault);
        var page = await call.Ask<IWebhooks>()
            .DeliveriesAsync(
                call.Franchise,
                call.Caller.Live,
                endpoint,
                query.Cursor,
                query.Limit,
                call.Context.RequestAborted
            );
        return query.Page(page.Rows.Select(DeliveryBody.Of), page.Next);
    }

    private static async Task<ApiReply> FindDeliveryAsync(ApiCall call)
    {
        var delivery = await call.Ask<IWebhooks>()
            .FindDeliveryAsync(call.Franchise, call.Caller.Live, IdOf(call), call.Context.RequestAborted);
        return delivery is null ? call.Refuse(ApiErrors.NotFound) : ApiReply.Json(DeliveryBody.Of(delivery));
    }

    private static async Task<ApiReply> RedeliverAsync(ApiCall call) =>
        call.Answer(
            await call.Ask<IWebhooks>()
                .RedeliverAsync(call.Franchise, call.Caller.Live, IdOf(call), CancellationToken.None),
            DeliveryBody.Of
        );

    // What is no id is the id of nothing.
    public static Guid IdOf(ApiCall call) => Guid.TryParse(call.Route("id"), out var id) ? id : Guid.Empty;
}
