using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Identity;

/// <summary>
/// What <c>passkeys.js</c> asks on behalf of a page. JSON both ways, with the page's antiforgery token in a header;
/// signing in itself is the sign-in page's form.
/// </summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var passkeys = routes.MapGroup("/passkeys").AddEndpointFilter(OwnPagesOnlyAsync).ExcludeFromDescription();
        passkeys
            .MapPost(
                "/sign-in",
                async (PasskeyCeremonies ceremonies, HttpContext context) =>
                    TypedResults.Ok(Told(await ceremonies.AskForSignInAsync(context)))
            )
            .AllowAnonymous();

        var own = passkeys.MapGroup("").RequireAuthorization();
        own.MapPost(
            "/proof",
            async (PasskeyCeremonies ceremonies, ClaimsPrincipal person, HttpContext context) =>
                Told(await ceremonies.AskForProofAsync(context, person.Actor()), Told)
        );
        own.MapPost(
            "/proof/answer",
            async (PasskeyAnswer answer, PasskeyCeremonies ceremonies, ClaimsPrincipal person, HttpContext context) =>
                Told(
                    await ceremonies.ProveAsync(context, person.Actor(), answer.Credential, answer.State),
                    _ => new PasskeyWords()
                )
        );
        own.MapPost(
            "/new",
            async (PasskeyCeremonies ceremonies, ClaimsPrincipal person, HttpContext context) =>
                Told(await ceremonies.AskForNewAsync(context, person.Actor()), Told)
        );
        own.MapPost(
            "/new/answer",
            async (PasskeyAnswer answer, PasskeyCeremonies ceremonies, ClaimsPrincipal person, HttpContext context) =>
                Told(
                    await ceremonies.AddAsync(context, person.Actor(), answer.Credential, answer.State, answer.Name),
                    _ => new PasskeyWords()
                )
        );
    }

    private static async ValueTask<object?> OwnPagesOnlyAsync(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next
    ) =>
        await call.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(call.HttpContext)
            ? await next(call)
            : TypedResults.BadRequest();

    // A refusal is an answer that the page puts into words, not an error of the call.
    private static Ok<PasskeyWords> Told<T>(Result<T> result, Func<T, PasskeyWords> words)
        where T : notnull =>
        TypedResults.Ok(
            result.TryGet(out var granted, out var refusal)
                ? words(granted)
                : new PasskeyWords(
                    Code: refusal.Code,
                    Kind: refusal.Kind,
                    Args: [.. refusal.Args.Select(arg => $"{arg}")]
                )
        );

    private static PasskeyWords Told(CeremonyAsk ask) => new(ask.Options, ask.State);
}

/// <summary>A browser's answer to a ceremony.</summary>
internal sealed record PasskeyAnswer(string? Credential, string? State, string? Name);

/// <summary>
/// What a page's script is told: a ceremony's options and state, or why not, or nothing when it is done.
/// </summary>
internal sealed record PasskeyWords(
    string? Options = null,
    string? State = null,
    string? Code = null,
    RefusalKind? Kind = null,
    IReadOnlyList<string>? Args = null
)
{
    /// <summary>Null when nothing stands against it.</summary>
    public Refusal? Refusal =>
        Code is null
            ? null
            : new(
                Kind ?? RefusalKind.Forbidden,
                Code,
                [.. (Args ?? []).Select(arg => long.TryParse(arg, out var number) ? (object)number : arg)]
            );
}
