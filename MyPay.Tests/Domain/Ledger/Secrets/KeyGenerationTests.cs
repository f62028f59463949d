using System.Security.Cryptography;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Pin;
using Xunit;

namespace MyPay.Tests.Domain.Ledger.Secrets;

/// <summary>After a rotation nothing is worth anything without the newest key, and nothing that was made is lost.</summary>
[Trait("Lane", "Fast")]
public sealed class KeyGenerationTests
{
    private static readonly byte[][] Masters =
    [
        .. Enumerable.Range(1, 3).Select(n => Enumerable.Repeat((byte)n, 32).ToArray()),
    ];
    private static readonly DataKeys First = DataKeys.Of(Masters[..1]);
    private static readonly DataKeys Second = DataKeys.Of(Masters[..2]);
    private static readonly DataKeys Third = DataKeys.Of(Masters);

    [Fact]
    public void What_is_one_way_is_raised_to_what_the_newer_keys_make_of_it()
    {
        Assert.Equal(Second.Index("004:123"), Second.RaiseIndex(First.Index("004:123"), First));
        Assert.Equal(Third.Index("004:123"), Third.RaiseIndex(First.Index("004:123"), First));
        Assert.Equal(Third.Index("004:123"), Third.RaiseIndex(Second.Index("004:123"), Second));
        Assert.Equal(
            Third.SealOf("slips", 7, new byte[32]),
            Third.RaiseSeal(Second.SealOf("slips", 7, new byte[32]), Second)
        );
        var (salt, slow) = (new byte[16], 1);
        Assert.Equal(
            PinHash.Of("258039", salt, slow, Third),
            Third.RaisePeppered(PinHash.Of("258039", salt, slow, First), First)
        );
        Assert.NotEqual(PinHash.Of("258038", salt, slow, Third), PinHash.Of("258039", salt, slow, Third));
    }

    [Fact]
    public void The_earlier_keys_alone_make_none_of_it()
    {
        Assert.NotEqual(First.Index("a"), Second.Index("a"));
        Assert.NotEqual(First.SealOf("slips", 7, new byte[32]), Second.SealOf("slips", 7, new byte[32]));
        Assert.NotEqual(PinHash.Of("1", new byte[16], 1, First), PinHash.Of("1", new byte[16], 1, Second));
        Assert.ThrowsAny<CryptographicException>(() => First.Reveal(Second.Protect("account", "row"), "row"));
        // The newest alone is not enough either: the store's first PINs and indexes went through all of them.
        Assert.NotEqual(Second.Index("a"), DataKeys.Of(Masters[1]).Index("a"));
    }

    [Fact]
    public void A_store_says_how_far_its_keys_go()
    {
        Assert.Equal(1, Third.Until(First.Check)!.Generation);
        Assert.Equal(Second.Check, Third.Until(Second.Check)!.Check);
        Assert.Equal(3, Third.Until(Third.Check)!.Generation);
        Assert.Null(First.Until(Second.Check));
        Assert.Null(Third.Until(DataKeys.Of(new byte[32]).Check));
    }

    [Fact]
    public void A_token_made_before_is_still_among_those_that_can_be_made() =>
        Assert.Equal(First.UnderEachPepper("pg_token").Single(), Third.UnderEachPepper("pg_token").Last());
}
