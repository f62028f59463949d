using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Fees;

/// <summary>
/// Two people have agreed on another list rate of a grade. Contracts that begin on that date or later take it; those
/// that stand, and slips, keep theirs.
/// </summary>
internal sealed class ChangeGradeRate : IApprovedAction
{
    public string Kind => GradeRateChange.ActKind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var change = FeeRules.Read<GradeRateChange>(ask.Payload)!;
        var (ko, en) = Names(change.Grade);
        return new(
            "등급 요율 변경",
            "Change a grade's rate",
            $"{change.From:yyyy-MM-dd} 0시부터 새로 시작하는 {ko} 계약의 요율: {Rate(change.RateBasisPoints)} (부가세 별도).",
            $"Contracts of {en} that begin on {change.From:yyyy-MM-dd} or later: "
                + $"{Rate(change.RateBasisPoints)}, plus VAT.",
            new ApprovalLine("등급", "Grade", ko, en),
            new ApprovalLine(
                "그날 정해진 요율",
                "As it stands for that date",
                Rate(GradeRates.On(db, change.Grade, change.From))
            ),
            new ApprovalLine("새 요율", "New rate", Rate(change.RateBasisPoints)),
            new ApprovalLine("언제부터", "From", $"{change.From:yyyy-MM-dd}"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now)
    {
        if (FeeRules.Read<GradeRateChange>(payload) is not { } change || !Enum.IsDefined(change.Grade))
            return FeeRules.Unknown;
        return FeeRules.Against(change.RateBasisPoints, GradeRates.Most, change.From, now)
            ?? FeeRules.Changes(GradeRates.On(db, change.Grade, change.From) != change.RateBasisPoints);
    }

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var change = FeeRules.Read<GradeRateChange>(approval.Payload)!;
        var before = GradeRates.On(write.Db, change.Grade, change.From);
        GradeRates.Agree(write, change.Grade, change.RateBasisPoints, change.From, approval.Maker.Name, checker.Name);
        write.Note(
            checker,
            "fee.changed",
            approval.Subject,
            approval.Reason,
            new { rateBasisPoints = before },
            new { rateBasisPoints = change.RateBasisPoints, from = change.From }
        );
        write.Touch(PolicyTopics.Changed);
        return default(Done);
    }

    private static string Rate(int points) => FormattableString.Invariant($"{points / 100m:0.00}%");

    private static (string Ko, string En) Names(FeeGrade grade) =>
        grade switch
        {
            FeeGrade.Micro => ("영세", "Micro"),
            FeeGrade.Small1 => ("중소1", "Small 1"),
            FeeGrade.Small2 => ("중소2", "Small 2"),
            FeeGrade.Small3 => ("중소3", "Small 3"),
            _ => ("일반", "General"),
        };
}
