using MyPay.Domain.Ledger.Proofs;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>A proof nobody saw fail proves nothing.</summary>
public sealed class PaymentProofTests
{
    [Fact]
    public async Task Each_damage_is_found()
    {
        await using var shop = await AShop.OpenAsync();
        var member = await shop.Product.MemberWithAsync(100_000);
        var paid = await shop.PaidAsync(member, 10_000);
        (await shop.CancelAsync(paid.Tid, 3_000)).Granted();
        await shop.PaidAsync(member, shop.Request(5_000, live: false));
        await shop.ReadyAsync(shop.Request());
        await shop.Product.VerifyAsync();

        foreach (
            var (damage, repair) in new[]
            {
                (
                    "UPDATE payment_slip SET Fee = 151 WHERE N = 0 AND Live = 1",
                    "UPDATE payment_slip SET Fee = 150 WHERE N = 0 AND Live = 1"
                ),
                ("UPDATE payment_slip SET FeeVat = 4 WHERE N = 1", "UPDATE payment_slip SET FeeVat = 5 WHERE N = 1"),
                (
                    "UPDATE payment_slip SET Total = 2999 WHERE N = 1",
                    "UPDATE payment_slip SET Total = 3000 WHERE N = 1"
                ),
                ("UPDATE payment_slip SET N = 2 WHERE N = 1", "UPDATE payment_slip SET N = 1 WHERE N = 2"),
                (
                    "UPDATE payment_purchase SET CancelledTotal = 2000 WHERE CancelledTotal = 3000",
                    "UPDATE payment_purchase SET CancelledTotal = 3000 WHERE CancelledTotal = 2000"
                ),
                (
                    "UPDATE payment_purchase SET State = 'Paid' WHERE State = 'PartlyCancelled'",
                    "UPDATE payment_purchase SET State = 'PartlyCancelled' WHERE Cancels = 1"
                ),
                (
                    "UPDATE payment_purchase SET State = 'Paid' WHERE State = 'Ready'",
                    "UPDATE payment_purchase SET State = 'Ready' WHERE Aid IS NULL"
                ),
                (
                    "UPDATE payment_purchase SET RateBasisPoints = 140 WHERE Cancels = 1",
                    "UPDATE payment_purchase SET RateBasisPoints = 150 WHERE Cancels = 1"
                ),
                (
                    "UPDATE payment_purchase SET Live = 1 WHERE Live = 0",
                    "UPDATE payment_purchase SET Live = 0 WHERE Total = 5000"
                ),
                (
                    "UPDATE payment_purchase SET Live = 0 WHERE Cancels = 1",
                    "UPDATE payment_purchase SET Live = 1 WHERE Cancels = 1"
                ),
                (
                    "UPDATE payment_slip SET LedgerSlip = 1 WHERE N = 1",
                    "UPDATE payment_slip SET LedgerSlip = (SELECT seq FROM ledger_slip WHERE kind = 'cancel') "
                        + "WHERE N = 1"
                ),
            }
        )
        {
            Assert.True(Run(shop, damage) >= 1, damage);
            Assert.True(await IsWrongAsync(shop), damage);
            Run(shop, repair);
            Assert.False(await IsWrongAsync(shop), repair);
        }
    }

    private static int Run(AShop shop, string sql) => shop.Product.Store.Tamper(sql);

    private static async Task<bool> IsWrongAsync(AShop shop) =>
        !(await shop.Product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None)))
            .Checks.Single(c => c.Name == "payments as booked")
            .Ok;
}
