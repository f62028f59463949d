using MyPay.Domain.Payment;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Recurring;

/// <summary>How pages say what a shop may take and where a consent stands.</summary>
public static class RecurringWords
{
    /// <summary>The state, in a word or two.</summary>
    public static string State(ConsentState state) =>
        state switch
        {
            ConsentState.Active => T("결제 중", "Active"),
            ConsentState.Paused => T("잠시 멈춤", "Paused"),
            _ => T("해지", "Stopped"),
        };

    public static Tone ToneOf(ConsentState state) =>
        state switch
        {
            ConsentState.Active => Tone.Good,
            ConsentState.Paused => Tone.Warn,
            _ => Tone.Quiet,
        };

    /// <summary>How much may be taken: "한 번에 50,000원 · 한 달에 50,000원까지".</summary>
    public static string Caps(long? once, long? month) =>
        once is { } atOnce && month is { } aMonth
            ? T(
                $"한 번에 {InWon(atOnce)} · 한 달에 {InWon(aMonth)}까지",
                $"Up to {InWon(atOnce)} at once · {InWon(aMonth)} a month"
            )
            : T("한도를 정하지 않았어요", "No caps set");

    /// <summary>Where the money comes from.</summary>
    public static string Source(bool mayDraw) =>
        mayDraw
            ? T("잔액이 부족하면 계좌에서 충전해요", "Tops up from the bank account when short")
            : T("잔액에서만 결제해요", "From the balance alone");

    /// <summary>What this month has had and what is left of it.</summary>
    public static string ThisMonth(long taken, long? left) =>
        left is { } rest
            ? T($"이번 달 {InWon(taken)} 결제 · {InWon(rest)} 남음", $"{InWon(taken)} this month · {InWon(rest)} left")
            : T($"이번 달 {InWon(taken)} 결제", $"{InWon(taken)} this month");
}
