using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership;

/// <summary>A member's own freeze: nothing leaves by any door, money arrives, two proofs lift it.</summary>
public sealed class OwnFreezeTests : IAsyncLifetime
{
    private const string Stopped = "money.member.frozen_by_owner";

    private AShop shop = null!;
    private AProduct product = null!;
    private MemberView member = null!;
    private MemberView friend = null!;
    private Actor me = null!;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        product = shop.Product;
        (member, friend) = (await product.MemberWithAsync(100_000), await product.MemberWithAsync(50_000, "이받음"));
        me = await product.SignedInAsync(member.SignInId);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Nothing_leaves_by_any_door_and_money_still_arrives()
    {
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        var paid = await shop.PaidAsync(member, 10_000);
        var authorized = await shop.AuthorizedAsync(member, 5_000);
        var code = (await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id))).Code;
        (await FreezeAsync()).Granted();

        Assert.Equal(Stopped, (await SendAsync(member, friend, 1)).Refused().Code);
        Assert.Equal(
            Stopped,
            (
                await product.Remittances(r =>
                    r.SendToBankAsync(new(member.Id, "088", "110123456789", "지우", Won.Of(1), null, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            Stopped,
            (await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(1), Once.NewKey()))))
                .Refused()
                .Code
        );
        Assert.Equal(Stopped, (await shop.ApproveAsync(authorized)).Refused().Code);
        Assert.Equal(
            Stopped,
            (
                await product.AskAsync(
                    (IInStore s) =>
                        s.PayByCodeAsync(new(shop.Id, true, code, 1_000, Once.NewKey(), "커피", null, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );

        (await SendAsync(friend, member, 3_000)).Granted();
        (await shop.CancelAsync(paid.Tid, 10_000)).Granted();
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())))
        ).Granted();
        Assert.Equal(113_000, await product.BalanceAsync(member.Id));
        (await SendAsync(friend, member, 1)).Granted(); // another's money is another's
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Two_proofs_lift_it_and_the_pin_is_none()
    {
        (await FreezeAsync()).Granted();
        var since = await SinceAsync();
        product.Clock.Advance(TimeSpan.FromMinutes(1));
        (await FreezeAsync()).Granted(); // a second tap changes nothing
        Assert.Equal(since, await SinceAsync());

        (await product.AskAsync((IPinProofs p) => p.ByOldPinAsync(member.Id, me, "258039"))).Granted();
        Assert.Equal(2L, (await UnfreezeAsync(me)).Refused().Args[0]);
        var sent = (await product.AskAsync((IPinProofs p) => p.SendTextAsync(member.Id, null))).Granted();
        var code = product.CodeTo(member.Phone);
        (await product.AskAsync((IPinProofs p) => p.EnterTextAsync(member.Id, me, sent.Id, code))).Granted();
        var one = (await UnfreezeAsync(me)).Refused();
        Assert.Equal(("membership.own_freeze.proofs_missing", 1L), (one.Code, one.Args[0]));
        Assert.Equal(Stopped, (await SendAsync(member, friend, 1)).Refused().Code);

        (await product.AskAsync((IPinProofs p) => p.SendMailAsync(member.Id, me))).Granted();
        await product.AskAsync((IMailPost p) => p.DeliverDueAsync());
        var letter = await product.LetterAsync(NoticeEvent.PinProofAsked, member.Email);
        (
            await product.AskAsync((IPinProofs p) => p.ConfirmMailAsync(letter.Link()["/mail/pin?t=".Length..]))
        ).Granted();
        var friends = await product.SignedInAsync(friend.SignInId);
        Assert.Equal(2L, (await UnfreezeAsync(friends)).Refused().Args[0]);
        (await UnfreezeAsync(me)).Granted();
        Assert.Null(await SinceAsync());
        (await SendAsync(member, friend, 1)).Granted();

        (await FreezeAsync()).Granted();
        Assert.Equal(2L, (await UnfreezeAsync(me)).Refused().Args[0]); // proofs are used once
    }

    [Fact]
    public async Task A_tap_among_transfers_stops_every_later_one()
    {
        var sends = Enumerable.Range(0, 20).Select(_ => SendAsync(member, friend, 1_000)).ToList();
        (await FreezeAsync()).Granted();
        var later = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(member, friend, 1_000)));

        Assert.All(later, answer => Assert.Equal(Stopped, answer.Refused().Code));
        var went = (await Task.WhenAll(sends)).Count(answer => answer.TryGet(out _, out _));
        Assert.Equal(100_000 - (1_000 * went), await product.BalanceAsync(member.Id));
    }

    private Task<Result<Done>> FreezeAsync() => product.AskAsync((IOwnFreezes f) => f.FreezeAsync(member.Id));

    private Task<Result<Done>> UnfreezeAsync(Actor by) =>
        product.AskAsync((IOwnFreezes f) => f.UnfreezeAsync(member.Id, by));

    private Task<DateTimeOffset?> SinceAsync() => product.AskAsync((IOwnFreezes f) => f.SinceAsync(member.Id));

    private Task<Result<RemittanceView>> SendAsync(MemberView from, MemberView to, long won) =>
        product.Remittances(r => r.SendToMemberAsync(new(from.Id, to.Id, Won.Of(won), null, false, Once.NewKey())));
}
