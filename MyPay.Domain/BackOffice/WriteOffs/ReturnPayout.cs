using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;

namespace MyPay.Domain.BackOffice.WriteOffs;

/// <summary>
/// Two people say that money found at the bank was a franchise's payout that came back: it is payable again.
/// </summary>
internal sealed class ReturnPayout(IPayoutReturns returns) : IApprovedAction
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "settlement.batch.not_found");

    public string Kind => PayoutReturn.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var asked = PayoutReturn.Read(ask.Payload)!;
        var batch = returns.Find(db, asked.Batch)!;
        var won = batch.PayOut.ToString("N0", CultureInfo.InvariantCulture);
        return new(
            "돌아온 지급",
            "A payout that came back",
            $"{batch.TradeName}에 보낸 {won}원이 은행에서 돌아왔어요. 은행 예금(차변)과 가맹점 지급할 돈(대변)에 적고, 정산을 지급 실패로 바꿔 다시 지급할 수 있게 해요.",
            $"The {won} won paid to {batch.TradeName} came back. They are debited to bank and credited to "
                + "franchise payable, and the batch becomes failed so that it can be paid again.",
            new ApprovalLine("가맹점", "Franchise", batch.TradeName),
            new ApprovalLine("정산", "Batch", batch.Id),
            new ApprovalLine("대사 건", "Case", asked.Case),
            new ApprovalLine("받은 계좌", "Account", $"{batch.Bank} {batch.MaskedNumber}"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        PayoutReturn.Read(payload) is { } asked ? returns.Against(db, asked.Case, asked.Batch) : Unknown;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var asked = PayoutReturn.Read(approval.Payload)!;
        return returns.Return(write, asked.Case, asked.Batch, approval.Reason, approval.Maker, checker);
    }
}
