using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

[Collection(ApiCollection.Name)]
public sealed class IdempotencyTests(AnApi api)
{
    [Fact]
    public async Task The_same_call_again_gets_the_first_answer_and_moves_nothing()
    {
        var (tid, key) = ((await api.PaidAsync()).Text("tid"), Once());
        var before = await api.Product.BalanceAsync(api.Member.Id);
        var first = await CancelAsync(tid, """{"amount":3000,"reason":"한 잔"}""", key);
        var again = await CancelAsync(tid, """{ "reason" : "한 잔", "amount" : 3000 }""", $"\"{key}\"");

        Assert.Equal(200, first.Status);
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal((200, first.Raw, "true"), (again.Status, again.Raw, again.Headers["Idempotency-Replayed"]));
        Assert.Equal(before + 3_000, await api.Product.BalanceAsync(api.Member.Id));
    }

    [Fact]
    public async Task Another_body_is_refused()
    {
        var (tid, key) = ((await api.PaidAsync()).Text("tid"), Once());
        await CancelAsync(tid, """{"amount":3000,"reason":"x"}""", key);
        var other = await CancelAsync(tid, """{"amount":3001,"reason":"x"}""", key);
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_refused_call_leaves_nothing_behind_its_key_included()
    {
        var (tid, key) = ((await api.PaidAsync()).Text("tid"), Once());
        for (var i = 0; i < 2; i++)
        {
            var refused = await CancelAsync(tid, """{"amount":99999,"reason":"x"}""", key);
            Assert.Equal(
                (422, "refund-exceeds", false),
                (refused.Status, refused.Code, refused.Headers.ContainsKey("Idempotency-Replayed"))
            );
        }

        api.Script.Refuse(nameof(IPayments.CancelAsync), new(RefusalKind.Unavailable, "storage.busy"));
        Assert.Equal(503, (await CancelAsync(tid, """{"amount":1000,"reason":"x"}""", key)).Status);
        var later = await CancelAsync(tid, """{"amount":1000,"reason":"x"}""", key);
        Assert.Equal((200, false), (later.Status, later.Headers.ContainsKey("Idempotency-Replayed")));
        Assert.Equal(
            "true",
            (await CancelAsync(tid, """{"amount":1000,"reason":"x"}""", key)).Headers["Idempotency-Replayed"]
        );
        Assert.Equal("idempotency-key-reused", (await CancelAsync(tid, """{"amount":99999,"reason":"x"}""", key)).Code);
    }

    [Fact]
    public async Task What_a_bank_refused_is_paid_under_the_same_key_once_it_can_be()
    {
        var poor = await api.Product.MemberWithAsync(0, "이월급");
        var code = (await api.Product.AskAsync((IInStore s) => s.IssueCodeAsync(poor.Id))).Code;
        var (body, key) = (
            new
            {
                code,
                amount = 4_500,
                orderId = "pos-9",
                itemName = "라떼",
            },
            Once()
        );
        await api.Product.EmptyAccountsOfAsync(poor);
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                (422, "bank-refused"),
                await api.V1Async(HttpMethod.Post, "code-payments", body, key) is var no
                    ? (no.Status, no.Code)
                    : default
            );

        await api.Product.FillAccountsOfAsync(poor, 100_000);
        var paid = await api.V1Async(HttpMethod.Post, "code-payments", body, key);
        Assert.Equal((200, "Paid"), (paid.Status, paid.Text("status")));
        Assert.Equal(
            (paid.Raw, "true"),
            await api.V1Async(HttpMethod.Post, "code-payments", body, key) is var again
                ? (again.Raw, again.Headers["Idempotency-Replayed"])
                : default
        );
        Assert.Equal(5_500, await api.Product.BalanceAsync(poor.Id));
    }

    [Fact]
    public async Task An_approve_that_another_process_has_in_hand_is_still_running_for_who_sent_a_key()
    {
        var body = await api.AuthorizedAsync();
        var running = new Refusal(RefusalKind.Conflict, "payment.approve.in_progress");
        api.Script.Refuse(nameof(IPayments.ApproveAsync), running);
        var keyed = await api.KakaoAsync("approve", body, Once());
        Assert.Equal((409, -785, "1"), (keyed.Status, keyed.ErrorCode, keyed.Headers["Retry-After"]));
        api.Script.Refuse(nameof(IPayments.ApproveAsync), running);
        Assert.Equal(
            (400, -785),
            await api.KakaoAsync("approve", body) is var plain ? (plain.Status, plain.ErrorCode) : default
        );
        Assert.Equal(200, (await api.KakaoAsync("approve", body)).Status);
    }

    [Fact]
    public async Task Scopes_of_keys_never_meet()
    {
        var key = Once();
        var (one, two) = ((await api.PaidAsync()).Text("tid"), (await api.PaidAsync()).Text("tid"));
        const string Body = """{"amount":1000,"reason":"x"}""";
        Assert.Equal(one, (await CancelAsync(one, Body, key)).Text("tid"));
        Assert.Equal(two, (await CancelAsync(two, Body, key)).Text("tid")); // another path

        var live = await api.V1Async(
            HttpMethod.Post,
            "orders",
            """{"amount":1000,"orderId":"o","itemName":"x"}""",
            key
        );
        var test = await api.V1Async(
            HttpMethod.Post,
            "orders",
            """{"amount":1000,"orderId":"o","itemName":"x"}""",
            key,
            $"Bearer {api.TestKey}"
        );
        Assert.Equal((201, 201), (live.Status, test.Status));
        Assert.NotEqual(live.Text("id"), test.Text("id")); // another mode
    }

    [Fact]
    public async Task While_the_first_runs_the_second_waits_for_its_turn()
    {
        var (tid, key) = ((await api.PaidAsync()).Text("tid"), Once());
        var gate = new TaskCompletionSource();
        var held = api.Script.Hold(nameof(IPayments.CancelAsync), gate.Task);
        var first = CancelAsync(tid, """{"amount":1000,"reason":"x"}""", key);
        await held;
        var busy = await CancelAsync(tid, """{"amount":1000,"reason":"x"}""", key);
        Assert.Equal((409, "request-in-progress", "1"), (busy.Status, busy.Code, busy.Headers["Retry-After"]));
        gate.SetResult();
        Assert.Equal(200, (await first).Status);
        Assert.Equal(
            "true",
            (await CancelAsync(tid, """{"amount":1000,"reason":"x"}""", key)).Headers["Idempotency-Replayed"]
        );
    }

    [Fact]
    public async Task Fifty_at_once_cancel_once()
    {
        var (tid, key) = ((await api.PaidAsync()).Text("tid"), Once());
        var before = await api.Product.BalanceAsync(api.Member.Id);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => CancelAsync(tid, """{"amount":100,"reason":"x"}""", key))
        );
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409 }));
        Assert.Single(answers.Where(answer => answer.Status == 200).Select(answer => answer.Raw).Distinct());
        Assert.Equal(before + 100, await api.Product.BalanceAsync(api.Member.Id));
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("code-payments")]
    [InlineData("payments/T1/cancel")]
    public async Task Money_calls_need_a_key(string path) =>
        Assert.Equal(
            (400, "idempotency-key-missing"),
            await api.V1Async(HttpMethod.Post, path, "{}") is var answer ? (answer.Status, answer.Code) : default
        );

    [Theory]
    [InlineData(301)]
    [InlineData(0)]
    public async Task A_key_has_its_bounds(int length) =>
        Assert.Equal(
            "idempotency-key-invalid",
            (await api.V1Async(HttpMethod.Post, "orders", "{}", length == 0 ? "\"\"" : new string('k', length))).Code
        );

    [Fact]
    public async Task A_key_of_300_is_taken_and_blanks_are_not()
    {
        const string Body = """{"amount":1000,"orderId":"o","itemName":"x"}""";
        Assert.Equal(201, (await api.V1Async(HttpMethod.Post, "orders", Body, Once().PadRight(300, '!'))).Status);
        Assert.Equal("idempotency-key-invalid", (await api.V1Async(HttpMethod.Post, "orders", Body, "a b")).Code);
    }

    [Fact]
    public async Task The_dialect_honours_a_key_too()
    {
        var key = Once();
        var first = await api.KakaoAsync("ready", api.ReadyBody(), key);
        var again = await api.KakaoAsync("ready", api.ReadyBody(), key);
        Assert.Equal((first.Raw, "true"), (again.Raw, again.Headers["Idempotency-Replayed"]));
        var other = await api.KakaoAsync("ready", api.ReadyBody(total: 20_000), key);
        Assert.Equal((422, -785), (other.Status, other.ErrorCode));
        Assert.Equal(
            "IDEMPOTENCY_KEY_REUSED",
            other.Json.GetProperty("extras").GetProperty("method_result_code").GetString()
        );

        var (approve, approveKey) = (await api.AuthorizedAsync(), Once());
        var paid = await api.KakaoAsync("approve", approve, approveKey);
        Assert.Equal(
            (200, paid.Raw),
            await api.KakaoAsync("approve", approve, approveKey) is var replay ? (replay.Status, replay.Raw) : default
        );
        Assert.Equal(-702, (await api.KakaoAsync("approve", approve, Once())).ErrorCode);
    }

    [Fact]
    public async Task An_approve_whose_answer_was_lost_in_a_crash_is_answered_not_repeated()
    {
        var (body, key) = (await api.AuthorizedAsync(), Once());
        // The first try: money moves, and then the process dies before the answer is kept.
        var canonical = System.Text.Json.JsonSerializer.Serialize(
            body.OrderBy(member => member.Key, StringComparer.Ordinal).ToDictionary()
        );
        var question = new ApiQuestion(api.Shop.Id, true, "POST /online/v1/payment/approve", key, canonical);
        var approve = new ApproveRequest(
            api.Shop.Id,
            api.Shop.Cid,
            (string)body["tid"]!,
            "order-1",
            "user-1",
            (string)body["pg_token"]!,
            null,
            null,
            question.EffectKey()
        );
        var paid = (await api.Product.AskAsync((IPayments p) => p.ApproveAsync(approve))).Granted();

        var again = await api.KakaoAsync("approve", body, key);
        Assert.Equal((200, paid.Aid), (again.Status, again.Text("aid")));
        Assert.Equal("true", (await api.KakaoAsync("approve", body, key)).Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task A_cancel_whose_answer_was_lost_is_made_once()
    {
        var (tid, key) = ((await api.PaidAsync()).Text("tid")!, Once());
        const string Body = """{"amount":1000,"reason":"x"}""";
        var question = new ApiQuestion(api.Shop.Id, true, $"POST /v1/payments/{tid}/cancel", key, Body);
        var lost = (
            await api.Product.AskAsync(
                (IPayments p) =>
                    p.CancelAsync(
                        new(api.Shop.Id, null, tid, 1_000, 0, null, null, "x", null, false, question.EffectKey())
                    )
            )
        ).Granted();
        Assert.Equal(lost.Aid, (await CancelAsync(tid, Body, key)).Text("aid"));
    }

    [Fact]
    public async Task Answers_outlive_the_process_and_lie_sealed()
    {
        await using var store = await AStore.OpenAsync();
        Assert.Equal(0, await store.NumberAsync("SELECT count(*) FROM payment_api_answer"));
        await api.V1Async(HttpMethod.Post, "webhook-endpoints", new { url = "http://127.0.0.1:9/sealed" }, Once());
        var file = Path.Combine(api.Product.Host.Settings.DataDirectory, new StorageOptions(".").SqliteFile);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={file};Mode=ReadOnly;Pooling=False"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT count(*) FROM payment_api_answer WHERE \"Status\" IS NOT NULL AND \"Body\" NOT LIKE '%whsec%'";
        await Eventually.TrueAsync(async () => (long)(await command.ExecuteScalarAsync())! > 0, "the answer is kept");
        command.CommandText =
            "SELECT count(*) FROM payment_api_answer WHERE \"Body\" LIKE '%whsec%' OR \"Body\" LIKE '%{%'";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    private Task<AnApi.Answer> CancelAsync(string? tid, string body, string key) =>
        api.V1Async(HttpMethod.Post, $"payments/{tid}/cancel", body, key);

    private static string Once() => Guid.NewGuid().ToString("N");
}
