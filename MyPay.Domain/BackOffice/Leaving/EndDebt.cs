using System.Globalization;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;

namespace MyPay.Domain.BackOffice.Leaving;

/// <summary>Two people give up what a franchise that has left owes.</summary>
internal sealed class WriteOffDebt(ILeavingWrites leaving, IFranchiseClosingWrites franchises) : IApprovedAction
{
    public string Kind => DebtWriteOff.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var asked = DebtWriteOff.Read(ask.Payload)!;
        var (name, won) = (franchises.NameOf(db, asked.Franchise), Debts.Won(asked.Amount));
        return new(
            "가맹점 미수금 손실 처리",
            "Write off a franchise's debt",
            $"{name}에게 받을 돈 {won}원을 대손(차변)과 가맹점 받을 돈(대변)에 적어요. 더는 받지 않아요.",
            $"The {won} won that {name} owes are debited to write-off and credited to franchise receivable. "
                + "They are not asked for any more.",
            new ApprovalLine("가맹점", "Franchise", name),
            new ApprovalLine("미수금", "Debt", $"{won}원", $"{won} won"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        DebtWriteOff.Read(payload) is { } asked
            ? leaving.AgainstWriteOff(db, asked.Franchise, asked.Amount)
            : Debts.Unknown;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var asked = DebtWriteOff.Read(approval.Payload)!;
        return leaving.WriteOff(write, asked.Franchise, asked.Amount, approval.Reason, approval.Maker, checker);
    }
}

/// <summary>Two people say that money found at the bank was a franchise's payment of its debt.</summary>
internal sealed class CollectDebt(
    ILeavingWrites leaving,
    IReconciliationSlips cases,
    IFranchiseClosingWrites franchises
) : IApprovedAction
{
    public string Kind => DebtCollected.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var asked = DebtCollected.Read(ask.Payload)!;
        var (name, came, owed) = (
            franchises.NameOf(db, asked.Franchise),
            cases.Peek(db, asked.Case)?.Difference ?? 0,
            leaving.DebtOf(db, asked.Franchise)
        );
        var (paid, more) = (Math.Min(came, owed), Math.Max(0, came - owed));
        return new(
            "가맹점 미수금 입금",
            "Collect a franchise's debt",
            $"은행에 들어온 {Debts.Won(came)}원 가운데 {Debts.Won(paid)}원을 {name}의 미수금에서 빼요."
                + (more > 0 ? $" 남는 {Debts.Won(more)}원은 다음 정산에서 돌려줘요." : ""),
            $"Of the {Debts.Won(came)} won that came in at the bank, {Debts.Won(paid)} are taken off what {name} owes."
                + (more > 0 ? $" The other {Debts.Won(more)} are paid back with the next settlement." : ""),
            new ApprovalLine("가맹점", "Franchise", name),
            new ApprovalLine("대사 건", "Case", asked.Case),
            new ApprovalLine("미수금", "Debt", $"{Debts.Won(owed)}원", $"{Debts.Won(owed)} won"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        DebtCollected.Read(payload) is { } asked
            ? leaving.AgainstCollecting(db, asked.Franchise, asked.Case)
            : Debts.Unknown;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var asked = DebtCollected.Read(approval.Payload)!;
        return leaving.Collect(write, asked.Franchise, asked.Case, approval.Reason, approval.Maker, checker);
    }
}

internal static class Debts
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "franchise.contract.not_found");

    public static string Won(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture);
}
