using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Faults;

/// <summary>How a call goes wrong. "Done" means that the work was executed and the money, if any, has moved.</summary>
internal enum Effect
{
    /// <summary>Nothing done; the answer never comes.</summary>
    TimeoutBefore,

    /// <summary>Done; the answer never comes.</summary>
    TimeoutAfter,

    /// <summary>Nothing done; HTTP 500.</summary>
    ErrorBefore,

    /// <summary>Done; HTTP 500.</summary>
    ErrorAfter,

    /// <summary>Done; the body is no JSON.</summary>
    Garbage,

    /// <summary>Done; the JSON ends in the middle.</summary>
    Truncate,

    /// <summary>Waits first, then goes its normal way, even when the client has left meanwhile.</summary>
    Slow,

    /// <summary>Nothing done; the connection is reset.</summary>
    Reset,

    /// <summary>Done; every <c>tran_amt</c> of the answer is one won too high.</summary>
    WrongAmount,

    /// <summary>Done; the answer bears another <c>bank_tran_id</c>.</summary>
    WrongId,

    /// <summary>Done, but answered A0326 / 822 as if the id had been used before.</summary>
    Duplicate,

    /// <summary>
    /// A transfer succeeds and is answered so, and is reversed right behind its back. Other calls go their normal way.
    /// </summary>
    LateFailure,

    /// <summary>Nothing done; HTTP 503 with a plain text.</summary>
    Maintenance,

    /// <summary>Nothing done; HTTP 200 with a web page. An account's habit, never asked for by name.</summary>
    Html,
}

/// <summary>One way to go wrong, with its delay where it has one.</summary>
internal sealed record Fault(Effect Effect, int DelayMs)
{
    public const int UsualDelayMs = 3_000;

    private static readonly Dictionary<string, Effect> Named = new()
    {
        ["timeout-before"] = Effect.TimeoutBefore,
        ["timeout-after"] = Effect.TimeoutAfter,
        ["error-before"] = Effect.ErrorBefore,
        ["error-after"] = Effect.ErrorAfter,
        ["garbage"] = Effect.Garbage,
        ["truncate"] = Effect.Truncate,
        ["slow"] = Effect.Slow,
        ["reset"] = Effect.Reset,
        ["wrong-amount"] = Effect.WrongAmount,
        ["wrong-id"] = Effect.WrongId,
        ["duplicate"] = Effect.Duplicate,
        ["late-failure"] = Effect.LateFailure,
        ["maintenance"] = Effect.Maintenance,
    };

    public static IEnumerable<string> Names => Named.Keys;

    public static Effect? ByName(string? name) => Named.TryGetValue(name ?? "", out var effect) ? effect : null;

    /// <summary>What an account's number alone makes of a call: only transfers time out.</summary>
    public static Fault? Of(Habit? habit, bool movesMoney) =>
        habit switch
        {
            Habit.Html => new(Effect.Html, 0),
            Habit.MovesThenSilent when movesMoney => new(Effect.TimeoutAfter, 0),
            Habit.SilentUnmoved when movesMoney => new(Effect.TimeoutBefore, 0),
            _ => null,
        };
}

/// <summary>
/// Which calls a fault is for. What is null matches everything, except that the token call must be named by its path.
/// </summary>
internal sealed record FaultMatch(string? Path, string? Bank, string? Number)
{
    public bool Fits(string path, AccountKey? account) =>
        (Path is null ? path != Wire.WireApi.TokenPath : path.Contains(Path, StringComparison.Ordinal))
        && (Bank is null || Bank == account?.Bank)
        && (Number is null || Number == account?.Number);
}
