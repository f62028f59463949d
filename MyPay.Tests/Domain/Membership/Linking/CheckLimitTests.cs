using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Policies;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Linking;

/// <summary>The digits of a 1-won check are not to be guessed, by one member or by many.</summary>
[Trait("Lane", "Fast")]
public sealed class CheckLimitTests
{
    private const string Victim = "110-123-456789";

    [Fact]
    public async Task Three_members_guess_at_one_account_and_are_stopped_together_after_three_checks()
    {
        await using var house = new AMembership();
        var thieves = new[] { await house.JoinAsync(), await house.JoinAsync(), await house.JoinAsync() };
        var guesses = 0;

        Refusal? stopped = null;
        for (var i = 0; stopped is null; i++)
            stopped = await GuessAsync(thieves[i % 3]);

        Assert.Equal(("membership.linking.account_checks_today", 3L), (stopped.Code, stopped.Args[0]));
        Assert.Equal((3, 9), (house.Bank.Sent.Count, guesses));
        var asked = house.Bank.Inquiries;
        foreach (var thief in thieves)
            Assert.Equal("membership.linking.account_checks_today", (await StartAsync(house, thief)).Refused().Code);
        Assert.Equal(asked, house.Bank.Inquiries); // refused before the bank is asked, and paid

        async Task<Refusal?> GuessAsync(MemberView thief)
        {
            if (!(await StartAsync(house, thief)).TryGet(out var check, out var refusal))
                return refusal;
            var digits = house.Bank.Sent.Last().PrintContent[^4..];
            for (var i = 0; i < 3; i++, guesses++)
                (
                    await house.AccountsAsync(a =>
                        a.EnterCodeAsync(thief.Id, check.Id, digits == "0000" ? "1" : "0000")
                    )
                ).Refused();
            return null;
        }
    }

    [Fact]
    public async Task A_new_day_begins_at_midnight_in_Seoul_and_thirty_days_have_five_checks()
    {
        await using var house = new AMembership();
        var (one, two) = (await house.JoinAsync(), await house.JoinAsync());
        house.Clock.SetUtcNow(SeoulTime.EndOf(new(2026, 11, 22)).AddMilliseconds(-1));
        foreach (var member in new[] { one, two, one })
            await SpendAsync(house, member);
        Assert.Equal("membership.linking.account_checks_today", (await StartAsync(house, two)).Refused().Code);

        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await SpendAsync(house, two);
        await SpendAsync(house, two);
        var spent = (await StartAsync(house, one)).Refused();
        Assert.Equal("membership.linking.account_checks_spent", spent.Code);
        Assert.Equal([new DateOnly(2026, 12, 22)], spent.Args);

        house.Clock.SetUtcNow(SeoulTime.StartOf(new(2026, 12, 22)).AddMilliseconds(-1));
        Assert.Equal("membership.linking.account_checks_spent", (await StartAsync(house, one)).Refused().Code);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await SpendAsync(house, one);
    }

    [Fact]
    public async Task A_check_that_succeeds_begins_the_five_anew_but_not_the_three_of_its_day()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        for (var i = 0; i < 3; i++)
            await SpendAsync(house, member);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await SpendAsync(house, member);
        var account = await house.LinkAsync(member.Id, Victim); // the fifth
        (await house.AccountsAsync(a => a.UnlinkAsync(member.Id, account.Id))).Granted();

        await SpendAsync(house, member);
        Assert.Equal("membership.linking.account_checks_today", (await StartAsync(house, member)).Refused().Code);
        house.Clock.Advance(TimeSpan.FromDays(1));
        for (var i = 0; i < 3; i++)
            await SpendAsync(house, member);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await SpendAsync(house, member); // the fifth since it was proved
        Assert.Equal("membership.linking.account_checks_spent", (await StartAsync(house, member)).Refused().Code);
    }

    [Fact]
    public async Task A_won_that_did_not_arrive_is_not_counted_for_the_account()
    {
        await using var house = new AMembership();
        var (one, two) = (await house.JoinAsync(), await house.JoinAsync());
        house.Bank.Outcome = BankCallState.Failed;
        for (var i = 0; i < 5; i++)
            (await StartAsync(house, one)).Refused();
        house.Bank.Outcome = BankCallState.Succeeded;

        Assert.Equal("membership.linking.too_many_checks", (await StartAsync(house, one)).Refused().Code);
        await house.LinkAsync(two.Id, Victim);
    }

    [Fact]
    public async Task The_numbers_are_policies_of_the_day()
    {
        await using var house = new AMembership();
        var (one, two) = (await house.JoinAsync(), await house.JoinAsync());
        var tomorrow = SeoulTime.Today(house.Clock).AddDays(1);
        await SetAsync(house, MembershipPolicies.ChecksOfAccount, 1, tomorrow);
        await SetAsync(house, MembershipPolicies.ChecksOfMember, 2, tomorrow);
        await SpendAsync(house, one);
        await SpendAsync(house, one);

        house.Clock.SetUtcNow(SeoulTime.StartOf(tomorrow));
        await SpendAsync(house, one);
        Assert.Equal(1L, (await StartAsync(house, two)).Refused().Args[0]);
        await house.StartCheckAsync(one.Id, "110-123-456780");
        var third = (await house.AccountsAsync(a => a.StartAsync(one.Id, "088", "110-123-456781", "김지우"))).Refused();
        Assert.Equal(("membership.linking.too_many_checks", 2L), (third.Code, third.Args[0]));
    }

    [Fact]
    public async Task Parallel_starts_of_many_members_get_three()
    {
        await using var house = new AMembership();
        var members = new List<MemberView>();
        for (var i = 0; i < 8; i++)
            members.Add(await house.JoinAsync());

        var answers = await Task.WhenAll(members.Select(m => Task.Run(() => StartAsync(house, m))));

        Assert.Equal((3, 5), (answers.Count(a => a.TryGet(out _, out _)), answers.Count(a => !a.TryGet(out _, out _))));
        Assert.Equal(3, house.Bank.Sent.Count);
    }

    /// <summary>Starts a check and lets its three tries pass.</summary>
    private static async Task SpendAsync(AMembership house, MemberView member)
    {
        var check = (await StartAsync(house, member)).Granted();
        for (var i = 0; i < 3; i++)
            (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, "no"))).Refused();
    }

    private static Task<Result<AccountCheckView>> StartAsync(AMembership house, MemberView member) =>
        house.AccountsAsync(a => a.StartAsync(member.Id, "088", Victim, "김지우"));

    private static async Task SetAsync(AMembership house, Policy policy, long value, DateOnly from) =>
        (
            await house.Journal.WriteAsync<Done>(write =>
            {
                write.Db.Add(
                    new PolicyRow
                    {
                        Name = policy.Name,
                        Value = value,
                        From = from,
                        MadeAt = write.Now,
                    }
                );
                return default(Done);
            })
        ).Granted();
}
