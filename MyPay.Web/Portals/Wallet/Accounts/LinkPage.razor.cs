using Microsoft.AspNetCore.Components;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Switches;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Accounts;

/// <summary>
/// Links a bank account: bank, number and holder, the digits of the 1-won check, consent. The step stands in the
/// address, so the browser's own way back works; what was typed lives as long as the page.
/// </summary>
public partial class LinkPage
{
    // The banks that most people come with stand first.
    private static readonly string[] Popular = ["004", "088", "020", "081", "011", "090", "092", "003"];

    private IReadOnlyList<BankView>? banks;
    private BankView? bank;
    private string? number;
    private string? holder;
    private string? code;
    private AccountCheckView? check;
    private int triesLeft;
    private bool agreed;
    private LinkedAccountView? linked;
    private Refusal? refusal;
    private bool busy;

    private enum Step
    {
        Bank,
        Account,
        Code,
        Consent,
        Linked,
    }

    [SupplyParameterFromQuery(Name = "step")]
    private string? Asked { get; set; }

    /// <summary>What an account is needed for, when it was another page that led here.</summary>
    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [Inject]
    private PerCall<IFirmBank> FirmBank { get; set; } = default!;

    [Inject]
    private PerCall<IMembers> Members { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> Accounts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics => [.. base.Topics, SwitchTopics.Changed];

    // The address may ask for a step that is not reached yet, or no longer: then for the one that is.
    private Step Now =>
        Asked switch
        {
            _ when linked is not null => Step.Linked,
            "consent" when check?.CodeAccepted == true => Step.Consent,
            "code" or "consent" when check is not null && bank is not null => Step.Code,
            "account" or "code" or "consent" when bank is not null => Step.Account,
            _ => Step.Bank,
        };

    private Fact[] WhatWasLinked =>
        [
            new(T("은행", "Bank"), T(linked!.BankNameKo, linked.BankNameEn)),
            new(T("계좌번호", "Account number"), linked.MaskedNumber),
            new(T("예금주", "Account holder"), linked.Holder),
            new(
                T("쓰임", "Used for"),
                linked.IsPrimary
                    ? T("주계좌 · 자동 충전", "Primary, top-ups")
                    : T("충전과 꺼내기", "Charging and withdrawing")
            ),
        ];

    protected override async Task LoadAsync()
    {
        holder ??= (await Members.AskAsync(members => members.FindAsync(Me)))?.Name;
        var all = await FirmBank.AskAsync(banking => banking.BanksAsync(BankService.Link));
        // The bank had not answered; something about this member has changed since: perhaps it has now.
        if (refusal?.Code == "membership.linking.check_unknown")
            await StartAsync();
        banks =
        [
            .. all.OrderBy(choice =>
                Array.IndexOf(Popular, choice.Code) is var place and >= 0 ? place : Popular.Length
            ),
        ];
    }

    private static string BankName(BankView choice) => T(choice.NameKo, choice.NameEn);

    private string AddressOf(Step step) =>
        LocalAddress.With("/wallet/accounts/link?step=" + step.ToString().ToLowerInvariant(), ReturnUrl);

    private void GoTo(Step step)
    {
        refusal = null;
        Navigation.NavigateTo(AddressOf(step));
    }

    private void BankChanged(BankView? choice)
    {
        bank = choice;
        if (choice is not null)
            refusal = null;
    }

    private void ChooseBank()
    {
        if (bank is null)
            refusal = new(RefusalKind.Invalid, "banking.bank.unknown");
        else
            GoTo(Step.Account);
    }

    // Also the way to a new won when the digits did not come or the time is over.
    private async Task StartAsync()
    {
        if (busy)
            return;
        (busy, refusal) = (true, null);
        var started = await Accounts.AskAsync(accounts =>
            accounts.StartAsync(Me, bank!.Code, number ?? "", holder ?? "")
        );
        busy = false;
        if (!started.TryGet(out var view, out refusal))
            return;

        (check, code, triesLeft, agreed) = (view, null, view.TriesLeft, false);
        GoTo(Step.Code);
    }

    private async Task EnterCodeAsync()
    {
        var entered = await Accounts.AskAsync(accounts => accounts.EnterCodeAsync(Me, check!.Id, code ?? ""));
        if (entered.TryGet(out var view, out refusal))
        {
            check = view;
            GoTo(Step.Consent);
            return;
        }

        triesLeft = refusal switch
        {
            { Code: "membership.linking.code_wrong", Args: [long left, ..] } => (int)left,
            { Code: "membership.linking.no_tries_left" } => 0,
            _ => triesLeft,
        };
    }

    private async Task ConsentAsync()
    {
        var answer = await Accounts.AskAsync(accounts => accounts.ConsentAsync(Me, check!.Id, agreed));
        if (answer.TryGet(out linked, out refusal))
            Navigation.NavigateTo(AddressOf(Step.Linked), replace: true);
    }
}
