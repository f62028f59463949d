using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Sqlite;
using NpgsqlTypes;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>A column in both databases.</summary>
/// <param name="SentAs">Its type for PostgreSQL's COPY.</param>
internal sealed record CopiedColumn(string Name, ColumnForm Sqlite, ColumnForm Postgres, NpgsqlDbType SentAs);

/// <summary>A table in both databases.</summary>
/// <param name="Columns">By name.</param>
/// <param name="Key">The columns of its primary key: rows of both databases have the same order by it, words by their
/// bytes.</param>
internal sealed record CopiedTable(string Name, IReadOnlyList<CopiedColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>Its columns as both databases spell them.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    public string KeyList { get; } = string.Join(", ", Key.Select(name => $"\"{name}\""));
}

/// <summary>
/// Every table that a store has in both databases, those that others point to first. Read from EF's models of the two,
/// so a new table is copied without a word said here;
/// <c>journal_once</c>, which only the door knows, is added.
/// </summary>
internal static class CopyPlan
{
    /// <summary>
    /// Tables of PostgreSQL that are no part of a store's copy: cookie keys (files on SQLite, copied by
    /// <see cref="Secrets.ProtectionKeyFiles"/>) and what instances note of themselves.
    /// </summary>
    public static readonly IReadOnlyList<string> PostgresOnly = ["storage_protection_key", "journal_writer"];

    private static readonly Lazy<List<CopiedTable>> Read = new(Make);

    public static IReadOnlyList<CopiedTable> Tables => Read.Value;

    private static List<CopiedTable> Make()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);
        var there = postgres
            .Model.GetRelationalModel()
            .Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var tables = InOrder([
                .. sqlite.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal),
            ])
            .Select(table => Of(table, there[table.Name]))
            .ToList();
        tables.Add(Onces(sqlite, postgres));
        return tables;
    }

    private static CopiedTable Of(ITable sqlite, ITable postgres) =>
        new(
            sqlite.Name,
            [
                .. sqlite
                    .Columns.OrderBy(column => column.Name, StringComparer.Ordinal)
                    .Select(column => Of(column, postgres.FindColumn(column.Name)!)),
            ],
            [.. sqlite.PrimaryKey!.Columns.Select(column => column.Name)]
        );

    private static CopiedColumn Of(IColumn sqlite, IColumn postgres)
    {
        // A JSON document belongs to no property of its own.
        if (sqlite.PropertyMappings.Count > 0)
            return Of(sqlite.Name, sqlite.PropertyMappings[0].TypeMapping, postgres.PropertyMappings[0].TypeMapping);
        var (here, there) = JsonForm.Both(sqlite, postgres);
        return new(sqlite.Name, here, there, NpgsqlDbType.Jsonb);
    }

    private static CopiedColumn Of(string name, RelationalTypeMapping sqlite, RelationalTypeMapping postgres)
    {
        var (here, there) = ColumnForm.Both(sqlite, postgres);
        return new(name, here, there, ColumnForm.SentAs(postgres));
    }

    // Made by LedgerSchema and PostgresSchema.
    private static CopiedTable Onces(DbContext sqlite, DbContext postgres)
    {
        var (here, there) = (
            sqlite.GetService<IRelationalTypeMappingSource>(),
            postgres.GetService<IRelationalTypeMappingSource>()
        );
        return new(
            "journal_once",
            [
                .. new[]
                {
                    ("answer", typeof(string)),
                    ("at", typeof(long)),
                    ("fingerprint", typeof(byte[])),
                    ("first_slip", typeof(long)),
                    ("key", typeof(byte[])),
                }.Select(column => Of(column.Item1, here.FindMapping(column.Item2)!, there.FindMapping(column.Item2)!)),
            ],
            ["key"]
        );
    }

    private static List<ITable> InOrder(List<ITable> waiting)
    {
        var ordered = new List<ITable>(waiting.Count);
        while (waiting.Count > 0)
        {
            // A table that points to itself would need its rows in an order of their own; none does, and one that did
            // would be found here.
            var next =
                waiting.Find(table => !table.ForeignKeyConstraints.Any(key => waiting.Contains(key.PrincipalTable)))
                ?? throw new InvalidOperationException(
                    $"The tables {string.Join(", ", waiting.Select(table => table.Name))} point to each other: "
                        + "there is no order in which to copy them."
                );
            ordered.Add(next);
            waiting.Remove(next);
        }

        return ordered;
    }
}
