using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>One key at the doors of two processes that share a store.</summary>
public sealed class KeyTurnTests
{
    private static readonly ApiAnswer Paid = new(200, "application/json", """{"tid":"T1"}""");

    [Fact]
    public async Task A_process_that_stood_still_with_a_call_answers_what_the_other_has_answered_meanwhile()
    {
        await using var product = await AProduct.StartAsync();
        await using var scope = product.Host.App.Services.CreateAsyncScope();
        await using var stopped = AProcess(scope, out var onStopped);
        await using var running = AProcess(scope, out var onRunning);
        var question = new ApiQuestion(
            new(Guid.NewGuid()),
            true,
            "POST /online/v1/payment/subscription",
            "order-1",
            "{}"
        );

        // Here one process stands still, with the call in hand.
        using var frozen = (await stopped.TakeAsync(question)).Granted();
        Assert.Equal("idempotency.in_progress", (await stopped.TakeAsync(question)).Refused().Code);

        // The shop asks again and comes to the other one, which pays.
        using (var turn = (await running.TakeAsync(question)).Granted())
        {
            Assert.Null(turn.Earlier);
            await running.KeepAsync(turn, Paid);
        }

        await onRunning.DisposeAsync(); // its answer is in the store

        // The stopped one goes on. Its own call is not at its end yet, but the key has its answer.
        using (var again = (await stopped.TakeAsync(question)).Granted())
            Assert.Equal(Paid, again.Earlier);
        Assert.Equal(
            "idempotency.key_reused",
            (await stopped.TakeAsync(question with { Body = """{"a":1}""" })).Refused().Code
        );

        // Having heard it, nobody has taken the frozen call's turn away: it ends by itself, and the first answer stays.
        await stopped.KeepAsync(frozen, Paid with { Body = """{"tid":"T2"}""" });
        frozen.Dispose();
        await onStopped.DisposeAsync();
        using var last = (await stopped.TakeAsync(question)).Granted();
        Assert.Equal(Paid, last.Earlier);
    }

    [Fact]
    public async Task An_answer_is_kept_for_ever()
    {
        await using var product = await AProduct.StartAsync();
        await using var scope = product.Host.App.Services.CreateAsyncScope();
        var question = new ApiQuestion(new(Guid.NewGuid()), true, "POST /v1/orders", "order-1", "{}");
        await using (var before = AProcess(scope, out var onTheirWay))
        {
            using var turn = (await before.TakeAsync(question)).Granted();
            await before.KeepAsync(turn, Paid);
            await onTheirWay.DisposeAsync();
        }

        product.Clock.Advance(TimeSpan.FromDays(400));
        await using var after = AProcess(scope, out _);
        using (var again = (await after.TakeAsync(question)).Granted())
            Assert.Equal(Paid, again.Earlier);
        Assert.Equal(
            "idempotency.key_reused",
            (await after.TakeAsync(question with { Body = """{"a":1}""" })).Refused().Code
        );
    }

    [Fact]
    public async Task A_refusal_that_an_earlier_release_kept_uses_no_key_up()
    {
        await using var product = await AProduct.StartAsync();
        await using var scope = product.Host.App.Services.CreateAsyncScope();
        var question = new ApiQuestion(new(Guid.NewGuid()), true, "POST /v1/code-payments", "order-1", "{}");
        await using var process = AProcess(scope, out var onTheirWay);
        using (var turn = (await process.TakeAsync(question)).Granted())
            await process.KeepAsync(turn, Paid with { Status = 422 });
        await onTheirWay.DisposeAsync();
        using var again = (await process.TakeAsync(question with { Body = """{"a":1}""" })).Granted();
        Assert.Null(again.Earlier);
    }

    [Fact]
    public async Task While_one_instance_waits_for_the_bank_the_other_says_that_the_call_is_running()
    {
        await using var product = await AProduct.StartOnAsync(Database.PostgreSql);
        var member = await product.MemberWithAsync(0);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-before");
        var intent = new Once("sid:a-shop", Once.NewKey(), "");
        Task<Result<TopUpPlan>> CoverAsync() =>
            product.Wallets(w => w.CoverAsync(member.Id, Won.Of(20_000), TopUpReason.Paying, intent));

        var first = CoverAsync();
        await Eventually.TrueAsync(
            () =>
                product.AskAsync(
                    (MyPayDb db) => db.Set<BankCall>().AnyAsync(c => c.Purpose == "money.charge" && c.SentAt != null)
                ),
            "the bank is asked"
        );
        var meanwhile = (await CoverAsync()).Refused();
        Assert.Equal((RefusalKind.Unavailable, "idempotency.in_progress"), (meanwhile.Kind, meanwhile.Code));

        Assert.Equal("money.top_up.unknown", (await first).Refused().Code);
        Assert.Equal("money.top_up.unknown", (await CoverAsync()).Refused().Code);
        Assert.Equal(
            1,
            await product.AskAsync((MyPayDb db) => db.Set<BankCall>().CountAsync(c => c.Purpose == "money.charge"))
        );
    }

    /// <summary>What one process knows of running calls, over the common store.</summary>
    private static AProcessOfItsOwn AProcess(AsyncServiceScope scope, out AnswersOnTheirWay onTheirWay)
    {
        var services = scope.ServiceProvider;
        onTheirWay = new(services.GetRequiredService<Journal>(), NullLogger<AnswersOnTheirWay>.Instance);
        return new(
            new ApiAnswers(
                services.GetRequiredService<MyPayDb>(),
                new RunningCalls(),
                onTheirWay,
                services.GetRequiredService<DataKeys>()
            ),
            onTheirWay
        );
    }

    private sealed class AProcessOfItsOwn(ApiAnswers answers, AnswersOnTheirWay onTheirWay) : IAsyncDisposable
    {
        public Task<Result<ApiTurn>> TakeAsync(ApiQuestion question) =>
            answers.TakeAsync(question, CancellationToken.None);

        public Task KeepAsync(ApiTurn turn, ApiAnswer answer) => answers.KeepAsync(turn, answer);

        public ValueTask DisposeAsync() => onTheirWay.DisposeAsync();
    }
}
