using Microsoft.AspNetCore.Http.Features;

namespace MyPay.Web.Host;

/// <summary>
/// HEAD answers as GET does, without the body: whoever looks whether a page is there (link checkers, load balancers,
/// chat previews) must not be told that it is not. Pages know only GET, so the request becomes one and its body goes
/// nowhere.
/// </summary>
internal static class HeadRequests
{
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                if (!HttpMethods.IsHead(context.Request.Method))
                {
                    await next(context);
                    return;
                }

                var (body, method) = (
                    context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(),
                    context.Request.Method
                );
                context.Request.Method = HttpMethods.Get;
                context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
                try
                {
                    await next(context);
                }
                finally
                {
                    // The server itself leaves the body of a HEAD away, and must know that it is one before the headers
                    // go.
                    context.Request.Method = method;
                    context.Features.Set(body);
                }
            }
        );
}
