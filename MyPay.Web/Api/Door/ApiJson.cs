using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MyPay.Web.Api.Door;

/// <summary>
/// How the API writes JSON: <c>/v1</c> in camelCase with every field, the dialect in snake_case without nulls. The
/// OpenAPI document is made with the same options.
/// </summary>
internal static class ApiJson
{
    public const string MediaType = "application/json; charset=utf-8";
    public const string ProblemType = "application/problem+json; charset=utf-8";

    public static readonly JsonSerializerOptions Options = Configured(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
    );

    public static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        // else every number would be "integer or string" in the document
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SpeakDialect } };
        return options;
    }

    public static string Write(object answer) => JsonSerializer.Serialize(answer, answer.GetType(), Options);

    private static void SpeakDialect(JsonTypeInfo type)
    {
        if (type.Type.Namespace != typeof(Kakao.KakaoApi).Namespace)
            return;
        foreach (var property in type.Properties)
        {
            property.Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            property.ShouldSerialize = static (_, value) => value is not null;
        }
    }
}
