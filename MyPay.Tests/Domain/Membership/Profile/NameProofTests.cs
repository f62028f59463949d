using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Profile;

/// <summary>A name is the member's word until a bank names the holder of a linked account so.</summary>
[Trait("Lane", "Fast")]
public sealed class NameProofTests : IAsyncLifetime
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
    public async Task The_first_linked_account_proves_the_name_and_its_digits_alone_do_not()
    {
        var (check, digits) = await house.StartCheckAsync(member.Id);
        (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, digits))).Granted();
        Assert.False(await IsProvedAsync());

        (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))).Granted();

        Assert.True(await IsProvedAsync());
        Assert.Null(check.NewName);
        Assert.Equal("김지우", (await FindAsync()).Name);
    }

    [Fact]
    public async Task Before_it_is_proved_a_name_changes_freely_and_after_that_only_in_case_and_spaces()
    {
        (await RenameAsync("박서준")).Granted();
        (await RenameAsync("김지우")).Granted();
        await house.LinkAsync(member.Id);

        Assert.Equal("membership.name.proved", (await RenameAsync("박서준")).Refused().Code);
        (await RenameAsync("김 지우")).Granted();

        Assert.Equal(("김 지우", true), ((await FindAsync()).Name, await IsProvedAsync()));
    }

    [Fact]
    public async Task An_account_unlinked_since_leaves_the_name_proved()
    {
        var account = await house.LinkAsync(member.Id);
        (await house.AccountsAsync(a => a.UnlinkAsync(member.Id, account.Id))).Granted();

        Assert.True(await IsProvedAsync());
        Assert.Equal("membership.name.proved", (await RenameAsync("박서준")).Refused().Code);
    }

    [Fact]
    public async Task A_new_name_comes_with_an_account_that_bears_it_and_not_before_consent()
    {
        await house.LinkAsync(member.Id);
        house.Bank.Holder = "김서연";

        Assert.Equal("membership.linking.holder_differs", (await StartAsync("김지우")).Refused().Code);
        var check = (await StartAsync("김 서연")).Granted();
        Assert.Equal("김서연", check.NewName);
        (
            await house.AccountsAsync(a =>
                a.EnterCodeAsync(member.Id, check.Id, house.Bank.Sent.Last().PrintContent[^4..])
            )
        ).Granted();
        Assert.Equal("김지우", (await FindAsync()).Name);

        (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))).Granted();

        Assert.Equal(("김서연", true), ((await FindAsync()).Name, await IsProvedAsync()));
        var notices = await house.AskAsync((INotices n) => n.ListAsync(member.Id, null, 20));
        Assert.Contains(notices.Rows, n => n is { Event: NoticeEvent.NameChanged, Name: "김서연" });
        // Both accounts are the member's, so both names are.
        (await RenameAsync("김지우")).Granted();
        Assert.Equal("membership.name.proved", (await RenameAsync("박서준")).Refused().Code);
    }

    [Fact]
    public async Task A_member_whose_name_is_unproved_brings_no_other_name_along()
    {
        house.Bank.Holder = "박서준";

        Assert.Equal("membership.linking.holder_differs", (await StartAsync("박서준")).Refused().Code);
        Assert.Empty(house.Bank.Sent);
    }

    [Fact]
    public async Task An_account_of_an_office_gives_nobody_its_name()
    {
        await house.LinkAsync(member.Id);
        house.Bank.Holder = "국민은행";

        Assert.Equal("membership.sign_up.name_office", (await StartAsync("국민은행")).Refused().Code);
    }

    [Fact]
    public async Task A_name_changed_while_its_won_was_on_the_way_is_not_proved_by_it()
    {
        var (check, digits) = await house.StartCheckAsync(member.Id);
        (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, digits))).Granted();
        (await RenameAsync("박서준")).Granted();

        var refused = (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))).Refused();

        Assert.Equal("membership.linking.holder_differs", refused.Code);
        Assert.False(await IsProvedAsync());
    }

    [Theory]
    [InlineData("마이페이 고객센터")]
    [InlineData("МуРау Support")]
    [InlineData("국민은행")]
    public async Task Nobody_is_called_like_an_office(string name)
    {
        var form = AMembership.Form(name: name, email: "new@example.com");
        Assert.Equal("membership.sign_up.name_office", (await RenameAsync(name)).Refused().Code);
        Assert.Equal(
            "membership.sign_up.name_office",
            (await house.MembersAsync(m => m.PrepareSignUpAsync(form, address: null))).Refused().Code
        );
        Assert.Equal(
            ["membership.sign_up.name_office"],
            (await house.MembersAsync(m => Task.FromResult(m.CheckSignUp(form)))).Select(r => r.Code)
        );
    }

    private Task<Result<AccountCheckView>> StartAsync(string holder) =>
        house.AccountsAsync(a => a.StartAsync(member.Id, "004", "123-456-78901", holder));

    private async Task<Result<MemberView>> RenameAsync(string name)
    {
        var me = await house.SignedInAsync(member.SignInId);
        return await house.MembersAsync(m => m.ChangeProfileAsync(member.Id, new(name, null, null), me));
    }

    private async Task<MemberView> FindAsync() => (await house.MembersAsync(m => m.FindAsync(member.Id)))!;

    private async Task<bool> IsProvedAsync()
    {
        var card = (await house.MembersAsync(m => m.CardsAsync([member.Id])))[member.Id];
        var view = await FindAsync();
        Assert.Equal(view.IsNameProved, card.IsNameProved);
        return view.IsNameProved;
    }
}
