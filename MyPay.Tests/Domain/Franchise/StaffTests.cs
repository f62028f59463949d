using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

[Trait("Lane", "Fast")]
public sealed class StaffTests
{
    [Fact]
    public async Task The_applicant_is_the_owner_and_people_join_with_sign_ins_of_their_own()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var cashier = await AddAsync(house, shop.Id, "cashier@shop.example", StaffRole.Cashier);
        var manager = await AddAsync(house, shop.Id, "manager@shop.example", StaffRole.Manager);

        var staff = await house.Desk(d => d.StaffAsync(shop.Id));
        Assert.Equal([StaffRole.Owner, StaffRole.Manager, StaffRole.Cashier], staff.Select(s => s.Role));
        Assert.Equal([SignInRoles.Owner], await RolesAsync(house, staff[0].SignInId));
        Assert.Equal([SignInRoles.Manager], await RolesAsync(house, manager.SignInId));
        Assert.Equal([SignInRoles.Cashier], await RolesAsync(house, cashier.SignInId));
        Assert.Equal(cashier, await house.Franchises(f => f.FindStaffAsync(cashier.SignInId)));
        Assert.Null(await house.Franchises(f => f.FindStaffAsync("nobody")));
        Assert.True(await PasswordHoldsAsync(house, "cashier@shop.example"));
    }

    [Fact]
    public async Task A_role_changes_with_its_sign_in_and_ends_open_pages()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var person = await AddAsync(house, shop.Id, "cashier@shop.example", StaffRole.Cashier);
        var stamp = await StampAsync(house, person.SignInId);

        Assert.Equal(
            StaffRole.Manager,
            (await house.Desk(d => d.ChangeRoleAsync(shop.Id, person.SignInId, StaffRole.Manager))).Granted().Role
        );
        Assert.Equal([SignInRoles.Manager], await RolesAsync(house, person.SignInId));
        Assert.NotEqual(stamp, await StampAsync(house, person.SignInId));
        Assert.Equal(
            "franchise.staff.role_not_allowed",
            (await house.Desk(d => d.ChangeRoleAsync(shop.Id, person.SignInId, (StaffRole)9))).Refused().Code
        );
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_and_may_come_again()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var person = await AddAsync(house, shop.Id, "cashier@shop.example", StaffRole.Cashier);
        var stamp = await StampAsync(house, person.SignInId);

        (await house.Desk(d => d.RemoveStaffAsync(shop.Id, person.SignInId))).Granted();
        Assert.Null(await house.Franchises(f => f.FindStaffAsync(person.SignInId)));
        Assert.Single(await house.Desk(d => d.StaffAsync(shop.Id)));
        Assert.NotEqual(stamp, await StampAsync(house, person.SignInId));
        Assert.False(await PasswordHoldsAsync(house, "cashier@shop.example"));
        Assert.Equal(
            "franchise.staff.not_found",
            (await house.Desk(d => d.RemoveStaffAsync(shop.Id, person.SignInId))).Refused().Code
        );

        var again = await AddAsync(house, shop.Id, "cashier@shop.example", StaffRole.Cashier);
        Assert.NotEqual(person.SignInId, again.SignInId);
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var owner = Assert.Single(await house.Desk(d => d.StaffAsync(shop.Id)));
        Assert.Equal(
            "franchise.staff.last_owner",
            (await house.Desk(d => d.RemoveStaffAsync(shop.Id, owner.SignInId))).Refused().Code
        );
        Assert.Equal(
            "franchise.staff.last_owner",
            (await house.Desk(d => d.ChangeRoleAsync(shop.Id, owner.SignInId, StaffRole.Cashier))).Refused().Code
        );

        var second = await AddAsync(house, shop.Id, "second@shop.example", StaffRole.Owner);
        var both = await Task.WhenAll(
            house.Desk(d => d.RemoveStaffAsync(shop.Id, owner.SignInId)),
            house.Desk(d => d.RemoveStaffAsync(shop.Id, second.SignInId))
        );
        Assert.Single(both, answer => answer.TryGet(out _, out _));
    }

    [Fact]
    public async Task Nobody_reaches_into_another_franchise()
    {
        await using var house = new AFranchise();
        var (shop, other) = (await house.ActiveAsync(), await house.ActiveAsync());
        var person = await AddAsync(house, shop.Id, "cashier@shop.example", StaffRole.Cashier);

        Assert.Equal(
            "franchise.staff.not_found",
            (await house.Desk(d => d.RemoveStaffAsync(other.Id, person.SignInId))).Refused().Code
        );
        Assert.Equal(
            "franchise.staff.not_found",
            (await house.Desk(d => d.ChangeRoleAsync(other.Id, person.SignInId, StaffRole.Owner))).Refused().Code
        );
        Assert.Equal(
            "franchise.staff.email_taken",
            (
                await house.Desk(d =>
                    d.AddStaffAsync(other.Id, "cashier@shop.example", AMembership.Password, "박직원", StaffRole.Cashier)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal([SignInRoles.Cashier], await RolesAsync(house, person.SignInId));
    }

    private static async Task<StaffView> AddAsync(
        AFranchise house,
        MyPay.Domain.Kernel.FranchiseId franchise,
        string email,
        StaffRole role
    ) => (await house.Desk(d => d.AddStaffAsync(franchise, email, AMembership.Password, "박직원", role))).Granted();

    private static Task<List<string>> RolesAsync(AFranchise house, string signIn) =>
        house.DbAsync(db =>
            db.UserRoles.Where(given => given.UserId == signIn)
                .Join(db.Roles, given => given.RoleId, role => role.Id, (_, role) => role.Name!)
                .ToListAsync()
        );

    private static Task<string?> StampAsync(AFranchise house, string signIn) =>
        house.DbAsync(db => db.Users.Where(u => u.Id == signIn).Select(u => u.SecurityStamp).SingleAsync());

    private static Task<bool> PasswordHoldsAsync(AFranchise house, string email) =>
        house.AskAsync(
            async (UserManager<SignIn> users) =>
                await users.FindByEmailAsync(email) is { } user
                && await users.CheckPasswordAsync(user, AMembership.Password)
        );
}
