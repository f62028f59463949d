using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

/// <summary>Who of a franchise is told what, where, how often and in which language.</summary>
[Trait("Lane", "Fast")]
public sealed class ShopNoticeTests
{
    [Fact]
    public async Task Owners_hear_everything_managers_what_concerns_them_and_cashiers_nothing()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var owner = (await house.Desk(d => d.StaffAsync(shop.Id))).Single();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var manager = await AddAsync(house, shop.Id, "manager@shop.example", StaffRole.Manager);
        var cashier = await AddAsync(house, shop.Id, "cashier@shop.example", StaffRole.Cashier);
        house.Clock.Advance(TimeSpan.FromMinutes(1));

        (await house.Onboarding(o => o.FreezeAsync(shop.Id, "민원을 확인하고 있어요", "admin@mypay.test"))).Granted();
        (
            await house.Keys(k => k.IssueAsync(shop.Id, "주문 서버", live: true, ["payments:read"], Actor.System))
        ).Granted();

        Assert.Equal(
            [
                NoticeEvent.ShopKeyMade,
                NoticeEvent.ShopFrozen,
                NoticeEvent.ShopStaffAdded,
                NoticeEvent.ShopStaffAdded,
                NoticeEvent.ShopApproved,
            ],
            (await ListAsync(house, owner))
                .Select(n => n.Event)
                .OrderByDescending(e => e == NoticeEvent.ShopKeyMade)
                .ThenByDescending(e => e == NoticeEvent.ShopFrozen)
                .ThenByDescending(e => e == NoticeEvent.ShopStaffAdded)
        );
        var told = Assert.Single(await ListAsync(house, manager));
        Assert.Equal((NoticeEvent.ShopFrozen, "민원을 확인하고 있어요", false), (told.Event, told.Detail, told.Read));
        Assert.Empty(await ListAsync(house, cashier));
        Assert.Equal(
            (4, 1, 0),
            (await UnreadAsync(house, owner), await UnreadAsync(house, manager), await UnreadAsync(house, cashier))
        );
        Assert.Equal(
            [manager.Email, shop.OwnerEmail],
            (await LettersAsync(house, NoticeEvent.ShopFrozen)).Select(l => l.Address).Order()
        );
        Assert.Equal([shop.OwnerEmail], (await LettersAsync(house, NoticeEvent.ShopKeyMade)).Select(l => l.Address));
    }

    [Fact]
    public async Task What_one_has_seen_the_other_may_not_have()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var owner = (await house.Desk(d => d.StaffAsync(shop.Id))).Single();
        var second = await AddAsync(house, shop.Id, "second@shop.example", StaffRole.Owner);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await house.Onboarding(o => o.FreezeAsync(shop.Id, "확인", "admin@mypay.test"))).Granted();

        await house.AskAsync((IShopNotices n) => SeeAsync(n, owner));
        Assert.Equal((0, 1), (await UnreadAsync(house, owner), await UnreadAsync(house, second)));
        Assert.All(await ListAsync(house, owner), n => Assert.True(n.Read));

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await house.Onboarding(o => o.ResumeAsync(shop.Id, "확인했어요", "admin@mypay.test"))).Granted();
        Assert.Equal((1, 2), (await UnreadAsync(house, owner), await UnreadAsync(house, second)));
    }

    [Fact]
    public async Task Letters_are_in_the_language_each_has_chosen()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var owner = (await house.Desk(d => d.StaffAsync(shop.Id))).Single();
        await AddAsync(house, shop.Id, "second@shop.example", StaffRole.Owner);
        async Task ChooseAsync(string language) =>
            await house.AskAsync(
                async (ISignIns s) =>
                {
                    await s.ChangeLanguageAsync(owner.SignInId, language);
                    return true;
                }
            );

        await ChooseAsync("en");
        (await house.Onboarding(o => o.FreezeAsync(shop.Id, "확인", "admin@mypay.test"))).Granted();
        Assert.Equal(
            [(shop.OwnerEmail, "en"), ("second@shop.example", "ko")],
            (await LettersAsync(house, NoticeEvent.ShopFrozen))
                .OrderBy(l => l.Address)
                .Select(l => (l.Address, l.Language))
        );
        await ChooseAsync("ko");
        (await house.Onboarding(o => o.ResumeAsync(shop.Id, "확인", "admin@mypay.test"))).Granted();
        Assert.All(await LettersAsync(house, NoticeEvent.ShopResumed), l => Assert.Equal("ko", l.Language));
    }

    [Fact]
    public async Task Keys_staff_terms_and_accounts_that_change_are_told_to_owners()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var owner = (await house.Desk(d => d.StaffAsync(shop.Id))).Single();
        var key = (await house.Keys(k => k.IssueAsync(shop.Id, "서버", live: false, ["payments:read"], Actor.System)))
            .Granted()
            .View;
        var next = (await house.Keys(k => k.RotateAsync(shop.Id, key.Id, Actor.System))).Granted().View;
        (await house.Keys(k => k.RevokeAsync(shop.Id, next.Id))).Granted();
        var person = await AddAsync(house, shop.Id, "person@shop.example", StaffRole.Cashier);
        (await house.Desk(d => d.ChangeRoleAsync(shop.Id, person.SignInId, StaffRole.Manager))).Granted();
        (await house.Desk(d => d.RemoveStaffAsync(shop.Id, person.SignInId))).Granted();
        var from = SeoulTime.Today(house.Clock).AddDays(1);
        (
            await house.Onboarding(o =>
                o.ChangeTermsAsync(shop.Id, new(from, FeeGrade.Micro, 70, 2), "admin@mypay.test")
            )
        ).Granted();
        (await house.Onboarding(o => o.ChangeAccountAsync(shop.Id, "004", "110-999-888777", "김사장"))).Granted();
        var digits = await house.StartCheckAsync(shop.Id);
        (await house.Onboarding(o => o.EnterAccountCodeAsync(shop.Id, digits))).Granted();

        var told = (await ListAsync(house, owner)).Select(n => (n.Event, n.Name, n.Detail)).ToHashSet();
        Assert.Contains((NoticeEvent.ShopKeyMade, "서버", "test"), told);
        Assert.Contains((NoticeEvent.ShopKeyRotated, "서버", "test"), told);
        Assert.Contains((NoticeEvent.ShopKeyRevoked, "서버", "test"), told);
        Assert.Contains((NoticeEvent.ShopStaffAdded, "박직원", "Cashier"), told);
        Assert.Contains((NoticeEvent.ShopRoleChanged, "박직원", "Manager"), told);
        Assert.Contains((NoticeEvent.ShopStaffRemoved, "박직원", "Manager"), told);
        Assert.Contains((NoticeEvent.ShopTermsChanged, null, $"{from:yyyy-MM-dd}"), told);
        Assert.Contains(told, n => n.Event == NoticeEvent.ShopAccountChanged);
    }

    private static async Task<bool> SeeAsync(IShopNotices notices, StaffView reader)
    {
        await notices.SeeAsync(reader);
        return true;
    }

    private static async Task<IReadOnlyList<NoticeView>> ListAsync(AFranchise house, StaffView reader) =>
        (await house.AskAsync((IShopNotices n) => n.ListAsync(reader, 50))).Rows;

    private static Task<int> UnreadAsync(AFranchise house, StaffView reader) =>
        house.AskAsync((IShopNotices n) => n.UnreadAsync(reader));

    private static Task<List<MailRow>> LettersAsync(AFranchise house, NoticeEvent happened) =>
        house.DbAsync(db => db.Set<MailRow>().Where(m => m.Event == happened).ToListAsync());

    private static async Task<StaffView> AddAsync(
        AFranchise house,
        FranchiseId franchise,
        string email,
        StaffRole role
    ) => (await house.Desk(d => d.AddStaffAsync(franchise, email, AMembership.Password, "박직원", role))).Granted();
}
