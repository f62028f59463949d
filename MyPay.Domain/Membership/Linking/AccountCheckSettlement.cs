using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Linking;

/// <summary>
/// Books what the bank says of a check's won: it is our expense, and the digits are awaited from now.
/// </summary>
internal sealed class AccountCheckSettlement : IBankCallHandler
{
    public const string PurposeName = "membership.account-check";

    public string Purpose => PurposeName;

    public void Settle(JournalWrite write, SettledCall call)
    {
        var check = Find(write, call.Instruction);
        if (!call.Succeeded)
        {
            check.State = CheckState.Failed;
        }
        else
        {
            (check.State, check.SentAt, check.ExpiresAt) = (
                CheckState.AwaitingCode,
                write.Now,
                write.Now + LinkingRules.CodeLife
            );
            var slip = Slip.Of("account-check", $"membership:{check.Id:N}:account-check")
                .Debit(LedgerAccount.AccountCheckExpense, call.Instruction.Amount)
                .Credit(LedgerAccount.Bank(call.CorporateAccount), call.Instruction.Amount);
            if (!write.Post(slip).TryGet(out _, out var refusal))
                throw new InvalidOperationException($"The won of an account check was refused: {refusal.Code}.");
        }

        write.Touch(MemberRow.Topic(check.Member));
    }

    public void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction)
    {
        var check = Find(write, instruction);
        if (check.State != CheckState.Sending)
            return;
        check.State = CheckState.Unknown;
        write.Touch(MemberRow.Topic(check.Member));
    }

    private static AccountCheckRow Find(JournalWrite write, BankInstruction instruction) =>
        write.Db.Set<AccountCheckRow>().Find(Guid.ParseExact(instruction.Reference, "N"))
        ?? throw new InvalidOperationException("A bank call belongs to no account check.");
}
