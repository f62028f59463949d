namespace MyPay.Web.Localization;

/// <summary>What the write door and the ledger refuse.</summary>
internal static class StorageRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["storage.busy"] = (
            "지금 이용이 많아요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "We are very busy. No money has moved. Please try again in a moment."
        ),
        ["storage.full"] = (
            "저장 공간이 부족해 처리하지 못했어요. 돈은 움직이지 않았어요. 곧 고칠게요.",
            "We ran out of storage. No money has moved. We are fixing it."
        ),
        ["storage.stopped"] = (
            "문제가 생겨 새 거래를 잠시 멈췄어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "Something went wrong and we paused new transactions. No money has moved. Please try again later."
        ),
        ["storage.unavailable"] = (
            "지금 저장소에 연결할 수 없어요. 돈은 움직이지 않았어요. 잠시 뒤 다시 시도해 주세요.",
            "We can't reach our records right now. No money has moved. Please try again in a moment."
        ),
        ["storage.unknown"] = (
            "처리 결과를 아직 확인하지 못했어요. 내역을 확인하거나 같은 화면에서 다시 눌러 주세요. 두 번 처리되지 않아요.",
            "We could not confirm the result yet. Check your history, or press again on the same page: it is "
                + "never done twice."
        ),
        ["storage.job.unknown"] = ("그런 작업이 없어요.", "There is no such job."),
        ["storage.job.running"] = (
            "이미 실행하고 있어요. 끝나면 다시 눌러 주세요.",
            "It is running already. Press again when it has ended."
        ),
        ["storage.job.over"] = ("이미 끝난 실행이에요.", "That run is over."),
        ["ledger.insufficient"] = (
            "잔액이 {0:N0}원 부족해요. 돈은 움직이지 않았어요.",
            "You are {0:N0} won short. No money has moved."
        ),
        ["idempotency.key_reused"] = (
            "같은 요청이 다른 내용으로 다시 왔어요. 돈은 움직이지 않았어요. 처음부터 다시 시작해 주세요.",
            "The same request came again with other content. No money has moved. Please start over."
        ),
    };
}
