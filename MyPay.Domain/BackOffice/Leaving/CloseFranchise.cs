using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;

namespace MyPay.Domain.BackOffice.Leaving;

/// <summary>
/// A franchise leaves: selling, API keys and recurring keys end in one write, and its money becomes a case until it is
/// settled.
/// </summary>
internal sealed class CloseFranchise(
    IFranchiseClosingWrites franchises,
    IPaymentClosing payments,
    ILeavingWrites leaving
) : IApprovedAction
{
    public string Kind => FranchiseClosing.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var franchise = FranchiseClosing.Read(ask.Payload)!.Value;
        var name = franchises.NameOf(db, franchise);
        return new(
            "가맹점 해지",
            "Close a franchise",
            $"{name}의 새 결제, QR, API 키, 정기 결제 키를 바로 끝내요. 정산할 돈은 다음 마감부터 모두 지급하고, 유보금도 돌려줘요. 취소와 내역서는 남아요.",
            $"New payments, QR codes, API keys and recurring keys of {name} end at once. What is owed to it is "
                + "paid out with the next closes, its reserve too. Cancels and statements stay.",
            new ApprovalLine("가맹점", "Franchise", name),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        FranchiseClosing.Read(payload) is { } franchise
            ? franchises.Against(db, franchise)
            : new(RefusalKind.NotFound, "franchise.contract.not_found");

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var franchise = FranchiseClosing.Read(approval.Payload)!.Value;
        if (!franchises.Begin(write, franchise, approval.Reason, checker).TryGet(out _, out var refusal))
            return refusal;
        var keys = payments.EndRecurring(write, franchise);
        if (keys > 0)
            write.Note(checker, "payment.recurring.ended", approval.Subject, approval.Reason, after: new { keys });
        leaving.Begin(write, franchise, checker);
        return default(Done);
    }
}
