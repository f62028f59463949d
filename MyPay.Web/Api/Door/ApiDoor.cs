using MyPay.Domain.Kernel;
using MyPay.Web.Localization;

namespace MyPay.Web.Api.Door;

/// <summary>A way into the same use cases: how its callers say who they are, and how it says no.</summary>
internal abstract class ApiDoor
{
    public static readonly ApiDoor Kakao = new Kakao.KakaoDoor();
    public static readonly ApiDoor V1 = new V1.V1Door();

    public static readonly IReadOnlyList<ApiDoor> All = [Kakao, V1];

    /// <summary>Its name in the docs.</summary>
    public abstract string Name { get; }

    /// <summary>The shape of its errors.</summary>
    public abstract Type ErrorShape { get; }

    public abstract string ErrorMediaType { get; }

    /// <summary>Statuses that any of its calls may answer with.</summary>
    public abstract IReadOnlyList<int> CommonStatuses { get; }

    /// <summary>Statuses that a call may answer with because of its body, also one that needs none.</summary>
    public abstract IReadOnlyList<int> BodyStatuses { get; }

    /// <summary>The first segment of its addresses.</summary>
    public abstract string Prefix { get; }

    /// <summary>Words before the key in the Authorization header.</summary>
    public abstract IReadOnlyList<string> KeySchemes { get; }

    /// <summary>Wrong types, unknown and doubled members are refused.</summary>
    public abstract bool Strict { get; }

    /// <summary>The door's error body.</summary>
    public abstract ApiReply Refuse(HttpContext context, ApiFault fault);

    /// <summary>A use case said no.</summary>
    public abstract ApiReply Refuse(HttpContext context, Refusal refusal, string operation);

    /// <summary>The call came without any key.</summary>
    public virtual ApiReply RefuseKeyless(HttpContext context) => Refuse(context, ApiFault.Of(ApiErrors.InvalidApiKey));

    public static ApiDoor? Of(PathString path) => All.FirstOrDefault(door => path.StartsWithSegments(door.Prefix));

    /// <summary>Korean unless the caller prefers English.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        var wanted = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => language is "ko" or "en");
        return wanted ?? "ko";
    }

    /// <summary>Words of a refusal; a code that has none of its own gets those of the error it is mapped to.</summary>
    protected static string Say(Refusal refusal, ApiError? otherwise, string language) =>
        otherwise is null || (RefusalText.Codes.Contains(refusal.Code) && !IsAboutTheKey(refusal))
            ? RefusalText.Say(refusal, language)
            : otherwise.Say(language);

    // Pages speak of pressing again; a program is told about its key.
    private static bool IsAboutTheKey(Refusal refusal) =>
        refusal.Code.StartsWith("idempotency.", StringComparison.Ordinal);
}
