using System.Globalization;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Merchant.Notices;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Wallet.Notifications;

/// <summary>A notice in the reader's language: one line of what happened, and what more there is to say.</summary>
public static class NoticeWords
{
    public static string Kind(NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Bank => T("충전·출금", "Charges"),
            NoticeKind.Transfer => T("송금", "Transfers"),
            NoticeKind.Payment => T("결제", "Payments"),
            NoticeKind.Request => T("요청", "Requests"),
            NoticeKind.Allowance => T("정기 송금", "Allowances"),
            NoticeKind.Shop => T("가맹점", "Franchise"),
            _ => T("보안", "Security"),
        };

    /// <summary>What a kind is about; beside its wish.</summary>
    public static string About(NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Bank => T(
                "은행 계좌에서 충전하거나 꺼냈을 때, 자동 충전을 못 했을 때",
                "Money from and to your bank account, and automatic charges that failed"
            ),
            NoticeKind.Transfer => T("돈을 보내거나 받았을 때", "Money sent and received"),
            NoticeKind.Payment => T("결제하거나 취소됐을 때", "Payments and cancellations"),
            NoticeKind.Request => T("돈을 요청받거나 누가 답했을 때", "When somebody asks you, or answers you"),
            NoticeKind.Allowance => T("정기 송금이 나가거나 못 나갔을 때", "When an allowance goes out, or does not"),
            _ => T(
                "비밀번호 변경, 새 로그인처럼 꼭 알아야 하는 일",
                "Password changes, new sign-ins: what you must know"
            ),
        };

    public static string Title(NoticeView n)
    {
        if (n.Kind == NoticeKind.Shop)
            return ShopNoticeWords.Title(n);
        var (won, name) = (InWon(n.Amount?.Amount ?? 0), T(n.Name ?? "", BankNames.InEnglish(n.Name ?? "")));
        return n.Event switch
        {
            NoticeEvent.Charged when n.Detail is "Threshold" => T(
                $"잔액이 기준보다 적어서 {won}을 자동 충전했어요",
                $"Below your threshold: charged {won}"
            ),
            NoticeEvent.Charged when n.Detail is "Scheduled" => T(
                $"예약한 {won}을 자동 충전했어요",
                $"Charged the {won} you scheduled"
            ),
            NoticeEvent.Charged when n.Detail is "TopUp" => T($"모자란 돈 {won}을 자동 충전했어요", $"Topped up {won}"),
            NoticeEvent.Charged => T($"{won}을 충전했어요", $"Charged {won}"),
            NoticeEvent.AutoChargeRetry => T(
                $"{won}을 자동 충전하지 못했어요",
                $"{won} could not be charged automatically"
            ),
            NoticeEvent.AutoChargeFailed => T(
                $"예약한 {won}을 이번에는 충전하지 못했어요",
                $"The scheduled {won} could not be charged this time"
            ),
            NoticeEvent.AutoChargePaused => T("자동 충전이 멈췄어요", "Automatic charging has stopped"),
            NoticeEvent.AutoChargeEnded => T($"{won} 예약 충전이 끝났어요", $"The scheduled charge of {won} is over"),
            NoticeEvent.ChargeFailed => T($"{won}을 충전하지 못했어요", $"{won} could not be charged"),
            NoticeEvent.ChargeChecking => T(
                $"{won} 충전을 은행이 확인하고 있어요",
                $"The bank is checking a charge of {won}"
            ),
            NoticeEvent.Withdrawn => T($"{won}을 계좌로 꺼냈어요", $"Withdrew {won}"),
            NoticeEvent.WithdrawalReturned => T(
                $"{won}을 꺼내지 못해 돌아왔어요",
                $"{won} could not be withdrawn and came back"
            ),
            NoticeEvent.WithdrawalChecking => T(
                $"{won} 출금을 은행이 확인하고 있어요",
                $"The bank is checking a withdrawal of {won}"
            ),
            NoticeEvent.Sent => T($"{name} 님에게 {won}을 보냈어요", $"Sent {won} to {name}"),
            NoticeEvent.Received => T($"{name} 님이 {won}을 보냈어요", $"{name} sent you {won}"),
            NoticeEvent.SentToAccept => T(
                $"{name} 님이 {won}을 받기를 기다려요",
                $"Waiting for {name} to accept {won}"
            ),
            NoticeEvent.ToAccept => T($"{name} 님이 보낸 {won}을 받아 주세요", $"{name} sent you {won}: accept it"),
            NoticeEvent.Accepted => T($"{name} 님이 {won}을 받았어요", $"{name} accepted {won}"),
            NoticeEvent.Refused => T($"{name} 님이 {won}을 받지 않았어요", $"{name} did not accept {won}"),
            NoticeEvent.TakenBack => T($"{name} 님이 {won} 송금을 취소했어요", $"{name} took back {won}"),
            NoticeEvent.SendCancelled => T($"{won} 송금을 취소했어요", $"You took back {won}"),
            NoticeEvent.Expired => T($"{won}이 돌아왔어요", $"{won} came back"),
            NoticeEvent.BankSent => T($"{name} 님 계좌로 {won}을 보냈어요", $"Sent {won} to {name}'s account"),
            NoticeEvent.BankReturned => T($"{won}을 보내지 못해 돌아왔어요", $"{won} could not be sent and came back"),
            NoticeEvent.BankChecking => T(
                $"{won} 송금을 은행이 확인하고 있어요",
                $"The bank is checking a transfer of {won}"
            ),
            NoticeEvent.Pended => T($"{won}이 한도가 넘어 기다려요", $"{won} waits above your limit"),
            NoticeEvent.Released => T($"기다리던 {won}이 들어왔어요", $"{won} that waited has come in"),
            NoticeEvent.Paid => T($"{name}에서 {won}을 결제했어요", $"Paid {won} at {name}"),
            NoticeEvent.Refunded => T($"{name} 결제 {won}이 취소됐어요", $"{won} back from {name}"),
            NoticeEvent.PaidMore => T($"{name} 정기결제가 {won}으로 늘었어요", $"{name} charged more: {won}"),
            NoticeEvent.RecurringOverOnce => T(
                $"{name}에서 한 번 한도보다 많은 {won}을 결제하려고 했어요",
                $"{name} asked for {won}, over your cap at once"
            ),
            NoticeEvent.RecurringOverMonth => T(
                $"{name}에서 한 달 한도를 넘겨 {won}을 결제하려고 했어요",
                $"{name} asked for {won}, over your cap of the month"
            ),
            NoticeEvent.RecurringOff => T(
                $"멈춘 정기결제인데 {name}에서 {won}을 결제하려고 했어요",
                $"{name} asked for {won}, though you stopped it"
            ),
            NoticeEvent.Asked => T($"{name} 님이 {won}을 요청했어요", $"{name} asks you for {won}"),
            NoticeEvent.Reminded => T($"{name} 님이 {won}을 다시 요청했어요", $"{name} asks again for {won}"),
            NoticeEvent.RequestPaid => T(
                $"{name} 님이 요청한 {won}을 보냈어요",
                $"{name} paid the {won} you asked for"
            ),
            NoticeEvent.RequestDeclined => T(
                $"{name} 님이 {won} 요청을 거절했어요",
                $"{name} declined your request for {won}"
            ),
            NoticeEvent.RequestCancelled => T(
                $"{name} 님이 {won} 요청을 취소했어요",
                $"{name} took the request for {won} back"
            ),
            NoticeEvent.AllowanceMade => T(
                $"{name} 님이 {won} 정기 송금을 만들었어요",
                $"{name} set up an allowance of {won}"
            ),
            NoticeEvent.AllowanceSent => T(
                $"{name} 님에게 정기 송금 {won}을 보냈어요",
                $"Allowance of {won} sent to {name}"
            ),
            NoticeEvent.AllowanceReceived => T(
                $"{name} 님이 정기 송금 {won}을 보냈어요",
                $"Allowance of {won} from {name}"
            ),
            NoticeEvent.AllowanceRetry => T(
                $"{name} 님 정기 송금을 다시 시도해요",
                $"The allowance to {name} is tried again"
            ),
            NoticeEvent.AllowanceFailed => T(
                $"{name} 님에게 정기 송금을 보내지 못했어요",
                $"The allowance to {name} could not be sent"
            ),
            NoticeEvent.AllowanceMissed => T(
                $"{name} 님의 정기 송금이 이번에는 오지 않았어요",
                $"The allowance from {name} did not come this time"
            ),
            NoticeEvent.AllowanceEnded => T($"{name} 님 정기 송금이 끝났어요", $"The allowance with {name} is over"),
            NoticeEvent.PasswordChanged => T("로그인 비밀번호가 바뀌었어요", "Your password was changed"),
            NoticeEvent.PinChanged => T("결제 비밀번호가 바뀌었어요", "Your payment PIN was changed"),
            NoticeEvent.PinLocked => T("결제 비밀번호가 잠겼어요", "Your payment PIN is locked"),
            NoticeEvent.SignedIn => T("새로 로그인했어요", "New sign-in"),
            NoticeEvent.AccountLinked => T($"{name} 계좌를 연결했어요", $"Linked {name}"),
            NoticeEvent.NameChanged => T($"이름이 ‘{name}’(으)로 바뀌었어요", $"Your name is “{name}” now"),
            NoticeEvent.PhoneChanged => T("휴대폰 번호가 바뀌었어요", "Your mobile number was changed"),
            NoticeEvent.EmailChangeAsked => T("이메일을 바꾸려고 해요", "A new e-mail address was asked for"),
            NoticeEvent.EmailChanged => T("이메일이 바뀌었어요", "Your e-mail address was changed"),
            NoticeEvent.EmailChangeUndone => T("이메일 변경을 되돌렸어요", "The change of e-mail was taken back"),
            NoticeEvent.PasswordResetAsked => T("비밀번호를 다시 정하는 링크예요", "Your link to set a new password"),
            NoticeEvent.PasskeyAdded => T($"패스키 ‘{name}’을 추가했어요", $"Passkey “{name}” was added"),
            NoticeEvent.PasskeyRemoved => T($"패스키 ‘{name}’을 지웠어요", $"Passkey “{name}” was removed"),
            NoticeEvent.TwoStepOn => T("2단계 인증을 켰어요", "Two-step sign-in was turned on"),
            NoticeEvent.TwoStepOff => T("2단계 인증을 껐어요", "Two-step sign-in was turned off"),
            NoticeEvent.RecoveryCodesRenewed => T("복구 코드를 새로 만들었어요", "New recovery codes were made"),
            NoticeEvent.RecoveryCodeUsed => T("복구 코드로 로그인했어요", "A recovery code was used"),
            NoticeEvent.SignInLocked => T(
                "여러 번 틀려서 로그인을 잠시 잠갔어요",
                "Sign-in is locked for a while after several misses"
            ),
            NoticeEvent.FrozenByOwner => T("내 돈을 멈췄어요", "Your money is stopped"),
            NoticeEvent.UnfrozenByOwner => T("멈춘 돈을 풀었어요", "Your money can leave again"),
            NoticeEvent.SessionsEnded => T("다른 기기에서 로그아웃했어요", "Signed out on other devices"),
            NoticeEvent.BooksAnchored => T(
                "오늘 밤 장부의 앵커예요. 지우지 말고 보관해 주세요",
                "Tonight's anchor of the books: keep this letter"
            ),
            NoticeEvent.PinProofAsked => T("본인 확인 링크를 보냈어요", "Your link to prove that it is you"),
            NoticeEvent.ConfirmAddress => T("새 이메일 주소를 확인해 주세요", "Confirm your new e-mail address"),
            _ => throw new ArgumentOutOfRangeException(nameof(n), n.Event, "Has no words."),
        };
    }

    public static string? Text(NoticeView n) =>
        n.Event switch
        {
            _ when n.Kind == NoticeKind.Shop => ShopNoticeWords.Text(n),
            NoticeEvent.AllowanceRetry or NoticeEvent.AllowanceFailed when n.Detail is { } why =>
                Allowances.AllowanceWords.Why(why),
            NoticeEvent.AutoChargeRetry when n.Detail is { } why => T(
                $"{AutoCharge.AutoChargeWords.Why(why)} 세 시간 뒤에 다시 해요.",
                $"{AutoCharge.AutoChargeWords.Why(why)} We try again in three hours."
            ),
            NoticeEvent.AutoChargeFailed when n.Detail is { } why => T(
                $"{AutoCharge.AutoChargeWords.Why(why)} 돈은 움직이지 않았어요.",
                $"{AutoCharge.AutoChargeWords.Why(why)} No money has moved."
            ),
            NoticeEvent.AutoChargePaused when n.Detail is { } why => T(
                $"{AutoCharge.AutoChargeWords.Why(why)} 확인한 뒤 다시 켜 주세요.",
                $"{AutoCharge.AutoChargeWords.Why(why)} Look at it and turn it on again."
            ),
            NoticeEvent.PaidMore when long.TryParse(n.Detail, CultureInfo.InvariantCulture, out var before) => T(
                $"지난번은 {InWon(before)}이었어요. 한도를 낮추거나 멈출 수 있어요.",
                $"It was {InWon(before)} the last time. You can lower the cap or stop it."
            ),
            NoticeEvent.RecurringOverOnce or NoticeEvent.RecurringOverMonth => T(
                $"{n.Detail} · 돈은 나가지 않았어요. 계속 쓰려면 한도를 늘려 주세요.",
                $"{n.Detail} · No money has moved. To go on, raise the cap."
            ),
            NoticeEvent.RecurringOff => T($"{n.Detail} · 돈은 나가지 않았어요.", $"{n.Detail} · No money has moved."),
            NoticeEvent.ChargeFailed when n.Detail is { } code => RefusalText.Say(
                new Refusal(RefusalKind.Conflict, code)
            ),
            NoticeEvent.Charged
            or NoticeEvent.Withdrawn
            or NoticeEvent.ChargeChecking
            or NoticeEvent.WithdrawalChecking => n.Name is { } account
                ? T(account, BankNames.InEnglish(account))
                : null,
            NoticeEvent.WithdrawalReturned or NoticeEvent.BankReturned => T(
                "돈은 지갑으로 돌아왔어요.",
                "The money is back in your wallet."
            ),
            NoticeEvent.Expired => T($"{n.Name} 님이 시간 안에 받지 않았어요.", $"{n.Name} did not accept it in time."),
            NoticeEvent.Refused or NoticeEvent.SendCancelled => T(
                "돈은 지갑으로 돌아왔어요.",
                "The money is back in your wallet."
            ),
            NoticeEvent.Pended => T(
                "잔액에 자리가 나면 저절로 들어와요.",
                "It comes in by itself as soon as there is room."
            ),
            NoticeEvent.EmailChangeAsked => T(
                $"{n.Detail}에서 확인하면 바뀌어요.",
                $"It counts once {n.Detail} is confirmed."
            ),
            NoticeEvent.EmailChanged => T($"이제 {n.Detail} 주소로 로그인해요.", $"You now sign in with {n.Detail}."),
            NoticeEvent.EmailChangeUndone => T(
                "모든 기기에서 로그아웃했어요. 새 비밀번호를 정해 주세요.",
                "Signed out everywhere. Set a new password."
            ),
            NoticeEvent.RecoveryCodeUsed => T(
                $"{n.Detail}개 남았어요. 내가 아니라면 바로 비밀번호를 바꿔 주세요.",
                $"{n.Detail} left. Was it not you? Change your password at once."
            ),
            NoticeEvent.SignInLocked => T(
                "10분 뒤에 다시 할 수 있어요. 내가 아니라면 비밀번호를 바꿔 주세요.",
                "You can try again in 10 minutes. Was it not you? Change your password."
            ),
            NoticeEvent.SessionsEnded => n.Detail == "?" ? T("알 수 없는 기기", "Unknown device") : n.Detail,
            NoticeEvent.PasswordResetAsked or NoticeEvent.PinProofAsked => null,
            NoticeEvent.FrozenByOwner => T(
                "보내기, 꺼내기, 결제가 멈췄고 받는 돈은 그대로 들어와요. 내 안전에서 두 가지로 확인하면 풀 수 있어요.",
                "Nothing leaves; money still arrives. Confirm in two ways under Safety to let it go again."
            ),
            NoticeEvent.BooksAnchored => n.Detail,
            NoticeEvent.PasswordChanged
            or NoticeEvent.PinChanged
            or NoticeEvent.UnfrozenByOwner
            or NoticeEvent.PhoneChanged
            or NoticeEvent.NameChanged
            or NoticeEvent.PasskeyAdded
            or NoticeEvent.PasskeyRemoved
            or NoticeEvent.TwoStepOn
            or NoticeEvent.TwoStepOff
            or NoticeEvent.RecoveryCodesRenewed => T(
                "내가 하지 않았다면 바로 비밀번호를 바꾸고 고객센터로 알려 주세요.",
                "Was it not you? Change your password at once and tell us."
            ),
            NoticeEvent.PinLocked => T(
                "여러 번 틀렸어요. 새로 만들면 다시 쓸 수 있어요.",
                "Too many wrong tries. Set a new one to go on."
            ),
            NoticeEvent.SignedIn => T(
                $"{n.Detail} · 내가 아니라면 비밀번호를 바꿔 주세요.",
                $"{n.Detail} · Was it not you? Change your password."
            ),
            _ => n.Detail is { Length: > 0 } word ? $"“{word}”" : null,
        };

    public static string Glyph(NoticeView n) =>
        n.Event switch
        {
            NoticeEvent.ChargeFailed
            or NoticeEvent.PaidMore
            or NoticeEvent.RecurringOverOnce
            or NoticeEvent.RecurringOverMonth
            or NoticeEvent.RecurringOff
            or NoticeEvent.AutoChargeRetry
            or NoticeEvent.AutoChargeFailed
            or NoticeEvent.AutoChargePaused
            or NoticeEvent.AllowanceFailed
            or NoticeEvent.AllowanceMissed
            or NoticeEvent.PinLocked
            or NoticeEvent.SignInLocked => Icons.PriorityHigh,
            NoticeEvent.ChargeChecking or NoticeEvent.WithdrawalChecking or NoticeEvent.BankChecking => Icons.Schedule,
            NoticeEvent.SentToAccept or NoticeEvent.ToAccept or NoticeEvent.Pended => Icons.HourglassBottom,
            NoticeEvent.Refused
            or NoticeEvent.TakenBack
            or NoticeEvent.SendCancelled
            or NoticeEvent.Expired
            or NoticeEvent.BankReturned
            or NoticeEvent.WithdrawalReturned => Icons.Undo,
            _ => n.Kind switch
            {
                NoticeKind.Bank => Icons.AccountBalance,
                NoticeKind.Transfer => Icons.Send,
                NoticeKind.Payment => Icons.Storefront,
                NoticeKind.Request => Icons.CallSplit,
                NoticeKind.Allowance => Icons.EventRepeat,
                _ => Icons.Shield,
            },
        };

    /// <summary>Where it leads: the receipt when the wallet moved, otherwise the page that says more.</summary>
    public static string Address(NoticeView n, long? receipt) =>
        n switch
        {
            { Kind: NoticeKind.Shop } => ShopNoticeWords.Address(n),
            // Paid from here: the page says so when it is paid, declined or taken back already.
            { Event: NoticeEvent.Asked or NoticeEvent.Reminded }
                when n.Source.Split(':') is ["request", var request, ..] => $"/wallet/requests/{request}/pay",
            {
                Event: NoticeEvent.AutoChargeRetry
                    or NoticeEvent.AutoChargeFailed
                    or NoticeEvent.AutoChargePaused
                    or NoticeEvent.AutoChargeEnded
            } => "/wallet/charge/auto",
            { Source: var source } when source.Split(':') is ["recurring", var sid, ..] => $"/wallet/recurring/{sid}",
            _ when receipt is { } number => $"/wallet/history/{number}",
            { Kind: NoticeKind.Request } => "/wallet/requests",
            { Kind: NoticeKind.Allowance } => "/wallet/allowances",
            { Event: NoticeEvent.PinChanged or NoticeEvent.PinLocked } => "/wallet/settings/pin",
            { Event: NoticeEvent.FrozenByOwner or NoticeEvent.UnfrozenByOwner } => "/wallet/settings/safety",
            { Event: NoticeEvent.PasskeyAdded or NoticeEvent.PasskeyRemoved } => "/wallet/settings/passkeys",
            {
                Event: NoticeEvent.TwoStepOn
                    or NoticeEvent.TwoStepOff
                    or NoticeEvent.RecoveryCodesRenewed
                    or NoticeEvent.RecoveryCodeUsed
            } => "/wallet/settings/two-step",
            { Event: NoticeEvent.SignedIn or NoticeEvent.SessionsEnded } => "/wallet/settings/devices",
            { Event: NoticeEvent.PasswordChanged or NoticeEvent.SignInLocked } => "/wallet/settings/security",
            { Event: NoticeEvent.AccountLinked } => "/wallet/accounts",
            { Event: NoticeEvent.BooksAnchored } => "/admin/audit",
            { Kind: NoticeKind.Security } => "/wallet/settings/profile",
            _ => "/wallet",
        };
}
