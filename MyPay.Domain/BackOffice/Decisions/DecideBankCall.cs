using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Decisions;

/// <summary>
/// Two people have found out what the bank did with a call that nobody knew about. The request's reason is the
/// evidence.
/// </summary>
internal sealed class DecideBankCall(IBankLog log) : IApprovedAction
{
    public string Kind => BankCallDecision.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var decision = BankCallDecision.Read(ask.Payload)!;
        var call = log.Find(db, decision.Call)!;
        var (won, yes) = ($"{call.Amount.Amount:N0}원", decision.Succeeded);
        var toShop = call.Purpose.StartsWith("settlement.", StringComparison.Ordinal);
        var (ko, en) = (call.Kind, yes) switch
        {
            (BankCallKind.Withdraw, true) => (
                $"은행이 {won}을 받아 온 것으로 적고, 회원에게 {won}을 넣어요.",
                $"{won} counts as received from the bank and is credited to the member."
            ),
            (BankCallKind.Withdraw, false) => (
                "은행에서 돈이 오지 않은 것으로 적어요. 회원에게 아무것도 넣지 않아요.",
                "Nothing came from the bank. Nothing is credited."
            ),
            _ when call.Amount.Amount == 1 => yes
                ? ("확인용 1원을 보낸 것으로 적어요.", "The won of an account check counts as sent.")
                : ("확인용 1원을 보내지 못한 것으로 적어요.", "The won of an account check counts as not sent."),
            (_, true) => (
                $"은행이 {won}을 보낸 것으로 적어요. 보내는 중이던 돈이 끝나요.",
                $"{won} counts as sent by the bank; the money in transit is settled."
            ),
            _ when toShop => (
                $"은행이 돈을 보내지 않은 것으로 적어요. {won}은 가맹점에 줄 돈으로 남아요.",
                $"The bank sent nothing; {won} is still owed to the franchise."
            ),
            _ => (
                $"은행이 돈을 보내지 않은 것으로 적고, {won}을 낸 사람에게 돌려줘요.",
                $"The bank sent nothing; {won} goes back to whoever paid it."
            ),
        };
        return new(
            yes ? "은행 요청을 성공으로 결정" : "은행 요청을 실패로 결정",
            yes ? "Decide a bank call: succeeded" : "Decide a bank call: failed",
            ko,
            en,
            new ApprovalLine("거래고유번호", "bank_tran_id", call.BankTranId),
            new ApprovalLine("은행·계좌", "Bank and account", $"{call.Bank} {call.MaskedNumber} {call.MaskedHolder}"),
            new ApprovalLine("금액", "Amount", won),
            new ApprovalLine("무엇 때문에", "What for", $"{call.Purpose} {call.Reference}"),
            new ApprovalLine("은행에 물어본 횟수", "Times the bank was asked", $"{call.Inquiries}"),
            new ApprovalLine("근거", "Evidence", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        BankCallDecision.Read(payload) is { } decision
            ? log.AgainstDeciding(db, decision.Call)
            : new(RefusalKind.NotFound, "banking.call.not_found");

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var decision = BankCallDecision.Read(approval.Payload)!;
        return log.Decide(write, decision.Call, decision.Succeeded, approval.Reason, approval.Maker, checker);
    }
}
