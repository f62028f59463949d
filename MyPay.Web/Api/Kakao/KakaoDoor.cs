using MyPay.Domain.Kernel;
using MyPay.Web.Api.Door;
using MyPay.Web.Localization;

namespace MyPay.Web.Api.Kakao;

/// <summary>The KakaoPay dialect's door: SECRET_KEY, lenient JSON, errors with a number.</summary>
internal sealed class KakaoDoor : ApiDoor
{
    public override string Name => "KakaoPay API";

    public override string Prefix => "/online";

    public override IReadOnlyList<string> KeySchemes { get; } = ["SECRET_KEY", "DEV_SECRET_KEY"];

    public override bool Strict => false;

    public override Type ErrorShape => typeof(ErrorAnswer);

    public override string ErrorMediaType => "application/json";

    public override IReadOnlyList<int> CommonStatuses { get; } = [400, 401, 403, 429, 500, 503];

    public override IReadOnlyList<int> BodyStatuses { get; } = [413];

    public override ApiReply Refuse(HttpContext context, ApiFault fault)
    {
        var error = KakaoErrors.Of(fault.Error);
        var (status, language) = (fault.Error.Status, LanguageOf(context.Request));
        // A field or a body that can't be read has the same status whatever is wrong with it; only its size has one of
        // its own.
        if (error.Code == -400 && status != StatusCodes.Status413PayloadTooLarge)
            status = StatusCodes.Status400BadRequest;
        return new(
            status,
            ApiJson.MediaType,
            ApiJson.Write(new ErrorAnswer(error.Code, fault.Error.Say(language, fault.Args)))
        );
    }

    public override ApiReply Refuse(HttpContext context, Refusal refusal, string operation)
    {
        var (error, methodResult) = KakaoErrors.Of(refusal, operation);
        var language = LanguageOf(context.Request);
        var extras = methodResult is null
            ? null
            : new ErrorExtras(
                methodResult,
                KakaoErrors.WordsOf(refusal, language) ?? RefusalText.Say(refusal, language)
            );
        var status = refusal.Code switch
        {
            "idempotency.key_reused" => StatusCodes.Status422UnprocessableEntity,
            "idempotency.in_progress" => StatusCodes.Status409Conflict,
            // Whoever sent a key may send it again, and hears what became of it.
            "payment.approve.in_progress" when context.Request.Headers.ContainsKey("Idempotency-Key") =>
                StatusCodes.Status409Conflict,
            _ => error.Code == -503 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest,
        };
        var message = error.Code == -400 ? RefusalText.Say(refusal, language) : error.Say(language);
        var reply = new ApiReply(
            status,
            ApiJson.MediaType,
            ApiJson.Write(new ErrorAnswer(error.Code, message, extras))
        );
        return status is StatusCodes.Status409Conflict or StatusCodes.Status503ServiceUnavailable
            ? reply.With("Retry-After", "1")
            : reply;
    }

    /// <summary>
    /// No Authorization is −400 in the dialect's table, and as for every key trouble the status is 401.
    /// </summary>
    public override ApiReply RefuseKeyless(HttpContext context) =>
        new(
            StatusCodes.Status401Unauthorized,
            ApiJson.MediaType,
            ApiJson.Write(new ErrorAnswer(-400, KakaoErrors.Of(-400).Say(LanguageOf(context.Request))))
        );
}
