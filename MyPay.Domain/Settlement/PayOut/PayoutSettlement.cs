using System.Globalization;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.PayOut;

/// <summary>
/// Books what the bank said to a payout: a yes takes the money out of transit, only a certain no makes it payable
/// again.
/// </summary>
internal sealed class PayoutSettlement : IBankCallHandler
{
    public const string PurposeName = "settlement.payout";

    public string Purpose => PurposeName;

    public void Settle(JournalWrite write, SettledCall call)
    {
        var (batch, payout) = Find(write, call.Instruction);
        var (before, amount) = (batch.State, Won.Of(payout.Amount));
        var source = $"{batch.Source}:payout:{payout.N}";
        payout.EndedAt = write.Now;
        if (call.Succeeded)
        {
            Booked.Post(
                write,
                Slip.Of("payout-settled", $"{source}:settled")
                    .Debit(LedgerAccount.InTransitOut, amount, batch.TradeName)
                    .Credit(LedgerAccount.Bank(call.CorporateAccount), amount, batch.Id)
            );
            (payout.State, batch.State, batch.PaidAt, batch.PaidOn) = (
                PayoutState.Paid,
                BatchState.Paid,
                write.Now,
                SeoulTime.DateOf(write.Now)
            );
        }
        else
        {
            Booked.Post(
                write,
                Slip.Of("payout-returned", $"{source}:returned")
                    .Debit(LedgerAccount.InTransitOut, amount, batch.TradeName)
                    .Credit(LedgerAccount.FranchisePayable(batch.Franchise), amount, batch.Id)
            );
            (payout.State, payout.FailureCode, batch.State) = (
                PayoutState.Failed,
                call.Failure?.Code,
                BatchState.Failed
            );
            batch.Fail(call.Failure);
        }

        BatchNews.Note(
            write,
            batch,
            Actor.System,
            call.Succeeded ? Acts.Paid : Acts.Failed,
            before,
            call.Failure?.Code
        );
        BatchNews.Publish(write, batch);
    }

    public void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction)
    {
        var (batch, payout) = Find(write, instruction);
        if (batch.State == BatchState.Unknown)
            return;
        (payout.State, batch.State) = (PayoutState.Unknown, BatchState.Unknown);
        BatchNews.Note(write, batch, Actor.System, Acts.Unknown, BatchState.Paying);
    }

    private static (BatchRow Batch, PayoutRow Payout) Find(JournalWrite write, BankInstruction instruction)
    {
        var parts = instruction.Reference.Split(':');
        var batch = write.Db.Set<BatchRow>().Single(b => b.Id == parts[0]);
        return (batch, write.Db.Set<PayoutRow>().Find(batch.No, int.Parse(parts[1], CultureInfo.InvariantCulture))!);
    }
}
