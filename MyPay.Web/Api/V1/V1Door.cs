using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.Kernel;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>MyPay's own door: Bearer keys, strict JSON, RFC 9457 problems.</summary>
internal sealed class V1Door : ApiDoor
{
    public override string Name => "MyPay API";

    public override string Prefix => "/v1";

    public override IReadOnlyList<string> KeySchemes { get; } = ["Bearer"];

    public override bool Strict => true;

    public override Type ErrorShape => typeof(Problem);

    public override string ErrorMediaType => "application/problem+json";

    public override IReadOnlyList<int> CommonStatuses { get; } = [400, 401, 403, 429, 500, 503];

    public override IReadOnlyList<int> BodyStatuses { get; } = [413, 415];

    public override ApiReply Refuse(HttpContext context, ApiFault fault)
    {
        var language = LanguageOf(context.Request);
        var fields = fault
            .Fields.Select(field => new ProblemField(
                field.Field,
                field.Error.Code,
                field.Error.Say(language, field.Args),
                field.Received
            ))
            .ToList();
        return Write(context, fault.Error, fault.Error.Say(language, fault.Args), null, fields);
    }

    public override ApiReply Refuse(HttpContext context, Refusal refusal, string operation)
    {
        var error = V1Errors.Of(refusal);
        var reply = Write(
            context,
            error,
            Say(refusal, V1Errors.WordsOf(refusal, error), LanguageOf(context.Request)),
            refusal.Code,
            []
        );
        return SecondsUntil(context, error, refusal) is { } seconds
            ? reply.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
            : reply;
    }

    /// <summary>When it is worth asking again, where the refusal knows.</summary>
    private static long? SecondsUntil(HttpContext context, ApiError error, Refusal refusal) =>
        refusal.Args switch
        {
            [long seconds] when error.Status == StatusCodes.Status429TooManyRequests => seconds,
            [.., DateTimeOffset next] => (long)
                Math.Ceiling(
                    Math.Max(
                        1,
                        (next - context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).TotalSeconds
                    )
                ),
            _ => null,
        };

    private static ApiReply Write(
        HttpContext context,
        ApiError error,
        string detail,
        string? reason,
        IReadOnlyList<ProblemField> fields
    )
    {
        var problem = new Problem(
            $"/docs#{error.Code}",
            ReasonPhrases.GetReasonPhrase(error.Status),
            error.Status,
            detail,
            context.Request.Path,
            error.Code,
            Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            reason,
            fields
        );
        var reply = new ApiReply(error.Status, ApiJson.ProblemType, ApiJson.Write(problem)).With(
            "Content-Language",
            LanguageOf(context.Request)
        );
        return error.Status is 409 or 503 ? reply.With("Retry-After", "1") : reply;
    }
}

/// <summary>RFC 9457.</summary>
/// <param name="Type">The error in the docs.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="TraceId">Name it when you ask us.</param>
/// <param name="Reason">The precise reason, when a payment rule said no.</param>
/// <param name="Errors">The fields that caused it.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Code,
    string TraceId,
    string? Reason,
    IReadOnlyList<ProblemField> Errors
);

/// <summary>A field that caused the error.</summary>
internal sealed record ProblemField(string Field, string Code, string Message, string? Received);
