using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Browsers;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;
using MyPay.Web.Mail;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// The demo people after a few days of life: every list has rows, every detail page something to show.
/// </summary>
public sealed class ALivedInProduct : IAsyncLifetime
{
    private AProduct product = null!;
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);

    // The next morning is another month: November has its statement.
    private static readonly DateTimeOffset LastOfNovember = new(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(9));

    public string Address { get; private set; } = "";

    /// <summary>The product itself, for who needs more than its pages.</summary>
    internal AProduct Product => product;

    /// <summary>Where its store lies.</summary>
    public MyPay.Domain.Ledger.StorageOptions Store => product.Store;

    /// <summary>
    /// Words that people of the demo wrote or are called: they keep their language in every translation.
    /// </summary>
    public static readonly IReadOnlyList<string> PeoplesWords =
    [
        "점심값 🍱",
        "잔돈",
        "용돈",
        "지우",
        "지*",
        "모**피",
        "모닝커피 사장",
        "모닝커피 직원",
        "모닝커피",
        "박아침",
        "운영 담당",
        "승인 담당",
        "감사 담당",
        "라테 두 잔",
        "라테",
        "원두",
        "영화표",
        "점검 안내",
        "Maintenance",
        "오늘 밤 잠시 쉬어 가요.",
        "손님 요청",
        "기본 매장",
        "김마이",
        "James",
        "demo",
    ];

    /// <summary>
    /// The address of a page's template, with something real in its gaps; null when this product has none.
    /// </summary>
    public async Task<string?> PlaceOfAsync(string template) =>
        template switch
        {
            // made when it is looked at: a checkout lives fifteen minutes
            "/pay/{Tid}" => "/pay/" + (await ReadyAsync()).Tid,
            "/q/{Code}" => "/q/"
                + (
                    await product.AskAsync(
                        (IInStore s) =>
                            s.CreateOrderAsync(new(Coffee.Id, true, 4_500, "qr-1", "라테", null, Once.NewKey()))
                    )
                )
                    .Granted()
                    .QrCode,
            _ => template.Contains('{', StringComparison.Ordinal) ? places.GetValueOrDefault(template) : template,
        };

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true, at: LastOfNovember);
        Address = await product.ListenAsync();
        var james = await MemberAsync("james@mypay.test");
        var jiwoo = await MemberAsync("jiwoo@mypay.test");

        // A receiver that is not there, and one that is off.
        (
            await product.AskAsync(
                (IWebhooks w) =>
                    w.AddEndpointAsync(
                        Coffee.Id,
                        true,
                        "http://127.0.0.1:9/orders",
                        ["payment.approved", "payment.canceled"],
                        null
                    )
            )
        ).Granted();
        var off = (
            await product.AskAsync(
                (IWebhooks w) => w.AddEndpointAsync(Coffee.Id, true, "http://127.0.0.1:9/books", [], null)
            )
        )
            .Granted()
            .Endpoint.Id;
        (
            await product.AskAsync((IWebhooks w) => w.ChangeEndpointAsync(Coffee.Id, true, off, null, null, false))
        ).Granted();

        var sold = new List<PaymentView>();
        foreach (
            var (who, won, item) in new[]
            {
                (james, 4_500L, "라테"),
                (jiwoo, 9_000L, "라테 두 잔"),
                (jiwoo, 120_000L, "원두"),
            }
        )
        {
            var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(who.Id));
            sold.Add(
                (
                    await product.AskAsync(
                        (IInStore s) =>
                            s.PayByCodeAsync(
                                new(Coffee.Id, true, code.Code, won, $"order-{sold.Count}", item, null, Once.NewKey())
                            )
                    )
                ).Granted()
            );
        }

        (
            await product.AskAsync(
                (IPayments p) =>
                    p.CancelAsync(
                        new(Coffee.Id, null, sold[1].Tid, 4_500, 0, null, null, "손님 요청", null, false, Once.NewKey())
                    )
            )
        ).Granted();
        await ReadyAsync(); // one that nobody pays
        var browsers = product.Host.App.Services.GetRequiredService<BrowserReports>();
        browsers.Note(new("script-src-elem", "inline", "/pay/{Tid}", ""));
        browsers.Note(new("img-src", "https://images.example", "/wallet", "chrome-extension:"));
        await browsers.WriteAsync();
        var subscribed = await SubscribedAsync(james);
        var asked = (
            await product.AskAsync(
                (IMoneyRequests r) =>
                    r.AskAsync(new(jiwoo.Id, [new(james.Id, Won.Of(12_000))], "영화표", null, Once.NewKey()))
            )
        ).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(jiwoo.Id, james.Id, Won.Of(3_000), "점심값 🍱", true, Once.NewKey()))
            )
        ).Granted();

        // An outcome nobody knows yet, for the desk of unknown calls.
        await product.FaultAsync(new { path = "/v2.0/transfer/withdraw/fin_num", count = 1 }, "timeout-before");
        var linked = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(jiwoo.Id)))[0];
        await product.Wallets(w => w.ChargeAsync(new(jiwoo.Id, linked.Id, Won.Of(10_000), Once.NewKey())));
        var unknown = (
            await product.AskAsync((IBankLog b) => b.ListAsync(new([BankCallState.Unknown]), null, 1))
        ).Calls[0];

        var admin = new Actor(
            (await product.AskAsync((ISignIns s) => s.FindIdAsync("admin@mypay.test")))!,
            "admin@mypay.test"
        );
        var notice = NewId.At(product.Clock.GetUtcNow());
        (
            await product.AskAsync(
                (IAnnouncements a) =>
                    a.SaveAsync(
                        notice,
                        new(
                            AnnouncementKind.Notice,
                            AnnouncementAudience.Everybody,
                            "점검 안내",
                            "Maintenance",
                            "오늘 밤 잠시 쉬어 가요.",
                            "A short pause tonight.",
                            product.Clock.GetUtcNow(),
                            null,
                            null
                        ),
                        admin
                    )
            )
        ).Granted();
        (await product.AskAsync((IAnnouncements a) => a.PublishAsync(notice, admin))).Granted();

        // The next morning: yesterday is closed, matched and certified.
        var yesterday = SeoulTime.Today(product.Clock);
        product.Clock.Advance(TimeSpan.FromHours(22));
        (await product.AskAsync((ISettlements s) => s.CloseAsync(yesterday, Actor.System))).Granted();
        var batch = (await product.AskAsync((ISettlements s) => s.ListAsync(new()))).Items[0];
        await product.AskAsync((IReconciliation r) => r.RunDueAsync());
        await product.AskAsync((ICertificates c) => c.IssueDueAsync());
        places["/wallet/recurring/{Sid}"] = $"/wallet/recurring/{subscribed}";
        places["/wallet/history/{Number:long}"] = "/wallet/history/1";
        places["/wallet/requests/{Id:guid}/pay"] = $"/wallet/requests/{asked.Id}/pay";
        places["/receipt/{Code}"] = $"/receipt/{sold[0].ReceiptCode}";
        places["/merchant/payments/{Tid}"] = $"/merchant/payments/{sold[1].Tid}";
        places["/merchant/settlements/{Id}"] = $"/merchant/settlements/{batch.Id}";
        places["/admin/settlements/{Id}"] = $"/admin/settlements/{batch.Id}";
        places["/admin/payments/{Tid}"] = $"/admin/payments/{sold[1].Tid}";
        places["/admin/members/{Id}"] = $"/admin/members/{jiwoo.Id}";
        places["/admin/bank-calls/{Id}"] = $"/admin/bank-calls/{unknown.Id}";
        places["/admin/certificates/{Date}"] = $"/admin/certificates/{yesterday:yyyy-MM-dd}";
        places["/admin/ledger/accounts/{Code}"] = $"/admin/ledger/accounts/wallet:{jiwoo.Id}";
        places["/admin/ledger/slips/{Seq}"] = "/admin/ledger/slips/3";
        places["/wallet/statements/{Month}"] = "/wallet/statements/2026-11";
        places["/wallet/statements/{Month}/print"] = "/wallet/statements/2026-11/print";
        places["/notices/{Id}"] = $"/notices/{notice}";
        places["/status/{Code:int}"] = "/status/404";
        places["/freeze/{Token}"] = await product.AskAsync((FreezeLinks links) => Task.FromResult(links.For(jiwoo.Id)));
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    private FranchiseView Coffee => product.Host.DemoShop!.Shop;

    /// <summary>A recurring key of this member: nothing is paid for it yet.</summary>
    private async Task<string> SubscribedAsync(MemberView member)
    {
        var ready = await ReadyAsync(Coffee.RecurringCid, 0);
        (await product.AskAsync((IPayments p) => p.OpenAsync(ready.Tid, member.Id))).Granted();
        var back = (await product.AskAsync((IPayments p) => p.AuthorizeAsync(ready.Tid, member.Id))).Granted();
        return (
            await product.AskAsync(
                (IPayments p) =>
                    p.ApproveAsync(
                        new(
                            Coffee.Id,
                            Coffee.RecurringCid,
                            ready.Tid,
                            "web-1",
                            "user-1",
                            AShop.TokenIn(back),
                            null,
                            null
                        )
                    )
            )
        )
            .Granted()
            .Sid!;
    }

    private async Task<PaymentView> ReadyAsync(string? cid = null, long won = 60_000) =>
        (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            Coffee.Id,
                            true,
                            cid ?? Coffee.Cid,
                            "web-1",
                            "user-1",
                            "라테",
                            null,
                            1,
                            won,
                            0,
                            null,
                            0,
                            "http://localhost:3000/ok",
                            "http://localhost:3000/no",
                            "http://localhost:3000/fail",
                            null,
                            null,
                            null
                        )
                    )
            )
        ).Granted();

    private async Task<MemberView> MemberAsync(string email)
    {
        var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync(email));
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!;
    }
}
