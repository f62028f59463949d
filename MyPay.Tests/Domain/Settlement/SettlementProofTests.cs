using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

/// <summary>A proof nobody saw fail proves nothing.</summary>
[Trait("Lane", "Fast")]
public sealed class SettlementProofTests
{
    [Fact]
    public async Task Each_damage_is_found_and_an_edited_line_is_named()
    {
        await using var at = await ASettlement.OpenAsync();
        var shop = at.Shop();
        at.Shops.Agree(shop, reserve: 1_000);
        var tid = await at.SellAsync(shop, 10_000);
        await at.SellAsync(shop, 5_000);
        at.GoTo(ASettlement.Today.AddDays(1), 10);
        (await at.CloseAsync(ASettlement.Today)).Granted();
        await at.PaidOutAsync((await at.BatchesAsync())[0].Id);
        await at.CancelAsync(tid, 9_000);
        at.GoTo(ASettlement.Today.AddDays(2), 10);
        (await at.CloseAsync(ASettlement.Today.AddDays(1))).Granted();
        await at.VerifyAsync();

        // As somebody with the file in his hands, who has taken the guards away first.
        foreach (var act in new[] { "update", "delete" })
            at.Store.Tamper($"DROP TRIGGER settlement_line_no_{act}");
        foreach (
            var (damage, repair, named) in new[]
            {
                (
                    "UPDATE settlement_line SET Amount = 10001 WHERE Amount = 10000",
                    "UPDATE settlement_line SET Amount = 10000 WHERE Amount = 10001",
                    tid
                ),
                (
                    "UPDATE settlement_line SET Fee = 151 WHERE Amount = 10000",
                    "UPDATE settlement_line SET Fee = 150 WHERE Amount = 10000",
                    tid
                ),
                (
                    "UPDATE settlement_line SET SoldOn = '2026-11-20' WHERE Amount = 10000",
                    "UPDATE settlement_line SET SoldOn = '2026-11-23' WHERE Amount = 10000",
                    tid
                ),
                (
                    "UPDATE settlement_line SET PartnerOrderId = 'another' WHERE Amount = 10000",
                    $"UPDATE settlement_line SET PartnerOrderId = 'order-{tid[^6..]}' WHERE Amount = 10000",
                    $"order of line {tid}"
                ),
                (
                    "UPDATE settlement_line SET ItemName = '라떼' WHERE Amount = 10000",
                    "UPDATE settlement_line SET ItemName = '아메리카노' WHERE Amount = 10000",
                    $"item of line {tid}"
                ),
                (
                    "UPDATE settlement_line SET RateBasisPoints = 100 WHERE Amount = 10000",
                    "UPDATE settlement_line SET RateBasisPoints = 150 WHERE Amount = 10000",
                    $"rate of line {tid}"
                ),
                (
                    "UPDATE settlement_line SET Batch = 2 WHERE Amount = 5000",
                    "UPDATE settlement_line SET Batch = 1 WHERE Amount = 5000",
                    "slips of"
                ),
                (
                    "UPDATE settlement_line SET Batch = 9 WHERE Amount = 5000",
                    "UPDATE settlement_line SET Batch = 1 WHERE Amount = 5000",
                    "has no batch"
                ),
                (
                    "UPDATE settlement_line SET LedgerSlip = 9999 WHERE Amount = 5000",
                    "UPDATE settlement_line SET LedgerSlip = 4 WHERE Amount = 5000",
                    "is in no batch"
                ),
                (
                    "UPDATE settlement_batch SET Gross = Gross + 1, CarryIn = CarryIn - 1 WHERE No = 1",
                    "UPDATE settlement_batch SET Gross = Gross - 1, CarryIn = CarryIn + 1 WHERE No = 1",
                    "carry in"
                ),
                (
                    "UPDATE settlement_batch SET CarryIn = 1, ReserveKept = ReserveKept + 1 WHERE No = 2",
                    "UPDATE settlement_batch SET CarryIn = 0, ReserveKept = ReserveKept - 1 WHERE No = 2",
                    "reserve"
                ),
                (
                    "UPDATE settlement_franchise SET Carry = Carry + 1",
                    "UPDATE settlement_franchise SET Carry = Carry - 1",
                    "carries over"
                ),
                (
                    "UPDATE settlement_franchise SET Reserve = 5",
                    "UPDATE settlement_franchise SET Reserve = 0",
                    "reserve of"
                ),
                (
                    "UPDATE settlement_batch SET State = 'Approved' WHERE No = 1",
                    "UPDATE settlement_batch SET State = 'Paid' WHERE No = 1",
                    "state of"
                ),
                (
                    "UPDATE settlement_batch SET LedgerSlip = 1 WHERE No = 1",
                    "UPDATE settlement_batch SET LedgerSlip = 5 WHERE No = 1",
                    "ledger slip"
                ),
                (
                    "UPDATE settlement_payout SET Amount = 1",
                    "UPDATE settlement_payout SET Amount = (SELECT PayOut FROM settlement_batch WHERE No = 1)",
                    "amount of payout"
                ),
                (
                    "UPDATE settlement_payout SET State = 'Failed'",
                    "UPDATE settlement_payout SET State = 'Paid'",
                    "slips of payout"
                ),
            }
        )
        {
            at.Store.Tamper(damage);
            var report = await at.Store.ProveAsync([.. SettlementModule.Proofs()]);
            var wrong = report
                .Checks.Where(c => c.Name.StartsWith("settlement", StringComparison.Ordinal) && !c.Ok)
                .ToList();
            Assert.True(wrong.Count > 0, damage);
            Assert.True(
                wrong.SelectMany(c => c.Findings).Any(f => f.What.Contains(named, StringComparison.Ordinal)),
                $"{damage}: "
                    + $"{string.Join("; ", wrong.SelectMany(c => c.Findings).Select(f => $"{f.What} {f.Expected} {f.Actual}"))}"
            );
            at.Store.Tamper(repair);
            report = await at.Store.ProveAsync([.. SettlementModule.Proofs()]);
            Assert.True(
                report.Checks.Where(c => c.Name.StartsWith("settlement", StringComparison.Ordinal)).All(c => c.Ok),
                repair
            );
        }
    }

    [Fact]
    public async Task The_database_itself_refuses_to_edit_a_line_to_pay_twice_and_to_settle_twice()
    {
        await using var at = await ASettlement.OpenAsync();
        var shop = at.Shop();
        await at.SellAsync(shop, 10_000);
        at.GoTo(ASettlement.Today.AddDays(1), 10);
        (await at.CloseAsync(ASettlement.Today)).Granted();
        await at.PaidOutAsync((await at.BatchesAsync())[0].Id);

        foreach (
            var crime in new[]
            {
                "UPDATE settlement_line SET Amount = 1",
                "DELETE FROM settlement_line",
                "DELETE FROM settlement_event",
                "DELETE FROM settlement_day",
                "INSERT INTO settlement_line SELECT * FROM settlement_line",
                "INSERT INTO settlement_payout SELECT Batch, N + 1, Amount, 'another', State, MadeAt, EndedAt, "
                    + "FailureCode, ReturnSlip FROM settlement_payout",
                "UPDATE settlement_batch SET PayOut = PayOut + 1",
                "UPDATE settlement_batch SET PayOut = -1, CarryOut = CarryOut + PayOut + 1",
            }
        )
        {
            Assert.ThrowsAny<System.Data.Common.DbException>(() => at.Store.Tamper(crime));
        }
    }
}
