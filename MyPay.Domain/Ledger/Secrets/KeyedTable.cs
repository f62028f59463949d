using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// A table with columns that are made with the keys: a module names each of its own, so that <c>keys rotate</c> carries
/// them over.
/// </summary>
public abstract class KeyedTable
{
    private protected KeyedTable() { }

    /// <summary>The rows' type.</summary>
    internal abstract Type Row { get; }

    /// <summary>The properties that are made with the keys.</summary>
    internal abstract IReadOnlyList<string> Columns { get; }

    /// <summary>A table, to which its columns are added.</summary>
    public static KeyedTable<T> Of<T>()
        where T : class => new();

    /// <summary>
    /// Writes the columns anew with other keys; answers how many rows there were. Throws, naming the row, when one
    /// cannot be read with the keys that the store has.
    /// </summary>
    /// <param name="from">Reads the rows; its connection is not the one that writes.</param>
    /// <param name="to">Writes them, in a transaction that it has begun.</param>
    /// <param name="before">The keys that the store has.</param>
    /// <param name="after">The keys that it is to have.</param>
    /// <param name="written">Told after each row.</param>
    /// <param name="ct">Ends it.</param>
    internal abstract Task<long> RekeyAsync(
        MyPayDb from,
        MyPayDb to,
        DataKeys before,
        DataKeys after,
        Action<string> written,
        CancellationToken ct
    );
}

/// <summary>See <see cref="KeyedTable"/>.</summary>
public sealed class KeyedTable<T> : KeyedTable
    where T : class
{
    private readonly List<(string Column, Func<T, object, DataKeys, DataKeys, object> Change)> changes = [];

    /// <inheritdoc/>
    internal override Type Row => typeof(T);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Columns => changes.ConvertAll(change => change.Column);

    /// <summary>A text encrypted by <see cref="DataKeys.Protect"/> for the place that the row names.</summary>
    public KeyedTable<T> Sealed(string column, Func<T, string> place) =>
        With(
            column,
            (row, value, before, after) => after.Protect(before.Reveal((string)value, place(row)), place(row))
        );

    /// <summary>A blind index by <see cref="DataKeys.Index"/>.</summary>
    /// <param name="column">The property.</param>
    /// <param name="isIndex">Whether a row's value is one; null: always.</param>
    public KeyedTable<T> Index(string column, Func<T, bool>? isIndex = null) =>
        With(
            column,
            (row, value, before, after) =>
                isIndex is null || isIndex(row) ? after.RaiseIndex((string)value, before) : value
        );

    /// <summary>A slow hash that went through <see cref="DataKeys.PepperedAgain"/>.</summary>
    public KeyedTable<T> Peppered(string column) =>
        With(column, (_, value, before, after) => after.RaisePeppered((byte[])value, before));

    /// <summary>The seal of a chain's end.</summary>
    internal KeyedTable<T> EndSeal(string column) =>
        With(column, (_, value, before, after) => after.RaiseSeal((byte[])value, before));

    /// <inheritdoc/>
    internal override async Task<long> RekeyAsync(
        MyPayDb from,
        MyPayDb to,
        DataKeys before,
        DataKeys after,
        Action<string> written,
        CancellationToken ct
    )
    {
        if (to.Model.FindEntityType(typeof(T)) is not { } entity)
            return 0; // a table of the other database
        await using var update = new RowUpdate(to, entity, Columns);
        var rows = 0L;
        await foreach (var row in from.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            var values = new List<object?>();
            foreach (var (column, change) in changes)
            {
                var value = entity.FindProperty(column)!.GetGetter().GetClrValue(row);
                values.Add(value is null ? null : Changed(row, column, value, change, before, after, update));
            }

            await update.RunAsync(row, values, ct);
            rows++;
            written($"{update.Table} {rows}");
        }

        return rows;
    }

    private static object Changed(
        T row,
        string column,
        object value,
        Func<T, object, DataKeys, DataKeys, object> change,
        DataKeys before,
        DataKeys after,
        RowUpdate update
    )
    {
        try
        {
            return change(row, value, before, after);
        }
        catch (Exception unreadable)
            when (unreadable is System.Security.Cryptography.CryptographicException or FormatException)
        {
            throw new InvalidOperationException(
                $"{update.Table} {update.KeyOf(row)}: {column} cannot be read with the store's key. It was altered or "
                    + "damaged; the keys were not rotated."
            );
        }
    }

    private KeyedTable<T> With(string column, Func<T, object, DataKeys, DataKeys, object> change)
    {
        changes.Add((column, change));
        return this;
    }
}

/// <summary>One prepared statement that sets some columns of the row with a key, also of columns of the key.</summary>
internal sealed class RowUpdate : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly IReadOnlyList<IProperty> columns;
    private readonly IReadOnlyList<IProperty> key;
    private bool isPrepared;

    public RowUpdate(MyPayDb db, IEntityType entity, IReadOnlyList<string> names)
    {
        Table = entity.GetTableName()!;
        columns = [.. names.Select(name => entity.FindProperty(name)!)];
        key = entity.FindPrimaryKey()!.Properties;
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var sql = db.GetService<ISqlGenerationHelper>();
        string Pairs(IReadOnlyList<IProperty> properties, char name, string between) =>
            string.Join(
                between,
                properties.Select((p, i) => $"{sql.DelimitIdentifier(p.GetColumnName())} = @{name}{i}")
            );
#pragma warning disable CA2100 // Names of the model alone.
        command.CommandText =
            $"UPDATE {sql.DelimitIdentifier(Table, entity.GetSchema())} SET {Pairs(columns, 'v', ", ")} "
            + $"WHERE {Pairs(key, 'k', " AND ")}";
#pragma warning restore CA2100
    }

    public string Table { get; }

    /// <summary>The row's key, for people.</summary>
    public string KeyOf(object row) => string.Join('/', key.Select(part => part.GetGetter().GetClrValue(row)));

    public async Task RunAsync(object row, IReadOnlyList<object?> values, CancellationToken ct)
    {
        for (var i = 0; i < columns.Count; i++)
            Set(columns[i], $"@v{i}", values[i]);
        for (var i = 0; i < key.Count; i++)
            Set(key[i], $"@k{i}", key[i].GetGetter().GetClrValue(row));
        if (!isPrepared)
            await command.PrepareAsync(ct);
        isPrepared = true;
        if (await command.ExecuteNonQueryAsync(ct) != 1)
            throw new InvalidOperationException(
                $"{Table} {KeyOf(row)} is not there any more: somebody writes the store."
            );
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    // A prepared statement keeps the parameters that it was prepared with: later rows change their values.
    private void Set(IProperty property, string name, object? value)
    {
        var parameter = property.GetRelationalTypeMapping().CreateParameter(command, name, value, property.IsNullable);
        if (isPrepared)
            command.Parameters[name].Value = parameter.Value;
        else
            command.Parameters.Add(parameter);
    }
}
