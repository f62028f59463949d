using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace MyPay.Domain.Ledger.Door.Rows;

/// <summary>A column of a <see cref="RowShape"/>: how its value is read, compared and stored, as EF does it.</summary>
internal sealed class RowColumn(IProperty property)
{
    private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
    private readonly IClrPropertyGetter getter = property.GetGetter();
    private readonly ValueComparer comparer = property.GetValueComparer();

    public string Property => property.Name;

    public string Name { get; } = $"\"{property.GetColumnName()}\"";

    /// <summary>The database gives it: a running number that the row does not know beforehand.</summary>
    public bool IsNumberedByDatabase { get; } =
        property is { ValueGenerated: ValueGenerated.OnAdd }
        && property.IsPrimaryKey()
        && (property.ClrType == typeof(long) || property.ClrType == typeof(int));

    public object? Snapshot(object row) => comparer.Snapshot(getter.GetClrValue(row));

    public bool Holds(object row, object? value) => comparer.Equals(getter.GetClrValue(row), value);

    public bool AreSame(object row, object other) => Holds(row, getter.GetClrValue(other));

    /// <summary>The row's value as the database keeps it.</summary>
    public object? StoredOf(object row) => Stored(getter.GetClrValue(row));

    /// <summary>A value as the database keeps it.</summary>
    public object? Stored(object? value)
    {
        var stored = mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        return stored is string word ? StorableWords.Of(word) : stored;
    }

    /// <summary>A parameter of a command, of this column's type.</summary>
    public DbParameter Parameter(DbCommand of, string name) => mapping.CreateParameter(of, name, null, nullable: true);

    /// <summary>What puts the value at a place of a reader's row into the property.</summary>
    public MemberAssignment Reading(ParameterExpression reader, int place)
    {
        var at = Expression.Constant(place);
        var get = mapping.GetDataReaderMethod();
        var of = get.DeclaringType!.IsAssignableFrom(reader.Type)
            ? (Expression)reader
            : Expression.Convert(reader, get.DeclaringType);
        var value = mapping.CustomizeDataReaderExpression(Expression.Call(of, get, at));
        if (mapping.Converter is { } converter)
        {
            if (value.Type != converter.ProviderClrType)
                value = Expression.Convert(value, converter.ProviderClrType);
            var from = converter.ConvertFromProviderExpression;
            value = ReplacingExpressionVisitor.Replace(from.Parameters[0], value, from.Body);
        }

        if (value.Type != property.ClrType)
            value = Expression.Convert(value, property.ClrType);
        if (property.IsNullable)
            value = Expression.Condition(
                Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at),
                Expression.Default(property.ClrType),
                value
            );
        return Expression.Bind(property.PropertyInfo!, value);
    }
}
