using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Browsers;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// The demo people with so many rows in every list: <c>await ACrowdedProduct.OfAsync(rows: 20)</c>. Jiwoo, the café's
/// owner and the operator see them all.
/// </summary>
internal sealed class ACrowdedProduct : IAsyncDisposable
{
    private const string Password = "MyPay!2026";

    // The next morning is another month: November has its statement.
    private static readonly DateTimeOffset LastOfNovember = new(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(9));
    private readonly AProduct product;
    private readonly int rows;
    private MemberView jiwoo = null!;
    private IReadOnlyList<BulkMember> crowd = [];
    private Actor admin = null!,
        approver = null!;
    private string signIn = "";

    private ACrowdedProduct(AProduct product, int rows) => (this.product, this.rows) = (product, rows);

    public CountedQueries Asked { get; private init; } = null!;

    public string Address { get; private set; } = "";

    public string LiveKey { get; private set; } = "";

    /// <summary>The café's batch with a row a line.</summary>
    public string Batch { get; private set; } = "";

    public MemberId Member => jiwoo.Id;

    public string StoreFile => product.Store.SqliteFile;

    private FranchiseView Coffee => product.Host.DemoShop!.Shop;

    public static async Task<ACrowdedProduct> OfAsync(int rows)
    {
        var asked = new CountedQueries();
        var product = await AProduct.StartOnAsync(
            Database.Sqlite,
            demo: true,
            at: LastOfNovember,
            over: services =>
            {
                asked.Over(services);
                services.AddSingleton<IApprovedAction>(new OneWon());
            }
        );
        var crowded = new ACrowdedProduct(product, rows) { Asked = asked };
        await crowded.LiveAsync();
        crowded.Address = await product.ListenAsync();
        await Eventually.TrueAsync(crowded.IsDeliveredAsync, "a delivery a row");
        return crowded;
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    private async Task LiveAsync()
    {
        signIn = await SignInAsync("jiwoo@mypay.test");
        jiwoo = (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn)))!;
        (admin, approver) = (
            new(await SignInAsync("admin@mypay.test"), "admin@mypay.test"),
            new(await SignInAsync("approver@mypay.test"), "approver@mypay.test")
        );
        LiveKey = product.DemoLiveKey!;
        crowd = (
            await product.AskAsync(
                (IBulkMembers b) => b.AddAsync(rows, Password, "258039", "004", "국민은행", "KB Kookmin")
            )
        ).Granted();
        (
            await product.AskAsync(
                (IWebhooks w) => w.AddEndpointAsync(Coffee.Id, true, "http://127.0.0.1:9/hook", WebhookTypes.All, null)
            )
        ).Granted();
        for (var n = 0; n < rows; n++)
            await PeopleAsync(n);
        for (var n = 0; n < rows; n++)
            await ShopsAsync(n);
        for (var n = 0; n < rows; n++)
            await DayAsync(n);
        for (var n = 0; n < rows; n++)
            await SellAsync(Coffee.Id, $"last-{n}");
        await NightAsync();
        Batch = (await product.AskAsync((ISettlements s) => s.ListAsync(new() { Franchise = Coffee.Id }))).Items[0].Id;
        (
            await product.AskAsync(
                (IFraudDesk d) =>
                    d.ChangeAsync(
                        new(FraudRuleKind.LargeToNew, FraudRuleMode.Hold, 1440, 0, Won.Of(50_000)),
                        "연말",
                        admin
                    )
            )
        ).Granted();
        for (var n = 0; n < rows; n++)
            await DesksAsync(n);
    }

    /// <summary>A friend more: contact, notice, request both ways, allowance.</summary>
    private async Task PeopleAsync(int n)
    {
        var friend = crowd[n];
        (
            await product.Wallets(w => w.ChargeAsync(new(friend.Id, friend.Account, Won.Of(100_000), "charge")))
        ).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(jiwoo.Id, friend.Id, Won.Of(1_000), "간식", false, $"there-{n}"))
            )
        ).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(
                    new(friend.Id, jiwoo.Id, Won.Of(500), "거스름돈", false, $"back-{n}", null, Envelope.Thanks)
                )
            )
        ).Granted();
        (
            await product.AskAsync(
                (IMoneyRequests r) =>
                    r.AskAsync(new(jiwoo.Id, [new(friend.Id, Won.Of(1_200))], "영화", null, $"ask-{n}"))
            )
        ).Granted();
        (
            await product.AskAsync(
                (IMoneyRequests r) =>
                    r.AskAsync(new(friend.Id, [new(jiwoo.Id, Won.Of(1_300))], "책", null, $"asked-{n}"))
            )
        ).Granted();
        (
            await product.AskAsync(
                (IAllowances a) =>
                    a.SetUpAsync(
                        new(
                            jiwoo.Id,
                            friend.Id,
                            Won.Of(100),
                            "용돈",
                            Rhythm.Monthly,
                            28,
                            HolidayRule.AsItIs,
                            SeoulTime.Today(product.Clock).AddDays(1),
                            null,
                            $"allowance-{n}"
                        )
                    )
            )
        ).Granted();
    }

    /// <summary>
    /// A shop more that sells, stops and leaves, and one that has only applied; and in the café a colleague, a store
    /// and a key.
    /// </summary>
    private async Task ShopsAsync(int n)
    {
        var shop = await product.FranchiseAsync(n + 1);
        await SellAsync(shop.Id, "first");
        (
            await product.AskAsync((ISwitchDesk d) => d.TurnOffAsync(PaymentSwitch.Of(shop.Id), "점검", null, admin))
        ).Granted();
        var leaving = (
            await product.Approvals(a => a.AskAsync(FranchiseClosing.Ask(shop.Id, "폐업"), admin))
        ).Granted();
        (await product.Approvals(a => a.DecideAsync(leaving.Id, true, null, approver))).Granted();
        (
            await product.AskAsync(
                (IFranchises f) =>
                    f.ApplyAsync(
                        AFranchise.Form(AFranchise.NumberOf(1_000 + n), $"new{n}@shop.example") with
                        {
                            TradeName = $"새 가게 {n}",
                            AccountNumber = $"11023400{n:00}55",
                        }
                    )
            )
        ).Granted();
        (
            await product.AskAsync(
                (IFranchiseDesk d) =>
                    d.AddStaffAsync(Coffee.Id, $"staff{n}@shop.example", Password, "김직원", StaffRole.Cashier)
            )
        ).Granted();
        (await product.AskAsync((IFranchiseDesk d) => d.AddStoreAsync(Coffee.Id, $"{n + 2}호점"))).Granted();
        if (n < 15)
            (
                await product.AskAsync(
                    (IApiKeys k) => k.IssueAsync(Coffee.Id, $"열쇠 {n}", true, ApiScopes.All, Actor.System)
                )
            ).Granted();
    }

    /// <summary>A day more: a sale, a line at the bank that nobody knows, and the night's work.</summary>
    private async Task DayAsync(int n)
    {
        await SellAsync(Coffee.Id, $"day-{n}");
        if (n == 0)
            product.EditBank(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
                    INSERT INTO journal (bank_tran_id, kind, bank, number, contract, amount, print_content, contract_print_content, balance, contract_balance, day, time, at)
                    SELECT bank_tran_id, kind, bank, number, contract, amount, print_content, '누군가 ' || i, balance, contract_balance + i, day, time, at FROM n, (SELECT * FROM journal WHERE amount = 100000 LIMIT 1)
                    """
                )
            );
        await NightAsync();
    }

    private async Task NightAsync()
    {
        var day = SeoulTime.Today(product.Clock);
        product.Clock.Advance(TimeSpan.FromDays(1));
        (await product.AskAsync((ISettlements s) => s.CloseAsync(day, Actor.System))).Granted();
        await product.AskAsync((IReconciliation r) => r.RunDueAsync());
        await product.AskAsync((ICertificates c) => c.IssueDueAsync());
    }

    /// <summary>
    /// Something more to decide, to read and to look into, and one more place where Jiwoo is signed in.
    /// </summary>
    private async Task DesksAsync(int n)
    {
        (await product.AskAsync((ISessions s) => s.OpenAsync(signIn, $"브라우저 {n}", $"token-{n}"))).Granted();
        (await product.Approvals(a => a.AskAsync(OneWon.Ask($"test:{n}"), admin))).Granted();
        var browsers = product.Host.App.Services.GetRequiredService<BrowserReports>();
        browsers.Note(new("script-src-elem", $"https://stranger-{n}.example", "/pay/{Tid}", ""));
        await browsers.WriteAsync();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(
                    new(crowd[n].Id, crowd[(n + 1) % rows].Id, Won.Of(60_000), null, false, $"large-{n}")
                )
            )
        ).Refused();
        var notice = NewId.At(product.Clock.GetUtcNow());
        (
            await product.AskAsync(
                (IAnnouncements a) =>
                    a.SaveAsync(
                        notice,
                        new(
                            AnnouncementKind.Notice,
                            AnnouncementAudience.Everybody,
                            $"소식 {n}",
                            $"News {n}",
                            "내용",
                            "Words",
                            product.Clock.GetUtcNow(),
                            null,
                            null
                        ),
                        admin
                    )
            )
        ).Granted();
        (await product.AskAsync((IAnnouncements a) => a.PublishAsync(notice, admin))).Granted();
    }

    private async Task<string> SignInAsync(string email) =>
        (await product.AskAsync((ISignIns s) => s.FindIdAsync(email)))!;

    private async Task SellAsync(FranchiseId shop, string order)
    {
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(jiwoo.Id));
        (
            await product.AskAsync(
                (IInStore s) => s.PayByCodeAsync(new(shop, true, code.Code, 1_000, order, "라테", null, order))
            )
        ).Granted();
    }

    private async Task<bool> IsDeliveredAsync() =>
        (await product.AskAsync((IWebhooks w) => w.DeliveriesAsync(Coffee.Id, true, null, null, 100))).Rows.Count
        >= 2 * rows;
}
