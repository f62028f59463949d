using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Requests;

/// <summary>What a share is called, the same on every page.</summary>
public static class RequestWords
{
    public static string OfShare(ShareState state) =>
        state switch
        {
            ShareState.Paid => T("보냈어요", "Paid"),
            ShareState.Declined => T("거절했어요", "Declined"),
            ShareState.Cancelled => T("취소됐어요", "Taken back"),
            _ => T("기다려요", "Waiting"),
        };

    public static Tone ToneOf(ShareState state) =>
        state switch
        {
            ShareState.Paid => Tone.Good,
            ShareState.Open => Tone.Brand,
            _ => Tone.Quiet,
        };

    /// <summary>"11월 30일까지", or that the day is over.</summary>
    public static string? Due(DateOnly? due, DateOnly today) =>
        due switch
        {
            null => null,
            { } day when day < today => T($"{DayInWords(day)}까지였어요", $"Was due {DayInWords(day)}"),
            { } day when day == today => T("오늘까지예요", "Due today"),
            { } day => T($"{DayInWords(day)}까지", $"Due {DayInWords(day)}"),
        };
}
