using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using MyPay.Web.Api.Door;

namespace MyPay.Tests.Web.Access;

/// <summary>An endpoint of the running product, by one of its methods.</summary>
/// <param name="Call">The call of the merchant API that it is; null for all else.</param>
internal sealed record Door(string Method, string Address, bool IsPage, string? Call)
{
    /// <summary>Null: nobody has said who may be there.</summary>
    public Place? Place => AccessMatrix.Of(IsPage ? null : Method, Address);

    public override string ToString() => $"{Method} {Address}";

    /// <summary>
    /// All there are. A file's compressed and fingerprinted twins count as the file; HEAD is asked wherever GET is.
    /// </summary>
    public static IReadOnlyList<Door> Of(EndpointDataSource all) =>
        [
            .. (
                from endpoint in all.Endpoints.OfType<RouteEndpoint>()
                from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
                where method is not "HEAD"
                let isPage = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                select new Door(method, AddressOf(endpoint), isPage, endpoint.Metadata.GetMetadata<CallSheet>()?.Name)
            ).Distinct(),
        ];

    private static string AddressOf(RouteEndpoint endpoint)
    {
        var file = endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()?.AssetPath;
        if (file?.EndsWith(".gz", StringComparison.Ordinal) == true)
            file = file[..^3];
        return "/" + (file ?? endpoint.RoutePattern.RawText!).TrimStart('/');
    }

    /// <summary>The address with this in its first gap.</summary>
    public string With(string name, string real)
    {
        var (gaps, path) = (Address.Split('/'), real.Split('/'));
        var first = Array.FindIndex(gaps, segment => segment.StartsWith('{'));
        path[first] = name;
        return string.Join('/', path);
    }

    /// <summary>What stands in its first gap.</summary>
    public string NameIn(string real) =>
        real.Split('/')[Array.FindIndex(Address.Split('/'), segment => segment.StartsWith('{'))];
}
