using System.Diagnostics.CodeAnalysis;

namespace MyPay.Domain.Kernel;

/// <summary>
/// A value or a refusal, never both, never neither. Refusals return; bugs throw. A class, so that <c>default</c> is no
/// silent success.
/// </summary>
public sealed class Result<T>
    where T : notnull
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private Result(T? value, Refusal? refusal) => (this.value, this.refusal) = (value, refusal);

    /// <summary>True with the value, or false with the refusal.</summary>
    public bool TryGet([NotNullWhen(true)] out T? granted, [NotNullWhen(false)] out Refusal? refused)
    {
        (granted, refused) = (value, refusal);
        return refusal is null;
    }

    /// <summary>A granted value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Shows the value or the refusal's code; for logs and test failures.</summary>
    public override string ToString() => refusal is null ? $"{value}" : $"refused: {refusal.Code}";
}

/// <summary>The value of a command that answers only "done".</summary>
public readonly record struct Done;
