using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Remittance;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Allowances;

/// <summary>What an allowance is called, the same on every page.</summary>
public static class AllowanceWords
{
    public static string State(ScheduleState state) =>
        state switch
        {
            ScheduleState.Active => T("보내는 중", "Running"),
            ScheduleState.Paused => T("멈췄어요", "Paused"),
            _ => T("끝났어요", "Over"),
        };

    /// <summary>What became of a due date, to its sender or its receiver.</summary>
    public static string Run(AllowanceRunState state, bool incoming) =>
        state switch
        {
            AllowanceRunState.Sent => incoming ? T("받았어요", "Received") : T("보냈어요", "Sent"),
            AllowanceRunState.Failed => incoming ? T("오지 않았어요", "Did not come") : T("못 보냈어요", "Not sent"),
            AllowanceRunState.Skipped => T("건너뛰었어요", "Skipped"),
            _ => T("보낼 예정", "To be sent"),
        };

    public static Tone ToneOf(AllowanceRunState state) =>
        state switch
        {
            AllowanceRunState.Sent => Tone.Good,
            AllowanceRunState.Failed => Tone.Danger,
            AllowanceRunState.Open => Tone.Brand,
            _ => Tone.Quiet,
        };

    /// <summary>Why a try failed, without the numbers of the moment.</summary>
    public static string Why(string code) =>
        code switch
        {
            "money.top_up.no_account" => T(
                "잔액이 부족하고 연결한 계좌가 없었어요.",
                "The balance was short and no account is linked."
            ),
            "money.top_up.over_cap" or "money.charge.over_cap" => T(
                "부족한 돈을 채우면 보유 한도를 넘어서 충전하지 못했어요.",
                "Topping up would have passed your balance limit."
            ),
            "money.top_up.unknown" or "money.charge.account_checking" => T(
                "은행이 충전을 확인하고 있어요. 확인되면 이어서 보내요.",
                "The bank is checking the top-up. We go on once it is known."
            ),
            "banking.account.short" => T("연결 계좌의 잔액이 부족했어요.", "Your linked account was short."),
            "ledger.insufficient" => T("마이머니 잔액이 부족했어요.", "Your balance was short."),
            "remittance.send.receiver_not_found" => T(
                "받는 분이 지금 돈을 받을 수 없어요.",
                "The receiver can't take money now."
            ),
            _ when code.StartsWith("money.limit.", StringComparison.Ordinal) => T(
                "송금 한도를 다 썼어요.",
                "The sending limit was used up."
            ),
            _ => RefusalText.Say(new Refusal(RefusalKind.Conflict, code)),
        };
}
