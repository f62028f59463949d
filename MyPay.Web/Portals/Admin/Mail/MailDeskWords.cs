using MyPay.Domain.Membership;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Notifications;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Mail;

/// <summary>Letters in an operator's words: what they are about, never what they say.</summary>
internal static class MailDeskWords
{
    public static string Of(NoticeEvent about) =>
        about switch
        {
            NoticeEvent.PasswordResetAsked => T("비밀번호 재설정 링크", "Password link"),
            NoticeEvent.PinProofAsked => T("결제 비밀번호 본인 확인 링크", "Link to prove who wants a new PIN"),
            NoticeEvent.ConfirmAddress => T("새 주소 확인 링크", "Address to confirm"),
            NoticeEvent.EmailChangeAsked or NoticeEvent.EmailChanged => T("이메일 변경 안내", "Change of e-mail"),
            NoticeEvent.SignedIn => T("새 로그인 안내", "New sign-in"),
            NoticeEvent.PasswordChanged => T("비밀번호 변경 안내", "Password changed"),
            _ => T(
                $"{NoticeWords.Kind(Notice.KindOf(about))} 알림",
                $"{NoticeWords.Kind(Notice.KindOf(about))} notice"
            ),
        };

    public static string Of(MailDeskView mail) =>
        mail.State switch
        {
            MailState.Sent => T("보냄", "Sent"),
            MailState.GivenUp => T("못 보냄", "Given up"),
            _ => mail.Trouble is null ? T("기다림", "Waiting") : T("다시 시도함", "Trying again"),
        };

    public static Tone ToneOf(MailDeskView mail) =>
        mail.State switch
        {
            MailState.Sent => Tone.Good,
            MailState.GivenUp => Tone.Danger,
            _ => mail.Trouble is null ? Tone.Quiet : Tone.Warn,
        };

    public static string When(MailDeskView mail) =>
        mail switch
        {
            { DueAt: { } due } => T($"다음 시도 {TimeInSeoul(due)}", $"Next try {TimeInSeoul(due)}"),
            { EndedAt: { } ended } => TimeInSeoul(ended),
            _ => "",
        };

    public static string NoneTitle(MailState state) =>
        state switch
        {
            MailState.Sent => T("아직 보낸 메일이 없어요", "Nothing was sent yet"),
            MailState.Waiting => T("기다리는 메일이 없어요", "Nothing waits"),
            _ => T("못 보낸 메일이 없어요", "Every letter got through"),
        };
}
