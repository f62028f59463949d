using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Slips;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

[Trait("Lane", "Fast")]
public sealed class FeeRulesTests
{
    [Theory]
    [InlineData(10_000, 150, 150, 15)]
    [InlineData(333, 150, 5, 1)] // 4.995 and 0.5: halves go up
    [InlineData(100, 50, 1, 0)]
    [InlineData(99, 50, 0, 0)]
    [InlineData(34_000, 230, 782, 78)]
    [InlineData(2_000_000, 350, 70_000, 7_000)]
    [InlineData(1, 10_000, 1, 0)]
    public void Fee_is_amount_times_rate_and_vat_a_tenth_of_it_both_rounded_half_up(
        long amount,
        int rate,
        long fee,
        long vat
    ) => Assert.Equal((fee, vat), (FeeRules.Fee(amount, rate), FeeRules.Vat(FeeRules.Fee(amount, rate))));

    [Theory]
    [InlineData(11_000, 0, 1_000)]
    [InlineData(2_200, 0, 200)]
    [InlineData(10_000, 0, 909)]
    [InlineData(10_000, 10_000, 0)]
    [InlineData(1_000, 995, 0)] // 5 ÷ 11 = 0.45
    [InlineData(1_000, 994, 1)] // 6 ÷ 11 = 0.55
    public void The_vat_inside_a_price_is_an_eleventh_of_its_taxed_part(long total, long taxFree, long vat) =>
        Assert.Equal(vat, FeeRules.IncludedVat(total, taxFree));

    [Fact]
    public void However_a_payment_is_cut_its_fee_comes_back_whole_and_never_strays_a_won_from_the_exact_share()
    {
        var cuts =
            from amount in Gen.Choose(1, 2_000_000)
            from rate in Gen.Choose(0, 1_000)
            from parts in Gen.Choose(1, 40)
            from weights in Gen.Choose(0, 1_000).ArrayOf(parts)
            select (Amount: (long)amount, Rate: rate, Cuts: Cut(amount, weights));

        Prop.ForAll(
                cuts.ToArbitrary(),
                sale =>
                {
                    var fee = FeeRules.Fee(sale.Amount, sale.Rate);
                    foreach (var whole in new[] { fee, FeeRules.Vat(fee) })
                    {
                        var (soFar, returned) = (0L, 0L);
                        foreach (var cut in sale.Cuts)
                        {
                            soFar += cut;
                            var back = FeeRules.Back(whole, sale.Amount, soFar, returned);
                            returned += back;
                            // Exactly: |2·returned·amount − 2·whole·soFar| ≤ amount, the half won going up.
                            var off = (2 * (BigInteger)returned * sale.Amount) - (2 * (BigInteger)whole * soFar);
                            if (back < 0 || off > sale.Amount || off <= -sale.Amount)
                                return false;
                        }

                        if (soFar == sale.Amount && returned != whole)
                            return false;
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("김마이", "김*이")]
    [InlineData("김빈", "김*")]
    [InlineData("James", "J***s")]
    [InlineData("A", "*")]
    [InlineData("", "*")]
    public void A_masked_name_keeps_its_ends(string name, string masked) => Assert.Equal(masked, FieldRules.Mask(name));

    private static long[] Cut(long amount, int[] weights)
    {
        var (sum, left) = (Math.Max(1, weights.Sum(w => (long)w)), amount);
        var cuts = new List<long>();
        foreach (var weight in weights)
        {
            var part = Math.Min(left, amount * weight / sum);
            if (part == 0)
                continue;
            cuts.Add(part);
            left -= part;
        }

        if (left > 0)
            cuts.Add(left);
        return [.. cuts];
    }
}
