using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class RecurringTests : IAsyncLifetime
{
    private AShop shop = null!;
    private MemberView member = null!;

    private string Cid => shop.Franchise.RecurringCid;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        member = await shop.Product.MemberWithAsync(50_000);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task The_first_payment_gives_a_key_that_charges_again_until_it_ends()
    {
        var first = await shop.PaidAsync(member, shop.Request(9_900, Cid));
        Assert.Matches("^S[A-Z0-9]{19}$", first.Sid);

        var second = (await ChargeAsync(first.Sid!, 9_900)).Granted();

        Assert.NotEqual(first.Tid, second.Tid);
        Assert.Equal(
            (PaymentState.Paid, "recurring", first.Sid, "아메리카노"),
            (second.State, second.Channel, second.Sid, second.ItemName)
        );
        Assert.Equal(50_000 - 19_800, await shop.Product.BalanceAsync(member.Id));
        var key = await FindAsync(first.Sid!);
        Assert.Equal((true, second.ApprovedAt), (key!.Active, key.LastApprovedAt));

        var ended = (await EndAsync(first.Sid!)).Granted();
        Assert.Equal(
            (false, ended.InactivatedAt),
            (ended.Active, (await EndAsync(first.Sid!)).Granted().InactivatedAt)
        );
        Assert.Equal("payment.sid.inactive", (await ChargeAsync(first.Sid!, 9_900)).Refused().Code);
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task Nothing_to_pay_issues_only_a_key()
    {
        var issued = await shop.PaidAsync(member, shop.Request(0, Cid));

        Assert.Equal((PaymentState.SidIssued, 50_000L), (issued.State, await shop.Product.BalanceAsync(member.Id)));
        Assert.Equal("ISSUED_SID", Assert.Single(issued.Actions).Type);
        Assert.Null(issued.ReceiptCode);
        Assert.Equal("payment.cancel.wrong_state", (await shop.CancelAsync(issued.Tid, 1)).Refused().Code);
        (await ChargeAsync(issued.Sid!, 5_000)).Granted();
        await shop.Product.VerifyAsync();
    }

    [Fact]
    public async Task A_key_is_its_franchises_its_cids_and_its_users_alone()
    {
        var sid = (await shop.PaidAsync(member, shop.Request(0, Cid))).Sid!;
        var other = shop.Franchises.Add("다른 가게", 100);

        Assert.Equal("payment.sid.not_found", (await ChargeAsync("S0000000000000000000", 1_000)).Refused().Code);
        Assert.Equal(
            "payment.sid.not_found",
            (await ChargeAsync(Charge(sid, 1_000) with { Caller = other.Id, Cid = other.RecurringCid })).Refused().Code
        );
        Assert.Equal(
            "payment.sid.not_found",
            (await ChargeAsync(Charge(sid, 1_000) with { Caller = other.Id })).Refused().Code
        );
        Assert.Equal(
            "payment.sid.not_found",
            (await ChargeAsync(Charge(sid, 1_000) with { Cid = shop.Franchise.Cid })).Refused().Code
        );
        Assert.Equal(
            "payment.sid.user_id_mismatch",
            (await ChargeAsync(Charge(sid, 1_000) with { PartnerUserId = "user-2" })).Refused().Code
        );
        Assert.Equal("payment.ready.amount_invalid", (await ChargeAsync(sid, 0)).Refused().Code);
        Assert.Equal(
            "payment.ready.field_missing",
            (await ChargeAsync(Charge(sid, 1_000) with { PartnerOrderId = "" })).Refused().Code
        );
        Assert.Null(await shop.Product.AskAsync((IPayments p) => p.FindSidAsync(other.Id, Cid, sid)));
        Assert.Equal(
            "payment.sid.not_found",
            (await shop.Product.AskAsync((IPayments p) => p.DeactivateSidAsync(other.Id, Cid, sid))).Refused().Code
        );
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task The_same_key_of_the_caller_charges_once_and_without_one_each_call_charges()
    {
        var sid = (await shop.PaidAsync(member, shop.Request(0, Cid))).Sid!;
        var key = Once.NewKey();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => ChargeAsync(Charge(sid, 1_000) with { Key = key }))
        );
        Assert.Single(answers.Select(a => a.Granted().Tid).Distinct());
        (await ChargeAsync(sid, 1_000)).Granted();
        (await ChargeAsync(sid, 1_000)).Granted();

        Assert.Equal(47_000, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal(
            "idempotency.key_reused",
            (await ChargeAsync(Charge(sid, 2_000) with { Key = key })).Refused().Code
        );
    }

    [Fact]
    public async Task A_charge_tops_up_and_one_without_an_answer_pays_nothing()
    {
        var sid = (await shop.PaidAsync(member, shop.Request(0, Cid), new(100_000, 100_000))).Sid!;
        var key = Once.NewKey();
        await shop.Product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");

        Assert.Equal(
            "money.top_up.unknown",
            (await ChargeAsync(Charge(sid, 65_000) with { Key = key })).Refused().Code
        );
        Assert.Equal(
            "money.top_up.unknown",
            (await ChargeAsync(Charge(sid, 65_000) with { Key = key })).Refused().Code
        );
        Assert.Equal(50_000, await shop.Product.BalanceAsync(member.Id));

        await shop.Product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        (await ChargeAsync(Charge(sid, 65_000) with { Key = key })).Granted();
        Assert.Equal(0, await shop.Product.BalanceAsync(member.Id));
        Assert.Equal(2, (await shop.Product.JournalAsync()).Count(m => m.Kind == "withdraw"));
        await shop.Product.VerifyAsync();
    }

    private SidCharge Charge(string sid, long total) =>
        new(shop.Id, Cid, sid, "order-2", "user-1", null, null, 1, total, 0, null, null, null);

    private Task<Result<PaymentView>> ChargeAsync(string sid, long total) => ChargeAsync(Charge(sid, total));

    private Task<Result<PaymentView>> ChargeAsync(SidCharge charge) =>
        shop.Product.AskAsync((IPayments p) => p.ChargeSidAsync(charge));

    private Task<SidView?> FindAsync(string sid) =>
        shop.Product.AskAsync((IPayments p) => p.FindSidAsync(shop.Id, Cid, sid));

    private Task<Result<SidView>> EndAsync(string sid) =>
        shop.Product.AskAsync((IPayments p) => p.DeactivateSidAsync(shop.Id, Cid, sid));
}
