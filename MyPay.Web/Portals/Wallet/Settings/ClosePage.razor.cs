using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Settings;

/// <summary>The way out (탈퇴): what it means, then the money back, then <see cref="CloseConfirmPage"/>.</summary>
public partial class ClosePage
{
    private WalletView? wallet;
    private IReadOnlyList<OpenBankMove> open = [];
    private LinkedAccountView? home;
    private Refusal? refusal;
    private string key = Once.NewKey();
    private bool isReturning;
    private bool isChecking;
    private int round;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> Accounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> Pins { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics => [.. WalletView.Topics(Me)];

    private static string Title => T("탈퇴하기", "Close my membership");

    private List<Fact> WhatIsLeft =>
        [
            new(T("마이머니", "My money"), InWon(wallet!.Balance.Amount)),
            .. Some(T("한도 때문에 기다리는 돈", "Waiting for room"), wallet.Pending),
            .. Some(T("보냈지만 아직 받지 않은 돈", "Sent, not accepted yet"), wallet.Awaiting),
            .. Some(T("은행이 확인 중인 돈", "At the bank"), Won.Of(open.Sum(move => move.Amount.Amount))),
        ];

    private (string? Href, string? Words) WayOut =>
        refusal?.Code switch
        {
            "money.withdraw.account_not_found" => ("/wallet/accounts/link", T("계좌 연결하기", "Link an account")),
            "membership.closing.money_left" or "membership.closing.bank_open" => (
                "/wallet/history",
                T("내역 보기", "See history")
            ),
            _ => default,
        };

    private string? PinAction =>
        refusal?.Code is "membership.pin.not_set" or "membership.pin.locked"
            ? "/wallet/settings/pin?returnUrl=/wallet/settings/close"
            : null;

    protected override async Task LoadAsync()
    {
        home = await Accounts.AskAsync(accounts => accounts.ListAsync(Me)) is [var primary, ..] ? primary : null;
        open = await Wallets.AskAsync(wallets => wallets.OpenMovesAsync(Me));
        wallet = await Wallets.AskAsync(wallets => wallets.FindAsync(Me));
        isChecking = isChecking && open.Count > 0;
    }

    private async Task NextAsync()
    {
        await LoadAsync();
        refusal = wallet switch
        {
            _ when open.Count > 0 => new(RefusalKind.Conflict, "membership.closing.bank_open"),
            { Awaiting.Amount: > 0 and var waiting } => new(
                RefusalKind.Conflict,
                "membership.closing.money_left",
                waiting
            ),
            { Balance.Amount: > 0 } when home is null => new(RefusalKind.NotFound, "money.withdraw.account_not_found"),
            _ => null,
        };
        if (refusal is not null)
            return;
        if (wallet!.Balance.Amount > 0)
            isReturning = true;
        else
            GoToConfirm();
    }

    private async Task ReturnAsync(string typed)
    {
        if (!(await Pins.AskAsync(pins => pins.VerifyAsync(Me, typed))).TryGet(out _, out refusal))
            return;
        var sent = await Wallets.AskAsync(wallets => wallets.WithdrawAsync(new(Me, home!.Id, wallet!.Balance, key)));
        if (!sent.TryGet(out var withdrawal, out refusal))
        {
            if (refusal.Kind != RefusalKind.Unavailable)
                key = Once.NewKey(); // what nobody decided keeps its key
            return;
        }

        key = Once.NewKey();
        refusal = withdrawal.State == MoveState.Failed ? withdrawal.Failure : null;
        isChecking = withdrawal.State == MoveState.Checking;
        await LoadAsync();
        if (refusal is not null || isChecking)
            return;

        // Room in the wallet lets waiting money in: then there is a second round.
        if (wallet!.Balance.Amount > 0)
            round++;
        else
            GoToConfirm();
    }

    // A static page is another document: the router of this one does not know it.
    private void GoToConfirm() => Navigation.NavigateTo("/wallet/settings/close/confirm", forceLoad: true);

    private static Fact[] Some(string label, Won won) => won == Won.Zero ? [] : [new(label, InWon(won.Amount))];
}
