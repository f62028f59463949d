using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

public abstract class OnceTests(Database on)
{
    public sealed record Receipt(MemberId To, Won Amount, PostedSlip Slip, DateTimeOffset At, string? Memo);

    [Fact]
    public async Task Fifty_at_once_with_one_key_move_the_money_once_and_hear_the_same()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000);
        var once = new Once("send:0", "tap", "0>1:10");

        var runs = 0;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(() =>
                        store.Journal.WriteAsync<Receipt>(
                            once,
                            write =>
                            {
                                runs++;
                                var slip = write.Post(Transfers.Send($"send:{runs}", 0, 1, 10));
                                return slip.TryGet(out var posted, out var refusal)
                                    ? new Receipt(Transfers.Member(1), Won.Of(10), posted, write.Now, "고마워")
                                    : refusal;
                            }
                        )
                    )
                )
        );

        Assert.Equal(1, runs);
        Assert.Single(answers.Select(answer => answer.Granted()).Distinct());
        Assert.Equal(Won.Of(10), answers[^1].Granted().Amount); // a replayed amount is the amount, not zero
        Assert.Equal(10, await store.BalanceAsync(Transfers.Wallet(1)));
    }

    [Fact]
    public async Task The_first_answer_survives_a_restart()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000);
        var once = new Once("send:0", "tap", "0>1:10");
        var first = (await store.Journal.TransferAsync("send:1", 0, 1, 10, once)).Granted();
        store.Reopen();
        Assert.Equal(first, (await store.Journal.TransferAsync("send:2", 0, 1, 10, once)).Granted());
        Assert.Equal(10, await store.BalanceAsync(Transfers.Wallet(1)));
    }

    [Fact]
    public async Task The_same_key_for_another_body_is_refused_and_another_owners_key_is_another_key()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000);
        (await store.Journal.TransferAsync("a", 0, 1, 10, new Once("send:0", "k", "10"))).Granted();

        var reused = await store.Journal.TransferAsync("b", 0, 1, 20, new Once("send:0", "k", "20"));
        Assert.Equal(("idempotency.key_reused", RefusalKind.Conflict), (reused.Refused().Code, reused.Refused().Kind));
        (await store.Journal.TransferAsync("c", 0, 1, 20, new Once("send:9", "k", "20"))).Granted();
        Assert.Equal(30, await store.BalanceAsync(Transfers.Wallet(1)));
    }

    [Fact]
    public async Task A_refused_command_does_not_use_up_its_key()
    {
        await using var store = await AStore.OpenAsync(on: on);
        var once = new Once("send:0", "k", "10");
        Assert.Equal("ledger.insufficient", (await store.Journal.TransferAsync("a", 0, 1, 10, once)).Refused().Code);
        await store.FundAsync(Transfers.Member(0), 10);
        (await store.Journal.TransferAsync("a", 0, 1, 10, once)).Granted();
    }
}

public sealed class SqliteOnceTests() : OnceTests(Database.Sqlite);

public sealed class PostgresOnceTests() : OnceTests(Database.PostgreSql);
