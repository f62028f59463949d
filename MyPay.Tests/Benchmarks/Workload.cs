namespace MyPay.Tests.Benchmarks;

/// <summary>Who pays whom.</summary>
internal abstract class Workload(string name)
{
    public string Name => name;

    public static Workload Uniform { get; } = new Even();

    public static Workload Zipf { get; } = new Skewed(0.99);

    public static Workload OneHot { get; } = new ToOne();

    public abstract (int From, int To) Pick(Random random);

    private sealed class Even() : Workload("uniform")
    {
        public override (int From, int To) Pick(Random random)
        {
            var from = random.Next(BenchStore.Accounts);
            return (from, (from + 1 + random.Next(BenchStore.Accounts - 1)) % BenchStore.Accounts);
        }
    }

    /// <summary>Everybody pays the same one, as in a rush at one franchise.</summary>
    private sealed class ToOne() : Workload("one-hot")
    {
        public override (int From, int To) Pick(Random random) => (1 + random.Next(BenchStore.Accounts - 1), 0);
    }

    /// <summary>The account of rank r is met in proportion to 1 / r^s, on both sides.</summary>
    private sealed class Skewed : Workload
    {
        private readonly double[] upTo = new double[BenchStore.Accounts];

        public Skewed(double exponent)
            : base("Zipf")
        {
            var sum = 0.0;
            for (var rank = 0; rank < upTo.Length; rank++)
                upTo[rank] = sum += 1 / Math.Pow(rank + 1, exponent);
        }

        public override (int From, int To) Pick(Random random)
        {
            var from = One(random);
            var to = One(random);
            return from == to ? (from, (to + 1) % BenchStore.Accounts) : (from, to);
        }

        private int One(Random random)
        {
            var found = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
            return Math.Min(found < 0 ? ~found : found, upTo.Length - 1);
        }
    }
}
