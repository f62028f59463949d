using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Domain.Remittance.ToBank;

/// <summary>
/// Books what the bank said to a transfer out: a yes takes the money out of transit, only a certain no brings it back.
/// It is never sent again.
/// </summary>
internal sealed class ToBankSettlement(IWalletPostings postings) : IBankCallHandler
{
    public const string PurposeName = "remittance.to-bank";

    public string Purpose => PurposeName;

    public void Settle(JournalWrite write, SettledCall call)
    {
        var transfer = write.Db.Set<Transfer>().Find(Guid.Parse(call.Instruction.Reference))!;
        Slip outcome;
        if (call.Succeeded)
        {
            outcome = Slip.Of("send-settled", $"{transfer.Source}:settled")
                .Debit(LedgerAccount.InTransitOut, transfer.Amount, transfer.ReceiverName)
                .Credit(LedgerAccount.Bank(call.CorporateAccount), transfer.Amount, transfer.AccountLabel);
        }
        else
        {
            postings.UncountSend(write, transfer.Sender, transfer.Amount, transfer.SentAt);
            var split = postings.SplitIncoming(write, transfer.Sender, transfer.Amount, transfer.SenderVerified);
            write.NotifyPended(transfer.Sender, $"{transfer.Source}:returned", split);
            outcome = Slip.Of("return", $"{transfer.Source}:returned", transfer.Memo)
                .Debit(LedgerAccount.InTransitOut, transfer.Amount, transfer.ReceiverName)
                .Credit(LedgerAccount.Wallet(transfer.Sender), split.ToWallet, transfer.ReceiverName)
                .Credit(LedgerAccount.Pending(transfer.Sender), split.ToPending, transfer.ReceiverName);
        }

        if (!write.Post(outcome).TryGet(out _, out var refusal))
            throw new InvalidOperationException($"A transfer was refused by the ledger: {refusal.Code}.");
        if (call.Succeeded)
            write.Notify(
                transfer.Sender,
                new(NoticeEvent.BankSent, transfer.Source, transfer.Amount, transfer.ReceiverName, transfer.Memo)
            );
        else
            write.Notify(
                transfer.Sender,
                new(NoticeEvent.BankReturned, $"{transfer.Source}:returned", transfer.Amount, transfer.ReceiverName)
            );
        transfer.End(call.Succeeded ? RemittanceState.Done : RemittanceState.Failed, write.Now, call.Failure);
        write.Touch($"member:{transfer.Sender}");
    }

    public void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction)
    {
        var transfer = write.Db.Set<Transfer>().Find(Guid.Parse(instruction.Reference))!;
        transfer.Unknown = true;
        write.Notify(
            transfer.Sender,
            new(NoticeEvent.BankChecking, transfer.Source, transfer.Amount, transfer.ReceiverName)
        );
        write.Touch($"member:{transfer.Sender}");
    }
}
