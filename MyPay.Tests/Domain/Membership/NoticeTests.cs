using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership;

public sealed class NoticeTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_transfer_is_told_to_both_once_however_often_it_is_retried()
    {
        var (sender, receiver) = (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("이받음"));
        var send = new SendToMember(
            sender.Id,
            receiver.Id,
            Won.Of(12_000),
            "점심",
            WaitForAcceptance: false,
            Once.NewKey()
        );

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => product.Remittances(r => r.SendToMemberAsync(send))));

        Assert.Equal([NoticeEvent.Sent, NoticeEvent.Charged, NoticeEvent.AccountLinked], await EventsAsync(sender));
        var told = Assert.Single((await ListAsync(receiver)).Rows);
        Assert.Equal(
            (NoticeEvent.Received, "김보냄", Won.Of(12_000), "점심", false),
            (told.Event, told.Name, told.Amount!.Value, told.Detail, told.Read)
        );
        Assert.NotNull(await product.AskAsync((IMovements m) => m.FindBySourceAsync(receiver.Id, told.Source))); // its receipt
    }

    [Fact]
    public async Task Waiting_money_is_told_at_every_turn()
    {
        var (sender, receiver) = (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("이받음"));
        async Task<Guid> SendAsync() =>
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(1_000), null, true, Once.NewKey()))
                )
            )
                .Granted()
                .Id;

        (await product.Remittances(async r => await r.AcceptAsync(receiver.Id, await SendAsync()))).Granted();
        (await product.Remittances(async r => await r.RefuseAsync(receiver.Id, await SendAsync()))).Granted();
        (await product.Remittances(async r => await r.CancelAsync(sender.Id, await SendAsync()))).Granted();
        await SendAsync();
        product.Clock.Advance(TimeSpan.FromHours(25));
        await product.Remittances(r => r.ReturnExpiredAsync());

        var sent = await EventsAsync(sender);
        Assert.Equal(4, sent.Count(e => e == NoticeEvent.SentToAccept));
        Assert.Equal(
            [NoticeEvent.Expired, NoticeEvent.SendCancelled, NoticeEvent.Refused, NoticeEvent.Accepted],
            sent.Where(e =>
                e is NoticeEvent.Expired or NoticeEvent.SendCancelled or NoticeEvent.Refused or NoticeEvent.Accepted
            )
        );
        Assert.Equal(
            [
                NoticeEvent.ToAccept,
                NoticeEvent.TakenBack,
                NoticeEvent.ToAccept,
                NoticeEvent.ToAccept,
                NoticeEvent.Received,
                NoticeEvent.ToAccept,
            ],
            await EventsAsync(receiver)
        );
    }

    [Fact]
    public async Task An_unknown_charge_is_told_as_checking_once_and_then_as_it_ended()
    {
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        Assert.Equal([NoticeEvent.ChargeChecking, NoticeEvent.AccountLinked], await EventsAsync(member));

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));

        Assert.Equal(
            [NoticeEvent.Charged, NoticeEvent.ChargeChecking, NoticeEvent.AccountLinked],
            await EventsAsync(member)
        );
    }

    [Fact]
    public async Task What_waits_above_the_cap_is_told_and_told_again_when_it_comes_in()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(700_000, "김보냄"),
            await product.MemberAsync("이받음")
        );
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(600_000), null, false, Once.NewKey()))
            )
        ).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(receiver.Id, sender.Id, Won.Of(50_000), null, false, Once.NewKey()))
            )
        ).Granted();

        var rows = (await ListAsync(receiver)).Rows;
        Assert.Equal(Won.Of(100_000), Assert.Single(rows, n => n.Event == NoticeEvent.Pended).Amount);
        Assert.Equal(Won.Of(50_000), Assert.Single(rows, n => n.Event == NoticeEvent.Released).Amount);
    }

    [Fact]
    public async Task Wishes_silence_a_kind_but_never_security()
    {
        var (sender, receiver) = (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("이받음"));
        (await Notices(n => n.WishAsync(receiver.Id, NoticeKind.Transfer, wanted: false))).Granted();
        Assert.Equal(
            "membership.notices.security_stays",
            (await Notices(n => n.WishAsync(receiver.Id, NoticeKind.Security, wanted: false))).Refused().Code
        );

        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(1_000), null, false, Once.NewKey()))
            )
        ).Granted();
        var me = await product.SignedInAsync(receiver.SignInId);
        (await product.AskAsync((IPinProofs p) => p.ByOldPinAsync(receiver.Id, me, "258039"))).Granted();
        (await product.AskAsync((IPins p) => p.SetAsync(receiver.Id, "741963", me))).Granted();
        (
            await product.AskAsync(
                (ISignIns s) => s.ChangePasswordAsync(receiver.SignInId, "MyPay!2026", "another-horse-7")
            )
        ).Granted();
        for (var i = 0; i < 6; i++)
            await product.AskAsync((IPins p) => p.VerifyAsync(receiver.Id, "000111"));
        Assert.Equal(
            [NoticeEvent.PinLocked, NoticeEvent.PasswordChanged, NoticeEvent.PinChanged],
            await EventsAsync(receiver)
        );

        (await Notices(n => n.WishAsync(receiver.Id, NoticeKind.Transfer, wanted: true))).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(1_000), null, false, Once.NewKey()))
            )
        ).Granted();
        Assert.Contains(NoticeEvent.Received, await EventsAsync(receiver));
    }

    [Fact]
    public async Task A_sign_in_after_the_first_is_told_with_its_device()
    {
        var member = await product.MemberAsync();
        (await product.AskAsync((ISessions s) => s.OpenAsync(member.SignInId, "Chrome · Mac"))).Granted();
        Assert.Empty(await EventsAsync(member));

        (await product.AskAsync((ISessions s) => s.OpenAsync(member.SignInId, "Safari · iPhone"))).Granted();

        Assert.Equal("Safari · iPhone", Assert.Single((await ListAsync(member)).Rows).Detail);
    }

    [Fact]
    public async Task Reading_counts_down_and_only_ones_own()
    {
        var (sender, receiver) = (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("이받음"));
        for (var i = 1; i <= 3; i++)
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(i), null, false, Once.NewKey()))
                )
            ).Granted();
        var newest = (await ListAsync(receiver)).Rows[0];
        Assert.Equal(Won.Of(3), newest.Amount);

        await product.AskAsync<INotices, bool>(async n =>
        {
            await n.ReadAsync(sender.Id, newest.Id);
            return true;
        });
        Assert.Equal(3, await Notices(n => n.UnreadAsync(receiver.Id)));
        await product.AskAsync<INotices, bool>(async n =>
        {
            await n.ReadAsync(receiver.Id, newest.Id);
            return true;
        });
        Assert.Equal(2, await Notices(n => n.UnreadAsync(receiver.Id)));
        await product.AskAsync<INotices, bool>(async n =>
        {
            await n.ReadAllAsync(receiver.Id);
            return true;
        });
        Assert.Equal(0, await Notices(n => n.UnreadAsync(receiver.Id)));
        Assert.NotEqual(0, await Notices(n => n.UnreadAsync(sender.Id)));
    }

    private Task<T> Notices<T>(Func<INotices, Task<T>> question) => product.AskAsync(question);

    private Task<NoticeList> ListAsync(MemberView member) => Notices(n => n.ListAsync(member.Id, null, 50));

    private async Task<List<NoticeEvent>> EventsAsync(MemberView member) =>
        [.. (await ListAsync(member)).Rows.Select(n => n.Event)];
}
