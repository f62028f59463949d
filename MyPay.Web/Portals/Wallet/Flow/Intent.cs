using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>
/// What a person is about to do with money: one idempotency key from the confirm step until the outcome is known, and
/// never two at once.
/// </summary>
public sealed class Intent
{
    // Content whose outcome nobody knows keeps its key, whatever else was looked at meanwhile: sending it again finds
    // the first one.
    private readonly Dictionary<string, string> open = new(StringComparer.Ordinal);
    private string content = "";
    private bool isUnderWay;

    public string Key { get; private set; } = Once.NewKey();

    /// <summary>
    /// The confirm step shows this content. The key stays while the content does; other content is another intent.
    /// </summary>
    public void Show(string confirmed)
    {
        if (confirmed == content)
            return;
        content = confirmed;
        Key = open.GetValueOrDefault(confirmed) ?? Once.NewKey();
    }

    /// <summary>
    /// Does it, once the permission (the PIN) is given. Null for the second press of a double press. Nothing was
    /// decided (<see cref="RefusalKind.Unavailable"/>, or an exception): the key is kept for the next try. Anything
    /// else is an outcome, and the next try is a new intent.
    /// </summary>
    public async Task<Result<T>?> CarryOutAsync<T>(Func<Task<Result<Done>>> permit, Func<string, Task<Result<T>>> act)
        where T : notnull
    {
        if (isUnderWay)
            return null;
        isUnderWay = true;
        try
        {
            if (!(await permit()).TryGet(out _, out var notPermitted))
                return notPermitted;

            open[content] = Key;
            var result = await act(Key);
            if (result.TryGet(out _, out var refusal) || refusal.Kind != RefusalKind.Unavailable)
            {
                open.Remove(content);
                Key = Once.NewKey();
            }

            return result;
        }
        finally
        {
            isUnderWay = false;
        }
    }
}
