using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;

namespace MyPay.Domain.BackOffice.Leaving;

/// <summary>
/// Two people give a member's money back for a franchise that can't: the same cancel as the till's, and a franchise
/// that has left owes it.
/// </summary>
internal sealed class RefundPayment(IRefunds refunds, ILeavingWrites leaving) : IApprovedAction
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "payment.cancel.not_found");

    public string Kind => PaymentRefund.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var asked = PaymentRefund.Read(ask.Payload)!;
        var payment = refunds.Find(db, asked.Tid)!;
        return new(
            "회원에게 환불",
            "Refund a member",
            $"{payment.TradeName}의 결제에서 {Debts.Won(asked.Amount)}원을 회원에게 바로 돌려줘요. 그만큼 가맹점 정산에서 빼고, 이미 해지한 가맹점은 "
                + "우리에게 갚을 돈이 돼요.",
            $"{Debts.Won(asked.Amount)} won of a payment at {payment.TradeName} go straight back to the member. "
                + "They are taken off the franchise's settlement; one that has left owes them.",
            new ApprovalLine("가맹점", "Franchise", payment.TradeName),
            new ApprovalLine("상품", "Item", payment.ItemName),
            new ApprovalLine("회원", "Member", payment.MaskedMember),
            new ApprovalLine("TID", "TID", asked.Tid),
            new ApprovalLine("남은 금액", "Left", $"{Debts.Won(payment.Left)}원", $"{Debts.Won(payment.Left)} won"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        PaymentRefund.Read(payload) is { } asked ? refunds.Against(db, asked.Tid, asked.Amount) : Unknown;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var asked = PaymentRefund.Read(approval.Payload)!;
        if (refunds.Find(write.Db, asked.Tid) is not { } payment)
            return Unknown;
        if (!refunds.Refund(write, asked.Tid, asked.Amount, approval.Reason).TryGet(out _, out var refusal))
            return refusal;
        write.Note(
            checker,
            "payment.refunded",
            approval.Subject,
            approval.Reason,
            after: new { asked.Amount, maker = approval.Maker.Name }
        );
        leaving.Reopen(write, payment.Franchise, checker);
        return default(Done);
    }
}
