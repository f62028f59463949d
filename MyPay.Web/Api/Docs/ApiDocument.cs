using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MyPay.Web.Api.Door;
using MyPay.Web.Api.V1;

namespace MyPay.Web.Api.Docs;

/// <summary>
/// The OpenAPI 3.1 document of both doors at <c>/openapi/v1.json</c>: shapes from the types, all else from the
/// <see cref="CallSheet"/>s.
/// </summary>
internal static class ApiDocument
{
    private const string DialectScheme = "SecretKey";
    private const string BearerScheme = "Bearer";

    public static void AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configured(options.SerializerOptions));
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description =>
                    SheetOf(description.ActionDescriptor.EndpointMetadata) is not null;
                options.CreateSchemaReferenceId = NameOf;
                options.AddDocumentTransformer(Introduce);
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        if (SheetOf(context.Description.ActionDescriptor.EndpointMetadata) is { } sheet)
                            Describe(operation, sheet, context.Document!);
                        return Task.CompletedTask;
                    }
                );
                options.AddSchemaTransformer(LeaveOutNulls);
            }
        );
    }

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi/{documentName}.json");

    /// <summary>The sheets of all calls, as they are mapped.</summary>
    public static IReadOnlyList<CallSheet> Sheets(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.Select(endpoint => SheetOf(endpoint.Metadata)).OfType<CallSheet>()];

    private static CallSheet? SheetOf(IEnumerable<object> metadata) => metadata.OfType<CallSheet>().FirstOrDefault();

    // Both doors have a body of a cancel; the dialect's names say where they belong.
    private static string? NameOf(System.Text.Json.Serialization.Metadata.JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && type.Type.Namespace == typeof(Kakao.KakaoApi).Namespace ? "Kakao" + name : name;
    }

    private static Task Introduce(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        document.Info = new()
        {
            Title = "MyPay merchant API",
            Version = "1.0.0",
            Description =
                "Two doors over the same use cases: the KakaoPay dialect under /online/v1/payment and MyPay's "
                + "own calls under /v1. Readable docs are at /docs.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [DialectScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "Authorization",
                Description = "`SECRET_KEY {key}` or `DEV_SECRET_KEY {key}`.",
            },
            [BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The same API key: `Bearer {key}`.",
            },
        };
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, CallSheet sheet, OpenApiDocument document)
    {
        operation.Summary = sheet.En;
        operation.Description = sheet.Ko + (sheet.Scope.Length == 0 ? "" : $" (scope: `{sheet.Scope}`)");
        operation.Parameters = [.. ParametersOf(sheet)];
        operation.Security =
        [
            new()
            {
                [
                    new OpenApiSecuritySchemeReference(
                        sheet.Door == ApiDoor.V1 ? BearerScheme : DialectScheme,
                        document
                    )
                ] = [],
            },
        ];
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            body.Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = body.Content!.Values.First(),
            };
            Exemplify(body.Content, sheet.RequestExample);
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            var code = int.Parse(status, CultureInfo.InvariantCulture);
            if (code == sheet.Success)
                Exemplify(response.Content, sheet.ResponseExample);
            if (response is not OpenApiResponse answer)
                continue;
            answer.Description = DescriptionOf(sheet, code);
            answer.Headers = HeadersOf(sheet, code);
        }
    }

    private static IEnumerable<IOpenApiParameter> ParametersOf(CallSheet sheet)
    {
        foreach (var segment in sheet.Path.Split('/').Where(segment => segment.StartsWith('{')))
            yield return new OpenApiParameter
            {
                Name = segment.Trim('{', '}'),
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        foreach (var query in sheet.Queries)
        {
            yield return new OpenApiParameter
            {
                Name = query.Name,
                In = ParameterLocation.Query,
                Description = query.En,
                Schema = query.IsInteger
                    ? new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Minimum = "1",
                        Maximum = ListQuery.LargestLimit.ToString(CultureInfo.InvariantCulture),
                    }
                    : new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        if (sheet.Key == KeyRule.None)
            yield break;
        yield return new OpenApiParameter
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Required = sheet.Key == KeyRule.Required,
            Description =
                "1–300 visible ASCII characters, quoted or bare. The same key with the same body gives the "
                + "first answer again.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = 302,
            },
        };
    }

    private static string DescriptionOf(CallSheet sheet, int status) =>
        status switch
        {
            _ when status == sheet.Success => sheet.En,
            400 when sheet.Door == ApiDoor.Kakao => "The request was not carried out; error_code says why: "
                + string.Join(", ", Kakao.KakaoErrors.All.Select(error => error.Code))
                + ".",
            _ => string.Join(
                ", ",
                ApiErrors
                    .All.Concat(V1Errors.All)
                    .Where(error => error.Status == status)
                    .Select(error => error.Code)
                    .Distinct()
            )
                is { Length: > 0 } codes
                ? codes + "."
                : Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        };

    private static Dictionary<string, IOpenApiHeader> HeadersOf(CallSheet sheet, int status)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        void Add(string name, string description) =>
            headers[name] = new OpenApiHeader
            {
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        if (status != 401)
        {
            Add("RateLimit", "Calls left in this second.");
            Add("RateLimit-Policy", "Calls allowed a second.");
        }

        if (status is 409 or 429 or 503)
            Add("Retry-After", "Seconds to wait.");
        if (status == sheet.Success && sheet.Key != KeyRule.None)
            Add("Idempotency-Replayed", "true when this is the first answer given again.");
        return headers;
    }

    private static void Exemplify(IDictionary<string, OpenApiMediaType>? content, object? example)
    {
        if (example is null || content is null)
            return;
        foreach (var media in content.Where(one => one.Key != "text/csv").Select(one => one.Value))
            media.Example = JsonNode.Parse(ApiJson.Write(example));
    }

    // The dialect leaves out what it has not; it never sends null.
    private static Task LeaveOutNulls(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken ct
    )
    {
        if (context.JsonTypeInfo.Type.Namespace == typeof(Kakao.KakaoApi).Namespace)
        {
            foreach (
                var property in (
                    schema.Properties ?? new Dictionary<string, IOpenApiSchema>()
                ).Values.OfType<OpenApiSchema>()
            )
            {
                property.Type &= ~JsonSchemaType.Null;
                property.Default = null;
            }
        }

        return Task.CompletedTask;
    }
}
