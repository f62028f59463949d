using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MyPay.Tests.Simulation;

/// <summary>A transfer that the bank was asked for.</summary>
/// <param name="Id">bank_tran_id.</param>
/// <param name="Date">The bank's own date of it, <c>yyyyMMdd</c>.</param>
/// <param name="ComesIn">From the customer's account to the corporate one.</param>
/// <param name="Moved">It was really done.</param>
/// <param name="Step">In which step of the story.</param>
internal sealed record Effect(
    string Id,
    string Date,
    bool ComesIn,
    string Number,
    long Won,
    string Print,
    bool Moved,
    int Step
)
{
    /// <summary>How many inquiries still hear "being processed".</summary>
    public int Processing { get; set; }
}

/// <summary>
/// The outside world: a bank that speaks the wire in memory and keeps its own books. It takes each transfer in the mood
/// that was ordered, and is prompt and honest otherwise.
/// </summary>
internal sealed class TheBank : HttpMessageHandler
{
    public const string CorporateNumber = "10020030040";
    public const string ClosedAccount = "99900000415";

    private readonly Dictionary<string, (string Holder, long Won)> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Date, string Id), Effect> asked = [];
    private readonly Queue<Mood> moods = new();

    public TheBank(FakeTimeProvider clock) => Clock = clock;

    /// <summary>The same bank in another world, with its books as they are.</summary>
    public TheBank(TheBank origin, FakeTimeProvider clock)
        : this(clock)
    {
        foreach (var (number, account) in origin.accounts)
            accounts[number] = account;
        foreach (var (name, effect) in origin.asked)
            asked[name] = effect;
        (Corporate, Effects) = (origin.Corporate, [.. origin.Effects]);
    }

    public FakeTimeProvider Clock { get; }

    public Fate Fate { get; set; } = new();

    /// <summary>In which step of the story it is asked.</summary>
    public int Step { get; set; }

    /// <summary>The next inquiries that get no answer.</summary>
    public int SilentInquiries { get; set; }

    /// <summary>What lies on the corporate account.</summary>
    public long Corporate { get; private set; } = 1_000_000_000;

    /// <summary>Every transfer it was asked for, in order.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>A transfer that it was asked for a second time: one too many, whatever it did with it.</summary>
    public string? AskedTwice { get; private set; }

    public void Order(Mood mood) => moods.Enqueue(mood);

    public void CalmDown()
    {
        moods.Clear();
        SilentInquiries = 0;
    }

    public void SetAccount(string number, string holder, long won) => accounts[number] = (holder, won);

    public long On(string number) => accounts[number].Won;

    /// <summary>What will become of a transfer, <paramref name="after"/> others from now.</summary>
    public Foreseen Foresee(bool comesIn, string number, long won, int after = 0) =>
        Moods.Of(moods.ElementAtOrDefault(after), IsCovered(comesIn, number, won));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (Fate.IsDead)
            throw new PowerCutException();
        var path = request.RequestUri!.AbsolutePath;
        if (path == "/oauth/2.0/token")
            return Say(new JsonObject { ["access_token"] = "t", ["expires_in"] = "8640000" });
        var body = request.Content is null
            ? []
            : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!.AsObject();
        return path switch
        {
            "/v2.0/inquiry/real_name" or "/v2.0/inquiry/receive" => Say(Holder(body)),
            "/v2.0/account/balance/fin_num" => Say(
                Head(Query(request, "bank_tran_id"), "A0000", "000", ("balance_amt", $"{Corporate}"))
            ),
            "/v2.0/transfer/withdraw/fin_num" => await TransferAsync(Read(body, comesIn: true), cancellationToken),
            "/v2.0/transfer/deposit/acnt_num" => await TransferAsync(
                Read(body["req_list"]![0]!.AsObject(), comesIn: false),
                cancellationToken
            ),
            "/v2.0/transfer/result" => await ResultAsync(body, cancellationToken),
            _ => new(HttpStatusCode.NotFound),
        };
    }

    private async Task<HttpResponseMessage> TransferAsync(Effect order, CancellationToken ct)
    {
        Fate.At(CrashPoint.BeforeBank);
        var mood = moods.TryDequeue(out var next) ? next : Mood.Prompt;
        if (mood == Mood.Unreachable)
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        if (mood is Mood.LostCall)
            return await SilenceAsync(Moods.LimitOfACall, ct);
        if (mood is Mood.LateAndLost)
            Clock.Advance(TimeSpan.FromSeconds(4));
        if (mood is Mood.YesToAnotherAmount or Mood.Error)
            return mood == Mood.Error
                ? new(HttpStatusCode.InternalServerError)
                : Say(Row(order with { Won = order.Won + 1 }, "A0000", "000"));

        order = Book(order, mood);
        Fate.At(CrashPoint.AfterBank);
        switch (mood)
        {
            case Mood.Slow:
                Clock.Advance(TimeSpan.FromSeconds(6));
                break;
            case Mood.LostAnswer:
                return await SilenceAsync(Moods.LimitOfACall, ct);
            case Mood.LateAndLost:
                return await SilenceAsync(Moods.LimitOfACall - 4, ct);
            case Mood.DoneThenError:
                return new(HttpStatusCode.InternalServerError);
            case Mood.DoneThenPage:
                return new(HttpStatusCode.OK)
                {
                    Content = new StringContent("<html>점검 중</html>", Encoding.UTF8, "text/html"),
                };
            case Mood.DoneThenCut:
                return new(HttpStatusCode.OK)
                {
                    Content = new StringContent(
                        "{\"rsp_code\":\"A0000\",\"bank_rsp",
                        Encoding.UTF8,
                        "application/json"
                    ),
                };
            case Mood.DoneButNoToAnother:
                return Say(Row(order with { Id = order.Id[..^1] + (order.Id[^1] == 'X' ? 'Y' : 'X') }, "A0002", "453"));
            case Mood.ProcessingThenYes or Mood.ProcessingThenNo:
                return Say(Row(order, "A0001", "400"));
        }

        return Say(
            order.Moved
                ? Row(order, "A0000", "000")
                : Row(order, "A0002", order.Number == ClosedAccount ? "415" : "453")
        );
    }

    private Effect Book(Effect order, Mood mood)
    {
        var date = Date();
        if (asked.TryGetValue((date, order.Id), out var before))
        {
            AskedTwice = order.Id;
            return before;
        }

        var moves = mood is not (Mood.No or Mood.ProcessingThenNo) && IsCovered(order.ComesIn, order.Number, order.Won);
        order = order with
        {
            Date = date,
            Moved = moves,
            Processing = mood is Mood.ProcessingThenYes or Mood.ProcessingThenNo ? 1 : 0,
        };
        asked[(date, order.Id)] = order;
        Effects.Add(order);
        if (!moves)
            return order;
        var way = order.ComesIn ? order.Won : -order.Won;
        Corporate += way;
        var (holder, won) = accounts[order.Number];
        accounts[order.Number] = (holder, won - way);
        return order;
    }

    private async Task<HttpResponseMessage> ResultAsync(JsonObject body, CancellationToken ct)
    {
        if (SilentInquiries > 0)
        {
            SilentInquiries--;
            return await SilenceAsync(Moods.LimitOfACall, ct);
        }

        var row = body["req_list"]![0]!.AsObject();
        var (id, date, won) = (
            Text(row, "org_bank_tran_id"),
            Text(row, "org_bank_tran_date"),
            Text(row, "org_tran_amt")
        );
        var code = "701";
        if (asked.TryGetValue((date, id), out var order))
        {
            code =
                order.Processing > 0 ? "400"
                : order.Moved ? "000"
                : "453";
            if (order.Processing > 0)
                order.Processing--;
        }

        return Say(
            new JsonObject
            {
                ["rsp_code"] = "A0000",
                ["res_cnt"] = "1",
                ["res_list"] = new JsonArray(
                    new JsonObject
                    {
                        ["bank_tran_id"] = id,
                        ["bank_tran_date"] = date,
                        ["bank_rsp_code"] = code,
                        ["tran_amt"] = won,
                    }
                ),
            }
        );
    }

    private async Task<HttpResponseMessage> SilenceAsync(int seconds, CancellationToken ct)
    {
        // The caller's own time limit runs on this clock: whoever waits gives up now.
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        await Task.Delay(Timeout.Infinite, ct);
        return new(HttpStatusCode.GatewayTimeout);
    }

    private bool IsCovered(bool comesIn, string number, long won) =>
        number != ClosedAccount && (comesIn ? accounts.GetValueOrDefault(number).Won >= won : Corporate >= won);

    private Effect Read(JsonObject fields, bool comesIn)
    {
        var number = Text(fields, comesIn ? "req_client_account_num" : "account_num");
        if (!accounts.ContainsKey(number))
            accounts[number] = (Text(fields, comesIn ? "req_client_name" : "account_holder_name"), 0);
        return new(
            Text(fields, "bank_tran_id"),
            "",
            comesIn,
            number,
            long.Parse(Text(fields, "tran_amt")),
            comesIn ? "" : Text(fields, "print_content"),
            false,
            Step
        );
    }

    private JsonObject Holder(JsonObject fields)
    {
        var number = Text(fields, "account_num");
        if (!accounts.ContainsKey(number))
            accounts[number] = (Text(fields, "account_holder_name"), 0);
        return Head(Text(fields, "bank_tran_id"), "A0000", "000", ("account_holder_name", accounts[number].Holder));
    }

    private static JsonObject Row(Effect order, string code, string bankCode) =>
        order.ComesIn
            ? Head(order.Id, code, bankCode, ("tran_amt", $"{order.Won}"))
            : new JsonObject
            {
                ["rsp_code"] = code,
                ["res_cnt"] = "1",
                ["res_list"] = new JsonArray(Head(order.Id, code, bankCode, ("tran_amt", $"{order.Won}"))),
            };

    private static JsonObject Head(string id, string code, string bankCode, (string Name, string Value) more) =>
        new()
        {
            ["rsp_code"] = code,
            ["bank_tran_id"] = id,
            ["bank_rsp_code"] = bankCode,
            [more.Name] = more.Value,
        };

    private static string Text(JsonObject fields, string name) => fields[name]!.GetValue<string>();

    private static string Query(HttpRequestMessage request, string name) =>
        request
            .RequestUri!.Query.TrimStart('?')
            .Split('&')
            .Select(pair => pair.Split('='))
            .First(pair => pair[0] == name)[1];

    private static HttpResponseMessage Say(JsonObject answer) =>
        new(HttpStatusCode.OK)
        {
            Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json"),
        };

    private string Date() =>
        Clock.GetUtcNow().AddHours(9).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
}
