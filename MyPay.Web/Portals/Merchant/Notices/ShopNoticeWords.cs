using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Merchant.Notices;

/// <summary>What the people of a franchise are told, in the reader's language.</summary>
internal static class ShopNoticeWords
{
    public static string Title(NoticeView n) =>
        n.Event switch
        {
            NoticeEvent.ShopWebhookOff => T("웹훅 주소가 꺼졌어요", "A webhook endpoint was switched off"),
            NoticeEvent.ShopPayoutFailed => T(
                $"정산금 {InWon(n.Amount?.Amount ?? 0)}을 지급하지 못했어요",
                $"The payout of {InWon(n.Amount?.Amount ?? 0)} failed"
            ),
            NoticeEvent.ShopAsked => T("심사 담당자가 물었어요", "The reviewer asks you something"),
            NoticeEvent.ShopApproved => T("가맹 신청이 승인됐어요", "Your application was approved"),
            NoticeEvent.ShopRejected => T("가맹 심사를 통과하지 못했어요", "Your application was refused"),
            NoticeEvent.ShopFrozen => T("새 결제가 멈췄어요", "New payments are stopped"),
            NoticeEvent.ShopResumed => T("다시 결제를 받을 수 있어요", "You can take payments again"),
            NoticeEvent.ShopTermsChanged => T("계약 조건이 바뀌어요", "The terms of your contract change"),
            NoticeEvent.ShopAccountChanged => T("정산 계좌가 바뀌었어요", "The settlement account was changed"),
            NoticeEvent.ShopClosingAsked => T("해지를 신청했어요", "Leaving MyPay was asked for"),
            NoticeEvent.ShopClosing => T("가맹점 해지를 시작했어요", "Your franchise is being closed"),
            NoticeEvent.ShopClosed => T("가맹점 해지가 끝났어요", "Your franchise is closed"),
            NoticeEvent.ShopKeyMade => T(
                $"{Mode(n)} API 키 ‘{n.Name}’을(를) 만들었어요",
                $"{Mode(n)} API key “{n.Name}” was made"
            ),
            NoticeEvent.ShopKeyRotated => T(
                $"{Mode(n)} API 키 ‘{n.Name}’을(를) 교체했어요",
                $"{Mode(n)} API key “{n.Name}” was rotated"
            ),
            NoticeEvent.ShopKeyRevoked => T(
                $"{Mode(n)} API 키 ‘{n.Name}’을(를) 폐기했어요",
                $"{Mode(n)} API key “{n.Name}” was revoked"
            ),
            NoticeEvent.ShopStaffAdded => T($"{n.Name} 님을 직원으로 추가했어요", $"{n.Name} was added to your staff"),
            NoticeEvent.ShopStaffRemoved => T(
                $"{n.Name} 님을 직원에서 뺐어요",
                $"{n.Name} was removed from your staff"
            ),
            NoticeEvent.ShopRoleChanged => T($"{n.Name} 님의 역할이 바뀌었어요", $"The role of {n.Name} was changed"),
            _ => throw new ArgumentOutOfRangeException(nameof(n), n.Event, "Not told to a franchise."),
        };

    public static string? Text(NoticeView n) =>
        n.Event switch
        {
            NoticeEvent.ShopWebhookOff when n.Detail == "gone" => T(
                $"{n.Name}에서 더는 받지 않는다고(410) 답했어요. 고친 뒤 다시 켜면 그동안의 알림을 모두 보낼 수 있어요.",
                $"{n.Name} answered that it is gone (410). Mend it and switch it on again: all it missed can be sent."
            ),
            NoticeEvent.ShopWebhookOff => T(
                $"{n.Name}에 일곱 번 다시 보내도 받지 못했어요. 고친 뒤 다시 켜면 그동안의 알림을 모두 보낼 수 있어요.",
                $"{n.Name} failed and seven retries did too. Mend it and switch it on again: all it missed can be sent."
            ),
            NoticeEvent.ShopPayoutFailed => T(
                "돈은 그대로 있고 계속 지급할 수 있어요. 정산 계좌를 확인해 주세요.",
                "The money is safe and still owed to you. Check your settlement account."
            ),
            NoticeEvent.ShopApproved => T("이제 결제를 받을 수 있어요.", "You can take payments now."),
            NoticeEvent.ShopTermsChanged when FirstDay(n) is { } day => T(
                $"{DayInWords(day)}부터예요. 새 조건은 설정에서 볼 수 있어요.",
                $"From {DayInWords(day)} on. See them in your settings."
            ),
            NoticeEvent.ShopAccountChanged => T(
                $"이제 새 계좌로 정산금을 보내요. {NotYou}",
                $"Payouts go to the new account from now on. {NotYou}"
            ),
            NoticeEvent.ShopClosed => T(
                "정산이 모두 끝났어요. 내역서는 계속 볼 수 있어요.",
                "Everything is settled. Your statements stay readable."
            ),
            NoticeEvent.ShopKeyMade or NoticeEvent.ShopKeyRotated or NoticeEvent.ShopKeyRevoked => NotYou,
            NoticeEvent.ShopStaffAdded
            or NoticeEvent.ShopRoleChanged when Enum.TryParse<StaffRole>(n.Detail, out var role) => FranchiseWords.Of(
                role
            ),
            NoticeEvent.ShopStaffRemoved => null,
            _ => n.Detail is { Length: > 0 } words ? $"“{words}”" : null,
        };

    public static string Glyph(NoticeEvent happened) =>
        happened switch
        {
            NoticeEvent.ShopWebhookOff
            or NoticeEvent.ShopPayoutFailed
            or NoticeEvent.ShopRejected
            or NoticeEvent.ShopFrozen => Icons.PriorityHigh,
            NoticeEvent.ShopKeyMade or NoticeEvent.ShopKeyRotated or NoticeEvent.ShopKeyRevoked => Icons.Key,
            NoticeEvent.ShopStaffAdded or NoticeEvent.ShopStaffRemoved or NoticeEvent.ShopRoleChanged => Icons.Group,
            NoticeEvent.ShopAccountChanged => Icons.AccountBalance,
            _ => Icons.Storefront,
        };

    /// <summary>The page where something can be done about it, or more be read.</summary>
    public static string Address(NoticeView n) =>
        n.Event switch
        {
            NoticeEvent.ShopWebhookOff
            or NoticeEvent.ShopKeyMade
            or NoticeEvent.ShopKeyRotated
            or NoticeEvent.ShopKeyRevoked => "/merchant/developers",
            NoticeEvent.ShopPayoutFailed => $"/merchant/settlements/{n.Name}",
            NoticeEvent.ShopTermsChanged or NoticeEvent.ShopAccountChanged or NoticeEvent.ShopClosingAsked =>
                "/merchant/settings",
            NoticeEvent.ShopStaffAdded or NoticeEvent.ShopStaffRemoved or NoticeEvent.ShopRoleChanged =>
                "/merchant/staff",
            _ => "/merchant",
        };

    private static string NotYou =>
        T("내가 하지 않았다면 바로 되돌리고 고객센터로 알려 주세요.", "Was it not you? Undo it at once and tell us.");

    private static string Mode(NoticeView n) => n.Detail == "live" ? T("실제", "Live") : T("테스트", "Test");

    private static DateOnly? FirstDay(NoticeView n) => TypedDate.Day(n.Detail);
}
