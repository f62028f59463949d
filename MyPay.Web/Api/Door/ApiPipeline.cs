using System.Diagnostics.Metrics;
using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Web.Api.Door;

/// <summary>
/// What every call goes through, in this order: rate, scope, key, body, the key's turn, the use case. The API key was
/// checked before.
/// </summary>
internal static partial class ApiPipeline
{
    private static readonly Counter<long> Replays = Telemetry.Meter.CreateCounter<long>(
        "mypay.idempotency.replays",
        description: "Calls answered by an earlier answer to the same key."
    );

    public static async Task<IResult> RunAsync(
        HttpContext context,
        CallSheet sheet,
        Func<ApiCall, Task<ApiReply>> handler
    )
    {
        var caller = ApiKeyHandler.CallerOf(context);
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var (at, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
        var (reply, body) = await AnswerAsync(context, sheet, caller, handler);
        context
            .RequestServices.GetRequiredService<IApiCallNotes>()
            .Note(
                new(
                    caller.Franchise,
                    caller.KeyId,
                    caller.Live,
                    at,
                    sheet.Method,
                    context.Request.Path,
                    reply.Status,
                    (int)clock.GetElapsedTime(begun).TotalMilliseconds,
                    body,
                    reply.Body
                )
            );
        return reply;
    }

    private static async Task<(ApiReply Reply, JsonElement Body)> AnswerAsync(
        HttpContext context,
        CallSheet sheet,
        ApiCaller caller,
        Func<ApiCall, Task<ApiReply>> handler
    )
    {
        var body = default(JsonElement);
        try
        {
            if (
                context.RequestServices.GetRequiredService<RateLimits>().Take(caller.KeyId, context.Response) is
                { } limited
            )
                return (sheet.Door.Refuse(context, limited), body);
            if (!caller.Scopes.Contains(sheet.Scope) && sheet.Scope.Length > 0)
                return (sheet.Door.Refuse(context, ApiFault.Of(ApiErrors.InsufficientScope, sheet.Scope)), body);

            var (key, keyFault) = KeyOf(context.Request, sheet.Key);
            if (keyFault is not null)
                return (sheet.Door.Refuse(context, keyFault), body);
            (body, var bodyFault) = await BodyOf(context.Request, sheet);
            if (bodyFault is not null)
                return (sheet.Door.Refuse(context, bodyFault), body);

            return (
                key is null
                    ? await handler(new ApiCall(context, sheet, caller, body))
                    : await OnceAsync(context, sheet, caller, body, key, handler),
                body
            );
        }
        catch (BadHttpRequestException unreadable)
        {
            return (
                sheet.Door.Refuse(
                    context,
                    ApiFault.Of(
                        unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge
                            ? ApiErrors.BodyTooLarge
                            : ApiErrors.MalformedJson,
                        1,
                        1
                    )
                ),
                body
            );
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFailure(LoggerOf(context), failure, sheet.Name);
            return (sheet.Door.Refuse(context, ApiFault.Of(ApiErrors.Internal)), body);
        }
    }

    private static async Task<ApiReply> OnceAsync(
        HttpContext context,
        CallSheet sheet,
        ApiCaller caller,
        JsonElement body,
        string key,
        Func<ApiCall, Task<ApiReply>> handler
    )
    {
        var answers = context.RequestServices.GetRequiredService<IApiAnswers>();
        var question = new ApiQuestion(
            caller.Franchise,
            caller.Live,
            sheet.IdentityOf(context.Request.RouteValues),
            key,
            JsonBody.Canonical(body)
        );
        var taken = await answers.TakeAsync(question, CancellationToken.None);
        if (!taken.TryGet(out var turn, out var refusal))
            return sheet.Door.Refuse(context, refusal, sheet.Name);
        using (turn)
        {
            if (turn.Earlier is { } earlier)
            {
                Replays.Add(1);
                return ApiReply.Replay(earlier);
            }

            var reply = await handler(new ApiCall(context, sheet, caller, body) { EffectKey = question.EffectKey() });
            if (reply.IsFinal)
                await answers.KeepAsync(turn, new(reply.Status, reply.ContentType, reply.Body));
            return reply;
        }
    }

    private static async Task<(JsonElement Body, ApiFault? Fault)> BodyOf(HttpRequest request, CallSheet sheet)
    {
        if (HttpMethods.IsGet(sheet.Method) || HttpMethods.IsDelete(sheet.Method))
            return (default, null);
        var (body, fault) = await JsonBody.ReadAsync(request, sheet.Door.Strict, mayBeEmpty: sheet.Request is null);
        if (
            fault is null
            && sheet.Request is null
            && sheet.Door.Strict
            && body.EnumerateObject().FirstOrDefault() is { Value.ValueKind: not JsonValueKind.Undefined } extra
        )
            fault = ApiFault.At(new FieldFault(extra.Name, ApiErrors.NoFields, null, extra.Name));
        return (body, fault);
    }

    /// <summary>The caller's key: <c>"abc"</c> and <c>abc</c> are one.</summary>
    internal static (string? Key, ApiFault? Fault) KeyOf(HttpRequest request, KeyRule rule)
    {
        if (rule == KeyRule.None)
            return (null, null);
        var sent = request.Headers["Idempotency-Key"];
        if (sent.Count == 0)
            return rule == KeyRule.Required ? (null, ApiFault.Of(ApiErrors.IdempotencyKeyMissing)) : (null, null);

        var key = sent.Count == 1 ? sent[0]!.Trim() : "";
        if (key.Length >= 2 && key[0] == '"' && key[^1] == '"')
            key = key[1..^1]
                .Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\\\", "\\", StringComparison.Ordinal);
        return key.Length is >= 1 and <= 300 && key.All(c => c is > ' ' and <= '~')
            ? (key, null)
            : (null, ApiFault.Of(ApiErrors.IdempotencyKeyInvalid));
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("MyPay.Web.Api");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Call} failed.")]
    private static partial void LogFailure(ILogger log, Exception failure, string call);
}
