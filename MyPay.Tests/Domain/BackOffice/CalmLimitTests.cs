using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.InStore;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>
/// In a calm time 300,000 won leave a day by whatever door, 100,000 of it to people and accounts that had nothing before.
/// </summary>
public sealed class CalmLimitTests : IAsyncLifetime
{
    private AShop shop = null!;
    private AProduct product = null!;
    private MemberView member = null!;
    private MemberView friend = null!;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        product = shop.Product;
        (member, friend) = (await product.MemberWithAsync(900_000), await product.MemberAsync("이받음"));
        await SignInAsync("laptop");
        (await SendAsync(friend, 1_000)).Granted();
        product.Clock.Advance(TimeSpan.FromHours(24));
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Three_hundred_thousand_a_day_in_Seoul_until_the_very_end()
    {
        var begun = product.Clock.GetUtcNow();
        var midnight = SeoulTime.StartOf(SeoulTime.DateOf(begun).AddDays(1));
        product.Clock.StandAt(begun);
        await SignInAsync("phone");

        AssertRefused("money.calm.day", 300_000, 300_000, 24, await SendAsync(friend, 300_001));
        (await SendAsync(friend, 299_999)).Granted();
        AssertRefused("money.calm.day", 300_000, 1, 24, await SendAsync(friend, 2));
        (await SendAsync(friend, 1)).Granted();
        AssertRefused("money.calm.day", 300_000, 0, 24, await SendAsync(friend, 1));

        product.Clock.StandAt(midnight.AddSeconds(-1));
        var left = (long)Math.Ceiling((begun.AddHours(24).AddSeconds(1) - midnight).TotalHours);
        AssertRefused("money.calm.day", 300_000, 0, left, await SendAsync(friend, 1));
        product.Clock.StandAt(midnight);
        (await SendAsync(friend, 300_000)).Granted();
        product.Clock.StandAt(begun.AddHours(24).AddSeconds(-1));
        AssertRefused("money.calm.day", 300_000, 0, 1, await SendAsync(friend, 1));
        product.Clock.StandAt(begun.AddHours(24));
        (await SendAsync(friend, 1)).Granted();
        Assert.Null(await LimitsAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_hundred_thousand_to_those_who_had_nothing_before_it_began_however_it_is_split()
    {
        await SignInAsync("phone");
        var (one, two) = (await product.MemberAsync("최하나"), await product.MemberAsync("박둘"));

        AssertRefused("money.calm.new_receiver", 100_000, 100_000, 24, await SendAsync(one, 100_001));
        (await SendAsync(one, 1)).Granted(); // still new: it had nothing before the calm time
        (await SendAsync(one, 60_000)).Granted();
        AssertRefused("money.calm.new_receiver", 100_000, 39_999, 24, await SendAsync(two, 40_000));
        AssertRefused("money.calm.new_receiver", 100_000, 39_999, 24, await SendToBankAsync(40_000));
        (await SendToBankAsync(39_999)).Granted();
        AssertRefused("money.calm.new_receiver", 100_000, 0, 24, await SendAsync(one, 1));

        (await SendAsync(friend, 200_000)).Granted(); // known
        var left = (await LimitsAsync())!;
        Assert.Equal(
            (Won.Of(300_000), Won.Zero, Won.Of(100_000), Won.Zero, CalmReason.NewDevice),
            (left.Most, left.Left, left.MostToNew, left.LeftToNew, left.Reason)
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task No_door_goes_around_it_and_no_bank_is_asked()
    {
        await SignInAsync("phone");
        await product.FillAccountsOfAsync(member, 5_000_000);
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        var authorized = await shop.AuthorizedAsync(member, 300_001);
        var code = (await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id))).Code;
        var (calls, balance) = ((await product.JournalAsync()).Count, await product.BalanceAsync(member.Id));

        AssertCode("money.calm.day", await SendAsync(friend, 300_001));
        AssertCode("money.calm.day", await SendToBankAsync(300_001));
        AssertCode(
            "money.calm.day",
            await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(300_001), Once.NewKey())))
        );
        AssertCode("money.calm.day", await shop.ApproveAsync(authorized));
        AssertCode(
            "money.calm.day",
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(shop.Id, true, code, 300_001, Once.NewKey(), "커피", null, Once.NewKey()))
            )
        );
        Assert.Equal((calls, balance), ((await product.JournalAsync()).Count, await product.BalanceAsync(member.Id)));

        await shop.PaidAsync(member, 250_000); // a shop is no new receiver
        AssertRefused("money.calm.day", 300_000, 50_000, 24, await SendAsync(friend, 50_001));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Thirty_at_once_stay_within_it()
    {
        await SignInAsync("phone");

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => SendAsync(friend, 20_000)));

        Assert.Equal(15, answers.Count(a => a.TryGet(out _, out _)));
        Assert.Equal(301_000, await product.BalanceAsync(friend.Id));
    }

    [Fact]
    public async Task What_left_earlier_that_day_counts()
    {
        (await SendAsync(friend, 250_000)).Granted();
        await SignInAsync("phone");
        AssertRefused("money.calm.day", 300_000, 50_000, 24, await SendAsync(friend, 50_001));
        (await SendAsync(friend, 50_000)).Granted();
    }

    private static void AssertCode<T>(string code, Result<T> answer)
        where T : notnull => Assert.Equal(code, answer.Refused().Code);

    private static void AssertRefused<T>(string code, long most, long left, long hours, Result<T> answer)
        where T : notnull
    {
        var refusal = answer.Refused();
        Assert.Equal((code, most, left, hours), (refusal.Code, refusal.Args[0], refusal.Args[1], refusal.Args[2]));
    }

    private Task<CalmLimitsView?> LimitsAsync() => product.AskAsync((ICalmLimits c) => c.FindAsync(member.Id));

    private async Task SignInAsync(string browser) =>
        (await product.AskAsync((ISessions s) => s.OpenAsync(member.SignInId, "Chrome · Windows", browser))).Granted();

    private Task<Result<RemittanceView>> SendAsync(MemberView to, long won) =>
        product.Remittances(r => r.SendToMemberAsync(new(member.Id, to.Id, Won.Of(won), null, false, Once.NewKey())));

    private Task<Result<RemittanceView>> SendToBankAsync(long won) =>
        product.Remittances(r =>
            r.SendToBankAsync(new(member.Id, "088", "110123456789", "지우", Won.Of(won), null, Once.NewKey()))
        );
}
