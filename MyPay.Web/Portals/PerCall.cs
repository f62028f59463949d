namespace MyPay.Web.Portals;

/// <summary>
/// Asks a module one question in a scope of its own. A circuit lives for hours; a DbContext, and what it remembers,
/// must not.
/// </summary>
public sealed class PerCall<T>(IServiceScopeFactory scopes)
    where T : notnull
{
    public async Task<TAnswer> AskAsync<TAnswer>(Func<T, Task<TAnswer>> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async Task TellAsync(Func<T, Task> errand)
    {
        await using var scope = scopes.CreateAsyncScope();
        await errand(scope.ServiceProvider.GetRequiredService<T>());
    }
}
