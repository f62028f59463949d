using MyPay.Domain.BackOffice.Fees;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Switches;

/// <summary>
/// Two people have agreed on a bank of the directory: a new one, other names, another contract, or that it is used no
/// more.
/// </summary>
internal sealed class ChangeBank(IBankDirectory banks) : IApprovedAction
{
    private const int LongestName = 20;
    private static readonly (string Ko, string En, Func<BankTerms, bool> Of)[] Services =
    [
        ("계좌 연결", "Linking", t => t.Link),
        ("충전", "Charging", t => t.Charge),
        ("송금", "Sending", t => t.Send),
        ("정산 지급", "Payouts", t => t.Payout),
    ];

    public string Kind => BankChange.ActKind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var change = FeeRules.Read<BankChange>(ask.Payload)!;
        var (after, before) = (change.Bank, banks.TermsOf(db, change.Bank.Code));
        var (ko, en) =
            change.IsNew
                ? (
                    $"{after.NameKo}({after.Code})을(를) 은행 목록에 더해요.",
                    $"{after.NameEn} ({after.Code}) joins the directory of banks."
                )
            : before is { IsListed: true } && !after.IsListed
                ? (
                    $"{before.NameKo}({after.Code})을(를) 모든 서비스에서 빼요. 이미 시작한 것은 끝까지 처리해요.",
                    $"{before.NameEn} ({after.Code}) is taken out of every service. What has begun is finished."
                )
            : (
                $"{before?.NameKo}({after.Code})의 이름과 계약을 바꿔요.",
                $"{before?.NameEn} ({after.Code}) gets other names or another contract."
            );
        return new(
            change.IsNew ? "은행 더하기" : "은행 정보 변경",
            change.IsNew ? "Add a bank" : "Change a bank",
            ko,
            en,
            [
                new ApprovalLine(
                    "지금",
                    "As it stands",
                    before is null ? "없음" : In(before, ko: true),
                    before is null ? "Not in the directory" : In(before, ko: false)
                ),
                new ApprovalLine("바뀐 뒤", "Afterwards", In(after, ko: true), In(after, ko: false)),
                new ApprovalLine("이유", "Reason", ask.Reason),
            ]
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now)
    {
        if (
            FeeRules.Read<BankChange>(payload)
            is not { Bank: { Code: not null, NameKo: not null, NameEn: not null } after } change
        )
            return new(RefusalKind.NotFound, "banking.bank.unknown");
        if (after.Code.Length != 3 || !after.Code.All(char.IsAsciiDigit))
            return new(RefusalKind.Invalid, "backoffice.bank.code_invalid");
        if (!IsName(after.NameKo) || !IsName(after.NameEn))
            return new(RefusalKind.Invalid, "backoffice.bank.name_invalid", (long)LongestName);
        var before = banks.TermsOf(db, after.Code);
        if (change.IsNew && before is not null)
            return new(RefusalKind.Conflict, "backoffice.bank.code_taken", before.NameKo, before.NameEn);
        if (!change.IsNew && before is null)
            return new(RefusalKind.NotFound, "banking.bank.unknown");
        if (before == after)
            return new(RefusalKind.Conflict, "backoffice.bank.unchanged");
        return banks.IsNameTaken(db, after) ? new(RefusalKind.Conflict, "backoffice.bank.name_taken") : null;
    }

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var after = FeeRules.Read<BankChange>(approval.Payload)!.Bank;
        var before = banks.TermsOf(write.Db, after.Code);
        banks.Keep(write, after);
        write.Note(
            checker,
            before is null ? "bank.added" : "bank.changed",
            approval.Subject,
            approval.Reason,
            before,
            after
        );
        return default(Done);
    }

    private static bool IsName(string name) =>
        name.Any(char.IsLetter) && name == TypedText.Line(name) && !TypedText.IsLonger(name, LongestName);

    private static string In(BankTerms terms, bool ko)
    {
        var services = string.Join(
            ", ",
            Services.Where(service => service.Of(terms)).Select(service => ko ? service.Ko : service.En)
        );
        if (!terms.IsListed)
            services = ko ? "쓰지 않음" : "not used";
        return $"{terms.NameKo} · {terms.NameEn} · {(services.Length > 0 ? services : ko ? "서비스 없음" : "no service")}";
    }
}
