using System.Text.Json;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Storage.Audit;
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
        ["banking.call.asked"] = ("은행에 다시 확인", "Bank asked again"),
        ["banking.call.decided"] = ("은행 요청 결정", "Bank call decided"),
        ["ledger.adjusted"] = ("원장 조정", "Ledger adjusted"),
        ["policy.changed"] = ("정책 변경", "Policy changed"),
        ["fee.changed"] = ("수수료 변경", "Fee changed"),
        ["switch.off"] = ("스위치 끔", "Switched off"),
        ["switch.changed"] = ("꺼진 스위치의 예정 변경", "Switched off, other words"),
        ["switch.on"] = ("스위치 켬", "Switched on"),
        ["bank.window.added"] = ("점검 시간 더함", "Bank window added"),
        ["bank.window.changed"] = ("점검 시간 변경", "Bank window changed"),
        ["bank.window.ended"] = ("점검 시간 없앰", "Bank window taken away"),
        ["announcement.drafted"] = ("공지 초안", "Announcement drafted"),
        ["announcement.published"] = ("공지 게시", "Announcement published"),
        ["announcement.withdrawn"] = ("공지 내림", "Announcement withdrawn"),
        ["announcement.discarded"] = ("공지 초안 버림", "Announcement draft discarded"),
        ["ledger.reversed"] = ("전표 역분개", "Slip reversed"),
    };

    /// <summary>Rooms of the product, by the first word of their acts.</summary>
    public static (string Prefix, string Words)[] Rooms =>
    [
        ("", T("모두", "All")), ("backoffice.", T("승인", "Approvals")), ("banking.", T("은행", "Banking")), ("ledger.", T("원장", "Ledger")), ("franchise.", T("가맹점", "Franchises")),
        ("membership.", T("회원", "Members")), ("settlement.", T("정산", "Settlement")), ("policy.", T("정책", "Policies")),
        ("fee.", T("수수료", "Fees")), ("switch.", T("스위치", "Switches")), ("bank.", T("은행 시간", "Bank hours")), ("announcement.", T("공지", "Announcements")),
    ];

    public static string Of(string action) => Names.TryGetValue(action, out var name) ? T(name.Ko, name.En) : action;

    /// <summary>A field's name; the code's own when it has none here.</summary>
    public static string Field(string name) => name.Split('.')[^1] switch
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
    public static string Short(string subject) => subject.Split(':', 2) is [var kind, { Length: > 14 } id] ? $"{kind}:{id[..4]}…{id[^6..]}" : subject;

    /// <summary>The page that shows the subject; null when there is none.</summary>
    public static string? PageOf(string subject) => subject.Split(':', 2) switch
    {
        ["franchise", var id] => $"/admin/franchises?view=all&id={id}",
        ["slip", var seq] when KnownPages.HasOneUnder("/admin/ledger/slips") => $"/admin/ledger/slips/{seq}",
        ["bank-call", var id] when KnownPages.HasOneUnder("/admin/bank-calls") => $"/admin/bank-calls/{id}",
        ["member", var id] when KnownPages.HasOneUnder("/admin/members") => $"/admin/members/{id}",
        ["switch", var name] => SwitchQuery.Address(name),
        ["bank", var code] => SwitchQuery.OfBank(code),
        ["announcement", var id] => $"/admin/notices?id={id}",
        ["batch", var id] => $"/admin/settlements/{id}",
        _ => null,
    };

    /// <summary>Before and after, field by field.</summary>
    public static List<(string Name, string? Before, string? After)> Changes(AuditEntry entry)
    {
        var (before, after) = (Fields(entry.Before), Fields(entry.After));
        return [.. before.Keys.Union(after.Keys).Select(name => (name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))];
    }

    private static Dictionary<string, string> Fields(string? json)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null) return fields;
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
                foreach (var part in value.EnumerateObject()) Add(part.Value, name.Length == 0 ? part.Name : $"{name}.{part.Name}");
            else fields[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }
}
