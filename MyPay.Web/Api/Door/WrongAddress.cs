using Microsoft.AspNetCore.Routing.Template;

namespace MyPay.Web.Api.Door;

/// <summary>
/// Addresses below a door that are no calls: 404, or 405 with the methods that would be right, in the door's own error
/// shape.
/// </summary>
internal static class WrongAddress
{
    public static void MapWrongAddresses(this IEndpointRouteBuilder endpoints)
    {
        foreach (var door in ApiDoor.All)
            endpoints
                .Map(
                    door.Prefix + "/{**rest}",
                    (HttpContext context, EndpointDataSource all) => Answer(context, door, all)
                )
                .WithOrder(int.MaxValue)
                .ExcludeFromDescription();
    }

    private static ApiReply Answer(HttpContext context, ApiDoor door, EndpointDataSource all)
    {
        var allowed = string.Join(
            ", ",
            all.Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => Matches(endpoint, context.Request.Path))
                .Select(endpoint => endpoint.Metadata.GetMetadata<CallSheet>()!.Method)
                .Distinct()
                .Order()
        );
        return allowed.Length == 0
            ? door.Refuse(context, ApiFault.Of(ApiErrors.NotFound))
            : door.Refuse(context, ApiFault.Of(ApiErrors.MethodNotAllowed, allowed)).With("Allow", allowed);
    }

    private static bool Matches(RouteEndpoint endpoint, PathString path) =>
        endpoint.Metadata.GetMetadata<CallSheet>() is not null
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
