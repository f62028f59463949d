using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Profile;

[Trait("Lane", "Fast")]
public sealed class ProfileTests
{
    [Fact]
    public async Task A_name_changes_without_a_proof_and_what_reaches_the_member_does_not()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var me = await house.SignedInAsync(member.SignInId);
        house.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("김지우리", (await ChangeAsync(house, member, new("김지우리", null, null), me)).Granted().Name);
        Assert.Equal(
            "membership.step_up.required",
            (await ChangeAsync(house, member, new(null, "01099998888", null), me)).Refused().Code
        );
        Assert.Equal(
            "membership.step_up.required",
            (await ChangeAsync(house, member, new(null, null, "new@example.com"), me)).Refused().Code
        );
        Assert.Equal((member.Phone, member.Email), await ReachAsync(house, member));
    }

    [Fact]
    public async Task A_new_number_counts_at_once()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var proof = await house.ProveAsync("010-9999-8888", "me");

        (
            await ChangeAsync(
                house,
                member,
                new(null, "010-9999-8888", null, proof),
                await house.SignedInAsync(member.SignInId)
            )
        ).Granted();

        Assert.Equal(("01099998888", member.Email), await ReachAsync(house, member));
    }

    [Fact]
    public async Task A_new_number_takes_a_proof_of_that_very_number_unspent_and_not_half_an_hour_old()
    {
        await using var house = new AMembership();
        var (member, other) = (await house.JoinAsync(), await house.JoinAsync());
        var (me, them) = (await house.SignedInAsync(member.SignInId), await house.SignedInAsync(other.SignInId));
        var unproved = (
            await house.AskAsync((IPhoneProofs p) => p.SendAsync(new("01099998888", "me", "ko", null)))
        ).Granted();
        var ofAnother = await house.ProveAsync("010-9999-7777", "me");
        foreach (
            var proof in new[] { null, new PhoneProof(unproved.Id, "me"), ofAnother, ofAnother with { Asker = "x" } }
        )
            Assert.Equal(
                "membership.phone_code.proof_missing",
                (await ChangeAsync(house, member, new(null, "01099998888", null, proof), me)).Refused().Code
            );

        (await ChangeAsync(house, member, new(null, "01099997777", null, ofAnother), me)).Granted();
        (
            await ChangeAsync(
                house,
                member,
                new(null, "01099996666", null, await house.ProveAsync("01099996666", "me")),
                me
            )
        ).Granted();
        Assert.Equal(
            "membership.phone_code.proof_missing",
            (await ChangeAsync(house, other, new(null, "01099997777", null, ofAnother), them)).Refused().Code
        );

        house.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = await house.ProveAsync("01099995555", "me");
        house.Clock.Advance(TimeSpan.FromMinutes(30));
        me = await house.SignedInAsync(member.SignInId);
        Assert.Equal(
            "membership.phone_code.proof_missing",
            (await ChangeAsync(house, member, new(null, "01099995555", null, late), me)).Refused().Code
        );
    }

    [Fact]
    public async Task What_another_member_has_cannot_be_taken()
    {
        await using var house = new AMembership();
        var (member, other) = (await house.JoinAsync(), await house.JoinAsync());
        var me = await house.SignedInAsync(member.SignInId);

        Assert.Equal(
            "membership.sign_up.email_taken",
            (await ChangeAsync(house, member, new(null, null, other.Email), me)).Refused().Code
        );
        Assert.Equal(
            "membership.sign_up.phone_taken",
            (await ChangeAsync(house, member, new(null, other.Phone, null), me)).Refused().Code
        );
        Assert.Equal(
            "membership.sign_up.name_invalid",
            (await ChangeAsync(house, member, new("😀😀", null, null), me)).Refused().Code
        );
    }

    [Fact]
    public async Task The_language_is_korean_or_english()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();

        (await house.MembersAsync(m => m.ChangeLanguageAsync(member.Id, "en"))).Granted();
        Assert.Equal("en", (await house.MembersAsync(m => m.FindAsync(member.Id)))!.Language);
        Assert.Equal(
            "membership.profile.language_unknown",
            (await house.MembersAsync(m => m.ChangeLanguageAsync(member.Id, "fr"))).Refused().Code
        );
    }

    [Fact]
    public async Task Receivers_are_found_by_the_whole_of_what_one_knows_of_them()
    {
        await using var house = new AMembership();
        var (asker, friend, namesake) = (
            await house.JoinAsync(),
            await house.JoinAsync("박 서준"),
            await house.JoinAsync("박서준")
        );
        var gone = await house.JoinAsync("박서준");
        (await house.MembersAsync(m => m.CloseAsync(gone.Id, AMembership.Password))).Granted();

        Assert.Equal([friend.Id], await FindAsync("010-7000-0002"));
        Assert.Equal([friend.Id], await FindAsync(" Member-002@Example.com "));
        Assert.Equal([friend.Id, namesake.Id], (await FindAsync("박서준")).OrderBy(id => id != friend.Id));
        Assert.Empty(await FindAsync("박서"));
        Assert.Empty(await FindAsync("7000-0002"));
        Assert.Empty(await FindAsync("박"));
        Assert.Empty(await FindAsync(""));
        Assert.Empty(await FindAsync(asker.Phone));
        Assert.Empty(await FindAsync(gone.Phone));

        async Task<IEnumerable<MemberId>> FindAsync(string typed) =>
            (await house.MembersAsync(m => m.FindReceiversAsync(asker.Id, typed))).Select(c => c.Id);
    }

    [Fact]
    public async Task Cards_show_a_name_and_half_a_number()
    {
        await using var house = new AMembership();
        var (one, two) = (await house.JoinAsync(), await house.JoinAsync("박서준"));

        var cards = await house.MembersAsync(m => m.CardsAsync([one.Id, two.Id, two.Id, new(Guid.NewGuid())]));

        Assert.Equal(2, cards.Count);
        Assert.Equal(new MemberCard(two.Id, "박서준", "010-****-0002"), cards[two.Id]);
    }

    private static Task<Result<MemberView>> ChangeAsync(
        AMembership house,
        MemberView member,
        ProfileChange change,
        Actor by
    ) => house.MembersAsync(m => m.ChangeProfileAsync(member.Id, change, by));

    private static async Task<(string Phone, string Email)> ReachAsync(AMembership house, MemberView member)
    {
        var now = (await house.MembersAsync(m => m.FindAsync(member.Id)))!;
        return (now.Phone, now.Email);
    }
}
