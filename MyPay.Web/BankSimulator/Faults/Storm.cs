namespace MyPay.Web.BankSimulator.Faults;

/// <summary>
/// Random faults that can be replayed: what happens to the n-th call depends on the seed and n alone.
/// </summary>
internal sealed class Storm(long seed, double rate, IReadOnlyList<Effect> effects, int delayMs)
{
    private ulong ordinal;

    public Fault? Next()
    {
        var first = Mix(unchecked((ulong)seed + (ordinal++ * 0x9E3779B97F4A7C15UL)));
        var second = Mix(first);
        return Fraction(first) < rate ? new(effects[(int)(second % (ulong)effects.Count)], delayMs) : null;
    }

    private static double Fraction(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    // SplitMix64: spreads neighbouring seeds and ordinals over the whole range.
    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = Shift(bits + 0x9E3779B97F4A7C15UL, 30) * 0xBF58476D1CE4E5B9UL;
            return Shift(Shift(bits, 27) * 0x94D049BB133111EBUL, 31);
        }
    }

    private static ulong Shift(ulong bits, int by) => bits ^ (bits >> by);
}
