namespace MyPay.Web.Localization;

/// <summary>What reconciliation and certificates refuse.</summary>
internal static class ReconciliationRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["settlement.recon.case_not_found"] = (
            "없는 대사 건이에요. 목록에서 다시 골라 주세요.",
            "There is no such case. Choose one from the list."
        ),
        ["settlement.recon.case_closed"] = (
            "이미 끝난 대사 건이에요. 바뀐 것은 없어요.",
            "This case is closed already. Nothing has changed."
        ),
        ["settlement.recon.note_missing"] = (
            "내용을 500자 안으로 적어 주세요.",
            "Write what it is about, in 500 characters at most."
        ),
        ["settlement.recon.money_differs"] = (
            "금액이 달라서 설명만으로는 끝낼 수 없어요. 손실 처리를 요청해 주세요.",
            "The amounts differ, so words alone can't close it. Ask for a write-off."
        ),
        ["settlement.recon.no_difference"] = (
            "금액 차이가 없어서 손실 처리할 것이 없어요. 이유를 적고 끝내 주세요.",
            "No money differs, so there is nothing to write off. Close it with a reason."
        ),
        ["settlement.recon.call_open"] = (
            "은행 요청의 결과가 아직 정해지지 않았어요. 은행 요청을 먼저 결정해 주세요.",
            "The bank call has no certain outcome yet. Decide on the call first."
        ),
        ["backoffice.certificate.day_not_over"] = (
            "아직 끝나지 않은 날이에요. 증명서는 하루가 끝난 뒤에 만들어요.",
            "That day is not over. A certificate is made when the day has ended."
        ),
        ["backoffice.certificate.day_passed"] = (
            "{0}보다 앞선 날의 증명서는 더 만들 수 없어요. 증명서는 날짜 순서로 이어져요.",
            "No certificate can be made before {0} any more: they are chained in the order of dates."
        ),
        ["backoffice.certificate.nothing_booked"] = (
            "그날까지 장부에 적힌 것이 없어서 증명할 것이 없어요.",
            "Nothing was booked until then, so there is nothing to certify."
        ),
    };
}
