using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Banking;

/// <summary>
/// Every way a bank can answer × every call: which outcomes are certain, and which are not. Real HTTP; time-outs in
/// virtual time.
/// </summary>
public sealed class WireAnswerTests : IAsyncLifetime
{
    private const string TranId = "T991234560U123456789";
    private const long Amount = 50_000;
    private static readonly DateOnly Day = new(2026, 11, 23);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(9)));
    private AStubbornBank bank = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        bank = await AStubbornBank.StartAsync();
        services = Services(bank.Address);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await bank.DisposeAsync();
    }

    private static readonly string[] Every =
    [
        "real name",
        "receiver",
        "withdraw",
        "deposit",
        "result of a withdraw",
        "result of a deposit",
        "balance",
        "statement",
    ];

    public static TheoryData<string> Calls => [.. Every];

    public static TheoryData<string, string> CallsAndWays()
    {
        var cells = new TheoryData<string, string>();
        foreach (var call in Every)
        foreach (var way in Ways.Keys)
            cells.Add(call, way);
        return cells;
    }

    /// <summary>A way to answer a call, and what it must be taken for.</summary>
    private sealed record Way(Func<HttpContext, string, Task> Answer, Verdict Verdict)
    {
        /// <summary>The call comes twice: the first was refused before anything was done.</summary>
        public int Asked { get; init; } = 1;
    }

    private enum Verdict
    {
        Succeeded,
        Failed,
        Unknown,
        NeverHappened,
    }

    private static Way Json(Verdict verdict, Action<JsonObject> change) =>
        new((http, call) => AStubbornBank.JsonAsync(http, Good(call, change)), verdict);

    private static Way Codes(Verdict verdict, string rsp, string? bankRsp) =>
        Json(
            verdict,
            row =>
            {
                row["rsp_code"] = rsp;
                if (bankRsp is null)
                    row.Remove("bank_rsp_code");
                else
                    row["bank_rsp_code"] = bankRsp;
            }
        );

    private static Way Text(string text, string type = "application/json", int status = 200) =>
        new((http, _) => AStubbornBank.TextAsync(http, text, type, status), Verdict.Unknown);

    private static readonly Dictionary<string, Way> Ways = new(StringComparer.Ordinal)
    {
        ["yes"] = Json(Verdict.Succeeded, _ => { }),
        ["the account is short"] = Codes(Verdict.Failed, "A0000", "453"),
        ["no such account"] = Codes(Verdict.Failed, "A0002", "412"),
        ["a row's no"] = Codes(Verdict.Failed, "A0009", "415"),
        ["the centre's no"] = Codes(Verdict.Failed, "A0305", null),
        ["processing"] = Codes(Verdict.Unknown, "A0001", null),
        ["time-out at the centre"] = Codes(Verdict.Unknown, "A0007", null),
        ["duplicate at the centre"] = Codes(Verdict.Unknown, "A0008", null),
        ["the bank did not answer the centre"] = Codes(Verdict.Unknown, "A0017", null),
        ["time-out at the bank"] = Codes(Verdict.Unknown, "A0002", "804"),
        ["duplicate at the bank"] = Codes(Verdict.Unknown, "A0002", "822"),
        ["in process at the bank"] = Codes(Verdict.Unknown, "A0000", "400"),
        ["a code nobody knows"] = Codes(Verdict.Unknown, "A0000", "987"),
        ["half a yes: the centre's"] = Codes(Verdict.Unknown, "A0000", null),
        ["half a yes: the bank's"] = Codes(Verdict.Unknown, "A0003", "000"),
        ["no such transaction"] = Codes(Verdict.NeverHappened, "A0000", "701"),
        ["a yes to another transaction"] = Json(Verdict.Unknown, row => row["bank_tran_id"] = "T991234560U999999999"),
        ["a no to another transaction"] = Json(
            Verdict.Unknown,
            row => (row["bank_tran_id"], row["bank_rsp_code"]) = ("T991234560U999999999", "453")
        ),
        ["a yes that names no transaction"] = Json(Verdict.Unknown, row => row.Remove("bank_tran_id")),
        ["HTML"] = Text("<html><body>점검 중입니다</body></html>", "text/html"),
        ["a good answer called HTML"] = new(
            (http, call) => AStubbornBank.TextAsync(http, Good(call, _ => { }).ToJsonString(), "text/html"),
            Verdict.Unknown
        ),
        ["JSON that ends in the middle"] = Text("""{"rsp_code":"A0000","bank_rsp_co"""),
        ["a list"] = Text("""[{"rsp_code":"A0000","bank_rsp_code":"000"}]"""),
        ["nothing"] = Text(""),
        ["10 MB"] = Json(Verdict.Unknown, row => row["filler"] = new string('x', 10_000_000)),
        ["a redirect"] = new(
            (http, _) =>
            {
                http.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
                return Task.CompletedTask;
            },
            Verdict.Unknown
        ),
        ["429"] = new((http, call) => AStubbornBank.JsonAsync(http, Good(call, _ => { }), 429), Verdict.Unknown),
        ["500"] = new(
            (http, call) => AStubbornBank.JsonAsync(http, Good(call, row => row["bank_rsp_code"] = "453"), 500),
            Verdict.Unknown
        ),
        ["201"] = new((http, call) => AStubbornBank.JsonAsync(http, Good(call, _ => { }), 201), Verdict.Unknown),
        ["401, and again"] = new(
            (http, call) => AStubbornBank.JsonAsync(http, Good(call, _ => { }), 401),
            Verdict.Unknown
        )
        {
            Asked = 2,
        },
        ["the line is cut"] = new(
            (http, _) =>
            {
                http.Abort();
                return Task.CompletedTask;
            },
            Verdict.Unknown
        ),
        ["the line is cut in the answer"] = new(
            async (http, call) =>
            {
                var whole = Good(call, _ => { }).ToJsonString();
                (http.Response.ContentType, http.Response.ContentLength) = ("application/json", whole.Length * 4);
                await http.Response.WriteAsync(whole[..(whole.Length / 2)]);
                await http.Response.Body.FlushAsync();
                http.Abort();
            },
            Verdict.Unknown
        ),
    };

    [Theory]
    [MemberData(nameof(CallsAndWays))]
    public async Task An_answer_is_taken_for_what_it_is(string call, string way)
    {
        bank.Answer = (http, _) => Ways[way].Answer(http, call);

        var answer = await CallAsync(call);

        Assert.Equal(Ways[way].Verdict, Read(answer.Verdict));
        Assert.Equal(Ways[way].Asked, bank.Asked);
    }

    [Theory]
    [InlineData("withdraw", "another amount", "49999")]
    [InlineData("withdraw", "a won more", "50001")]
    [InlineData("deposit", "another amount", "5000")]
    [InlineData("deposit", "no whole won", "50000.00")]
    [InlineData("deposit", "another currency", "USD 50000")]
    [InlineData("result of a withdraw", "another amount", "50001")]
    [InlineData("result of a deposit", "another amount", "49999")]
    [InlineData("result of a deposit", "nothing", "")]
    public async Task A_yes_to_another_amount_is_no_yes(string call, string what, string amount)
    {
        Assert.NotEmpty(what);
        bank.Answer = (http, _) => AStubbornBank.JsonAsync(http, Good(call, row => row["tran_amt"] = amount));

        Assert.Equal(WireVerdict.Unknown, (await CallAsync(call)).Verdict);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task No_answer_in_time_is_unknown_and_one_in_time_is_an_answer(string call)
    {
        var late = new TaskCompletionSource();
        bank.Answer = async (http, _) =>
        {
            await late.Task;
            await AStubbornBank.JsonAsync(http, Good(call, _ => { }));
        };

        var asked = CallAsync(call);
        await bank.Reached.Task;
        clock.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(WireVerdict.Unknown, (await asked).Verdict);

        bank.WaitAnew();
        asked = CallAsync(call);
        await bank.Reached.Task;
        clock.Advance(TimeSpan.FromMilliseconds(9_999));
        late.SetResult();
        Assert.Equal(WireVerdict.Succeeded, (await asked).Verdict);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_byte_at_a_time_does_not_stretch_the_time_a_call_may_take(string call)
    {
        var first = new TaskCompletionSource();
        bank.Answer = async (http, _) =>
        {
            http.Response.ContentType = "application/json";
            foreach (var letter in Good(call, _ => { }).ToJsonString())
            {
                await http.Response.WriteAsync(letter.ToString(), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                first.TrySetResult();
                // virtual: the clock of the test, which nobody waits for
                await Task.Delay(TimeSpan.FromSeconds(1), clock, http.RequestAborted);
            }
        };

        var asked = CallAsync(call);
        await first.Task;
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(WireVerdict.Unknown, (await asked).Verdict);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_token_that_has_ended_is_asked_for_anew_and_the_call_comes_once_more_under_its_name(string call)
    {
        var ids = new List<string?>();
        bank.Answer = (http, body) =>
        {
            ids.Add(
                body?["bank_tran_id"]?.ToString()
                    ?? (body?["req_list"] as JsonArray)?[0]?["bank_tran_id"]?.ToString()
                    ?? (body?["req_list"] as JsonArray)?[0]?["org_bank_tran_id"]?.ToString()
                    ?? http.Request.Query["bank_tran_id"]
            );
            return AStubbornBank.JsonAsync(http, Good(call, _ => { }), bank.Asked == 1 ? 401 : 200);
        };

        Assert.Equal(WireVerdict.Succeeded, (await CallAsync(call)).Verdict);
        Assert.Equal(2, bank.Tokens);
        Assert.Equal([TranId, TranId], ids);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(401)]
    public async Task Without_a_token_nothing_was_sent(int status)
    {
        bank.Token = http => AStubbornBank.TextAsync(http, "no", "text/plain", status);

        var answer = await CallAsync("withdraw");

        Assert.Equal((WireVerdict.Failed, WireCodes.NotSent), (answer.Verdict, answer.RspCode));
        Assert.Equal(0, bank.Asked);
    }

    [Theory]
    [InlineData("http://no-such-bank.invalid", "Failed")]
    [InlineData("http://127.0.0.1:1", "Failed")]
    [InlineData("https://127.0.0.1:{port}", "Unknown")] // some of it may have been heard
    public async Task A_bank_that_cannot_be_reached_has_not_moved_anything(string address, string verdict) // with a token from better days
    {
        await using var astray = Services(
            new Uri(address.Replace("{port}", $"{bank.Address.Port}", StringComparison.Ordinal))
        );
        using var near = new HttpClient { BaseAddress = bank.Address };
        await astray.GetRequiredService<WireToken>().GetAsync(near, CancellationToken.None);

        var answer = await CallAsync("withdraw", astray);

        Assert.Equal(verdict, answer.Verdict.ToString());
        Assert.Equal(0, bank.Asked);
    }

    private static Verdict Read(WireVerdict verdict) => Enum.Parse<Verdict>(verdict.ToString());

    private ServiceProvider Services(Uri address)
    {
        var made = new ServiceCollection()
            .AddBanking()
            .AddLogging(log => log.ClearProviders())
            .AddSingleton<TimeProvider>(clock);
        made.Configure<BankingOptions>(options => options.BaseUrl = address);
        return made.BuildServiceProvider();
    }

    private async Task<WireAnswer> CallAsync(string call, IServiceProvider? at = null)
    {
        var wire = (at ?? services).GetRequiredService<BankWire>();
        var transfer = new WireTransfer(TranId, "004", "1234567890", "김마이", Won.Of(Amount), "MyPay");
        return await (
            call switch
            {
                "real name" => wire.InquireHolderAsync(
                    TranId,
                    "004",
                    "1234567890",
                    "김마이",
                    new(1990, 1, 15),
                    CancellationToken.None
                ),
                "receiver" => wire.InquireHolderAsync(
                    TranId,
                    "004",
                    "1234567890",
                    "김마이",
                    null,
                    CancellationToken.None
                ),
                "withdraw" => wire.WithdrawAsync(transfer, CancellationToken.None),
                "deposit" => wire.DepositAsync(transfer, CancellationToken.None),
                "result of a withdraw" => wire.ResultAsync(
                    BankCallKind.Withdraw,
                    TranId,
                    Day,
                    Won.Of(Amount),
                    CancellationToken.None
                ),
                "result of a deposit" => wire.ResultAsync(
                    BankCallKind.Deposit,
                    TranId,
                    Day,
                    Won.Of(Amount),
                    CancellationToken.None
                ),
                "balance" => wire.CorporateBalanceAsync(TranId, CancellationToken.None),
                _ => wire.StatementPageAsync(TranId, Day, null, CancellationToken.None),
            }
        );
    }

    /// <summary>A good answer with one thing changed in its row.</summary>
    private static JsonObject Good(string call, Action<JsonObject> change)
    {
        var row = new JsonObject
        {
            ["rsp_code"] = "A0000",
            ["bank_rsp_code"] = "000",
            ["bank_tran_id"] = TranId,
        };
        var isTransfer =
            call.Contains("withdraw", StringComparison.Ordinal) || call.Contains("deposit", StringComparison.Ordinal);
        if (isTransfer)
            row["tran_amt"] = $"{Amount}";
        if (call is "real name" or "receiver")
            row["account_holder_name"] = "김마이";
        if (call == "balance")
            row["balance_amt"] = "1000";
        if (call == "statement")
            (row["res_list"], row["page_record_cnt"], row["next_page_yn"]) = (new JsonArray(), "0", "N");
        change(row);
        if (call is not ("deposit" or "result of a deposit" or "result of a withdraw"))
            return row;

        var whole = new JsonObject { ["rsp_code"] = row["rsp_code"]?.ToString() };
        row.Remove("rsp_code");
        whole["res_list"] = new JsonArray(row);
        return whole;
    }
}
