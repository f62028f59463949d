using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;

namespace MyPay.Domain.BackOffice.WriteOffs;

/// <summary>
/// Writes a reconciliation case off (손실 처리): a slip over the difference, agreed by two. The payload is the case's
/// number.
/// </summary>
internal sealed class WriteOffCase(IReconciliationSlips cases) : IApprovedAction
{
    public string Kind => ReconWriteOff.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (cases.Peek(db, ask.Payload) is not { } found)
            return new(
                "대사 차이 처리",
                "Write off a case",
                "이 대사 건을 찾을 수 없어요.",
                "This case can't be found."
            );
        var won = Math.Abs(found.Difference).ToString("N0", CultureInfo.InvariantCulture);
        var (ko, en) =
            found.Difference > 0
                ? (
                    $"은행에 더 있는 {won}원을 은행 예금(차변)과 손실 처리(대변)에 적고 건을 끝내요.",
                    $"The {won} won that the bank has more are debited to bank and credited to write-off, and "
                        + "the case is closed."
                )
                : (
                    $"은행에 없는 {won}원을 손실 처리(차변)와 은행 예금(대변)에 적고 건을 끝내요.",
                    $"The {won} won that the bank does not have are debited to write-off and credited to bank, "
                        + "and the case is closed."
                );
        return new(
            "대사 차이 처리",
            "Write off a case",
            ko,
            en,
            new ApprovalLine("건", "Case", found.Id),
            new ApprovalLine("날짜", "Date", found.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new ApprovalLine("법인 계좌", "Corporate account", found.Account),
            new ApprovalLine(
                "차이",
                "Difference",
                $"{found.Difference.ToString("+#,0;-#,0", CultureInfo.InvariantCulture)}원",
                $"{found.Difference.ToString("+#,0;-#,0", CultureInfo.InvariantCulture)} won"
            )
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) => cases.AgainstWriteOff(db, payload);

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return cases.WriteOff(write, approval.Payload, approval.Reason, approval.Maker, checker);
    }
}
