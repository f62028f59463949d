using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MyPay.Domain.Ledger;

/// <summary>
/// Words as every database gives them back: NUL and halves of a surrogate pair, which one cuts off, one replaces and
/// one refuses, become U+FFFD on their way in. Asking for such a word finds what was stored so.
/// </summary>
internal sealed class StorableWords : DbCommandInterceptor
{
    public static readonly StorableWords Always = new();

    public static string Of(string word) =>
        word.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !word.Contains('\0', StringComparison.Ordinal)
            ? word
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(word)).Replace('\0', '\uFFFD');

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => Pass(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(Pass(command, result));

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    ) => Pass(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => new(Pass(command, result));

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    ) => Pass(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    ) => new(Pass(command, result));

    private static T Pass<T>(DbCommand command, T result)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string word => Of(word),
                string[] words => Array.ConvertAll(words, Of),
                List<string> words => words.ConvertAll(Of),
                var other => other,
            };
        }

        return result;
    }
}
