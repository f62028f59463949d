using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Policies;

namespace MyPay.Domain.Money.Limits;

/// <summary>The limits of a business date, won.</summary>
internal sealed record Policies(long CapVerified, long CapUnverified, long PerTransfer, long PerDay, long PerMonth)
{
    public static Policies At(MyPayDb db, DateOnly date)
    {
        var values = PolicyBook.ValuesOn(db, MoneyPolicies.All, date);
        return new(
            values[MoneyPolicies.CapVerified], values[MoneyPolicies.CapUnverified],
            values[MoneyPolicies.PerTransfer], values[MoneyPolicies.PerDay], values[MoneyPolicies.PerMonth]);
    }

    public long Cap(bool verified) => verified ? CapVerified : CapUnverified;
}
