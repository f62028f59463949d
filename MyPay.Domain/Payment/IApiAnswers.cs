using System.Security.Cryptography;
using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// The first answer to each Idempotency-Key of the merchant API, kept beside the money. The effect itself is guarded by
/// the use case's own key (<see cref="ApiQuestion.EffectKey"/>): a crash between effect and answer makes the next try
/// answer again, never act again.
/// </summary>
public interface IApiAnswers
{
    /// <summary>
    /// Takes the turn of a key; dispose it when the call is over. Refuses with <c>idempotency.key_reused</c> when the
    /// key was used for another body and with <c>idempotency.in_progress</c> while the first call still runs.
    /// </summary>
    Task<Result<ApiTurn>> TakeAsync(ApiQuestion question, CancellationToken ct = default);

    /// <summary>
    /// Keeps the answer of this turn; the first one stays. It is written soon, together with others: the caller's time
    /// is not spent on it.
    /// </summary>
    Task KeepAsync(ApiTurn turn, ApiAnswer answer);
}

/// <summary>A call with an Idempotency-Key.</summary>
/// <param name="Live">Keys of the test mode never meet keys of the live mode.</param>
/// <param name="Route">The call's own name with its route values, one for all spellings of its address.</param>
/// <param name="Key">1–300 visible ASCII characters.</param>
/// <param name="Body">Canonical JSON.</param>
public sealed record ApiQuestion(FranchiseId Franchise, bool Live, string Route, string Key, string Body)
{
    /// <summary>SHA-256 of whose key it is, where it was used, and the key.</summary>
    public byte[] KeyHash() =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Franchise}\n{(Live ? "live" : "test")}\n{Route}\n{Key}"));

    /// <summary>SHA-256 of the body.</summary>
    public byte[] Fingerprint() => SHA256.HashData(Encoding.UTF8.GetBytes(Body));

    /// <summary>The key to give to the use case: one for each franchise, mode, route and key.</summary>
    public string EffectKey() => Convert.ToHexStringLower(KeyHash());
}

/// <summary>An answer as it went out.</summary>
public sealed record ApiAnswer(int Status, string ContentType, string Body);

/// <summary>The turn of a key: while it lives, nobody else gets it.</summary>
public sealed class ApiTurn : IDisposable
{
    private readonly Action release;

    internal ApiTurn(ApiQuestion question, ApiAnswer? earlier, Action release) =>
        (Question, Earlier, this.release) = (question, earlier, release);

    /// <summary>The call.</summary>
    public ApiQuestion Question { get; }

    /// <summary>What was answered the first time; null when this is the first.</summary>
    public ApiAnswer? Earlier { get; }

    /// <inheritdoc/>
    public void Dispose() => release();
}
