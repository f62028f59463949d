using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// Whether new payments are switched off. What was begun before a stop (made ready, an order shown, a bank being asked)
/// goes to its end; cancels are never stopped.
/// </summary>
public interface IPaymentStops
{
    /// <summary>The stop that holds for this franchise now; null when it may take new payments.</summary>
    Task<PaymentStop?> FindAsync(FranchiseId franchise, CancellationToken ct = default);
}

/// <summary>New payments are switched off.</summary>
/// <param name="ForAll">For every franchise; otherwise for this one.</param>
/// <param name="Until">When it is expected to end, UTC; null when nobody knows.</param>
public sealed record PaymentStop(bool ForAll, DateTimeOffset? Until);

/// <summary>Names of Payment's runtime switches: new payments of one franchise, or of all.</summary>
public static class PaymentSwitch
{
    /// <summary>New payments of every franchise.</summary>
    public const string All = Prefix + "all";

    private const string Prefix = "payments:";

    /// <summary>New payments of one franchise.</summary>
    public static string Of(FranchiseId franchise) => Prefix + franchise;

    /// <summary>The franchise behind a name (null: all); false for a name that is none of these.</summary>
    public static bool TryRead(string name, out FranchiseId? franchise)
    {
        ArgumentNullException.ThrowIfNull(name);
        franchise =
            name.StartsWith(Prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(name[Prefix.Length..], "N", out var id)
                ? new FranchiseId(id)
                : null;
        return franchise is not null || name == All;
    }
}
