using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace MyPay.Tests.Web.Api;

/// <summary>What the OpenAPI document says of each call's answers, to hold real ones against.</summary>
internal sealed class ApiShapes
{
    private readonly JsonNode components;
    private readonly List<(string Method, string[] Path, JsonNode Operation)> operations = [];
    private readonly Dictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    public ApiShapes(string document)
    {
        var root = JsonNode.Parse(document)!;
        components = root["components"]!;
        foreach (var (path, calls) in root["paths"]!.AsObject())
        foreach (var (method, operation) in calls!.AsObject())
            operations.Add((method.ToUpperInvariant(), path.Split('/'), operation!));
    }

    /// <summary>Every call: method and path, as the document has them.</summary>
    public IReadOnlyList<(string Method, string Path)> Calls =>
        [.. operations.Select(operation => (operation.Method, string.Join('/', operation.Path)))];

    /// <summary>
    /// What is wrong with this answer; null when it is as the document says, or when the address is no call's.
    /// </summary>
    public string? Fault(string method, string path, int status, string? mediaType, string text)
    {
        var steps = path.Split('?', 2)[0].Split('/');
        var known = operations.Find(operation => operation.Method == method && Fits(operation.Path, steps));
        if (known.Operation is null)
            return null;
        if (known.Operation["responses"]![$"{status}"] is not { } response)
            return $"the document names no {status} for {method} {string.Join('/', known.Path)}";
        if (response["content"] is not JsonObject content)
            return text.Length == 0 ? null : "the document names no content";
        if (mediaType is null || content[mediaType] is not { } media)
            return $"the document names no {mediaType}";
        if (media["schema"] is not { } schema || !mediaType.EndsWith("json", StringComparison.Ordinal))
            return null;

        var found = SchemaOf(schema)
            .Evaluate(JsonNode.Parse(text), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid
            ? null
            : string.Join(
                "; ",
                found
                    .Details.Where(detail => detail.HasErrors)
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")
            );
    }

    private static bool Fits(string[] template, string[] steps) =>
        template.Length == steps.Length
        && template
            .Zip(steps)
            .All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);

    private JsonSchema SchemaOf(JsonNode schema)
    {
        var text = schema.ToJsonString();
        lock (schemas)
        {
            if (schemas.TryGetValue(text, out var made))
                return made;
            // References start at the document's root.
            var whole = new JsonObject
            {
                ["$id"] = $"https://mypay.test/{schemas.Count}",
                ["components"] = components.DeepClone(),
                ["allOf"] = new JsonArray(schema.DeepClone()),
            };
            return schemas[text] = JsonSerializer.Deserialize<JsonSchema>(whole)!;
        }
    }
}
