using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using MyPay.Tests.House;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// The line goes away while a person types, chooses and presses: what stands on the screen is what is used, nothing is
/// lost, nothing happens twice.
/// </summary>
public sealed class CutLineJourneys(ABrowser browser, CutLineJourneys.AProductBehindALine behind)
    : IClassFixture<ABrowser>,
        IClassFixture<CutLineJourneys.AProductBehindALine>
{
    // Every page of a member that holds a form, and where it is met.
    private static readonly Dictionary<string, string?> Forms = new(StringComparer.Ordinal)
    {
        ["SendPage"] = "/wallet/send",
        ["BankMoveFlow"] = "/wallet/charge",
        ["NewAllowancePage"] = "/wallet/allowances/new",
        ["NewScheduledChargePage"] = "/wallet/charge/auto/new",
        ["ThresholdPage"] = "/wallet/charge/auto/threshold",
        ["LinkPage"] = "/wallet/accounts/link",
        ["NewRequestPage"] = "/wallet/requests/new",
        ["HistoryPage"] = "/wallet/history",
        ["ProfilePage"] = "/wallet/settings/profile",
        ["TwoStepPage"] = "/wallet/settings/two-step",
        ["ClosePage"] = "/wallet/settings/close",
        ["PasswordPage"] = "/wallet/settings/password",
        ["ScanPage"] = "/q/",
        ["PayRequestPage"] = "/wallet/requests/",
        ["PayPage"] = null, // the caps of a recurring key, in the checkout of a shop; the same form as the others
        ["RecurringDetailPage"] = null, // the caps again, of a key that a checkout has made
        ["PinProofPanel"] = null, // behind a PIN that is forgotten; the same form as the profile's code
        ["PasskeysPage"] = null, // renames what the browser itself has made; the same form
        ["CloseConfirmPage"] = null, // behind a letter; the same plain form as the password's
    };

    // The same of the desks. A form that opens from a row, or needs a case, is the LiveForm of the others.
    private static readonly Dictionary<string, string[]> DeskForms = new(StringComparer.Ordinal)
    {
        ["StaffPage"] = ["/merchant/staff"],
        ["PaymentsPage"] = ["/merchant/payments", "/admin/payments"],
        ["AccountChange"] = ["/merchant/settings?tab=account"],
        ["SettingsPage"] =
        [
            "/merchant/settings?tab=stores",
            "/merchant/settings?tab=domains",
            "/merchant/settings?tab=limit",
            "/merchant/settings?tab=till",
            "/merchant/settings?tab=leave",
        ],
        ["DevelopersPage"] = [],
        ["PosPage"] = ["/merchant/pos"],
        ["MembersPage"] = ["/admin/members"],
        ["BankCallsPage"] = ["/admin/bank-calls"],
        ["AuditPage"] = ["/admin/audit"],
        ["LedgerPage"] = ["/admin/ledger"],
        ["AdjustmentsPage"] = ["/admin/adjustments"],
        ["FraudPage"] = [],
        ["AnnouncementsDesk"] = [],
        ["ApprovalsPage"] = [],
        ["BankCallPage"] = [],
        ["CalendarPage"] = [],
        ["FranchisesPage"] = [],
        ["LeavingCase"] = [],
        ["MemberPage"] = [],
        ["PaymentPage"] = [],
        ["CaseDetail"] = [],
        ["FeesSection"] = [],
        ["PoliciesPage"] = [],
        ["SettlementPage"] = [],
        ["BankForm"] = [],
        ["BankPanel"] = [],
        ["SwitchPanel"] = [],
        ["AccountProof"] = [],
        ["ApplyPage"] = [],
        ["WebhookForm"] = [],
        ["HomePage"] = [],
        ["PaymentDetailPage"] = [],
    };

    private AProduct product => behind.Product;

    private ALineToCut line => behind.Line;

    [Fact]
    public async Task What_is_typed_and_pressed_while_the_line_is_away_is_what_is_sent()
    {
        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await TypedAndPressedAwayAsync(james, () => james.Test("receiver").FillAsync("jiwoo@mypay.test"));
        await Assertions.Expect(james.Test("amount")).ToBeEnabledAsync();

        // Half of it before: the server holds 12.
        await james.Test("amount").FillAsync("12");
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("12원 보내기");
        await TypedAndPressedAwayAsync(
            james,
            async () =>
            {
                await james.Test("amount").PressSequentiallyAsync("345");
                await james.Test("memo").FillAsync("어제 저녁");
                await james.Page.Locator("[data-envelope]").Nth(2).CheckAsync(new() { Force = true });
                await james.Test("wait").SetCheckedAsync(false);
            }
        );

        // The button says more now than when it was pressed: it is given back, with the word that says so.
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("12,345원 보내기");
        await Assertions.Expect(james.Page.Locator("[data-when=again]")).ToBeVisibleAsync();
        await james.SubmitAsync();
        var sheet = james.Page.Locator(".confirm");
        await Assertions.Expect(sheet).ToContainTextAsync("12,345원");
        await Assertions.Expect(sheet).ToContainTextAsync("어제 저녁");
        await Assertions.Expect(sheet).ToContainTextAsync("바로");
        await Assertions.Expect(sheet).ToContainTextAsync("봉투");

        await TypedAndPressedAwayAsync(james, () => Task.CompletedTask);
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        var jiwoo = await BalanceOfJiwooAsync();
        line.Cut();
        await GoneAsync(james);
        await james.PinInput.PressSequentiallyAsync("258039");
        line.Mend();
        await james.SeesResultAsync("12,345원");
        Assert.Equal(jiwoo + 12_345, await BalanceOfJiwooAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_cut_between_the_pin_and_its_answer_sends_once()
    {
        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "10000");
        await james.Test("wait").SetCheckedAsync(false);
        await james.SubmitAsync();
        await james.SubmitAsync();
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        var jiwoo = await BalanceOfJiwooAsync(); // the sixth digit is heard, its answer is not
        line.Deafen();
        await james.PinInput.PressSequentiallyAsync("258039");
        await Eventually.TrueAsync(async () => await BalanceOfJiwooAsync() == jiwoo + 10_000, "it has arrived");
        await james.Test("submit").EvaluateAsync("button => button.click()"); // once more, unheard of the answer
        line.Cut();
        await GoneAsync(james);
        line.Mend();
        await james.SeesResultAsync("10,000원");
        Assert.Equal(jiwoo + 10_000, await BalanceOfJiwooAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Every_form_of_a_member_waits_for_the_line()
    {
        // a new page is tried here before it stands there
        Assert.Equal(Forms.Keys.Order(StringComparer.Ordinal), FormsOf("Wallet", "Checkout"));

        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        foreach (var page in Forms.Values.OfType<string>())
            await WaitsAsync(
                james,
                page switch
                {
                    "/q/" => "/q/"
                        + (await product.AskAsync((IFranchises f) => f.StoresAsync(product.Host.DemoShop!.Shop.Id)))[
                            0
                        ].QrCode,
                    "/wallet/requests/" => $"/wallet/requests/{await AskedOfJamesAsync()}/pay",
                    _ => page,
                }
            );
    }

    [Fact]
    [Trait("Lane", "Long")]
    public async Task Every_form_of_the_desks_waits_for_the_line()
    {
        Assert.Equal(DeskForms.Keys.Order(StringComparer.Ordinal), FormsOf("Merchant", "Admin"));

        foreach (var (email, desk) in new[] { ("owner@mypay.test", "/merchant"), ("admin@mypay.test", "/admin") })
        {
            await using var person = await browser.PersonAsync(line.Address, 1280, 900);
            await person.SignInAsync(email, home: desk);
            foreach (
                var page in DeskForms
                    .Values.SelectMany(pages => pages)
                    .Where(page => page.StartsWith(desk, StringComparison.Ordinal))
            )
                await WaitsAsync(person, page);
        }
    }

    [Fact]
    public async Task Two_tabs_on_one_checkout_pay_once_when_the_line_is_back()
    {
        await using var shop = await AMerchantSite.StartAsync();
        var coffee = product.Host.DemoShop!.Shop;
        (await product.AskAsync((IFranchiseDesk d) => d.AddDomainAsync(coffee.Id, shop.Address))).Granted();
        var ready = (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            coffee.Id,
                            true,
                            coffee.Cid,
                            "web-2",
                            "user-1",
                            "아이스 라테",
                            null,
                            1,
                            4_500,
                            0,
                            null,
                            0,
                            shop.Address + "/ok",
                            shop.Address + "/no",
                            shop.Address + "/fail",
                            null,
                            null,
                            null
                        )
                    )
            )
        ).Granted();
        await using var jiwoo = await browser.PersonAsync(line.Address);
        await jiwoo.SignInAsync("jiwoo@mypay.test");
        await jiwoo.GoAsync("/pay/" + ready.Tid);
        var beside = new APerson(jiwoo.Page.Context, await jiwoo.Page.Context.NewPageAsync());
        await beside.GoAsync("/pay/" + ready.Tid);
        foreach (var tab in new[] { jiwoo, beside })
            await Assertions.Expect(tab.PinInput).ToBeEnabledAsync();

        line.Cut();
        foreach (var tab in new[] { jiwoo, beside })
        {
            await GoneAsync(tab);
            await tab.PinInput.PressSequentiallyAsync("258039");
        }

        line.Mend();
        foreach (var tab in new[] { jiwoo, beside })
            await tab.IsAtAsync(shop.Address + "/ok?pg_token=*");
        // both with the one token
        Assert.Single(shop.Visits.Where(visit => visit.StartsWith("/ok", StringComparison.Ordinal)).Distinct());
        await product.VerifyAsync();
    }

    private static IEnumerable<string> FormsOf(params string[] portals) =>
        Directory
            .EnumerateFiles(Sources.Root(), "*.razor", SearchOption.AllDirectories)
            .Where(file => portals.Any(portal => file.Contains($"/Portals/{portal}/", StringComparison.Ordinal)))
            .Where(file =>
                File.ReadAllText(file) is var text
                && (
                    text.Contains("<LiveForm", StringComparison.Ordinal)
                    || text.Contains("data-once", StringComparison.Ordinal)
                )
            )
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Distinct()
            .Order(StringComparer.Ordinal);

    // Something is typed, the press waits, and the page goes on where it was.
    private async Task WaitsAsync(APerson person, string page)
    {
        await person.GoAsync(page);
        var isPlain = await person.Page.Locator("main form[data-once]").CountAsync() > 0;
        var form = person.Page.Locator(isPlain ? "main form[data-once]" : "main form[data-live=yes]").First;
        await Assertions.Expect(form).ToBeVisibleAsync();
        var field = form.Locator(
            "input:enabled:not([type=hidden], [type=radio], [type=checkbox], [type=date], [readonly])"
        ).First;
        var hasField = await field.CountAsync() > 0;
        line.Cut();
        if (!isPlain)
            await GoneAsync(person);
        if (hasField)
            await field.FillAsync("23456789");
        var typed = hasField ? await field.InputValueAsync() : "";
        if (await form.Locator("[data-testid=submit]:enabled").CountAsync() > 0)
            await form.Locator("[data-testid=submit]").ClickAsync();
        else
            await field.PressAsync("Enter");
        var waits = person.Page.Locator(isPlain ? "main form [role=status]" : "[data-when=kept]").First;
        await Assertions.Expect(waits).ToContainTextAsync("한 번만");
        if (hasField)
            Assert.Equal(typed, await field.InputValueAsync());
        Assert.Equal(page, new Uri(person.Page.Url).PathAndQuery);

        line.Mend();
        await Assertions.Expect(waits).ToBeHiddenAsync();
        await Assertions
            .Expect(person.Page.Locator("main h1").First)
            .Not.ToHaveTextAsync("인터넷에 연결되어 있지 않아요");
        Assert.DoesNotContain(
            "23456789",
            Regex.Replace(new Uri(person.Page.Url).Query, "(q|actor)=23456789", ""),
            StringComparison.Ordinal
        ); // but for a search
    }

    private async Task<Guid> AskedOfJamesAsync()
    {
        var james = (
            await product.AskAsync((IMembers m) => m.FindReceiversAsync(new(Guid.NewGuid()), "james@mypay.test"))
        )[0].Id;
        var jiwoo = await JiwooAsync();
        (
            await product.AskAsync(
                (IMoneyRequests r) => r.AskAsync(new(jiwoo, [new(james, Won.Of(1_000))], "커피", null, Once.NewKey()))
            )
        ).Granted();
        return (await product.AskAsync((IMoneyRequests r) => r.ListAsync(james))).Asked[0].Request;
    }

    private async Task TypedAndPressedAwayAsync(APerson person, Func<Task> type)
    {
        await Assertions.Expect(person.Test("submit")).ToBeEnabledAsync();
        line.Cut();
        await GoneAsync(person);
        var before = person.Page.Url;
        await type();
        await person.Test("submit").ClickAsync();
        await Assertions.Expect(person.Page.Locator("[data-when=kept]").First).ToBeVisibleAsync();
        Assert.Equal(before, person.Page.Url);
        line.Mend();
        await Assertions.Expect(person.Page.Locator("[data-when=kept]").First).ToBeHiddenAsync();
    }

    private static Task GoneAsync(APerson person) =>
        Assertions
            .Expect(person.Page.Locator("#components-reconnect-modal"))
            .ToHaveClassAsync(new Regex("components-reconnect-show"));

    private async Task<long> BalanceOfJiwooAsync() => await product.BalanceAsync(await JiwooAsync());

    private async Task<MemberId> JiwooAsync() =>
        (await product.AskAsync((IMembers m) => m.FindReceiversAsync(new(Guid.NewGuid()), "jiwoo@mypay.test")))[0].Id;

    /// <summary>One product for all of these, and the line to it.</summary>
    public sealed class AProductBehindALine : IAsyncLifetime
    {
        internal AProduct Product { get; private set; } = null!;

        internal ALineToCut Line { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Product = await AProduct.StartAsync(demo: true);
            Line = ALineToCut.To(await Product.ListenAsync());
        }

        public async Task DisposeAsync()
        {
            await Line.DisposeAsync();
            await Product.DisposeAsync();
        }
    }
}
