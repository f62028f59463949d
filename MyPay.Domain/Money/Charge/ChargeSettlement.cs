using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money.AutoCharge;

namespace MyPay.Domain.Money.Charge;

/// <summary>Books what the bank said to a charge: only a certain yes credits the wallet.</summary>
internal sealed class ChargeSettlement(IWalletPostings postings) : IBankCallHandler
{
    public const string PurposeName = "money.charge";

    public string Purpose => PurposeName;

    public void Settle(JournalWrite write, SettledCall call)
    {
        var move = write.Db.Set<BankMove>().Find(Guid.Parse(call.Instruction.Reference))!;
        if (call.Succeeded)
        {
            // A member who charges has a verified account; what no longer fits under the cap waits as pending.
            var split = postings.SplitIncoming(write, move.Member, move.Amount, verified: true);
            var slip = Slip.Of(move.SlipKind, $"money:{move.Id:N}")
                .Debit(LedgerAccount.Bank(call.CorporateAccount), move.Amount, move.AccountLabel)
                .Credit(LedgerAccount.Wallet(move.Member), split.ToWallet, move.AccountLabel)
                .Credit(LedgerAccount.Pending(move.Member), split.ToPending, move.AccountLabel);
            if (!write.Post(slip).TryGet(out _, out var refusal))
                throw new InvalidOperationException($"A charge was refused by the ledger: {refusal.Code}.");
            write.NotifyPended(move.Member, $"money:{move.Id:N}", split);
        }

        var auto = move.Origin is ChargeOrigin.Threshold or ChargeOrigin.Scheduled;
        if (call.Succeeded)
            write.Notify(
                move.Member,
                new(
                    NoticeEvent.Charged,
                    $"money:{move.Id:N}",
                    move.Amount,
                    move.AccountLabel,
                    move.Origin == ChargeOrigin.Hand ? null : $"{move.Origin}"
                )
            );
        else if (!auto)
            write.Notify(
                move.Member,
                new(NoticeEvent.ChargeFailed, $"money:{move.Id:N}", move.Amount, move.AccountLabel, call.Failure?.Code)
            );
        if (auto)
            AutoChargeOutcomes.Settled(write, move.Id, call.Failure);
        move.End(call.Succeeded ? MoveState.Done : MoveState.Failed, write.Now, call.Failure);
        write.Touch($"member:{move.Member}");
    }

    public void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction)
    {
        var move = write.Db.Set<BankMove>().Find(Guid.Parse(instruction.Reference))!;
        write.Notify(
            move.Member,
            new(NoticeEvent.ChargeChecking, $"money:{move.Id:N}", move.Amount, move.AccountLabel)
        );
        write.Touch($"member:{move.Member}");
    }
}
