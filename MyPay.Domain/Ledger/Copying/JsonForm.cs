using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>
/// A JSON document in a column. EF spells some values differently in the two databases (bytes are hexadecimal on
/// SQLite, Base64 on PostgreSQL), and PostgreSQL orders members its own way: the plain document is PostgreSQL's
/// spelling with its members in the order of their names.
/// </summary>
internal static class JsonForm
{
    public static (ColumnForm Sqlite, ColumnForm Postgres) Both(IColumn sqlite, IColumn postgres)
    {
        var (here, there) = (WritersOf(sqlite), WritersOf(postgres));
        return (
            new(words => Spelled(words, here, there), words => Spelled(words, there, here)),
            new(words => Spelled(words, there, there), words => words)
        );
    }

    private static string Spelled(
        string document,
        Dictionary<string, JsonValueReaderWriter> from,
        Dictionary<string, JsonValueReaderWriter> to
    )
    {
        var members = JsonNode.Parse(document)!.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal);
        return new JsonObject(
            members.Select(member =>
                KeyValuePair.Create(
                    member.Key,
                    member.Value is null
                        ? null
                        : JsonNode.Parse(
                            to[member.Key].ToJsonString(from[member.Key].FromJsonString(member.Value.ToJsonString()))
                        )
                )
            )
        ).ToJsonString();
    }

    private static Dictionary<string, JsonValueReaderWriter> WritersOf(IColumn column)
    {
        var document = column
            .Table.Model.Model.GetEntityTypes()
            .Single(entity =>
                entity.IsMappedToJson()
                && entity.GetContainerColumnName() == column.Name
                && entity.GetTableName() == column.Table.Name
            );
        if (document.GetNavigations().Any(navigation => !navigation.IsOnDependent))
            throw new NotSupportedException(
                $"{column.Table.Name}.{column.Name} holds documents within documents: say here how they are copied."
            );
        return document
            .GetProperties()
            .Where(property => property.GetJsonPropertyName() is not null)
            .ToDictionary(
                property => property.GetJsonPropertyName()!,
                property => property.GetJsonValueReaderWriter() ?? property.GetTypeMapping().JsonValueReaderWriter!,
                StringComparer.Ordinal
            );
    }
}
