using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Money.Withdraw;

/// <summary>
/// Books what the bank said to a withdrawal: a yes takes the money out of transit, only a certain no brings it back.
/// </summary>
internal sealed class WithdrawalSettlement(IWalletPostings postings) : IBankCallHandler
{
    public const string PurposeName = "money.withdraw";

    public string Purpose => PurposeName;

    public void Settle(JournalWrite write, SettledCall call)
    {
        var move = write.Db.Set<BankMove>().Find(Guid.Parse(call.Instruction.Reference))!;
        var outcome = call.Succeeded
            ? Slip.Of("withdraw-settled", $"money:{move.Id:N}:settled")
                .Debit(LedgerAccount.InTransitOut, move.Amount, move.AccountLabel)
                .Credit(LedgerAccount.Bank(call.CorporateAccount), move.Amount, move.AccountLabel)
            : Back(write, move);
        if (!write.Post(outcome).TryGet(out _, out var refusal))
            throw new InvalidOperationException($"A withdrawal was refused by the ledger: {refusal.Code}.");

        if (call.Succeeded)
            write.Notify(move.Member, new(NoticeEvent.Withdrawn, $"money:{move.Id:N}", move.Amount, move.AccountLabel));
        else
            write.Notify(
                move.Member,
                new(NoticeEvent.WithdrawalReturned, $"money:{move.Id:N}:returned", move.Amount, move.AccountLabel)
            );
        move.End(call.Succeeded ? MoveState.Done : MoveState.Failed, write.Now, call.Failure);
        write.Touch($"member:{move.Member}");
    }

    public void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction)
    {
        var move = write.Db.Set<BankMove>().Find(Guid.Parse(instruction.Reference))!;
        write.Notify(
            move.Member,
            new(NoticeEvent.WithdrawalChecking, $"money:{move.Id:N}", move.Amount, move.AccountLabel)
        );
        write.Touch($"member:{move.Member}");
    }

    private Slip Back(JournalWrite write, BankMove move)
    {
        var split = postings.SplitIncoming(write, move.Member, move.Amount, verified: true);
        write.NotifyPended(move.Member, $"money:{move.Id:N}:returned", split);
        return Slip.Of("return", $"money:{move.Id:N}:returned")
            .Debit(LedgerAccount.InTransitOut, move.Amount, move.AccountLabel)
            .Credit(LedgerAccount.Wallet(move.Member), split.ToWallet, move.AccountLabel)
            .Credit(LedgerAccount.Pending(move.Member), split.ToPending, move.AccountLabel);
    }
}
