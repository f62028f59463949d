namespace MyPay.Domain.Kernel;

/// <summary>
/// What sort of "no" a refusal is; decides the HTTP status and whether a caller may try the same key again.
/// </summary>
public enum RefusalKind
{
    /// <summary>The input itself is wrong (400 or 422).</summary>
    Invalid,

    /// <summary>There is no such thing for this caller (404).</summary>
    NotFound,

    /// <summary>The state of the world does not allow it now (409).</summary>
    Conflict,

    /// <summary>This caller may not do it (403).</summary>
    Forbidden,

    /// <summary>Nothing was decided; the same request may be sent again (503).</summary>
    Unavailable,
}

/// <summary>
/// An expected "no". The code, <c>module.process.reason</c>, is the contract: resource key, API problem type and log
/// field in one.
/// </summary>
/// <param name="Kind">What sort of "no" it is.</param>
/// <param name="Code">Never reused for another meaning.</param>
/// <param name="Args">Values for the text, in the order the text uses them: amounts as <see cref="long"/> won.</param>
public sealed record Refusal(RefusalKind Kind, string Code, params object[] Args);
