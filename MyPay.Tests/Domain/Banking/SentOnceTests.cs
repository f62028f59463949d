using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Banking;

/// <summary>
/// A call that is on its way to the bank is sent by nobody else: whoever comes second hears only that it is under way.
/// </summary>
public sealed class SentOnceTests
{
    [Fact]
    public async Task Whoever_comes_second_does_not_send_it_again()
    {
        await using var product = await AProduct.StartAsync();
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member);
        await product.FaultAsync(new { path = "/v2.0/transfer/withdraw/fin_num", count = 1 }, "timeout-after");

        var charging = product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())));
        BankCallEntry? call = null;
        await Eventually.TrueAsync(
            async () => (call = await OnItsWayAsync(product)) is not null,
            "the call is on its way"
        );
        var second = await product.AskAsync((IFirmBank b) => b.SendAsync(call!.Id));

        Assert.Equal(BankCallState.Sending, second.State);
        await charging;
        var story = (await product.AskAsync((IBankLog b) => b.FindAsync(call!.Id)))!;
        Assert.Equal([BankCallStep.Answered], story.Events.Select(heard => heard.Step));
    }

    private static async Task<BankCallEntry?> OnItsWayAsync(AProduct product)
    {
        var sending = await product.AskAsync(
            (IBankLog b) => b.ListAsync(new([BankCallState.Sending], Purpose: "money.charge"), null, 1)
        );
        if (sending.Calls is not [var call])
            return null;
        var story = await product.AskAsync((IBankLog b) => b.FindAsync(call.Id));
        return story?.SentAt is null ? null : call;
    }
}
