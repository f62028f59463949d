using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Passkeys;

/// <summary>
/// What is kept of passkeys. That a browser's answer is genuine is Identity's to say, and the journeys' to see.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class PasskeyTests : IAsyncLifetime
{
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;
    private Actor me = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
        me = await house.SignedInAsync(member.SignInId);
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_passkey_is_kept_named_listed_renamed_and_removed_and_the_person_is_told()
    {
        var added = (await AddAsync(1, "  내   아이폰 ")).Granted();
        Assert.Equal(("내 아이폰", (DateTimeOffset?)null), (added.Name, added.LastUsedAt));
        Assert.Equal(
            "membership.passkey.name_invalid",
            (await Passkeys(p => p.RenameAsync(me, added.Id, " "))).Refused().Code
        );
        (await Passkeys(p => p.RenameAsync(me, added.Id, "집 노트북"))).Granted();
        (await UseAsync(1, 5, "used-1")).Granted();
        Assert.Equal(
            ("집 노트북", house.Clock.GetUtcNow()),
            (await ListAsync()) is [{ } one] ? (one.Name, one.LastUsedAt!.Value) : default
        );

        (await Passkeys(p => p.RemoveAsync(me, added.Id))).Granted();

        Assert.Empty(await ListAsync());
        Assert.Equal(0, await house.DbAsync(db => db.UserPasskeys.CountAsync()));
        Assert.Equal("membership.passkey.unknown", (await UseAsync(1, 6, "used-2")).Refused().Code);
        Assert.Equal("membership.passkey.not_found", (await Passkeys(p => p.RemoveAsync(me, added.Id))).Refused().Code);
        await APigeon.CarryAllAsync(house);
        Assert.Equal(
            [NoticeEvent.PasskeyAdded, NoticeEvent.PasskeyRemoved],
            pigeon.Letters.Select(l => l.What.Event).Order()
        );
    }

    [Fact]
    public async Task Adding_and_removing_take_a_fresh_proof()
    {
        var added = (await AddAsync(1)).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("membership.step_up.required", (await Passkeys(p => p.MayAddAsync(me))).Refused().Code);
        Assert.Equal("membership.step_up.required", (await AddAsync(2)).Refused().Code);
        Assert.Equal("membership.step_up.required", (await Passkeys(p => p.RemoveAsync(me, added.Id))).Refused().Code);

        (await Passkeys(p => p.UseAsync(member.SignInId, New(1, counter: 5), "proof", proves: me))).Granted(); // the passkey itself is one
        (await AddAsync(2)).Granted();
    }

    [Fact]
    public async Task The_eleventh_is_refused_also_when_two_come_at_once()
    {
        for (byte n = 1; n < IPasskeys.Most; n++)
            (await AddAsync(n)).Granted();

        var both = await Task.WhenAll(AddAsync(20), AddAsync(21));

        Assert.Single(both, r => r.TryGet(out _, out _));
        Assert.Equal(
            ("membership.passkey.too_many", 10L),
            both.Single(r => !r.TryGet(out _, out _)).Refused() is var refusal
                ? (refusal.Code, refusal.Args[0])
                : default
        );
        Assert.Equal(IPasskeys.Most, (await ListAsync()).Count);
    }

    [Fact]
    public async Task An_answer_counts_once_and_a_counter_never_goes_back()
    {
        (await AddAsync(1)).Granted();
        (await UseAsync(1, 5, "answer")).Granted();
        Assert.Equal("membership.passkey.used_before", (await UseAsync(1, 6, "answer")).Refused().Code);
        Assert.Equal("membership.passkey.cloned", (await UseAsync(1, 5, "another")).Refused().Code);

        var copies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => UseAsync(1, 7, $"copy-{i}")));
        Assert.Single(copies, r => r.TryGet(out _, out _));
    }

    [Fact]
    public async Task A_key_ring_that_does_not_count_is_taken_as_it_is()
    {
        (await AddAsync(1)).Granted();
        (await UseAsync(1, 0, "first")).Granted();
        (await UseAsync(1, 0, "second")).Granted();
    }

    [Fact]
    public async Task Nobody_touches_anothers()
    {
        var other = await house.SignedInAsync((await house.JoinAsync()).SignInId);
        var added = (await AddAsync(1)).Granted();

        Assert.Equal(
            "membership.passkey.not_found",
            (await Passkeys(p => p.RemoveAsync(other, added.Id))).Refused().Code
        );
        Assert.Equal(
            "membership.passkey.not_found",
            (await Passkeys(p => p.RenameAsync(other, added.Id, "mine"))).Refused().Code
        );
        Assert.Equal(
            "membership.passkey.unknown",
            (await Passkeys(p => p.UseAsync(other.Id, New(1, counter: 9), "theirs"))).Refused().Code
        );
        Assert.Equal(
            "membership.passkey.taken",
            (await Passkeys(p => p.AddAsync(other, New(1), "mine", "ceremony"))).Refused().Code
        );
    }

    public static UserPasskeyInfo New(byte n, uint counter = 0) =>
        new(
            [n, 1, 2, 3],
            [9, 9, 9],
            DateTimeOffset.UnixEpoch,
            counter,
            ["internal"],
            isUserVerified: true,
            isBackupEligible: true,
            isBackedUp: true,
            [1],
            [2]
        );

    private Task<Result<PasskeyView>> AddAsync(byte n, string name = "아이폰") =>
        Passkeys(p => p.AddAsync(me, New(n), name, $"new-{n}-{Guid.NewGuid()}"));

    private Task<Result<Done>> UseAsync(byte n, uint counter, string ceremony) =>
        Passkeys(p => p.UseAsync(member.SignInId, New(n, counter), ceremony));

    private Task<IReadOnlyList<PasskeyView>> ListAsync() => Passkeys(p => p.ListAsync(member.SignInId));

    private Task<T> Passkeys<T>(Func<IPasskeys, Task<T>> question) => house.AskAsync(question);
}
