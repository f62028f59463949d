using FsCheck;
using FsCheck.Fluent;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

public abstract class RandomTransferTests(Database on)
{
    private const int Members = 5;
    private const long Funds = 10_000;

    /// <summary>One command: some slips, all or nothing; perhaps under a key that came before.</summary>
    public sealed record Step(int Key, IReadOnlyList<(int From, int To, int Won)> Moves)
    {
        public string Body => string.Join(';', Moves);
    }

    private static readonly Gen<(int, int, int)> Move = Gen.Choose(0, Members - 1)
        .SelectMany(from =>
            Gen.Choose(0, Members - 1)
                .SelectMany(to =>
                    Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(1, 4_000)), (2, Gen.Choose(4_001, 30_000)))
                        .Select(won => (from, to, won))
                )
        );

    private static readonly Gen<Step> AStep = Gen.Choose(0, 60)
        .SelectMany(key =>
            Gen.Frequency((6, Gen.Constant(1)), (2, Gen.Choose(2, 4)))
                .SelectMany(count => Gen.ListOf(Move, count).Select(moves => new Step(key, [.. moves])))
        );

    [Fact]
    public void Any_stream_of_transfers_leaves_the_books_as_a_simple_model_says() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(25).WithStartSize(10).WithEndSize(120),
            Prop.ForAll(
                Arb.From(Gen.Sized(size => Gen.ListOf(AStep, size))),
                steps => HoldsAsync([.. steps]).GetAwaiter().GetResult()
            )
        );

    private async Task HoldsAsync(List<Step> steps)
    {
        await using var store = await AStore.OpenAsync(on: on);
        for (var member = 0; member < Members; member++)
            await store.FundAsync(Transfers.Member(member), Funds);
        var model = new Model();

        // All at once: the door sees crowds, and takes them in the order they came.
        var answers = steps
            .Select(
                (step, at) =>
                    store.Journal.WriteAsync<long>(
                        new Once("test", $"key-{step.Key}", step.Body),
                        write =>
                        {
                            var last = 0L;
                            foreach (var ((from, to, won), line) in step.Moves.Select((move, line) => (move, line)))
                            {
                                if (won == 0)
                                    return new Refusal(RefusalKind.Invalid, "test.zero");
                                if (
                                    !write
                                        .Post(Transfers.Send($"test:{at}:{line}", from, to, won))
                                        .TryGet(out var slip, out var refusal)
                                )
                                    return refusal;
                                last = slip.Seq;
                            }

                            return last;
                        }
                    )
            )
            .ToList();

        for (var at = 0; at < steps.Count; at++)
        {
            var (expected, seq) = model.Run(steps[at]);
            var result = await answers[at];
            if (expected is null)
                Assert.Equal(seq, result.Granted() - Members);
            else
                Assert.Equal(expected, result.Refused().Code);
        }

        for (var member = 0; member < Members; member++)
            Assert.Equal(model.Balances[member], await store.BalanceAsync(Transfers.Wallet(member)));
        Assert.Equal(Members * Funds, model.Balances.Sum());
        Assert.Equal(model.Slips + Members, await store.NumberAsync("SELECT count(*) FROM ledger_slip"));
        Assert.Equal(model.Kept.Count, await store.NumberAsync("SELECT count(*) FROM journal_once"));
        var report = await store.ProveAsync();
        Assert.True(report.Ok, MyPay.Domain.Ledger.Proofs.ProofText.ToText(report));
    }

    /// <summary>What the door promises, in a few lines and without a database.</summary>
    private sealed class Model
    {
        public long[] Balances { get; private set; } = [.. Enumerable.Repeat(Funds, Members)];

        public Dictionary<int, (string Body, long Seq)> Kept { get; } = [];

        public long Slips { get; private set; }

        public (string? Refusal, long Seq) Run(Step step)
        {
            if (Kept.TryGetValue(step.Key, out var earlier))
                return earlier.Body == step.Body ? (null, earlier.Seq) : ("idempotency.key_reused", 0);

            var after = (long[])Balances.Clone();
            foreach (var (from, to, won) in step.Moves)
            {
                if (won == 0)
                    return ("test.zero", 0);
                after[from] -= won;
                after[to] += won;
                if (after[from] < 0)
                    return ("ledger.insufficient", 0);
            }

            Balances = after;
            Slips += step.Moves.Count;
            Kept[step.Key] = (step.Body, Slips);
            return (null, Slips);
        }
    }
}

public sealed class SqliteRandomTransferTests() : RandomTransferTests(Database.Sqlite);

public sealed class PostgresRandomTransferTests() : RandomTransferTests(Database.PostgreSql);
