using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Web.Host;

namespace MyPay.Web.Api.Door;

/// <summary>One call, once it is known who calls and what was sent.</summary>
internal sealed class ApiCall(HttpContext context, CallSheet sheet, ApiCaller caller, JsonElement body)
{
    public HttpContext Context { get; } = context;

    public CallSheet Sheet { get; } = sheet;

    public ApiCaller Caller { get; } = caller;

    public FranchiseId Franchise => Caller.Franchise;

    public JsonElement Body { get; } = body;

    public string Language { get; } = ApiDoor.LanguageOf(context.Request);

    /// <summary>The key for the use case; null when the caller sent none.</summary>
    public string? EffectKey { get; init; }

    /// <summary>Scheme and host of our addresses, as this caller reaches us.</summary>
    public string BaseUrl => Ask<MyPaySettings>().PublicBaseUrl ?? $"{Context.Request.Scheme}://{Context.Request.Host}";

    public T Ask<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    public string Route(string name) => (string)Context.GetRouteValue(name)!;

    public ApiReply Refuse(ApiFault fault) => Sheet.Door.Refuse(Context, fault);

    public ApiReply Refuse(ApiError error, params object[] args) => Refuse(ApiFault.Of(error, args));

    public ApiReply Refuse(Refusal refusal) => Sheet.Door.Refuse(Context, refusal, Sheet.Name);

    /// <summary>A result in the door's words.</summary>
    public ApiReply Answer<T>(Result<T> result, Func<T, object> body, int? status = null)
        where T : notnull =>
        result.TryGet(out var granted, out var refusal)
            ? ApiReply.Json(body(granted), status ?? Sheet.Success)
            : Refuse(refusal);
}
