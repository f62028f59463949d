using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Pin;

[Trait("Lane", "Fast")]
public sealed class PinTests
{
    private const string Right = "258039";
    private const string Wrong = "258040";

    [Fact]
    public async Task A_right_pin_passes_and_takes_back_the_misses()
    {
        await using var house = new AMembership();
        var member = await WithPinAsync(house);

        Assert.Equal(4L, (await VerifyAsync(house, member.Id, Wrong)).Refused().Args[0]);
        Assert.Equal(3L, (await VerifyAsync(house, member.Id, Wrong)).Refused().Args[0]);
        (await VerifyAsync(house, member.Id, Right)).Granted();
        Assert.Equal(4L, (await VerifyAsync(house, member.Id, Wrong)).Refused().Args[0]);
    }

    [Fact]
    public async Task The_fifth_try_may_still_be_right()
    {
        await using var house = new AMembership();
        var member = await WithPinAsync(house);
        for (var i = 0; i < 4; i++)
            (await VerifyAsync(house, member.Id, Wrong)).Refused();

        (await VerifyAsync(house, member.Id, Right)).Granted();
        Assert.Equal(PinState.Set, await house.PinsAsync(p => p.StateAsync(member.Id)));
    }

    [Fact]
    public async Task Five_misses_lock_and_no_clock_unlocks()
    {
        await using var house = new AMembership();
        var member = await WithPinAsync(house);

        var codes = new List<string>();
        for (var i = 0; i < 5; i++)
            codes.Add((await VerifyAsync(house, member.Id, Wrong)).Refused().Code);

        Assert.Equal([.. Enumerable.Repeat("membership.pin.wrong", 4), "membership.pin.locked"], codes);
        Assert.Equal(PinState.Locked, await house.PinsAsync(p => p.StateAsync(member.Id)));
        house.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal("membership.pin.locked", (await VerifyAsync(house, member.Id, Right)).Refused().Code);
    }

    [Fact]
    public async Task Two_hundred_guesses_at_once_get_five_tries()
    {
        await using var house = new AMembership();
        var member = await WithPinAsync(house);

        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => VerifyAsync(house, member.Id, $"{700_000 + i}")))
        );

        var codes = guesses.Select(g => g.Refused().Code).ToList();
        Assert.Equal(4, codes.Count(c => c == "membership.pin.wrong")); // the fifth was compared too, and says "locked"
        Assert.Equal(196, codes.Count(c => c == "membership.pin.locked"));
        Assert.Equal("membership.pin.locked", (await VerifyAsync(house, member.Id, Right)).Refused().Code);
    }

    [Fact]
    public async Task The_password_cannot_be_guessed_here_at_leisure()
    {
        await using var house = new AMembership();
        var member = await WithPinAsync(house);
        var me = await house.SignedInAsync(member.SignInId);

        var guesses = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i => Task.Run(() => house.AskAsync((IStepUps s) => s.ByPasswordAsync(me, $"guess number {i}"))))
        );

        Assert.Equal(5, guesses.Count(g => g.Refused().Code == "membership.password.wrong"));
        Assert.Equal(45, guesses.Count(g => g.Refused() is { Code: "membership.password.locked", Args: [5L] }));
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        (await house.AskAsync((IStepUps s) => s.ByPasswordAsync(me, AMembership.Password))).Granted();
    }

    [Fact]
    public async Task A_second_first_pin_needs_a_proof()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();

        var both = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(i => Task.Run(() => SetAsync(house, member.Id, i == 0 ? Right : "604182", null)))
        );

        Assert.Single(both, r => r.TryGet(out _, out _));
        Assert.Equal("membership.pin.proofs_missing", both.Single(r => !r.TryGet(out _, out _)).Refused().Code);
    }

    [Fact]
    public async Task Without_a_pin_there_is_nothing_to_verify()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();

        Assert.Equal(PinState.NotSet, await house.PinsAsync(p => p.StateAsync(member.Id)));
        Assert.Equal("membership.pin.not_set", (await VerifyAsync(house, member.Id, Right)).Refused().Code);
        Assert.Equal("membership.pin.birthday", (await SetAsync(house, member.Id, "950314", null)).Refused().Code);
        Assert.Equal(
            "membership.member.not_found",
            (await SetAsync(house, new(Guid.NewGuid()), Right, null)).Refused().Code
        );
    }

    [Fact]
    public async Task A_copied_database_without_the_key_file_verifies_no_pin()
    {
        await using var house = new AMembership();
        var member = await WithPinAsync(house);
        var row = await house.DbAsync(db => db.Set<PinRow>().SingleAsync(p => p.Member == member.Id));
        var elsewhere = Directory.CreateTempSubdirectory("mypay-keys-").FullName;

        Assert.True(row.Iterations >= 210_000);
        Assert.Equal(row.Hash, PinHash.Of(Right, row.Salt, row.Iterations, DataKeys.Open(house.Folder)));
        Assert.NotEqual(row.Hash, PinHash.Of(Right, row.Salt, row.Iterations, DataKeys.Open(elsewhere)));
        Directory.Delete(elsewhere, recursive: true);
    }

    private static async Task<MemberView> WithPinAsync(AMembership house)
    {
        var member = await house.JoinAsync();
        (await SetAsync(house, member.Id, Right, null)).Granted();
        return member;
    }

    private static Task<Result<Done>> SetAsync(AMembership house, MemberId member, string pin, Actor? by) =>
        house.PinsAsync(p => p.SetAsync(member, pin, by));

    private static Task<Result<Done>> VerifyAsync(AMembership house, MemberId member, string pin) =>
        house.PinsAsync(p => p.VerifyAsync(member, pin));
}
