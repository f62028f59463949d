using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Remittance;
using MyPay.Tests.Web.Parts;
using MyPay.Web.Identity;
using MyPay.Web.Portals;
using MyPay.Web.Portals.Wallet;

namespace MyPay.Tests.Web.Portals.Wallet;

/// <summary>A wallet page of James, with hand-made modules behind it.</summary>
public abstract class WalletPageTest : PartTest
{
    protected override void AddServices()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        this.AddAuthorization()
            .SetAuthorized("James")
            .SetClaims(new Claim(SignInModule.MemberClaim, Given.James.ToString()));
        Services.AddSingleton(typeof(PerCall<>));
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<LiveFeed>();
        Services.AddSingleton<Handover>();
        Services.AddSingleton<IWallets>(Wallets);
        Services.AddSingleton<IRemittances>(Remittances);
        Services.AddSingleton<IMovements>(Movements);
        Services.AddSingleton<IContacts>(Contacts);
        Services.AddSingleton<IMembers, FakeMembers>();
        Services.AddSingleton<IReceivers, FakeReceivers>();
        Services.AddSingleton(new VisitorAddress());
        Services.AddSingleton<IPins>(Pins);
        Services.AddSingleton<ILinkedAccounts>(Accounts);
        Services.AddSingleton<IFirmBank, FakeBank>();
        Services.AddSingleton<IPolicies, FirstPolicies>();
    }

    private protected FakeTimeProvider Clock { get; } = new(Given.Now);

    private protected FakeWallets Wallets { get; } = new();

    private protected FakeRemittances Remittances { get; } = new();

    private protected FakeContacts Contacts { get; } = new();

    private protected FakeMovements Movements { get; } = new();

    private protected FakePins Pins { get; } = new();

    private protected FakeLinkedAccounts Accounts { get; } = new();

    protected NavigationManager Address => Services.GetRequiredService<NavigationManager>();

    protected static void Press<T>(IRenderedComponent<T> page)
        where T : IComponent => page.Find("form").Submit();

    protected static void Type<T>(IRenderedComponent<T> page, string field, string text)
        where T : IComponent => page.Find($"[data-testid={field}]").Input(text);

    protected static string? ErrorOf<T>(IRenderedComponent<T> page)
        where T : IComponent =>
        page.FindAll("[data-testid=error]") is [var error, ..] ? error.GetAttribute("data-code") : null;
}
