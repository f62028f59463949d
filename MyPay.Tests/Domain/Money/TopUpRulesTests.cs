using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Domain.Money.TopUp;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money;

[Trait("Lane", "Fast")]
public sealed class TopUpRulesTests
{
    private const long Plenty = 2_000_000;

    [Theory]
    // Paying: S ≤ 10,000 charges 10,000; more charges exactly S.
    [InlineData(TopUpReason.Paying, 0, Plenty, 0)]
    [InlineData(TopUpReason.Paying, 1, Plenty, 10_000)]
    [InlineData(TopUpReason.Paying, 9_999, Plenty, 10_000)]
    [InlineData(TopUpReason.Paying, 10_000, Plenty, 10_000)]
    [InlineData(TopUpReason.Paying, 10_001, Plenty, 10_001)]
    [InlineData(TopUpReason.Paying, 12_345, Plenty, 12_345)]
    // Sending: rounded up to the next 10,000.
    [InlineData(TopUpReason.Sending, 0, Plenty, 0)]
    [InlineData(TopUpReason.Sending, 1, Plenty, 10_000)]
    [InlineData(TopUpReason.Sending, 10_000, Plenty, 10_000)]
    [InlineData(TopUpReason.Sending, 10_001, Plenty, 20_000)]
    [InlineData(TopUpReason.Sending, 1_999_999, Plenty, 2_000_000)]
    // Would the rounding pass the cap, exactly S.
    [InlineData(TopUpReason.Paying, 4_000, 9_999, 4_000)]
    [InlineData(TopUpReason.Sending, 12_000, 15_000, 12_000)]
    [InlineData(TopUpReason.Sending, 12_000, 12_000, 12_000)]
    public void Charges_by_the_rule(TopUpReason reason, long shortage, long room, long charge) =>
        Assert.Equal(Won.Of(charge), TopUpRules.AmountFor(reason, Won.Of(shortage), Won.Of(room)).Granted());

    [Theory]
    [InlineData(TopUpReason.Paying, 4_000, 3_999)]
    [InlineData(TopUpReason.Sending, 12_000, 11_999)]
    [InlineData(TopUpReason.Sending, 1, 0)]
    public void Refuses_when_even_the_shortage_passes_the_cap(TopUpReason reason, long shortage, long room)
    {
        var refusal = TopUpRules.AmountFor(reason, Won.Of(shortage), Won.Of(room)).Refused();

        Assert.Equal("money.top_up.over_cap", refusal.Code);
        Assert.Equal([shortage, room], refusal.Args.Cast<long>());
    }

    [Theory]
    [InlineData(0, "money.charge.below_minimum")]
    [InlineData(9_999, "money.charge.below_minimum")]
    [InlineData(10_001, "money.charge.not_in_units")]
    [InlineData(15_000, "money.charge.not_in_units")]
    public void A_charge_by_hand_is_at_least_10000_in_units_of_10000(long amount, string code) =>
        Assert.Equal(code, TopUpRules.CheckManual(Won.Of(amount)).Refused().Code);

    [Theory]
    [InlineData(10_000)]
    [InlineData(2_000_000)]
    public void A_charge_by_hand_in_units_passes(long amount) => TopUpRules.CheckManual(Won.Of(amount)).Granted();
}

[Trait("Lane", "Fast")]
public sealed class TypedWonTests
{
    [Theory]
    [InlineData("12000", 12_000)]
    [InlineData("12,000", 12_000)]
    [InlineData("12,000원", 12_000)]
    [InlineData(" 12,000 원 ", 12_000)]
    [InlineData("₩12,000", 12_000)]
    [InlineData("１２０００", 12_000)]
    [InlineData("12000.00", 12_000)]
    public void Reads_what_people_type_and_paste(string typed, long won) =>
        Assert.Equal(Won.Of(won), TypedWon.Parse(typed).Granted());

    [Theory]
    [InlineData("", "amount.missing")]
    [InlineData(null, "amount.missing")]
    [InlineData("원", "amount.missing")]
    [InlineData("0", "amount.not_positive")]
    [InlineData("-1", "amount.not_positive")]
    [InlineData("1000.5", "amount.fractional")]
    [InlineData("1e3", "amount.not_a_number")]
    [InlineData("만원", "amount.not_a_number")]
    [InlineData("1000000000001", "amount.too_large")]
    [InlineData("99999999999999999999999999999999999", "amount.too_large")]
    public void Says_what_is_wrong_with_the_rest(string? typed, string code) =>
        Assert.Equal(code, TypedWon.Parse(typed).Refused().Code);
}
