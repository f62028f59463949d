using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Fees;

/// <summary>
/// Two people have agreed on another fee of a bank. Calls of that date and later book it; what was booked before
/// stands.
/// </summary>
internal sealed class ChangeBankFee(IBankDirectory banks) : IApprovedAction
{
    public string Kind => BankFeeChange.ActKind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var change = FeeRules.Read<BankFeeChange>(ask.Payload)!;
        var (bankKo, bankEn) =
            change.Bank is { } code && banks.NameOf(db, code) is { } bank
                ? (bank.Ko, bank.En)
                : ("모든 은행 (따로 정하지 않은 곳)", "Every bank without a fee of its own");
        var (kindKo, kindEn) = Names(change.Kind);
        var (newKo, newEn) = Amount(change.Won);
        var (oldKo, oldEn) = Amount(BankFees.OwnOn(db, change.Bank, change.Kind, change.From)?.Amount);
        return new(
            "은행 수수료 변경",
            "Change a bank's fee",
            $"{change.From:yyyy-MM-dd} 0시부터 {kindKo} 한 번의 수수료: {newKo}.",
            $"From {change.From:yyyy-MM-dd} 00:00 in Seoul, one {kindEn} costs: {newEn}.",
            new ApprovalLine("은행", "Bank", bankKo, bankEn),
            new ApprovalLine("요청 종류", "Call", kindKo, kindEn),
            new ApprovalLine("그날 정해진 값", "As it stands for that date", oldKo, oldEn),
            new ApprovalLine("새 값", "New value", newKo, newEn),
            new ApprovalLine("언제부터", "From", $"{change.From:yyyy-MM-dd}"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now)
    {
        if (FeeRules.Read<BankFeeChange>(payload) is not { } change || !Enum.IsDefined(change.Kind))
            return FeeRules.Unknown;
        // The general fee can't end: there is nothing behind it.
        if (change.Bank is null ? change.Won is null : banks.NameOf(db, change.Bank) is null)
            return FeeRules.Unknown;
        return FeeRules.Against(change.Won ?? 0, BankFees.Most, change.From, now)
            ?? FeeRules.Changes(BankFees.OwnOn(db, change.Bank, change.Kind, change.From)?.Amount != change.Won);
    }

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var change = FeeRules.Read<BankFeeChange>(approval.Payload)!;
        var before = BankFees.OwnOn(write.Db, change.Bank, change.Kind, change.From);
        BankFees.Agree(
            write,
            change.Bank,
            change.Kind,
            change.Won is { } won ? Won.Of(won) : null,
            change.From,
            approval.Maker.Name,
            checker.Name
        );
        write.Note(
            checker,
            "fee.changed",
            approval.Subject,
            approval.Reason,
            new { won = before?.Amount },
            new { won = change.Won, from = change.From }
        );
        write.Touch(PolicyTopics.Changed);
        return default(Done);
    }

    private static (string Ko, string En) Amount(long? won) =>
        won is { } fee
            ? ($"{fee:N0}원", $"{fee:N0}원")
            : ("따로 없음 (공통 수수료)", "None of its own (the general fee)");

    private static (string Ko, string En) Names(BankCallKind kind) =>
        kind switch
        {
            BankCallKind.Withdraw => ("출금이체(충전)", "withdrawal from a customer's account (charge)"),
            BankCallKind.Deposit => ("입금이체(송금·지급)", "deposit to an account (send, payout)"),
            _ => ("예금주 조회", "holder inquiry"),
        };
}
