using MyPay.Domain.Membership;
using MyPay.Web.Portals.Wallet.Notifications;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Mail;

/// <summary>The words of one letter, in the language of the moment.</summary>
/// <param name="Lines">What more there is to say, line by line.</param>
/// <param name="Path">Where its button leads, a path of ours.</param>
internal sealed record LetterWords(
    string Subject,
    string Greeting,
    string Title,
    IReadOnlyList<string> Lines,
    string Button,
    string Path
)
{
    /// <summary>
    /// Most letters say what the notice says; those that are a link say what the link does, and how long it works.
    /// </summary>
    public static LetterWords Of(OutgoingMail mail, long? receipt)
    {
        var notice = new NoticeView(
            mail.Id,
            mail.What.Event,
            Notice.KindOf(mail.What.Event),
            mail.What.Source,
            mail.What.Amount,
            mail.What.Name,
            mail.What.Detail,
            mail.At,
            Read: false
        );
        var title = NoticeWords.Title(notice);
        var words = new LetterWords(
            T($"[마이 페이] {title}", $"[MyPay] {title}"),
            T($"{mail.ReaderName} 님,", $"Dear {mail.ReaderName},"),
            title,
            NoticeWords.Text(notice) is { } text ? [text] : [],
            T("확인하기", "See it"),
            mail.Member is null && notice.Kind != NoticeKind.Shop
                ? "/wallet/settings/security"
                : NoticeWords.Address(notice, receipt)
        );
        return mail switch
        {
            { Token: null } => words,
            { What: { Event: NoticeEvent.PasswordResetAsked, Detail: Notice.FirstPassword } } => words with
            {
                Lines =
                [
                    T(
                        "운영 화면의 동료로 초대받았어요. 아래 단추를 누르면 첫 비밀번호를 정할 수 있어요. 24시간 동안 한 번만 쓸 수 있어요.",
                        "You were invited to the back office. Press the button to choose your first password. The link "
                            + "works once, within 24 hours."
                    ),
                    T(
                        "초대받을 일이 없다면 이 메일을 무시하고 회사의 보안 담당자에게 알려 주세요.",
                        "Did you not expect this? Ignore this mail and tell whoever looks after security."
                    ),
                ],
                Button = T("첫 비밀번호 정하기", "Choose a password"),
                Path = $"/login/reset?t={mail.Token}",
            },
            { What.Event: NoticeEvent.PasswordResetAsked } => words with
            {
                Lines =
                [
                    T(
                        "아래 단추를 누르면 새 비밀번호를 정할 수 있어요. 30분 동안 한 번만 쓸 수 있어요.",
                        "Press the button to set a new password. The link works once, within 30 minutes."
                    ),
                    T(
                        "내가 요청하지 않았다면 이 메일을 무시해 주세요. 비밀번호는 그대로예요.",
                        "Did you not ask for it? Ignore this mail: your password stays as it is."
                    ),
                ],
                Button = T("새 비밀번호 정하기", "Set a new password"),
                Path = $"/login/reset?t={mail.Token}",
            },
            { What.Event: NoticeEvent.PinProofAsked } => words with
            {
                Lines =
                [
                    T(
                        "결제 비밀번호를 새로 만들거나 멈춘 지갑을 풀려고 해요. 내가 맞으면 30분 안에 아래 단추를 눌러 주세요.",
                        "Somebody wants a new payment PIN, or to let stopped money go again. If it is you, press the "
                            + "button within 30 minutes."
                    ),
                    T(
                        "내가 아니라면 누르지 마세요. 누군가 로그인한 거예요. 바로 로그인 비밀번호를 바꿔 주세요.",
                        "If it is not you, do not press it: somebody is signed in. Change your password at once."
                    ),
                ],
                Button = T("네, 제가 하고 있어요", "Yes, it is me"),
                Path = $"/mail/pin?t={mail.Token}",
            },
            { What.Event: NoticeEvent.ConfirmAddress } => words with
            {
                Lines =
                [
                    T(
                        "이 주소로 바꾸려면 24시간 안에 아래 단추를 눌러 주세요. 그때부터 이 주소로 로그인해요.",
                        "To use this address, press the button within 24 hours. From then on you sign in with it."
                    ),
                    T(
                        "마이 페이를 쓰지 않는다면 누군가 주소를 잘못 적은 거예요. 무시해 주세요.",
                        "If you do not use MyPay, somebody mistyped their address. Ignore this mail."
                    ),
                ],
                Button = T("이 주소로 바꾸기", "Use this address"),
                Path = $"/mail/confirm?t={mail.Token}",
            },
            _ => words with
            {
                Lines =
                [
                    .. words.Lines,
                    T(
                        "내가 한 일이 아니라면 7일 안에 아래 단추로 되돌리고 계정을 지켜 주세요.",
                        "If it was not you, take it back within 7 days with the button and protect your account."
                    ),
                ],
                Button = T("내가 한 게 아니에요", "That was not me"),
                Path = $"/mail/undo?t={mail.Token}",
            },
        };
    }
}
