using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>What the door promises, on every database.</summary>
public abstract class DoorTests(Database on)
{
    [Fact]
    public async Task Sixty_four_threads_on_few_accounts_overdraw_none_and_lose_nothing()
    {
        await using var store = await AStore.OpenAsync(on: on);
        for (var member = 0; member < 3; member++)
            await store.FundAsync(Transfers.Member(member), 5_000);

        var granted = 0;
        var threads = Enumerable
            .Range(0, 64)
            .Select(thread =>
                Task.Factory.StartNew(
                    () =>
                    {
                        var random = new Random(thread);
                        for (var i = 0; i < 25; i++)
                        {
                            var from = random.Next(3);
                            var answer = store
                                .Journal.TransferAsync(
                                    $"hot:{thread}:{i}",
                                    from,
                                    (from + 1 + random.Next(2)) % 3,
                                    random.Next(1, 4_000)
                                )
                                .GetAwaiter()
                                .GetResult();
                            if (answer.TryGet(out _, out var refusal))
                                Interlocked.Increment(ref granted);
                            else
                                Assert.Equal("ledger.insufficient", refusal.Code);
                        }
                    },
                    TaskCreationOptions.LongRunning
                )
            )
            .ToArray();
        await Task.WhenAll(threads);

        Assert.Equal(granted + 3, await store.NumberAsync("SELECT count(*) FROM ledger_slip"));
        Assert.Equal(15_000, await store.NumberAsync("SELECT sum(balance) FROM ledger_account WHERE kind = 2"));
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_command_that_throws_fails_alone()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000);

        var good = Enumerable.Range(0, 40).Select(i => store.Journal.TransferAsync($"good:{i}", 0, 1, 10)).ToList();
        var bug = store.Journal.WriteAsync<Done>(write =>
        {
            write.Post(Transfers.Send("bug:1", 0, 1, 500));
            write.Db.Roles.Add(new IdentityRole("never"));
            throw new InvalidOperationException("a bug");
        });
        var twice = store.Journal.TransferAsync("good:3", 0, 1, 10);
        good.AddRange(Enumerable.Range(40, 40).Select(i => store.Journal.TransferAsync($"good:{i}", 0, 1, 10)));

        await Task.WhenAll(good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bug);
        await Assert.ThrowsAnyAsync<Exception>(() => twice); // its source is booked already
        Assert.Equal(200, await store.BalanceAsync(Transfers.Wallet(0)));
        Assert.Equal(0, await store.NumberAsync("SELECT count(*) FROM \"identity_Roles\""));
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_refused_command_leaves_no_rows_no_news_no_key()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 100);

        var result = await store.Journal.WriteAsync<PostedSlip>(
            new Once("test", "k", "body"),
            write =>
            {
                write.Db.Roles.Add(new IdentityRole("added"));
                write.Db.SaveChanges(); // not asked for, harmless all the same
                write.Db.Roles.ExecuteUpdate(roles => roles.SetProperty(role => role.Name, "changed"));
                write.Publish(new SomethingHappened(1));
                Assert.True(write.Post(Transfers.Send("first", 0, 1, 60)).TryGet(out _, out _));
                return write.Post(Transfers.Send("second", 0, 1, 60));
            }
        );

        Assert.Equal("ledger.insufficient", result.Refused().Code);
        Assert.Equal([20L, 40L], result.Refused().Args); // short by, balance
        foreach (var table in new[] { "\"identity_Roles\"", "outbox_event", "journal_once" })
            Assert.Equal(0, await store.NumberAsync($"SELECT count(*) FROM {table}"));
        Assert.Equal(100, await store.BalanceAsync(Transfers.Wallet(0)));
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_command_may_go_on_after_a_refused_slip()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 100);

        var left = (
            await store.Journal.WriteAsync<long>(write =>
            {
                Assert.False(write.Post(Transfers.Send("too-much", 0, 1, 500)).TryGet(out _, out _));
                Assert.True(write.Post(Transfers.Send("enough", 0, 1, 30)).TryGet(out _, out _));
                return write.BalanceOf(Transfers.Wallet(0));
            })
        ).Granted();

        Assert.Equal(70, left);
        Assert.Equal(70, await store.BalanceAsync(Transfers.Wallet(0)));
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task Granted_rows_and_news_stand_beside_the_money()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 100);

        (
            await store.Journal.WriteAsync(write =>
            {
                write.Db.Roles.Add(new IdentityRole("kept"));
                write.Publish(new SomethingHappened(7));
                return write.Post(Transfers.Send("paid", 0, 1, 60));
            })
        ).Granted();

        Assert.Equal(1, await store.NumberAsync("SELECT count(*) FROM \"identity_Roles\""));
        Assert.Equal(
            1,
            await store.NumberAsync(
                """SELECT count(*) FROM outbox_event WHERE "Name" = 'test.happened' AND "Payload" = '{"Number":7}'"""
            )
        );
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_make_the_money_move_again()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000);
        var heard = 0;
        using var bad = store.Feed.Subscribe(
            [Transfers.Wallet(1).Code],
            () => throw new InvalidOperationException("a page that has gone")
        );
        using var good = store.Feed.Subscribe([Transfers.Wallet(1).Code], () => heard++);

        // No source of its own that the database could refuse the second time: each run of the command would be a slip.
        var runs = 0;
        var answers = Enumerable
            .Range(0, 20)
            .Select(_ => store.Journal.WriteAsync(write => write.Post(Transfers.Send($"run:{runs++}", 0, 1, 10))))
            .ToList();
        await Task.WhenAll(answers);
        store.Close();

        Assert.Equal(20, runs);
        Assert.True(heard > 0);
        Assert.Equal(800, await store.BalanceAsync(Transfers.Wallet(0)));
    }

    [Fact]
    public async Task Money_that_only_passes_through_one_account_is_judged_by_what_is_left()
    {
        await using var store = await AStore.OpenAsync(on: on);
        (await store.Journal.TransferAsync("to-oneself", 0, 0, 500)).Granted();
        Assert.Equal(0, await store.BalanceAsync(Transfers.Wallet(0)));
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_slip_that_does_not_balance_is_a_bug_and_writes_nothing()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.Journal.WriteAsync(write =>
                write.Post(
                    Slip.Of("bad", "bad:1")
                        .Credit(Transfers.Wallet(0), Won.Of(5))
                        .Debit(LedgerAccount.Bank("kb"), Won.Of(4))
                )
            )
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Journal.TransferAsync("empty", 0, 1, 0));
        Assert.Equal(0, await store.NumberAsync("SELECT count(*) FROM ledger_slip"));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("with\nlines\tand \"quotes\" \\ <b>")]
    [InlineData("cut\0off")]
    [InlineData("half \uD83C of a pair, whole 🎁")]
    [InlineData("가나다라마바사아자차카타파하")]
    public async Task Any_words_a_payer_writes_verify_afterwards(string words)
    {
        await using var store = await AStore.OpenAsync(on: on);
        var slip = Slip.Of("charge", "words", words)
            .Debit(LedgerAccount.Bank("kb"), Won.Of(10), words)
            .Credit(Transfers.Wallet(0), Won.Of(10), string.Concat(Enumerable.Repeat(words, 60)));
        (await store.Journal.WriteAsync(write => write.Post(slip))).Granted();
        var report = await store.ProveAsync();
        Assert.True(report.Ok, MyPay.Domain.Ledger.Proofs.ProofText.ToText(report));
    }

    [Fact]
    public async Task A_closed_door_says_so()
    {
        await using var store = await AStore.OpenAsync(on: on);
        store.Close();
        Assert.Equal("storage.stopped", (await store.Journal.TransferAsync("late", 0, 1, 1)).Refused().Code);
    }

    [Fact]
    public async Task What_was_confirmed_is_there_after_power_is_lost()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000);
        for (var i = 0; i < 10; i++)
            (await store.Journal.TransferAsync($"before:{i}", 0, 1, 10)).Granted();
        store.Reopen();
        (await store.Journal.TransferAsync("after", 0, 1, 10)).Granted();
        Assert.Equal(110, await store.BalanceAsync(Transfers.Wallet(1)));
        Assert.True((await store.ProveAsync()).Ok);
    }

    private sealed record SomethingHappened(int Number) : IOutboxEvent
    {
        public static string EventName => "test.happened";
    }
}

public sealed class SqliteDoorTests() : DoorTests(Database.Sqlite)
{
    [Fact]
    public async Task A_full_disk_refuses_and_money_moves_again_when_there_is_room()
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        await store.FundAsync(Transfers.Member(0), 1_000_000);
        async Task LimitPagesAsync(FormattableString pragma) =>
            (
                await store.Journal.WriteAsync<Done>(write =>
                {
                    write.Db.Database.ExecuteSql(pragma);
                    return default(Done);
                })
            ).Granted();
        await LimitPagesAsync($"PRAGMA max_page_count=1"); // SQLite takes the smallest it can: the pages there are

        Refusal? refusal = null;
        var granted = 0;
        for (var i = 0; refusal is null; i++)
            if ((await store.Journal.TransferAsync($"{new string('x', 500)}:{i}", 0, 1, 1)).TryGet(out _, out refusal))
                granted++;

        Assert.Equal(("storage.full", RefusalKind.Unavailable), (refusal.Code, refusal.Kind));
        await LimitPagesAsync($"PRAGMA max_page_count=1000000");
        (await store.Journal.TransferAsync("room again", 0, 1, 1)).Granted();
        Assert.Equal(granted + 1, await store.BalanceAsync(Transfers.Wallet(1)));
        Assert.True((await store.ProveAsync()).Ok);
    }
}

public sealed class PostgresDoorTests() : DoorTests(Database.PostgreSql);
