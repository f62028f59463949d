using MyPay.Domain.Membership;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Layouts;

/// <summary>What stands on the left of a desk.</summary>
internal static class DeskMenu
{
    private static readonly string[] Managers = [SignInRoles.Owner, SignInRoles.Manager];

    /// <summary>What a person of this role may open; the pages themselves refuse the rest.</summary>
    public static IEnumerable<DeskMenuItem> Merchant(System.Security.Claims.ClaimsPrincipal person) =>
        AllOfMerchant().Where(Exists).Where(item => item.Roles.Length == 0 || item.Roles.Any(person.IsInRole));

    private static IEnumerable<DeskMenuItem> AllOfMerchant() =>
        [
            new("/merchant", T("오늘", "Today"), Icons.Home, IsHome: true),
            new("/merchant/notices", T("알림", "Notifications"), Icons.Notifications)
            {
                Roles = Managers,
                Counts = true,
            },
            new("/merchant/pos", T("포스", "Point of sale"), Icons.PointOfSale),
            new("/merchant/payments", T("결제", "Payments"), Icons.ReceiptLong),
            new("/merchant/recurring", T("정기결제", "Recurring keys"), Icons.Autorenew) { Roles = Managers },
            new("/merchant/settlements", T("정산", "Settlements"), Icons.AccountBalance) { Roles = Managers },
            new("/merchant/qr", T("QR 코드", "QR codes"), Icons.QrCode2),
            new("/merchant/developers", T("개발자", "Developers"), Icons.Code) { Roles = Managers },
            new("/merchant/staff", T("직원", "Staff"), Icons.Group) { Roles = [SignInRoles.Owner] },
            new("/merchant/settings", T("설정", "Settings"), Icons.Settings) { Roles = Managers },
            new("/notices", T("공지", "Announcements"), Icons.Campaign),
        ];

    /// <summary>What the back office has.</summary>
    public static IEnumerable<DeskMenuItem> Admin() => AllOfAdmin().Where(Exists);

    // A menu that leads nowhere is worse than a short one.
    private static bool Exists(DeskMenuItem item) => KnownPages.Has(item.Href);

    private static IEnumerable<DeskMenuItem> AllOfAdmin() =>
        [
            new("/admin", T("홈", "Home"), Icons.Home, IsHome: true),
            new("/admin/approvals", T("승인", "Approvals"), Icons.HowToReg),
            new("/admin/settlements", T("정산", "Settlements"), Icons.CalendarMonth),
            new("/admin/members", T("회원", "Members"), Icons.Group),
            new("/admin/franchises", T("가맹점", "Franchises"), Icons.Storefront),
            new("/admin/payments", T("결제", "Payments"), Icons.ReceiptLong),
            new("/admin/fraud", T("이상 거래", "Fraud"), Icons.GppMaybe),
            new("/admin/bank-calls", T("은행 요청", "Bank calls"), Icons.AccountBalance),
            new("/admin/webhooks", T("웹훅", "Webhooks"), Icons.Webhook),
            new("/admin/reconciliation", T("대사", "Reconciliation"), Icons.Balance),
            new("/admin/certificates", T("증명서", "Certificates"), Icons.Verified),
            new("/admin/ledger", T("원장", "Ledger"), Icons.MenuBook),
            new("/admin/adjustments", T("조정", "Adjustments"), Icons.Tune),
            new("/admin/audit", T("감사 기록", "Audit"), Icons.FactCheck),
            new("/admin/browser-reports", T("브라우저 신고", "Browser reports"), Icons.Report),
            new("/admin/staff", T("운영 직원", "Staff"), Icons.Badge),
            new("/admin/mail", T("메일", "Mail"), Icons.Mail),
            new("/admin/jobs", T("작업", "Jobs"), Icons.Schedule),
            new("/admin/policies", T("정책", "Policies"), Icons.Policy),
            new("/admin/calendar", T("영업일·은행", "Calendar, banks"), Icons.EditCalendar),
            new("/admin/notices", T("공지", "Announcements"), Icons.Campaign),
        ];
}

internal sealed record DeskMenuItem(string Href, string Words, string Glyph, bool IsHome = false)
{
    /// <summary>Who sees it; empty: everybody at this desk.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>Says how much is unread.</summary>
    public bool Counts { get; init; }
}
