using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Switches;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Wallet;
using MyPay.Web.Portals.Wallet.Recurring;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Checkout;

/// <summary>
/// The payment that a shop asked for: the facts, the PIN, and back to the shop. Nothing here moves money; the shop's
/// approve does.
/// </summary>
public sealed partial class PayPage : IDisposable
{
    private LiveRefresh? live;
    private MemberId? me;
    private bool missing;
    private bool busy;
    private bool isCapping;
    private ConsentTerms? terms;
    private CapFields? capFields;
    private Refusal? capRefusal;

    [Parameter]
    public string Tid { get; set; } = "";

    [PersistentState]
    public string? Ticket { get; set; }

    private PayDesk? View { get; set; }

    private Refusal? Refusal { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PerCall<IPayments> Payments { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> Accounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> Pins { get; set; } = default!;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    [Inject]
    private Handover Handover { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ILogger<PayPage> Log { get; set; } = default!;

    private string Here => "/pay/" + Uri.EscapeDataString(Tid);

    private string Address => Navigation.ToAbsoluteUri(Here).AbsoluteUri;

    private static string BackWords => T("가맹점으로 돌아가기", "Back to the shop");

    // What the shop may take from then on, when it recurs; what the member has chosen, or as usual.
    private ConsentTerms Terms => terms ?? ConsentTerms.UsualFor(View!.Payment.Amount);

    private bool IsOthers => View!.Payment.Payer is { } payer && payer != me;

    private bool IsOpen => View!.Payment.State is PaymentState.Ready or PaymentState.Opened or PaymentState.Authorized;

    public void Dispose() => live?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        var person = (await Person).User;
        me = person.HasClaim(claim => claim.Type == SignInModule.MemberClaim) ? person.MemberId() : null;
        if (RendererInfo.IsInteractive)
        {
            IReadOnlyList<string> topics =
            [
                $"payment:{Tid}",
                SwitchTopics.Changed,
                .. me is { } mine ? WalletView.Topics(mine) : [],
            ];
            live = new(Feed, topics, () => InvokeAsync(ReloadAsync), Clock, Log);
        }

        View = me is { } payer ? Handover.Take<PayDesk>(payer, Ticket) : null;
        View ??= await AskAsync();
        missing = View is null;
        if (missing)
        {
            Context.AnswerNotFound();
            return;
        }

        if (person.Identity?.IsAuthenticated != true && IsOpen)
        {
            Navigation.NavigateTo("/login?returnUrl=" + Uri.EscapeDataString(Here), forceLoad: true);
            return;
        }

        if (me is not { } member || IsOthers || !IsOpen)
            return;
        if (!RendererInfo.IsInteractive)
            Ticket = Handover.Keep(member, View!);
        else if (View!.Payment.State == PaymentState.Ready)
            await Payments.AskAsync(p => p.OpenAsync(Tid, member));
    }

    private async Task<PayDesk?> AskAsync()
    {
        if (await Payments.AskAsync(p => p.FindForCheckoutAsync(Tid)) is not { } payment)
            return null;
        return new(
            payment,
            me is { } member ? await Paying.AskAsync(member, payment.Amount, Wallets, Accounts, Pins) : null
        );
    }

    private async Task ReloadAsync()
    {
        View = await AskAsync() ?? View;
        StateHasChanged();
    }

    private static string How(CheckoutView payment, Paying paying) =>
        !payment.Live ? T("테스트 결제라 돈은 움직이지 않아요", "A test: no money moves")
        : payment.Amount == 0 ? T("지금 나가는 돈은 없어요", "Nothing is paid now")
        : paying.Sentence ?? "";

    private void CapsEntered()
    {
        capRefusal = capFields?.Misread ?? Terms.Against(View!.Payment.Amount);
        isCapping = capRefusal is not null;
    }

    private async Task PayAsync(string pin)
    {
        if (busy || me is not { } member)
            return;
        (busy, Refusal) = (true, null);
        try
        {
            Refusal = await AuthorizeAsync(member, pin);
            if (Refusal is not null)
                View = await AskAsync() ?? View;
        }
        finally
        {
            busy = false;
        }
    }

    private async Task<Refusal?> AuthorizeAsync(MemberId member, string pin)
    {
        if (!(await Pins.AskAsync(p => p.VerifyAsync(member, pin))).TryGet(out _, out var wrong))
            return wrong;
        var authorized = await Payments.AskAsync(p =>
            p.AuthorizeAsync(Tid, member, View!.Payment.Recurring ? Terms : null)
        );
        if (!authorized.TryGet(out var back, out var refusal))
            return refusal;
        Leave(back);
        return null;
    }

    private async Task QuitAsync()
    {
        if (busy || me is null)
            return;
        busy = true;
        try
        {
            var quit = await Payments.AskAsync(p => p.QuitAsync(Tid, me));
            if (quit.TryGet(out var back, out var refusal))
                Leave(back);
            else
                (Refusal, View) = (refusal, await AskAsync() ?? View);
        }
        finally
        {
            busy = false;
        }
    }

    // The shop's page is the next one; this page no longer listens, so that it does not change under the person while
    // it goes.
    private void Leave(ReturnAddress back)
    {
        live?.Dispose();
        live = null;
        Navigation.NavigateTo(back.Url, forceLoad: true);
    }
}
