using System.Security.Claims;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Membership;
using MyPay.Web.Identity;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Parts.Announcements;

/// <summary>Names and looks of announcements (공지), and whose they are.</summary>
internal static class AnnouncementWords
{
    public static string TitleOf(AnnouncementText text) => T(text.TitleKo, text.TitleEn);

    public static string Of(AnnouncementKind kind) =>
        kind switch
        {
            AnnouncementKind.Maintenance => T("점검", "Maintenance"),
            AnnouncementKind.Terms => T("약관 변경", "Change of terms"),
            _ => T("안내", "Notice"),
        };

    public static string Of(AnnouncementAudience audience) =>
        audience switch
        {
            AnnouncementAudience.Members => T("회원", "Members"),
            AnnouncementAudience.Franchises => T("가맹점", "Franchises"),
            _ => T("모두", "Everybody"),
        };

    public static string Of(Announcement one, DateTimeOffset now) =>
        one.State switch
        {
            AnnouncementState.Draft => T("초안", "Draft"),
            AnnouncementState.Withdrawn => T("내림", "Withdrawn"),
            _ when one.Holds(now) => T("게시 중", "Published"),
            _ when one.HasBegun(now) => T("지난 공지", "Over"),
            _ => T("예약", "Scheduled"),
        };

    public static Tone ToneOf(Announcement one, DateTimeOffset now) =>
        one.State switch
        {
            AnnouncementState.Draft => Tone.Brand,
            AnnouncementState.Withdrawn => Tone.Danger,
            _ => one.Holds(now) ? Tone.Good
            : one.HasBegun(now) ? Tone.Quiet
            : Tone.Warn,
        };

    public static string Glyph(AnnouncementKind kind) =>
        kind switch
        {
            AnnouncementKind.Maintenance => Icons.Build,
            AnnouncementKind.Terms => Icons.Gavel,
            _ => Icons.Campaign,
        };

    /// <summary>"2026. 12. 1. (화) 09:00 ~ 2026. 12. 8. (화) 09:00".</summary>
    public static string Period(AnnouncementText text) =>
        (text.From is { } from ? TimeInSeoul(from) : T("게시할 때", "when published"))
        + " ~ "
        + (text.To is { } to ? TimeInSeoul(to) : T("내릴 때까지", "until withdrawn"));

    public static AnnouncementReader ReaderOf(ClaimsPrincipal person) =>
        person.HasClaim(claim => claim.Type == SignInModule.MemberClaim) ? AnnouncementReader.Member
        : person.IsInRole(SignInRoles.Owner)
        || person.IsInRole(SignInRoles.Manager)
        || person.IsInRole(SignInRoles.Cashier)
            ? AnnouncementReader.Franchise
        : AnnouncementReader.Anybody;
}
