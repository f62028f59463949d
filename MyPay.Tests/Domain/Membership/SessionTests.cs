using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership;

[Trait("Lane", "Fast")]
public sealed class SessionTests : IAsyncLifetime
{
    private AMembership house = null!;
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership();
        member = await house.JoinAsync();
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task Only_a_browser_never_used_before_is_told_of()
    {
        await OpenAsync("laptop");
        Assert.Empty(await ToldAsync()); // the first of all
        await OpenAsync("laptop");
        Assert.Empty(await ToldAsync());
        await OpenAsync("phone");
        await OpenAsync("phone");
        await OpenAsync("laptop");
        Assert.Single(await ToldAsync());
        await OpenAsync(null);
        await OpenAsync(null); // nobody can tell one from the other
        Assert.Equal(3, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task A_browser_shared_by_two_people_is_known_to_each_by_themselves()
    {
        var other = await house.JoinAsync("이나눔");
        await OpenAsync("family");
        await OpenAsync("own", other);
        await OpenAsync("family", other);

        Assert.Empty(await ToldAsync());
        Assert.Single(await ToldAsync(other));
    }

    [Fact]
    public async Task A_device_keeps_its_age_over_signing_out_and_loses_it_when_it_is_turned_out()
    {
        var first = await OpenAsync("laptop");
        var began = house.Clock.GetUtcNow();
        (await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, first))).Granted();
        house.Clock.Advance(TimeSpan.FromDays(40));
        var mine = await OpenAsync("laptop");
        var strange = await OpenAsync("phone");
        var sessions = await ListAsync();
        Assert.Equal(began, sessions.Single(s => s.Id == mine).KnownSince);
        Assert.Equal(house.Clock.GetUtcNow(), sessions.Single(s => s.Id == strange).KnownSince);
        Assert.Single(await ToldAsync());

        (await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, strange, from: mine))).Granted();
        await OpenAsync("phone");
        Assert.Equal(2, (await ToldAsync()).Count);
        Assert.Equal(1, (await house.AskAsync((ISessions s) => s.EndOthersAsync(member.SignInId, mine))).Granted());
        await OpenAsync("phone");
        Assert.Equal(3, (await ToldAsync()).Count);
        await OpenAsync("laptop");
        Assert.Equal(3, (await ToldAsync()).Count); // the one that was kept is still known
    }

    [Fact]
    public async Task Many_sign_ins_of_one_browser_at_once_make_it_known_once()
    {
        await OpenAsync("laptop");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => OpenAsync("phone")));
        Assert.Single(await ToldAsync());
        Assert.Equal(
            "membership.session.not_found",
            (await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, Guid.NewGuid(), from: Guid.NewGuid())))
                .Refused()
                .Code
        );
    }

    private async Task<Guid> OpenAsync(string? token, MemberView? who = null) =>
        (
            await house.AskAsync((ISessions s) => s.OpenAsync((who ?? member).SignInId, "Chrome · Windows", token))
        ).Granted();

    private Task<IReadOnlyList<SessionView>> ListAsync() =>
        house.AskAsync((ISessions s) => s.ListAsync(member.SignInId));

    private async Task<List<NoticeView>> ToldAsync(MemberView? who = null) =>
        [
            .. (await house.AskAsync((INotices n) => n.ListAsync((who ?? member).Id, null, 50))).Rows.Where(n =>
                n.Event == NoticeEvent.SignedIn
            ),
        ];
}
