using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>
/// One meaning: the same commands, in the same batches, at the same instants, leave the same bytes in both databases
/// and hear the same answers.
/// </summary>
public sealed class DifferentialTests
{
    private const int Members = 12;
    private const int Batches = 30;

    // All that must be the same, byte for byte.
    private static readonly string[] Everything =
    [
        "SELECT seq, kind, source, business_date, posted_at, memo, lines, hash FROM ledger_slip ORDER BY seq",
        "SELECT account, n, slip, amount, balance, posted_at, label FROM ledger_entry ORDER BY account, n",
        "SELECT id, code, kind, balance, entries FROM ledger_account ORDER BY id",
        "SELECT key, fingerprint, answer, first_slip, at FROM journal_once ORDER BY key",
        """SELECT "Seq", "Name", "Payload", "At" FROM outbox_event ORDER BY "Seq" """,
        """SELECT "Id", "Name", "NormalizedName" FROM "identity_Roles" ORDER BY "Id" """,
        """SELECT "Seq", "At", "ActorId", "Action", "Subject", "Reason", "Before", "After", "Hash" FROM audit_entry ORDER BY "Seq" """,
    ];

    // What two doors in turn may number otherwise: accounts that were only looked at use up numbers in one door's
    // memory.
    private static readonly string[] WithoutNumbers =
    [
        "SELECT seq, kind, source, business_date, posted_at, memo FROM ledger_slip ORDER BY seq",
        "SELECT a.code, e.n, e.slip, e.amount, e.balance, e.label FROM ledger_entry e JOIN ledger_account a ON "
            + "a.id = e.account ORDER BY a.code, e.n",
        "SELECT code, kind, balance, entries FROM ledger_account ORDER BY code",
        .. Everything[3..],
    ];

    [Theory]
    [InlineData(1)]
    public Task Both_databases_hold_the_same_bytes(int seed) => AreTheSameAsync(seed);

    [Theory]
    [Trait("Lane", "Long")]
    [InlineData(20261125)]
    [InlineData(777)]
    [InlineData(31337)]
    public Task Both_databases_hold_the_same_bytes_for_other_seeds(int seed) => AreTheSameAsync(seed);

    private static async Task AreTheSameAsync(int seed)
    {
        await using var sqlite = await RunAsync(seed, Database.Sqlite);
        await using var postgres = await RunAsync(seed, Database.PostgreSql);

        Assert.Equal(sqlite.Answers, postgres.Answers);
        Assert.Contains(sqlite.Answers, answer => answer.StartsWith("threw", StringComparison.Ordinal));
        Assert.Contains(sqlite.Answers, answer => answer.Contains("ledger.insufficient", StringComparison.Ordinal));
        Assert.Contains(sqlite.Answers, answer => answer.Contains("idempotency.key_reused", StringComparison.Ordinal));
        await SameAsync(Everything, sqlite.Store, postgres.Store);
    }

    [Theory]
    [InlineData(2)]
    public async Task Two_instances_in_turn_write_what_one_would(int seed)
    {
        await using var sqlite = await RunAsync(seed, Database.Sqlite);
        await using var postgres = await RunAsync(seed, Database.PostgreSql, doors: 2);

        Assert.Equal(sqlite.Answers, postgres.Answers);
        await SameAsync(WithoutNumbers, sqlite.Store, postgres.Store);
    }

    private static async Task SameAsync(string[] questions, AStore left, AStore right)
    {
        foreach (var question in questions)
        {
            var rows = await left.RowsAsync(question);
            Assert.NotEmpty(rows);
            Assert.Equal(rows, await right.RowsAsync(question));
        }

        foreach (var store in new[] { left, right })
        {
            var report = await store.ProveAsync();
            Assert.True(report.Ok, ProofText.ToText(report));
        }
    }

    private static async Task<Outcome> RunAsync(int seed, Database on, int doors = 1)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 14, 59, 0, TimeSpan.Zero));
        var store = await AStore.OpenAsync(clock, on);
        var second = doors == 2 ? store.OpenDoor() : null;
        try
        {
            var random = new Random(seed);
            var answers = new List<string>();
            for (var batch = 0; batch < Batches; batch++)
            {
                var commands = Enumerable
                    .Range(0, random.Next(1, 40))
                    .Select(n => Command.Any(random, batch, n))
                    .ToList();
                answers.AddRange(
                    await BatchAsync(batch % 2 == 1 && second is not null ? second : store.Journal, commands)
                );
                clock.Advance(TimeSpan.FromSeconds(7)); // through midnight of Seoul on the way
            }

            return new(store, answers);
        }
        finally
        {
            second?.Dispose();
        }
    }

    /// <summary>All of them in one batch: a first command holds the door until the others are queued.</summary>
    private static async Task<List<string>> BatchAsync(Journal door, List<Command> commands)
    {
        using var isHeld = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var holder = door.WriteAsync<Done>(_ =>
        {
            isHeld.Set();
            release.Wait();
            return new Refusal(RefusalKind.Conflict, "test.held");
        });
        isHeld.Wait();
        var waiting = commands.ConvertAll(command => SayAsync(door, command));
        release.Set();
        await holder;
        return [.. await Task.WhenAll(waiting)];
    }

    private static async Task<string> SayAsync(Journal door, Command command)
    {
        try
        {
            var answer = await door.WriteAsync<string>(command.Once, command.Run);
            return answer.TryGet(out var granted, out var refusal)
                ? granted
                : $"{refusal.Code} {string.Join(' ', refusal.Args)}";
        }
        catch (Exception thrown)
        {
            return thrown is InvalidOperationException ? $"threw {thrown.Message}" : "threw by the database";
        }
    }

    private sealed record Outcome(AStore Store, List<string> Answers) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }

    private sealed record Happened(string What, long Number) : IOutboxEvent
    {
        public static string EventName => "test.happened";
    }

    /// <summary>
    /// One command of the stream; what it does is decided when it is made, so it does the same wherever and however
    /// often it runs.
    /// </summary>
    private sealed record Command(Once? Once, Func<JournalWrite, Result<string>> Run)
    {
        private static readonly string[] Words =
        [
            "",
            "고마워 🎁",
            "cut\0off",
            "half \uD83C",
            "with \"quotes\" \\ and\nlines",
            "plain",
        ];

        public static Command Any(Random random, int batch, int n)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{batch}:{n}");
            var (from, to, won, word) = (
                random.Next(Members),
                random.Next(Members),
                random.Next(1, 3_000),
                Words[random.Next(Words.Length)]
            );
            var keyed = random.Next(3) == 0 ? new Once("test", $"key-{random.Next(40)}", $"{random.Next(2)}") : null;
            var used = new Once("test", $"key-{random.Next(40)}", "0");
            var (name, kind) = ($"{random.Next(3)}", random.Next(16));
            return new(
                keyed,
                kind switch
                {
                    < 4 => write => Say(write.Post(Transfers.Send($"send:{id}", from, to, won))),
                    4 or 5 => write =>
                        Say(
                            write.Post(
                                Slip.Of("charge", $"charge:{id}", word)
                                    .Debit(LedgerAccount.Bank("kb"), Won.Of(won * 3))
                                    .Credit(Transfers.Wallet(to), Won.Of(won * 3), word)
                            )
                        ),
                    6 => write => Say(write.Post(Sale(id, from, won, word))),
                    7 => write => Several(write, id, from, to, won),
                    8 => write => Refuses(write, id, from, to),
                    9 => write => Role(write, id, word),
                    10 => write => Throws(write, id, to),
                    11 => write =>
                        $"{write.Db.Set<SlipRow>().Count()} slips, {write.Db.Set<OutboxRow>().Count()} events, "
                        + $"used {write.IsUsed(used)}, {write.BalanceOf(Transfers.Wallet(from))} won",
                    12 => write => News(write, id, from, to, won),
                    13 => write => Role(write, name, "same"), // soon there already: the database refuses
                    // a source that may be booked already
                    14 => write => Say(write.Post(Transfers.Send($"send:again:{won % 9}", from, to, 1))),
                    _ => write => Noted(write, id, won),
                }
            );
        }

        private static Slip Sale(string id, int payer, int won, string word)
        {
            var (franchise, fee) = (new FranchiseId(new Guid(payer % 3, 7, 7, new byte[8])), won / 40);
            return Slip.Of("payment", $"sale:{id}", word)
                .Debit(Transfers.Wallet(payer), Won.Of(won), word)
                .Credit(LedgerAccount.FranchiseUnsettled(franchise), Won.Of(won - fee - (fee / 10)))
                .Credit(LedgerAccount.FeeIncome, Won.Of(fee))
                .Credit(LedgerAccount.VatPayable, Won.Of(fee / 10));
        }

        private static Result<string> Several(JournalWrite write, string id, int from, int to, int won)
        {
            for (var step = 0; step < 4; step++)
                if (!write.Post(Transfers.Send($"several:{id}:{step}", from, to, won)).TryGet(out _, out var refusal))
                    return refusal;
            return $"moved {won * 4}";
        }

        private static Result<string> Refuses(JournalWrite write, string id, int from, int to)
        {
            write.Publish(new Happened("never", 0));
            write.Db.Roles.Add(
                new IdentityRole
                {
                    Id = $"refused:{id}",
                    Name = id,
                    ConcurrencyStamp = "x",
                }
            );
            write.Db.SaveChanges();
            _ = write.Post(Transfers.Send($"refused:{id}", from, to, 1));
            _ = write.BalanceOf(LedgerAccount.Awaiting(Transfers.Member(to))); // looked at and never written
            return new Refusal(RefusalKind.Conflict, "test.refused", write.BalanceOf(Transfers.Wallet(from)));
        }

        private static Result<string> Role(JournalWrite write, string id, string word)
        {
            write.Db.Roles.Add(
                new IdentityRole
                {
                    Id = $"role:{id}",
                    Name = word,
                    NormalizedName = $"ROLE:{id}",
                    ConcurrencyStamp = "x",
                }
            );
            return $"role, {write.Db.Roles.Count(role => role.Name == word)} before";
        }

        private static Result<string> Throws(JournalWrite write, string id, int to)
        {
            write.Db.Roles.Add(new IdentityRole { Id = $"thrown:{id}", ConcurrencyStamp = "x" });
            write.Post(
                Slip.Of("charge", $"thrown:{id}")
                    .Debit(LedgerAccount.Bank("kb"), Won.Of(5))
                    .Credit(Transfers.Wallet(to), Won.Of(5))
            );
            throw new InvalidOperationException($"bug {id}");
        }

        private static Result<string> News(JournalWrite write, string id, int from, int to, int won)
        {
            for (var n = 0; n < won % 4; n++)
                write.Publish(new Happened($"뉴스 {id}", n));
            return Say(write.Post(Transfers.Send($"news:{id}", from, to, won)));
        }

        private static Result<string> Noted(JournalWrite write, string id, int won)
        {
            write.Note(
                new("op-1", "operator@mypay.test"),
                "test.noted",
                $"test:{id}",
                "사유",
                new { won },
                new { won = won + 1 }
            );
            return $"noted among {write.Db.Set<AuditEntry>().Count()}";
        }

        private static Result<string> Say(Result<PostedSlip> posted) =>
            posted.TryGet(out var slip, out var refusal)
                ? $"slip {slip.Seq} at {slip.PostedAt.ToUnixTimeMilliseconds()}"
                : refusal;
    }
}
