using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Corrections;

internal sealed class Adjustments(MyPayDb db) : IAdjustments
{
    public IReadOnlyList<LedgerAccount> Accounts => CorrectionRules.Fixed;

    public Task<Result<SlipPreview>> PreviewAsync(Adjustment adjustment, CancellationToken ct) =>
        Task.FromResult(CorrectionRules.Preview(db, adjustment));

    public Task<Result<SlipPreview>> PreviewAsync(Reversal reversal, CancellationToken ct) =>
        Task.FromResult(CorrectionRules.Preview(db, reversal));
}

/// <summary>Makes a free slip.</summary>
internal sealed class MakeAdjustment : Correction
{
    public override string Kind => Adjustment.Kind;

    protected override string SlipKind => CorrectionRules.AdjustmentSlip;

    protected override string Act => "ledger.adjusted";

    protected override Result<SlipPreview> Preview(MyPayDb db, string payload) =>
        CorrectionRules.Preview(db, CorrectionRules.Read<Adjustment>(payload));

    protected override ApprovalText Text(SlipPreview preview, ApprovalLine[] lines) =>
        new(
            "원장 조정",
            "Ledger adjustment",
            $"{preview.Total:N0}원짜리 전표를 새로 만들어요.",
            $"A new slip of {preview.Total:N0}원 is posted.",
            lines
        );
}

/// <summary>Takes a slip back.</summary>
internal sealed class MakeReversal : Correction
{
    public override string Kind => Reversal.Kind;

    protected override string SlipKind => CorrectionRules.ReversalSlip;

    protected override string Act => "ledger.reversed";

    protected override Result<SlipPreview> Preview(MyPayDb db, string payload) =>
        CorrectionRules.Preview(db, CorrectionRules.Read<Reversal>(payload));

    protected override ApprovalText Text(SlipPreview preview, ApprovalLine[] lines) =>
        new(
            "전표 역분개",
            "Slip reversal",
            $"전표 {preview.Reverses}번을 반대로 적은 전표를 만들어요. 원래 전표는 그대로 남아요.",
            $"A slip that takes slip {preview.Reverses} back is posted; the first one stays as it is.",
            lines
        );
}

/// <summary>One more slip, by two people.</summary>
internal abstract class Correction : IApprovedAction
{
    public abstract string Kind { get; }

    protected abstract string SlipKind { get; }

    protected abstract string Act { get; }

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        if (!Preview(db, ask.Payload).TryGet(out var preview, out var refusal))
            throw new InvalidOperationException($"Read before it was checked: {refusal.Code}.");
        return Text(
            preview,
            [
                .. preview.Lines.Select(line => new ApprovalLine(
                    line.Account.Code,
                    line.Account.Code,
                    $"{(line.Signed < 0 ? "차변" : "대변")} {Math.Abs(line.Signed):N0}원 · {line.Before:N0} → "
                        + $"{line.After:N0}원",
                    $"{(line.Signed < 0 ? "debit" : "credit")} {Math.Abs(line.Signed):N0}원 · {line.Before:N0} → "
                        + $"{line.After:N0}원"
                )),
            ]
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        Preview(db, payload).TryGet(out _, out var refusal) ? null : refusal;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        if (!Preview(write.Db, approval.Payload).TryGet(out var preview, out var refusal))
            return refusal;
        var slip = Slip.Of(SlipKind, $"backoffice:{approval.Id:N}"); // no memo: a member reads those, the reason is for colleagues
        foreach (var line in preview.Lines)
        {
            if (line.Signed < 0)
                slip.Debit(line.Account, Won.Of(-line.Signed), "MyPay");
            else
                slip.Credit(line.Account, Won.Of(line.Signed), "MyPay");
        }

        // The ledger itself has the last word on balances: others may have posted since they were read.
        if (!write.Post(slip).TryGet(out var posted, out refusal))
            return refusal;
        write.Db.Add(
            new CorrectionRow
            {
                Approval = approval.Id,
                Slip = posted.Seq,
                Reverses = preview.Reverses,
            }
        );
        write.Note(
            checker,
            Act,
            $"slip:{posted.Seq}",
            approval.Reason,
            after: new
            {
                approval = approval.Id.ToString("N"),
                amount = preview.Total,
                reverses = preview.Reverses,
                maker = approval.Maker.Name,
            }
        );
        foreach (
            var line in preview.Lines.Where(line => line.Account.Kind is AccountKind.Wallet or AccountKind.Pending)
        )
            write.Touch($"member:{line.Account.Code.Split(':', 2)[1]}");
        return default(Done);
    }

    protected abstract Result<SlipPreview> Preview(MyPayDb db, string payload);

    protected abstract ApprovalText Text(SlipPreview preview, ApprovalLine[] lines);
}
