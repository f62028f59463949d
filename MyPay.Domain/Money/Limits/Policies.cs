using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Money.Limits;

/// <summary>The limits of a business date, won.</summary>
internal sealed record Policies(long CapVerified, long CapUnverified, long PerTransfer, long PerDay, long PerMonth)
{
    public static Policies At(MyPayDb db, DateOnly date) => Of(PolicyBook.ValuesOn(db, MoneyPolicies.All, date));

    public static Policies At(JournalWrite write, DateOnly date) =>
        Of(PolicyBook.ValuesOn(write, MoneyPolicies.All, date));

    private static Policies Of(IReadOnlyDictionary<Policy, long> values) =>
        new(
            values[MoneyPolicies.CapVerified],
            values[MoneyPolicies.CapUnverified],
            values[MoneyPolicies.PerTransfer],
            values[MoneyPolicies.PerDay],
            values[MoneyPolicies.PerMonth]
        );

    public long Cap(bool verified) => verified ? CapVerified : CapUnverified;
}
