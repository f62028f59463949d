using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MyPay.Domain.Ledger.Door.Rows;

/// <summary>
/// A table as EF's model says it, turned into statements that are prepared once: the hot paths' rows mean what EF's
/// mean, on every database. Parameters are <c>$1</c>, <c>$2</c> …
/// </summary>
internal sealed class RowShape
{
    private readonly IEntityType type;
    private readonly RowColumn[] columns,
        key;
    private readonly Func<DbDataReader, object> read;
    private readonly string table,
        select;
    private readonly Dictionary<long, RowStatement> updates = [];
    private readonly Dictionary<string, RowStatement> wheres = new(StringComparer.Ordinal);

    public RowShape(IEntityType type)
    {
        this.type = type;
        var properties = type.GetProperties().ToArray();
        if (
            type.FindPrimaryKey() is not { } primary
            || properties.Length > 64
            || properties.Any(p => p.IsShadowProperty() || p.IsConcurrencyToken)
        )
            throw new InvalidOperationException(
                $"{type.DisplayName()} is more than a plain table: write it through the Db."
            );
        table = $"\"{type.GetTableName()}\"";
        columns = Array.ConvertAll(properties, p => new RowColumn(p));
        key = [.. primary.Properties.Select(p => columns[Array.IndexOf(properties, p)])];
        read = Reading(type.ClrType);
        select = $"SELECT {Names(columns)} FROM {table}";
        FindOne = new($"{select} WHERE {Equal(key, " AND ", 1)}", key);
        var own = Array.FindAll(columns, c => !c.IsNumberedByDatabase);
        var values = string.Join(", ", own.Select((_, i) => $"${i + 1}"));
        Insert = new($"INSERT INTO {table} ({Names(own)}) VALUES ({values})", own);
        InsertIfNew = new(Insert.Sql + " ON CONFLICT DO NOTHING", own);
    }

    /// <summary>By its primary key.</summary>
    public RowStatement FindOne { get; }

    public RowStatement Insert { get; }

    /// <summary>The same, and nothing when a unique value is taken.</summary>
    public RowStatement InsertIfNew { get; }

    public object Read(DbDataReader reader) => read(reader);

    /// <summary>What its columns hold, for <see cref="Changed"/>.</summary>
    public object?[] Snapshot(object row) => Array.ConvertAll(columns, column => column.Snapshot(row));

    public bool HasKey(object row, ReadOnlySpan<object> wanted)
    {
        for (var i = 0; i < key.Length; i++)
            if (!key[i].Holds(row, wanted[i]))
                return false;
        return true;
    }

    public bool IsSame(object row, object other) => Array.TrueForAll(key, column => column.AreSame(row, other));

    /// <summary>The rows that pass these tests, in the order of their keys.</summary>
    public (RowStatement Statement, object?[] Values) Where(ReadOnlySpan<RowTest> tests)
    {
        var tested = new RowColumn[tests.Length];
        var values = new object?[tests.Length];
        var where = "";
        for (var i = 0; i < tests.Length; i++)
        {
            var (property, how, value) = tests[i];
            tested[i] =
                Array.Find(columns, c => c.Property == property)
                ?? throw new ArgumentException($"{type.DisplayName()} has no {property}.");
            values[i] = tested[i].Stored(value);
            where += $"{(i == 0 ? " WHERE " : " AND ")}{tested[i].Name} {how} ${i + 1}";
        }

        if (!wheres.TryGetValue(where, out var statement))
            wheres[where] = statement = new($"{select}{where} ORDER BY {Names(key)}", tested);
        return (statement, values);
    }

    public object?[] Key(ReadOnlySpan<object> wanted)
    {
        if (wanted.Length != key.Length)
            throw new ArgumentException($"{type.DisplayName()} is found by {key.Length} values.");
        var values = new object?[key.Length];
        for (var i = 0; i < key.Length; i++)
            values[i] = key[i].Stored(wanted[i]);
        return values;
    }

    /// <summary>What there is to write of a row that held this when it was read; null: nothing.</summary>
    public RowWrite? Changed(object row, object?[] before)
    {
        var changed = 0L;
        for (var i = 0; i < columns.Length; i++)
            if (!columns[i].Holds(row, before[i]))
                changed |= 1L << i;
        if (changed == 0)
            return null;
        if (!updates.TryGetValue(changed, out var update))
            updates[changed] = update = Update(changed);
        return new(update, row, MustMeet: true);
    }

    private RowStatement Update(long changed)
    {
        var set = columns.Where((_, i) => (changed & (1L << i)) != 0).ToArray();
        if (set.Intersect(key).Any())
            throw new InvalidOperationException($"The key of {type.DisplayName()} never changes.");
        return new(
            $"UPDATE {table} SET {Equal(set, ", ", 1)} WHERE {Equal(key, " AND ", set.Length + 1)}",
            [.. set, .. key]
        );
    }

    private Func<DbDataReader, object> Reading(Type row)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var made = Expression.MemberInit(
            Expression.New(
                row.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])
                    ?? throw new InvalidOperationException($"{row.Name} cannot be made from nothing.")
            ),
            columns.Select((column, i) => column.Reading(reader, i))
        );
        return Expression.Lambda<Func<DbDataReader, object>>(made, reader).Compile();
    }

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(", ", columns.Select(c => c.Name));

    private static string Equal(IEnumerable<RowColumn> columns, string between, int first) =>
        string.Join(between, columns.Select((c, i) => $"{c.Name} = ${first + i}"));
}

/// <summary>A statement, and the columns that its parameters are values of.</summary>
internal sealed record RowStatement(string Sql, RowColumn[] Parameters);

/// <summary>A row's part in a statement.</summary>
/// <param name="MustMeet">A row must have been there.</param>
internal readonly record struct RowWrite(RowStatement Statement, object Row, bool MustMeet = false);
