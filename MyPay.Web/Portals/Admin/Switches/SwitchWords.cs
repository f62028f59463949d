using System.Globalization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Switches;

/// <summary>Names for switches and maintenance windows.</summary>
internal static class SwitchWords
{
    /// <summary>"KB국민은행 · 충전", "모든 가맹점 · 새 결제".</summary>
    public static string Of(SwitchView view) =>
        $"{Whose(view)} · {(view.Service is { } service ? Of(service) : T("새 결제", "new payments"))}";

    public static string Of(BankService service) =>
        service switch
        {
            BankService.Link => T("계좌 연결", "linking"),
            BankService.Charge => T("충전", "charging"),
            BankService.Send => T("송금·꺼내기", "sending"),
            _ => T("정산 지급", "payouts"),
        };

    /// <summary>What turning it off stops, and what goes on.</summary>
    public static string WhatStops(SwitchView view) =>
        view.Service switch
        {
            BankService.Link => T(
                "새 계좌 연결이 바로 멈춰요. 이미 연결한 계좌는 그대로예요.",
                "New links stop at once. Linked accounts stay."
            ),
            BankService.Charge => T(
                "새 충전과 자동 충전이 바로 멈춰요. 은행에 이미 보낸 충전은 끝까지 처리하고, 잔액으로는 그대로 결제하고 보낼 수 있어요.",
                "New charges and top-ups stop at once. Charges already at the bank are finished; paying and "
                    + "sending from the balance go on."
            ),
            BankService.Send => T(
                "은행 계좌로 보내기와 꺼내기가 바로 멈춰요. 이미 보낸 것은 끝까지 처리하고, 회원끼리 보내기는 그대로예요.",
                "Sending to accounts and withdrawing stop at once. What is on its way is finished; sending "
                    + "between members goes on."
            ),
            BankService.Payout => T(
                "승인한 정산도 보내지 않고 기다려요. 다시 켜면 저절로 지급해요.",
                "Approved settlements wait. They are paid by themselves once it is on again."
            ),
            _ => T(
                "결제 준비, 결제 코드, 매장 QR, 정기 결제가 바로 멈춰요. 이미 시작한 결제와 취소는 그대로 끝까지 돼요.",
                "Ready, pay codes, store QRs and recurring charges stop at once. Payments already begun, and "
                    + "cancels, go on."
            ),
        };

    /// <summary>"매월 둘째 일요일 02:00–06:00".</summary>
    public static string Of(WindowRule rule)
    {
        var clock =
            $"{Clock(rule.From)}–{Clock(rule.To)}" + (rule.To < rule.From ? T(" (다음 날)", " (next day)") : "");
        return rule switch
        {
            { On: { } day } => $"{DayInWords(day)} {clock}",
            { Weekday: { } weekday, Nth: { } nth } => T(
                $"매월 {Nth(nth)} {Of(weekday)} {clock}",
                $"On the {Nth(nth)} {Of(weekday)} of a month, {clock}"
            ),
            { Weekday: { } weekday } => T($"매주 {Of(weekday)} {clock}", $"Every {Of(weekday)}, {clock}"),
            _ => T($"매일 {clock}", $"Daily {clock}"),
        };
    }

    public static string Of(DayOfWeek day) => T($"{"일월화수목금토"[(int)day]}요일", day.ToString());

    public static string Nth(int nth) =>
        nth switch
        {
            1 => T("첫째", "first"),
            2 => T("둘째", "second"),
            3 => T("셋째", "third"),
            4 => T("넷째", "fourth"),
            _ => T("다섯째", "fifth"),
        };

    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Whose(SwitchView view) =>
        view switch
        {
            { BankName: { } bank } => T(bank.Ko, bank.En),
            { TradeName: { } shop } => shop,
            { Service: not null } => T("모든 은행", "All banks"),
            _ => T("모든 가맹점", "All franchises"),
        };
}
