using Xunit;

namespace MyPay.Tests.Crashes;

/// <summary>The judge of crashed histories finds what can not be explained, and nothing else.</summary>
[Trait("Lane", "Fast")]
public sealed class JudgeTests
{
    private static readonly Pay Coffee = new("coffee", 0, 300);
    private static readonly Cancel Half = new("half", "T1", 150, ByDialect: false);
    private static readonly Payment Paid = new("T1", "coffee", 300, 0, []);
    private static readonly Payment HalfBack = Paid with { Cancelled = 150, Cancels = [new("A1", "half", 150)] };
    private static readonly Call CoffeeYes = new(Coffee, 1, 2, Verdict.Ok) { Name = "T1", Said = "paid" };
    private static readonly Call HalfYes = new(Half, 3, 4, Verdict.Ok) { Name = "A1", Said = "cancelled" };

    [Fact]
    public void What_went_well_is_explained() =>
        Assert.Empty(Judge.Of([CoffeeYes, HalfYes, Look(5, 150)], Ended([CoffeeYes, HalfYes], HalfBack)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_left_open_happened_once_or_not_at_all(bool happened)
    {
        var open = CoffeeYes with { Verdict = Verdict.Unknown, Name = null, Said = "" };
        var ending = Ended([CoffeeYes], Paid);

        Assert.Empty(Judge.Of([open], happened ? ending : ending with { Before = [] }));
    }

    [Fact]
    public void An_acknowledged_payment_that_is_missing_is_found() =>
        Finds("coffee was acknowledged, and is missing", [CoffeeYes], Ended([CoffeeYes], Paid) with { Before = [] });

    [Fact]
    public void An_acknowledged_payment_that_became_another_is_found() =>
        Finds("coffee is not what was acknowledged", [CoffeeYes], Ended([CoffeeYes], Paid with { Tid = "T2" }));

    [Fact]
    public void Another_answer_to_the_same_key_is_found() =>
        Finds("coffee was answered in two ways", [CoffeeYes], Ended([CoffeeYes with { Said = "paid again" }], Paid));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_that_took_effect_twice_is_found(bool wasAnswered) =>
        Finds(
            "coffee took effect 2 times",
            [CoffeeYes with { Verdict = wasAnswered ? Verdict.Ok : Verdict.Unknown }],
            Ended([CoffeeYes], Paid, Paid with { Tid = "T2" })
        );

    [Fact]
    public void A_key_that_takes_effect_again_when_it_is_asked_again_is_found() =>
        Finds(
            "coffee was asked again, said Ok and is there 2 times",
            [CoffeeYes],
            Ended([CoffeeYes], Paid, Paid with { Tid = "T2" }) with
            {
                Before = [Paid],
            }
        );

    [Fact]
    public void A_refusal_that_took_effect_is_found() =>
        Finds(
            "coffee was refused, and took effect",
            [CoffeeYes with { Verdict = Verdict.Fail }],
            Ended([CoffeeYes], Paid)
        );

    [Fact]
    public void A_refusal_that_is_a_yes_later_is_found() =>
        Finds(
            "coffee was refused, and says Ok when it is asked again",
            [CoffeeYes with { Verdict = Verdict.Fail }],
            Ended([CoffeeYes], Paid) with
            {
                Before = [],
            }
        );

    [Fact]
    public void A_payment_that_nobody_asked_for_is_found() =>
        Finds(
            "tea took effect, and nobody asked for it",
            [CoffeeYes],
            Ended([CoffeeYes], Paid, new Payment("T2", "tea", 300, 0, []))
        );

    [Fact]
    public void A_look_at_what_is_undone_later_is_found() =>
        Finds("and that was undone", [CoffeeYes, Look(5, 150)], Ended([CoffeeYes], Paid));

    [Fact]
    public void A_look_that_misses_an_acknowledged_payment_is_found() =>
        Finds(
            "did not see it",
            [CoffeeYes, new(new LookFor("look", "coffee"), 5, 6, Verdict.Ok)],
            Ended([CoffeeYes], Paid)
        );

    [Fact]
    public void A_look_that_misses_an_acknowledged_cancel_is_found() =>
        Finds("had been acknowledged", [CoffeeYes, HalfYes, Look(5, 0)], Ended([CoffeeYes, HalfYes], HalfBack));

    [Fact]
    public void A_look_while_a_cancel_is_on_its_way_may_see_it_or_not()
    {
        foreach (var cancelled in new[] { 0, 150 })
        {
            var history = new[] { CoffeeYes, HalfYes with { Returned = 9 }, Look(5, cancelled) };
            Assert.Empty(Judge.Of(history, Ended([CoffeeYes, HalfYes], HalfBack)));
        }
    }

    [Fact]
    public void A_look_before_anybody_asked_for_what_it_sees_is_found() =>
        Finds(
            "had been asked for",
            [CoffeeYes, HalfYes with { Invoked = 8, Returned = 9 }, Look(5, 150)],
            Ended([CoffeeYes, HalfYes], HalfBack)
        );

    [Fact]
    public void A_look_that_sees_less_than_one_before_it_is_found() =>
        Finds(
            "saw less of coffee",
            [CoffeeYes, HalfYes with { Returned = 20 }, Look(5, 150), Look(8, 0)],
            Ended([CoffeeYes, HalfYes], HalfBack)
        );

    [Fact]
    public void A_sum_that_is_off_is_found()
    {
        Finds(
            "150 won were paid, and 300 left the wallets",
            [CoffeeYes, HalfYes],
            Ended([CoffeeYes, HalfYes], HalfBack) with
            {
                Last = new(700, 300),
            }
        );
        Finds(
            "there were 1000 won, and there are 999",
            [CoffeeYes],
            Ended([CoffeeYes], Paid) with
            {
                Last = new(700, 299),
            }
        );
        Finds(
            "its cancels are 150",
            [CoffeeYes, HalfYes],
            Ended([CoffeeYes, HalfYes], HalfBack with { Cancelled = 100 })
        );
        Finds("verify: no", [CoffeeYes], Ended([CoffeeYes], Paid) with { Complaint = "no" });
    }

    [Fact]
    public void What_goes_away_while_keys_are_asked_again_is_found() =>
        Finds(
            "half was there, and went away",
            [CoffeeYes, HalfYes],
            Ended([CoffeeYes, HalfYes], Paid) with
            {
                Before = [HalfBack],
            }
        );

    private static void Finds(string what, IReadOnlyList<Call> history, Ending ending) =>
        Assert.Contains(Judge.Of(history, ending), found => found.Contains(what, StringComparison.Ordinal));

    private static Call Look(int at, long cancelled) =>
        new(new LookAround($"look-{at}"), at, at + 1, Verdict.Ok) { Seen = [new("T1", "coffee", 300, cancelled)] };

    /// <summary>Of a wallet of 1,000 won.</summary>
    private static Ending Ended(IReadOnlyList<Call> again, params Payment[] payments)
    {
        var paid = payments.Sum(payment => payment.Won - payment.Cancelled);
        return new(payments, again, payments, new(1_000, 0), new(1_000 - paid, paid), null);
    }
}
