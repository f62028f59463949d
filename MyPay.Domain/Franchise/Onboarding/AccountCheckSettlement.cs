using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>
/// Books what the bank says of a check's won: it is our expense, and the digits are awaited from now.
/// </summary>
internal sealed class AccountCheckSettlement : IBankCallHandler
{
    public const string PurposeName = "franchise.account-check";

    public string Purpose => PurposeName;

    public void Settle(JournalWrite write, SettledCall call)
    {
        var check = Find(write, call.Instruction);
        if (call.Succeeded)
        {
            var slip = Slip.Of("account-check", $"franchise:{check.Id:N}:account-check")
                .Debit(LedgerAccount.AccountCheckExpense, call.Instruction.Amount)
                .Credit(LedgerAccount.Bank(call.CorporateAccount), call.Instruction.Amount);
            if (!write.Post(slip).TryGet(out _, out var refusal))
                throw new InvalidOperationException($"The won of an account check was refused: {refusal.Code}.");
        }

        // The won of a dropped check is booked all the same; its digits open nothing.
        if (check.IsOpen)
        {
            check.State = call.Succeeded ? AccountCheckState.AwaitingCode : AccountCheckState.Failed;
            check.ExpiresAt = write.Now + SettlementCheckRow.CodeLife;
        }

        write.Touch(FranchiseRow.Topic(check.Franchise));
    }

    public void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction)
    {
        var check = Find(write, instruction);
        if (check.State != AccountCheckState.Sending)
            return;
        check.State = AccountCheckState.Unknown;
        write.Touch(FranchiseRow.Topic(check.Franchise));
    }

    private static SettlementCheckRow Find(JournalWrite write, BankInstruction instruction) =>
        write.Db.Set<SettlementCheckRow>().Find(Guid.ParseExact(instruction.Reference, "N"))
        ?? throw new InvalidOperationException("A bank call belongs to no settlement account's check.");
}
