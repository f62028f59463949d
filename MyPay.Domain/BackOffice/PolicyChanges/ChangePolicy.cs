using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.BackOffice.PolicyChanges;

/// <summary>
/// Two people have agreed on another value of a policy. Adds a row; earlier rows stay, and what was decided under them
/// stands.
/// </summary>
internal sealed class ChangePolicy : IApprovedAction
{
    public string Kind => PolicyChange.Kind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var (change, policy) = Of(ask.Payload)!.Value;
        var before = PolicyBook.ValueOn(db, policy, change.From);
        return new(
            "정책 변경",
            "Change a policy",
            $"{change.From:yyyy-MM-dd} 0시부터: {policy.NameKo} {Amount(change.Value, policy).Ko}.",
            $"From {change.From:yyyy-MM-dd} 00:00 in Seoul: {policy.NameEn}, {Amount(change.Value, policy).En}.",
            new ApprovalLine("정책", "Policy", policy.NameKo, policy.NameEn),
            new ApprovalLine(
                "지금 정해진 값",
                "Value as it stands for that date",
                Amount(before, policy).Ko,
                Amount(before, policy).En
            ),
            new ApprovalLine("새 값", "New value", Amount(change.Value, policy).Ko, Amount(change.Value, policy).En),
            new ApprovalLine("언제부터", "From", $"{change.From:yyyy-MM-dd}"),
            new ApprovalLine("이유", "Reason", ask.Reason)
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now)
    {
        if (Of(payload) is not var (change, policy))
            return new(RefusalKind.NotFound, "backoffice.policy.unknown");
        if (change.Value < policy.Least || change.Value > policy.Most)
            return new(RefusalKind.Invalid, "backoffice.policy.out_of_range", policy.Least, policy.Most);
        if (change.From < SeoulTime.DateOf(now))
            return new(RefusalKind.Invalid, "backoffice.policy.date_past");
        return PolicyBook.ValueOn(db, policy, change.From) == change.Value
            ? new(RefusalKind.Conflict, "backoffice.policy.unchanged")
            : null;
    }

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var (change, policy) = Of(approval.Payload)!.Value;
        var before = PolicyBook.ValueOn(write.Db, policy, change.From);
        write.Db.Add(
            new PolicyRow
            {
                Name = policy.Name,
                Value = change.Value,
                From = change.From,
                MadeAt = write.Now,
                Maker = approval.Maker.Name,
                Checker = checker.Name,
            }
        );
        write.Note(
            checker,
            "policy.changed",
            approval.Subject,
            approval.Reason,
            new { Value = before },
            new { change.Value, change.From }
        );
        write.Touch(PolicyTopics.Changed);
        return default(Done);
    }

    private static (string Ko, string En) Amount(long value, Policy policy) =>
        policy.Unit switch
        {
            "won" => ($"{value:N0}원", $"{value:N0}원"),
            "hours" => ($"{value:N0}시간", $"{value:N0} hours"),
            "minutes" => ($"{value:N0}분", $"{value:N0} minutes"),
            "times" => ($"{value:N0}번", $"{value:N0} times"),
            "tries" => ($"{value:N0}번", $"{value:N0} tries"),
            _ => ($"{value:N0} {policy.Unit}", $"{value:N0} {policy.Unit}"),
        };

    private static (PolicyChange Change, Policy Policy)? Of(string payload)
    {
        try
        {
            return
                JsonSerializer.Deserialize<PolicyChange>(payload) is { } change
                && PolicyDesk.Known.FirstOrDefault(policy => policy.Name == change.Name) is { } policy
                ? (change, policy)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
