using System.Text;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

[Trait("Lane", "Fast")]
public sealed class ApiKeyTests
{
    [Fact]
    public async Task A_key_says_whose_it_is_and_what_it_may()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var live = await IssueAsync(house, shop.Id, live: true, "payments:write", "payments:read");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var test = await IssueAsync(house, shop.Id, live: false, "settlements:read");
        Assert.Matches("^mpk_live_[A-Za-z0-9_-]{32}$", live.RawKey);
        Assert.Matches("^mpk_test_[A-Za-z0-9_-]{32}$", test.RawKey);

        var caller = await CallerAsync(house, live.RawKey);
        Assert.Equal((live.View.Id, shop.Id, true), (caller!.KeyId, caller.Franchise, caller.Live));
        Assert.Equal(["payments:read", "payments:write"], caller.Scopes);
        Assert.False((await CallerAsync(house, test.RawKey))!.Live);
        Assert.Equal([test.View.Id, live.View.Id], (await house.Keys(k => k.ListAsync(shop.Id))).Select(k => k.Id));
        Assert.Equal(live.RawKey[^4..], live.View.Last4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mpk_live_")]
    [InlineData("mpk_live_0123456789abcdef0123456789abcdef")]
    [InlineData("sk_live_0123456789abcdef0123456789abcdef")]
    public async Task An_unknown_key_is_nobody(string raw)
    {
        await using var house = new AFranchise();
        Assert.Null(await CallerAsync(house, raw));
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once_though_it_was_just_used()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var key = await IssueAsync(house, shop.Id);
        Assert.NotNull(await CallerAsync(house, key.RawKey));

        (await house.Keys(k => k.RevokeAsync(shop.Id, key.View.Id))).Granted();
        Assert.Null(await CallerAsync(house, key.RawKey));
        Assert.True(Assert.Single(await house.Keys(k => k.ListAsync(shop.Id))).Revoked);
        Assert.Equal(
            "franchise.api_key.not_found",
            (await house.Keys(k => k.RevokeAsync(shop.Id, key.View.Id))).Refused().Code
        );
        Assert.Equal(
            "franchise.api_key.not_found",
            (await house.Keys(k => k.RotateAsync(shop.Id, key.View.Id, Actor.System))).Refused().Code
        );
    }

    [Fact]
    public async Task A_rotated_key_works_for_a_day_and_not_a_second_longer()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var old = await IssueAsync(house, shop.Id, live: true, "payments:write");
        var next = (await house.Keys(k => k.RotateAsync(shop.Id, old.View.Id, Actor.System))).Granted();
        Assert.Equal((true, "가게 서버"), (next.View.Live, next.View.Name));
        Assert.Equal(["payments:write"], next.View.Scopes);
        Assert.Equal(
            "franchise.api_key.already_rotated",
            (await house.Keys(k => k.RotateAsync(shop.Id, old.View.Id, Actor.System))).Refused().Code
        );

        house.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await CallerAsync(house, old.RawKey));
        house.Clock.Advance(TimeSpan.FromMilliseconds(1)); // while it is still in the cache
        Assert.Null(await CallerAsync(house, old.RawKey));
        Assert.NotNull(await CallerAsync(house, next.RawKey));
    }

    [Fact]
    public async Task Without_overlap_the_old_key_ends_at_once()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var old = await IssueAsync(house, shop.Id);
        await CallerAsync(house, old.RawKey);
        var next = (await house.Keys(k => k.RotateAsync(shop.Id, old.View.Id, Actor.System, TimeSpan.Zero))).Granted();
        Assert.Null(await CallerAsync(house, old.RawKey));
        Assert.NotNull(await CallerAsync(house, next.RawKey));
    }

    [Fact]
    public async Task The_raw_key_stands_nowhere_in_the_data()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var key = await IssueAsync(house, shop.Id);
        await CallerAsync(house, key.RawKey);
        await Eventually.TrueAsync(
            async () => (await house.Keys(k => k.ListAsync(shop.Id)))[0].LastUsedAt is not null,
            "the note of its use"
        );

        var secret = Encoding.ASCII.GetBytes(key.RawKey[9..]);
        var number = Encoding.ASCII.GetBytes("110123000001"); // nor the account number
        foreach (var file in Directory.EnumerateFiles(house.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(number));
        }
    }

    [Fact]
    public async Task Use_is_noted_once_a_minute()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var key = await IssueAsync(house, shop.Id);
        Assert.Null(key.View.LastUsedAt);
        async Task<DateTimeOffset?> UsedAsync() => (await house.Keys(k => k.ListAsync(shop.Id)))[0].LastUsedAt;

        var first = house.Clock.GetUtcNow();
        await CallerAsync(house, key.RawKey);
        await Eventually.TrueAsync(async () => await UsedAsync() == first, "the first note");
        house.Clock.Advance(TimeSpan.FromSeconds(59));
        await CallerAsync(house, key.RawKey);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await CallerAsync(house, key.RawKey);
        await Eventually.TrueAsync(async () => await UsedAsync() == first.AddMinutes(1), "the second note");
    }

    [Fact]
    public async Task Keys_are_a_franchises_own_and_come_with_the_contract()
    {
        await using var house = new AFranchise();
        var (shop, other, waiting) = (
            await house.ActiveAsync(),
            await house.ActiveAsync(),
            await house.InReviewAsync()
        );
        var key = await IssueAsync(house, shop.Id);

        Assert.Equal(
            "franchise.api_key.not_found",
            (await house.Keys(k => k.RevokeAsync(other.Id, key.View.Id))).Refused().Code
        );
        Assert.Equal(
            "franchise.api_key.not_found",
            (await house.Keys(k => k.RotateAsync(other.Id, key.View.Id, Actor.System))).Refused().Code
        );
        Assert.Empty(await house.Keys(k => k.ListAsync(other.Id)));
        Assert.Equal(
            "franchise.contract.not_active",
            (await house.Keys(k => k.IssueAsync(waiting.Id, "서버", true, ApiScopes.All, Actor.System))).Refused().Code
        );
        Assert.Equal(
            "franchise.api_key.scope_unknown",
            (await house.Keys(k => k.IssueAsync(shop.Id, "서버", true, ["everything"], Actor.System))).Refused().Code
        );
        Assert.Equal(
            "franchise.api_key.scope_unknown",
            (await house.Keys(k => k.IssueAsync(shop.Id, "서버", true, [], Actor.System))).Refused().Code
        );
        Assert.Equal(
            "franchise.api_key.name_invalid",
            (await house.Keys(k => k.IssueAsync(shop.Id, "", true, ApiScopes.All, Actor.System))).Refused().Code
        );

        for (var n = 0; n < 19; n++)
            await IssueAsync(house, shop.Id);
        Assert.Equal(
            "franchise.api_key.too_many",
            (await house.Keys(k => k.IssueAsync(shop.Id, "서버", true, ApiScopes.All, Actor.System))).Refused().Code
        );
        (await house.Keys(k => k.RevokeAsync(shop.Id, key.View.Id))).Granted();
        await IssueAsync(house, shop.Id);
    }

    [Fact]
    public async Task An_owner_makes_and_changes_keys_only_right_after_proving_who_they_are()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var signIn = (await house.Desk(d => d.StaffAsync(shop.Id)))[0].SignInId;
        var owner = new Actor(signIn, "owner")
        {
            Session = (await house.AskAsync((ISessions s) => s.OpenAsync(signIn, "Chrome · Mac"))).Granted(),
        };
        var key = (await house.Keys(k => k.IssueAsync(shop.Id, "서버", true, ApiScopes.All, owner))).Granted();

        house.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(
            "membership.step_up.required",
            (await house.Keys(k => k.IssueAsync(shop.Id, "서버", true, ApiScopes.All, owner))).Refused().Code
        );
        Assert.Equal(
            "membership.step_up.required",
            (await house.Keys(k => k.RotateAsync(shop.Id, key.View.Id, owner))).Refused().Code
        );
        Assert.Equal(
            "membership.step_up.required",
            (await house.Keys(k => k.IssueAsync(shop.Id, "서버", true, ApiScopes.All, owner with { Session = null })))
                .Refused()
                .Code
        );
        (await house.Keys(k => k.RevokeAsync(shop.Id, key.View.Id))).Granted(); // ending one makes nothing less safe
    }

    private static async Task<IssuedApiKey> IssueAsync(
        AFranchise house,
        FranchiseId franchise,
        bool live = true,
        params string[] scopes
    ) =>
        (
            await house.Keys(k =>
                k.IssueAsync(
                    franchise,
                    "가게 서버",
                    live,
                    scopes.Length > 0 ? scopes : [.. ApiScopes.All],
                    Actor.System
                )
            )
        ).Granted();

    private static Task<ApiCaller?> CallerAsync(AFranchise house, string raw) =>
        house.Keys(k => k.FindCallerAsync(raw));
}
