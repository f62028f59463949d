using System.Text.Json;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Portals.Admin.Switches;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Audit;

/// <summary>Names for what stands in the audit log. An act without a name here is shown by its code.</summary>
internal static class AuditWords
{
    private static readonly Dictionary<string, (string Ko, string En)> Names = new(StringComparer.Ordinal)
    {
        ["backoffice.approval.asked"] = ("승인 요청", "Approval asked for"),
        ["backoffice.approval.approved"] = ("승인", "Approved"),
        ["backoffice.approval.refused"] = ("승인 거절", "Turned down"),
        ["backoffice.approval.withdrawn"] = ("요청 거둠", "Request taken back"),
        ["backoffice.approval.expired"] = ("요청 기한 지남", "Request expired"),
        ["franchise.review.approved"] = ("가맹점 승인", "Franchise approved"),
        ["franchise.review.rejected"] = ("가맹점 거절", "Franchise refused"),
        ["franchise.review.asked"] = ("가맹점에 질문", "Franchise asked"),
        ["franchise.review.frozen"] = ("가맹점 결제 중지", "Franchise frozen"),
        ["franchise.review.resumed"] = ("가맹점 결제 재개", "Franchise resumed"),
        ["franchise.contract.changed"] = ("가맹점 조건 변경", "Franchise terms changed"),
        ["franchise.account.changed"] = ("정산 계좌 변경", "Settlement account changed"),
        ["franchise.review.closing"] = ("가맹점 해지 시작", "Franchise leaving"),
        ["franchise.review.closed"] = ("가맹점 해지 완료", "Franchise closed"),
        ["payment.webhook.redelivered"] = ("웹훅 다시 보내기", "Webhook sent again"),
        ["payment.recurring.ended"] = ("정기 결제 키 모두 끝냄", "Recurring keys ended"),
        ["payment.refunded"] = ("회원에게 환불", "Member refunded"),
        ["settlement.closed"] = ("판매일 마감", "Sales date closed"),
        ["settlement.batch.approved"] = ("정산 승인", "Batch approved"),
        ["settlement.batch.held"] = ("정산 보류", "Batch held"),
        ["settlement.batch.released"] = ("정산 보류 해제", "Batch released"),
        ["settlement.batch.retried"] = ("정산 다시 지급", "Batch to be paid again"),
        ["settlement.batch.sent"] = ("정산 송금", "Payout sent"),
        ["settlement.batch.unknown"] = ("정산 은행 확인 중", "Payout unknown"),
        ["settlement.batch.paid"] = ("정산 지급 완료", "Batch paid"),
        ["settlement.batch.failed"] = ("정산 지급 실패", "Payout failed"),
        ["settlement.batch.returned"] = ("정산 지급 반환", "Payout came back"),
        ["settlement.recon.assigned"] = ("대사 건 담당 정함", "Case assigned"),
        ["settlement.recon.noted"] = ("대사 건 메모", "Case noted"),
        ["settlement.recon.explained"] = ("대사 건 설명하고 끝냄", "Case explained"),
        ["settlement.recon.written_off"] = ("대사 차이 장부 반영", "Case written off"),
        ["settlement.bank_fee.collected"] = ("은행 수수료 출금", "Bank fee collected"),
        ["settlement.leaving.begun"] = ("해지 정산 시작", "Leaving begun"),
        ["settlement.leaving.assigned"] = ("해지 정산 담당 정함", "Leaving assigned"),
        ["settlement.leaving.settled"] = ("해지 정산 끝", "Leaving settled"),
        ["settlement.leaving.reopened"] = ("해지 정산 다시 열림", "Leaving opened again"),
        ["settlement.leaving.debt_collected"] = ("가맹점 미수금 입금", "Franchise debt collected"),
        ["settlement.leaving.debt_written_off"] = ("가맹점 미수금 손실 처리", "Franchise debt written off"),
        ["calendar.day.edited"] = ("영업일 변경", "Calendar day edited"),
        ["member.frozen"] = ("회원 정지", "Member frozen"),
        ["member.revealed"] = ("가린 정보 봄", "Masked data looked at"),
        ["storage.keys_rotated"] = ("암호화 키 바꿈", "Keys rotated"),
        ["certificate.issued"] = ("보호 증명서", "Certificate issued"),
        ["certificate.alarm"] = ("보호 비율 경보", "Coverage alarm"),
        ["staff.added"] = ("운영 직원 추가", "Colleague added"),
        ["staff.disabled"] = ("운영 직원 막음", "Colleague shut out"),
        ["staff.signed_in"] = ("운영 직원 로그인", "Colleague signed in"),
        ["staff.not_let_in"] = ("운영 직원 로그인 실패", "Colleague not let in"),
        ["staff.locked"] = ("운영 직원 로그인 잠김", "Colleague locked"),
        ["access.refused"] = ("권한 없는 화면 (403)", "Page refused (403)"),
        ["access.exported"] = ("파일로 받아 감", "Taken as a file"),
        ["job.run_asked"] = ("작업 지금 실행", "Job run now"),
        ["banking.call.contradicted"] = ("결정과 은행 답이 다름", "Bank contradicts a decision"),
        ["member.unfrozen"] = ("회원 정지 해제", "Member unfrozen"),
        ["fraud.rule_changed"] = ("이상 거래 규칙 변경", "Fraud rule changed"),
        ["fraud.case_assigned"] = ("이상 거래 담당 정함", "Fraud case assigned"),
        ["fraud.case_released"] = ("이상 거래 풀어 줌", "Fraud case released"),
        ["fraud.case_confirmed"] = ("이상 거래 확인", "Fraud case confirmed"),
        ["banking.call.asked"] = ("은행에 다시 확인", "Bank asked again"),
        ["banking.call.decided"] = ("은행 요청 결정", "Bank call decided"),
        ["ledger.adjusted"] = ("원장 조정", "Ledger adjusted"),
        ["policy.changed"] = ("정책 변경", "Policy changed"),
        ["fee.changed"] = ("수수료 변경", "Fee changed"),
        ["switch.off"] = ("스위치 끔", "Switched off"),
        ["switch.changed"] = ("꺼진 스위치의 예정 변경", "Switched off, other words"),
        ["switch.on"] = ("스위치 켬", "Switched on"),
        ["bank.added"] = ("은행 더함", "Bank added"),
        ["bank.changed"] = ("은행 정보 변경", "Bank changed"),
        ["bank.window.added"] = ("점검 시간 더함", "Bank window added"),
        ["bank.window.changed"] = ("점검 시간 변경", "Bank window changed"),
        ["bank.window.ended"] = ("점검 시간 없앰", "Bank window taken away"),
        ["announcement.drafted"] = ("공지 초안", "Announcement drafted"),
        ["announcement.published"] = ("공지 게시", "Announcement published"),
        ["announcement.withdrawn"] = ("공지 내림", "Announcement withdrawn"),
        ["announcement.discarded"] = ("공지 초안 버림", "Announcement draft discarded"),
        ["ledger.reversed"] = ("전표 역분개", "Slip reversed"),
        ["mail.resent"] = ("메일 다시 보냄", "Letter sent again"),
    };

    /// <summary>Rooms of the product, by the first word of their acts.</summary>
    public static (string Prefix, string Words)[] Rooms =>
        [
            ("", T("모두", "All")),
            ("backoffice.", T("승인", "Approvals")),
            ("banking.", T("은행", "Banking")),
            ("ledger.", T("원장", "Ledger")),
            ("franchise.", T("가맹점", "Franchises")),
            ("fee.", T("수수료", "Fees")),
            ("switch.", T("스위치", "Switches")),
            ("bank.", T("은행 시간", "Bank hours")),
            ("announcement.", T("공지", "Announcements")),
            ("payment.", T("결제", "Payments")),
            ("member", T("회원", "Members")),
            ("fraud.", T("이상 거래", "Fraud")),
            ("settlement.", T("정산", "Settlement")),
            ("certificate.", T("증명서", "Certificates")),
            ("policy.", T("정책", "Policies")),
            ("calendar.", T("영업일", "Calendar")),
            ("job.", T("작업", "Jobs")),
            ("mail.", T("메일", "Mail")),
        ];

    /// <summary>The acts that have a name.</summary>
    public static IReadOnlyCollection<string> Acts => Names.Keys;

    public static string Of(string action) => Names.TryGetValue(action, out var name) ? T(name.Ko, name.En) : action;

    /// <summary>A field's name; the code's own when it has none here.</summary>
    public static string Field(string name) =>
        name.Split('.')[^1] switch
        {
            "approval" => T("승인 요청", "Request"),
            "state" => T("상태", "State"),
            "kind" => T("종류", "Kind"),
            "amount" or "won" => T("금액", "Amount"),
            "until" or "Until" => T("예정", "Expected"),
            "Reason" => T("이유", "Reason"),
            "begins" => T("시작", "Begins"),
            "ends" => T("끝", "Ends"),
            "weekday" => T("요일", "Weekday"),
            "title" => T("제목", "Title"),
            "audience" => T("대상", "For"),
            "from" => T("적용일", "From"),
            "grade" => T("등급", "Grade"),
            "rateBasisPoints" => T("수수료(0.01%)", "Rate (0.01%)"),
            "rhythm" => T("주기", "Rhythm"),
            "cycleDays" => T("정산 D+", "Settled D+"),
            "minimumPayout" => T("최소 지급액", "Least payout"),
            "reserve" => T("유보금", "Reserve"),
            "evidence" => T("근거", "Evidence"),
            "slip" => T("전표", "Slip"),
            _ => name,
        };

    /// <summary>A long id in the middle of nothing helps no reader: its ends do.</summary>
    public static string Short(string subject) =>
        subject.Split(':', 2) is [var kind, { Length: > 14 } id] ? $"{kind}:{id[..4]}…{id[^6..]}" : subject;

    /// <summary>The page that shows the subject; null when there is none.</summary>
    public static string? PageOf(string subject) =>
        subject.Split(':', 2) switch
        {
            ["franchise", var id] => $"/admin/franchises?view=all&id={id}",
            ["slip", var seq] when KnownPages.HasOneUnder("/admin/ledger/slips") => $"/admin/ledger/slips/{seq}",
            ["bank-call", var id] when KnownPages.HasOneUnder("/admin/bank-calls") => $"/admin/bank-calls/{id}",
            ["member", var id] when KnownPages.HasOneUnder("/admin/members") => $"/admin/members/{id}",
            ["switch", var name] => SwitchQuery.Address(name),
            ["bank", var code] => SwitchQuery.OfBank(code),
            ["announcement", var id] => $"/admin/notices?id={id}",
            ["settlement", var id] => $"/admin/settlements/{id}",
            ["recon", var id] => $"/admin/reconciliation?case={Uri.EscapeDataString(id)}",
            ["payment", var id] => $"/admin/payments/{id}",
            _ => null,
        };

    /// <summary>Before and after, field by field.</summary>
    public static List<(string Name, string? Before, string? After)> Changes(AuditEntry entry)
    {
        var (before, after) = (Fields(entry.Before), Fields(entry.After));
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Select(name => (name, before.GetValueOrDefault(name), after.GetValueOrDefault(name))),
        ];
    }

    private static Dictionary<string, string> Fields(string? json)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
            return fields;
        try
        {
            using var read = JsonDocument.Parse(json);
            Add(read.RootElement, "");
        }
        catch (JsonException)
        {
            fields[""] = json; // damaged, but what is there is shown
        }

        return fields;

        void Add(JsonElement value, string name)
        {
            if (value.ValueKind == JsonValueKind.Object)
                foreach (var part in value.EnumerateObject())
                    Add(part.Value, name.Length == 0 ? part.Name : $"{name}.{part.Name}");
            else
                fields[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }
}
