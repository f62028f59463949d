using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MyPay.Domain.Ledger;

/// <summary>
/// A query on the way of every payment, translated once instead of at each call: what EF otherwise spends on finding
/// its translation again is more than what the database spends on answering. Once for each model, since a process may
/// know both databases.
/// </summary>
/// <param name="compile"><c>EF.CompileAsyncQuery(…)</c>.</param>
public sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    /// <summary>The query, to be called with this context.</summary>
    public TQuery On(DbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return compiled.GetValue(db.Model, _ => compile());
    }
}
