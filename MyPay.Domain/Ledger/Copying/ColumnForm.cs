using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>
/// How one database keeps a column's values, and the way from there to the plain value, which is the same for both:
/// what lies in the column where both keep the same type, the model's own value where they differ (a date that is a
/// word on one side, a list that is an array).
/// </summary>
internal sealed class ColumnForm
{
    private readonly Func<DbDataReader, int, object> read;
    private readonly Func<object, object> toPlain = kept => kept;
    private readonly Func<object, object> toKept = plain => plain;

    private ColumnForm(Type kept) =>
        read = typeof(ColumnForm)
            .GetMethod(nameof(ValueOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(kept)
            .CreateDelegate<Func<DbDataReader, int, object>>();

    private ColumnForm(RelationalTypeMapping mapping, bool isPlainKept)
        : this(KeptType(mapping))
    {
        if (isPlainKept || mapping.Converter is not { } converter)
            return;
        toPlain = kept => converter.ConvertFromProvider(kept)!;
        toKept = plain => converter.ConvertToProvider(plain)!;
    }

    /// <summary>Words on their way to and from a spelling that both databases share.</summary>
    public ColumnForm(Func<string, string> toPlain, Func<string, string> toKept)
        : this(typeof(string)) =>
        (this.toPlain, this.toKept) = (kept => toPlain((string)kept), plain => toKept((string)plain));

    /// <summary>The forms of one column in both databases.</summary>
    public static (ColumnForm Sqlite, ColumnForm Postgres) Both(
        RelationalTypeMapping sqlite,
        RelationalTypeMapping postgres
    )
    {
        var same = KeptType(sqlite) == KeptType(postgres);
        return (new(sqlite, same), new(postgres, same));
    }

    /// <summary>The type under which PostgreSQL is sent the column's values.</summary>
    public static NpgsqlDbType SentAs(RelationalTypeMapping postgres)
    {
        using var command = new NpgsqlCommand();
        return ((NpgsqlParameter)postgres.CreateParameter(command, "p", null, nullable: true)).NpgsqlDbType;
    }

    public object? Read(DbDataReader row, int at) => row.IsDBNull(at) ? null : toPlain(read(row, at));

    public object Kept(object? plain) => plain is null ? DBNull.Value : toKept(plain);

    private static object ValueOf<T>(DbDataReader row, int at) => row.GetFieldValue<T>(at)!;

    private static Type KeptType(RelationalTypeMapping mapping)
    {
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}
