using System.Text.Json.Serialization;

namespace MyPay.Domain.Kernel;

/// <summary>A whole amount of Korean won. Never negative: debit and credit say the direction, not a sign.</summary>
[JsonConverter(typeof(WonJson))]
public readonly record struct Won : IComparable<Won>
{
    private Won(long amount) => Amount = amount;

    /// <summary>No money. Also the value of a forgotten <see cref="Won"/>.</summary>
    public static Won Zero => default;

    /// <summary>The number of won.</summary>
    public long Amount { get; }

    /// <summary>
    /// Makes won of a number. Throws for a negative one: that is a bug of the caller, user input is refused before.
    /// </summary>
    public static Won Of(long amount) =>
        amount >= 0
            ? new(amount)
            : throw new ArgumentOutOfRangeException(nameof(amount), amount, "Won is never negative.");

    /// <summary>The smaller of two amounts.</summary>
    public static Won Min(Won left, Won right) => left <= right ? left : right;

    /// <summary>
    /// What is missing from <paramref name="have"/> to reach <paramref name="need"/>; zero when nothing is.
    /// </summary>
    public static Won Shortfall(Won need, Won have) => need > have ? need - have : Zero;

    /// <summary>Sum; one that does not fit throws, it never wraps.</summary>
    public static Won operator +(Won left, Won right) => new(left.Amount + right.Amount);

    /// <summary>Difference; throws when it would be negative.</summary>
    public static Won operator -(Won left, Won right) => Of(left.Amount - right.Amount);

    /// <summary>Less than.</summary>
    public static bool operator <(Won left, Won right) => left.Amount < right.Amount;

    /// <summary>Greater than.</summary>
    public static bool operator >(Won left, Won right) => left.Amount > right.Amount;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Won left, Won right) => left.Amount <= right.Amount;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Won left, Won right) => left.Amount >= right.Amount;

    /// <inheritdoc/>
    public int CompareTo(Won other) => Amount.CompareTo(other.Amount);

    /// <summary>The amount as Koreans read it, <c>1,234원</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount:N0}원");
}
