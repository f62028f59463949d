using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.AutoCharge;

/// <summary>What automatic charges are called, the same on every page and in notices.</summary>
public static class AutoChargeWords
{
    /// <summary>"잔액이 10,000원보다 적으면 30,000원 충전".</summary>
    public static string Threshold(Won below, Won amount) =>
        T(
            $"잔액이 {InWon(below.Amount)}보다 적으면 {InWon(amount.Amount)} 충전",
            $"Below {InWon(below.Amount)}, charge {InWon(amount.Amount)}"
        );

    public static string State(AutoChargeState state) =>
        state switch
        {
            AutoChargeState.On => T("켜져 있어요", "On"),
            AutoChargeState.Paused => T("멈췄어요", "Paused"),
            _ => T("꺼져 있어요", "Off"),
        };

    public static Tone ToneOf(AutoChargeState state) =>
        state switch
        {
            AutoChargeState.On => Tone.Good,
            AutoChargeState.Paused => Tone.Warn,
            _ => Tone.Quiet,
        };

    public static string State(ScheduleState state) =>
        state switch
        {
            ScheduleState.Active => T("켜져 있어요", "On"),
            ScheduleState.Paused => T("멈췄어요", "Paused"),
            _ => T("끝났어요", "Over"),
        };

    public static string Run(AutoChargeRun run) =>
        run.State switch
        {
            AutoChargeRunState.Charged => T("충전했어요", "Charged"),
            AutoChargeRunState.Failed => T("못 했어요", "Not charged"),
            AutoChargeRunState.Skipped => T("건너뛰었어요", "Skipped"),
            _ when run.Checking => T("은행 확인 중", "Bank checking"),
            _ => T("할 예정", "To be charged"),
        };

    public static Tone ToneOf(AutoChargeRun run) =>
        run.State switch
        {
            AutoChargeRunState.Charged => Tone.Good,
            AutoChargeRunState.Failed => Tone.Danger,
            AutoChargeRunState.Skipped => Tone.Quiet,
            _ => run.Checking ? Tone.Warn : Tone.Brand,
        };

    /// <summary>Why a try failed, without the numbers of the moment.</summary>
    public static string Why(string code) =>
        code switch
        {
            "money.charge.account_not_found" => T(
                "충전하던 계좌의 연결이 끊겼어요.",
                "The account is not linked any more."
            ),
            "money.charge.account_checking" => T(
                "은행이 앞선 충전을 확인하고 있어요.",
                "The bank is checking an earlier charge."
            ),
            "money.charge.over_cap" => T("충전하면 보유 한도를 넘어요.", "It would pass your balance limit."),
            "money.member.frozen" => T("이용이 정지돼 있어요.", "Your membership is frozen."),
            "banking.account.short" => T("연결 계좌의 잔액이 부족했어요.", "Your linked account was short."),
            "banking.bank.maintenance" or "banking.bank.closed_for_service" => T(
                "은행이 점검 중이라 지금은 충전할 수 없어요.",
                "The bank is closed for charges at the moment."
            ),
            _ => RefusalText.Say(new Refusal(RefusalKind.Conflict, code)),
        };
}
