using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.SignUp;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.SignUp;

[Trait("Lane", "Fast")]
public sealed class SignUpTests
{
    [Fact]
    public async Task A_new_member_can_sign_in_and_has_dated_consents()
    {
        await using var house = new AMembership();

        var member = (await house.MembersAsync(m => m.SignUpAsync(AMembership.Form()))).Granted();

        Assert.Equal(member, await house.MembersAsync(m => m.FindBySignInAsync(member.SignInId)));
        Assert.Equal(member, await house.MembersAsync(m => m.FindAsync(member.Id)));
        Assert.True((await SignInAsync(house, "JIWOO@example.com", AMembership.Password)).Succeeded);
        Assert.False(
            (await SignInAsync(house, "jiwoo@example.com", AMembership.Password.ToUpperInvariant())).Succeeded
        );
        var consents = await house.DbAsync(db =>
            db.Set<ConsentRow>().Where(c => c.Member == member.Id).OrderBy(c => c.Id).ToListAsync()
        );
        Assert.Equal(["service", "e-finance", "privacy"], consents.Select(c => c.Terms));
        Assert.All(
            consents,
            c => Assert.Equal((new DateOnly(2026, 11, 1), house.Clock.GetUtcNow()), (c.Version, c.At))
        );
    }

    [Fact]
    public async Task Identity_can_change_a_sign_in_that_sign_up_made()
    {
        await using var house = new AMembership();
        var member = (
            await house.MembersAsync(m => m.SignUpAsync(AMembership.Form("a.b+c_d-e@example.com")))
        ).Granted();

        // UserManager validates user name and stamps on each change.
        var changed = await house.AskAsync<UserManager<SignIn>, IdentityResult>(async users =>
        {
            var signIn = (await users.FindByIdAsync(member.SignInId))!;
            return await users.ChangePasswordAsync(signIn, AMembership.Password, "Another-horse-7");
        });

        Assert.True(changed.Succeeded, string.Join(", ", changed.Errors.Select(e => e.Code)));
        Assert.True((await SignInAsync(house, "a.b+c_d-e@example.com", "Another-horse-7")).Succeeded);
    }

    [Fact]
    public async Task A_refused_form_leaves_nothing_behind()
    {
        await using var house = new AMembership();
        await house.JoinAsync();
        var taken = (await house.MembersAsync(m => m.SignUpAsync(AMembership.Form(phone: "010-7000-0001")))).Refused();

        Assert.Equal("membership.sign_up.phone_taken", taken.Code);
        Assert.Equal((1, 1, 3), await CountAsync(house));
    }

    [Fact]
    public async Task Twenty_at_once_with_one_e_mail_make_one_member()
    {
        await using var house = new AMembership();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() =>
                        house.MembersAsync(m =>
                            m.SignUpAsync(
                                AMembership.Form(
                                    i % 2 == 0 ? "same@example.com" : "SAME@Example.com",
                                    phone: $"0105555{i:0000}"
                                )
                            )
                        )
                    )
                )
        );

        Assert.Single(results, r => r.TryGet(out _, out _));
        Assert.All(
            results.Where(r => !r.TryGet(out _, out _)),
            r => Assert.Equal("membership.sign_up.email_taken", r.Refused().Code)
        );
        Assert.Equal((1, 1, 3), await CountAsync(house));
    }

    [Fact]
    public async Task Twenty_at_once_with_one_phone_make_one_member()
    {
        await using var house = new AMembership();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() => house.MembersAsync(m => m.SignUpAsync(AMembership.Form($"person-{i}@example.com"))))
                )
        );

        Assert.Single(results, r => r.TryGet(out _, out _));
        Assert.All(
            results.Where(r => !r.TryGet(out _, out _)),
            r => Assert.Equal("membership.sign_up.phone_taken", r.Refused().Code)
        );
        Assert.Equal((1, 1, 3), await CountAsync(house));
    }

    [Fact]
    public async Task Staff_sign_in_with_their_roles_and_making_them_twice_changes_nothing()
    {
        await using var house = new AMembership();
        Task<Result<string>> Make(params string[] roles) =>
            house.AskAsync<ISignIns, Result<string>>(s =>
                s.CreateAsync("ops@example.com", AMembership.Password, "운영 담당", roles)
            );

        var first = (await Make(SignInRoles.Operator, SignInRoles.Auditor)).Granted();
        var again = (await Make(SignInRoles.Operator, SignInRoles.Approver)).Granted();

        Assert.Equal(first, again);
        Assert.Null(await house.MembersAsync(m => m.FindBySignInAsync(first)));
        Assert.True((await SignInAsync(house, "ops@example.com", AMembership.Password)).Succeeded);
        var roles = await house.AskAsync<UserManager<SignIn>, IList<string>>(async users =>
            await users.GetRolesAsync((await users.FindByIdAsync(first))!)
        );
        Assert.Equal(["Approver", "Auditor", "Operator"], roles.Order());
        Assert.Equal(
            "membership.sign_up.email_taken",
            (await house.MembersAsync(m => m.SignUpAsync(AMembership.Form("ops@example.com")))).Refused().Code
        );
    }

    internal static Task<SignInResult> SignInAsync(AMembership house, string email, string password) =>
        house.AskAsync<SignInManager<SignIn>, SignInResult>(async signing =>
        {
            var found = await signing.UserManager.FindByNameAsync(email);
            return found is null
                ? SignInResult.Failed
                : await signing.CheckPasswordSignInAsync(found, password, lockoutOnFailure: true);
        });

    private static Task<(int SignIns, int Members, int Consents)> CountAsync(AMembership house) =>
        house.DbAsync(async db =>
            (
                await db.Users.CountAsync(),
                await db.Set<MemberRow>().CountAsync(),
                await db.Set<ConsentRow>().CountAsync()
            )
        );
}
