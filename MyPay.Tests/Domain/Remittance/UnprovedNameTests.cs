using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

/// <summary>Whoever pays or is paid is told whether a bank has confirmed the other's name, as it is now.</summary>
public sealed class UnprovedNameTests : IAsyncLifetime
{
    private AProduct product = null!;
    private MemberView proved = null!;
    private MemberView unproved = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        proved = await product.MemberWithAsync(50_000, "김확인");
        unproved = await product.MemberAsync("이말로");
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Of_a_waiting_transfer_each_side_hears_of_the_other_as_it_stands_now()
    {
        var sent = (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(proved.Id, unproved.Id, Won.Of(1_000), null, true, Once.NewKey()))
            )
        ).Granted();
        Assert.False(sent.IsOtherProved);
        Assert.False(await WaitingAsync(proved));
        Assert.True(await WaitingAsync(unproved));

        await product.LinkAsync(unproved);

        Assert.True(await WaitingAsync(proved));
        Assert.True((await product.Remittances(r => r.FindAsync(proved.Id, sent.Id)))!.IsOtherProved);
        Assert.True((await product.AskAsync((IContacts c) => c.ListAsync(proved.Id))).Single().ToCard()!.IsNameProved);
    }

    [Fact]
    public async Task Whoever_is_asked_for_money_hears_of_the_asker()
    {
        await AskAsync(unproved, proved);
        await AskAsync(proved, unproved);

        Assert.False((await AskedAsync(proved)).IsAskerProved);
        Assert.True((await AskedAsync(unproved)).IsAskerProved);
        await product.LinkAsync(unproved);
        Assert.True((await AskedAsync(proved)).IsAskerProved);

        async Task AskAsync(MemberView asker, MemberView payer) =>
            (
                await product.AskAsync(
                    (IMoneyRequests r) =>
                        r.AskAsync(new(asker.Id, [new(payer.Id, Won.Of(1_000))], "점심", null, Once.NewKey()))
                )
            ).Granted();

        async Task<AskedMoney> AskedAsync(MemberView payer)
        {
            var open = Assert.Single(await product.AskAsync((IMoneyRequests r) => r.OpenAsync(payer.Id)));
            var found = await product.AskAsync((IMoneyRequests r) => r.FindAskedAsync(payer.Id, open.Request));
            Assert.Equal(open, found);
            return open;
        }
    }

    private async Task<bool> WaitingAsync(MemberView member) =>
        Assert.Single(await product.Remittances(r => r.WaitingAsync(member.Id))).IsOtherProved;
}
