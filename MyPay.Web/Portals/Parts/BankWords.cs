using MyPay.Domain.Banking;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Parts;

/// <summary>A bank's name, and why it can't be chosen now.</summary>
internal static class BankWords
{
    public static string NameOf(BankView bank) => T(bank.NameKo, bank.NameEn);

    /// <summary>"점검 중이에요 · 00:30까지"; null while it is open.</summary>
    public static string? WhyClosed(BankView bank, DateTimeOffset now) =>
        bank switch
        {
            { OpenNow: true } => null,
            { IsStopped: true, ClosedUntil: { } until } => T(
                $"잠시 멈췄어요 · {When(until, now)}쯤 다시 열려요",
                $"Stopped for a while; expected back around {When(until, now)}"
            ),
            { IsStopped: true } => T(
                "잠시 멈췄어요. 다시 열리면 알 수 있어요",
                "Stopped for a while; this page tells when it is back"
            ),
            { ClosedUntil: { } until } => T(
                $"점검 중이에요 · {When(until, now)}까지",
                $"In maintenance until {When(until, now)}"
            ),
            _ => T("지금은 쓸 수 없어요", "Not available now"),
        };

    /// <summary>The clock alone, or the whole time when it lies more than half a day away.</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now) =>
        at - now < TimeSpan.FromHours(12) ? ClockInSeoul(at) : TimeInSeoul(at);
}
