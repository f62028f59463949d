using MyPay.Domain.BackOffice;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Fraud;

/// <summary>How rules, cases and moves are called.</summary>
internal static class FraudWords
{
    public static string Of(FraudRuleKind kind) =>
        kind switch
        {
            FraudRuleKind.Velocity => T("짧은 시간에 많은 송금", "Many transfers in a short time"),
            FraudRuleKind.LargeToNew => T("처음 보내는 곳에 큰 금액", "Large amount to a new receiver"),
            FraudRuleKind.NewDevice => T("새 기기에서 큰 금액", "Large amount from a new device"),
            _ => T("비밀번호 여러 번 틀린 뒤 출금", "Money out after wrong PINs"),
        };

    public static string What(FraudRule rule) =>
        rule.Kind switch
        {
            FraudRuleKind.Velocity => T(
                $"{Time(rule.Minutes)} 안에 송금이 {rule.Count:N0}번 또는 {InWon(rule.Amount.Amount)}을 넘을 때",
                $"more than {rule.Count:N0} transfers or {InWon(rule.Amount.Amount)} within {Time(rule.Minutes)}"
            ),
            FraudRuleKind.LargeToNew => T(
                $"보낸 적 없는 곳에 {InWon(rule.Amount.Amount)} 이상 보낼 때",
                $"{InWon(rule.Amount.Amount)} or more to somebody never sent to"
            ),
            FraudRuleKind.NewDevice => T(
                $"처음 로그인한 지 {Time(rule.Minutes)}이 안 된 기기에서 {InWon(rule.Amount.Amount)} 이상 보낼 때",
                $"{InWon(rule.Amount.Amount)} or more is sent from a device first signed in with less than "
                    + $"{Time(rule.Minutes)} ago"
            ),
            _ => T(
                $"{Time(rule.Minutes)} 안에 비밀번호를 {rule.Count:N0}번 이상 틀린 뒤 돈이 나갈 때",
                $"money leaves after {rule.Count:N0} wrong PINs or more within {Time(rule.Minutes)}"
            ),
        };

    public static string Of(FraudRuleMode mode) =>
        mode switch
        {
            FraudRuleMode.Observe => T("지켜보기", "Observe"),
            FraudRuleMode.Hold => T("멈추기", "Hold"),
            _ => T("끔", "Off"),
        };

    public static Tone ToneOf(FraudRuleMode mode) =>
        mode switch
        {
            FraudRuleMode.Hold => Tone.Good,
            FraudRuleMode.Observe => Tone.Brand,
            _ => Tone.Quiet,
        };

    public static string Of(FraudCaseState state) =>
        state switch
        {
            FraudCaseState.Released => T("풀어 줌", "Released"),
            FraudCaseState.Confirmed => T("사기로 확인", "Confirmed"),
            _ => T("확인 대기", "Open"),
        };

    public static Tone ToneOf(FraudCaseState state) =>
        state switch
        {
            FraudCaseState.Released => Tone.Good,
            FraudCaseState.Confirmed => Tone.Danger,
            _ => Tone.Warn,
        };

    public static string Of(OutgoingKind kind) =>
        kind switch
        {
            OutgoingKind.Send => T("회원 송금", "To a member"),
            OutgoingKind.SendToBank => T("계좌 송금", "To an account"),
            OutgoingKind.Withdraw => T("꺼내기", "Withdrawal"),
            _ => T("결제", "Payment"),
        };

    private static string Time(int minutes) =>
        minutes switch
        {
            >= 1440 when minutes % 1440 == 0 => T(
                $"{minutes / 1440}일",
                minutes == 1440 ? "a day" : $"{minutes / 1440} days"
            ),
            >= 60 when minutes % 60 == 0 => T(
                $"{minutes / 60}시간",
                minutes == 60 ? "an hour" : $"{minutes / 60} hours"
            ),
            _ => T($"{minutes}분", minutes == 1 ? "a minute" : $"{minutes} minutes"),
        };
}
