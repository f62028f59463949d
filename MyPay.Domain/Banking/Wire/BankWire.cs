using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking.Wire;

/// <summary>What a call brought: a verdict, the codes, and what was read with it.</summary>
internal sealed record WireAnswer(
    WireVerdict Verdict,
    string? RspCode,
    string? BankRspCode,
    string? Message,
    string? Holder = null,
    long? Balance = null
)
{
    /// <summary>A page of a statement; only in the answer to the question for one.</summary>
    public WireStatementPage? Page { get; init; }

    /// <summary>The call never reached the bank.</summary>
    public static readonly WireAnswer NotSent = new(WireVerdict.Failed, WireCodes.NotSent, null, "not sent");

    public static WireAnswer Unknown(string why) => new(WireVerdict.Unknown, null, null, why);
}

/// <summary>One transfer as the wire needs it.</summary>
internal sealed record WireTransfer(
    string BankTranId,
    string Bank,
    string Number,
    string Holder,
    Won Amount,
    string PrintContent
);

/// <summary>
/// Speaks the open-banking wire over HTTP. It never decides what an uncertain answer means: time-out, reset, 5xx,
/// redirect, another content type, unreadable or too large a body, another transaction's id or another amount are all
/// Unknown.
/// </summary>
internal sealed class BankWire(
    HttpClient http,
    WireToken token,
    IOptions<BankingOptions> options,
    TimeProvider clock,
    ILogger<BankWire> log
)
{
    public const string HttpClientName = "bank";
    public const int LargestAnswer = 1_000_000;

    private BankingOptions Dials => options.Value;

    /// <summary>
    /// Whose account is it? With a birth date: is it this person's (real name); without: may it receive (receiver
    /// check).
    /// </summary>
    public Task<WireAnswer> InquireHolderAsync(
        string tranId,
        string bank,
        string number,
        string? holder,
        DateOnly? birth,
        CancellationToken ct
    )
    {
        var body = new JsonObject
        {
            ["bank_tran_id"] = tranId,
            ["bank_code_std"] = bank,
            ["account_num"] = number,
            ["tran_dtime"] = Stamp(),
        };
        if (!string.IsNullOrEmpty(holder))
            body["account_holder_name"] = Cut(holder);
        if (birth is { } day)
        {
            body["account_holder_info_type"] = " ";
            body["account_holder_info"] = day.ToString("yyMMdd", CultureInfo.InvariantCulture);
            return CallAsync("/v2.0/inquiry/real_name", body, tranId, null, ct);
        }

        body["cntr_account_type"] = "N";
        body["cntr_account_num"] = Dials.CorporateNumber;
        body["print_content"] = "MyPay";
        body["tran_amt"] = "1";
        body["req_client_name"] = "MyPay";
        body["req_client_num"] = "MYPAY";
        body["transfer_purpose"] = "TR";
        return CallAsync("/v2.0/inquiry/receive", body, tranId, null, ct);
    }

    /// <summary>Money comes in: from the customer's account to our corporate account.</summary>
    public Task<WireAnswer> WithdrawAsync(WireTransfer transfer, CancellationToken ct) =>
        CallAsync(
            "/v2.0/transfer/withdraw/fin_num",
            new JsonObject
            {
                ["bank_tran_id"] = transfer.BankTranId,
                ["cntr_account_type"] = "N",
                ["cntr_account_num"] = Dials.CorporateNumber,
                // On our own statement stands the call's name, by which the line is known again.
                ["dps_print_content"] = transfer.BankTranId,
                ["wd_print_content"] = transfer.PrintContent,
                ["fintech_use_num"] = FintechUseNumber.Of(transfer.Bank, transfer.Number),
                ["tran_amt"] = transfer.Amount.Amount.ToString(CultureInfo.InvariantCulture),
                ["tran_dtime"] = Stamp(),
                ["req_client_name"] = Cut(transfer.Holder),
                ["req_client_bank_code"] = transfer.Bank,
                ["req_client_account_num"] = transfer.Number,
                ["req_client_num"] = "MYPAY",
                ["transfer_purpose"] = "RC",
            },
            transfer.BankTranId,
            transfer.Amount,
            ct
        );

    /// <summary>Money goes out: from our corporate account to the customer's account.</summary>
    public Task<WireAnswer> DepositAsync(WireTransfer transfer, CancellationToken ct) =>
        CallAsync(
            "/v2.0/transfer/deposit/acnt_num",
            new JsonObject
            {
                ["cntr_account_type"] = "N",
                ["cntr_account_num"] = Dials.CorporateNumber,
                ["wd_pass_phrase"] = "NONE",
                ["wd_print_content"] = transfer.BankTranId,
                ["name_check_option"] = "off",
                ["tran_dtime"] = Stamp(),
                ["req_cnt"] = "1",
                ["req_list"] = new JsonArray(
                    new JsonObject
                    {
                        ["tran_no"] = "1",
                        ["bank_tran_id"] = transfer.BankTranId,
                        ["bank_code_std"] = transfer.Bank,
                        ["account_num"] = transfer.Number,
                        ["account_holder_name"] = Cut(transfer.Holder),
                        ["print_content"] = transfer.PrintContent,
                        ["tran_amt"] = transfer.Amount.Amount.ToString(CultureInfo.InvariantCulture),
                        ["req_client_name"] = "MyPay",
                        ["req_client_bank_code"] = Dials.CorporateBank,
                        ["req_client_account_num"] = Dials.CorporateNumber,
                        ["req_client_num"] = "MYPAY",
                        ["transfer_purpose"] = "TR",
                    }
                ),
            },
            transfer.BankTranId,
            transfer.Amount,
            ct
        );

    /// <summary>Asks what became of a transfer, by the name it was sent under.</summary>
    public Task<WireAnswer> ResultAsync(
        BankCallKind kind,
        string tranId,
        DateOnly tranDate,
        Won amount,
        CancellationToken ct
    ) =>
        CallAsync(
            "/v2.0/transfer/result",
            new JsonObject
            {
                ["check_type"] = kind == BankCallKind.Withdraw ? "1" : "2",
                ["tran_dtime"] = Stamp(),
                ["req_cnt"] = "1",
                ["req_list"] = new JsonArray(
                    new JsonObject
                    {
                        ["tran_no"] = "1",
                        ["org_bank_tran_id"] = tranId,
                        ["org_bank_tran_date"] = tranDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                        ["org_tran_amt"] = amount.Amount.ToString(CultureInfo.InvariantCulture),
                    }
                ),
            },
            tranId,
            amount,
            ct
        );

    /// <summary>The balance of our own corporate account, won.</summary>
    public async Task<WireAnswer> CorporateBalanceAsync(string tranId, CancellationToken ct)
    {
        var number = FintechUseNumber.Of(Dials.CorporateBank, Dials.CorporateNumber);
        var path = $"/v2.0/account/balance/fin_num?bank_tran_id={tranId}&fintech_use_num={number}&tran_dtime={Stamp()}";
        return await CallAsync(path, null, tranId, null, ct);
    }

    /// <summary>
    /// One page of our corporate account's own statement for a date, oldest first. <paramref name="trace"/> is the page
    /// before's, none for the first.
    /// </summary>
    public Task<WireAnswer> StatementPageAsync(string tranId, DateOnly date, string? trace, CancellationToken ct)
    {
        var number = FintechUseNumber.Of(Dials.CorporateBank, Dials.CorporateNumber);
        var day = date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var path =
            $"/v2.0/account/transaction_list/fin_num?bank_tran_id={tranId}&fintech_use_num={number}"
            + $"&inquiry_type=A&inquiry_base=D&from_date={day}&to_date={day}&sort_order=A&tran_dtime={Stamp()}"
            + (trace is null ? "" : $"&befor_inquiry_trace_info={Uri.EscapeDataString(trace)}");
        return CallAsync(path, null, tranId, null, ct, date);
    }

    private async Task<WireAnswer> CallAsync(
        string path,
        JsonObject? body,
        string tranId,
        Won? amount,
        CancellationToken ct,
        DateOnly? statementOf = null
    )
    {
        using var limit = new CancellationTokenSource(Dials.CallTimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var answer = await SendAsync(path, body, await BearerAsync(either.Token), either.Token);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                // The token was refused before anything was done: the same transaction under the same id, with a fresh
                // token, once.
                answer.Dispose();
                token.Forget();
                answer = await SendAsync(path, body, await BearerAsync(either.Token), either.Token);
            }

            using (answer)
                return await ReadAsync(answer, tranId, amount, statementOf, either.Token);
        }
        catch (NotSentException failure)
        {
            log.LogWarning(
                "Bank call {Path} {TranId}: not sent, no token ({Failure}).",
                path.Split('?')[0],
                tranId,
                failure.Message
            );
            return WireAnswer.NotSent;
        }
        catch (HttpRequestException failure)
            when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            log.LogWarning(
                "Bank call {Path} {TranId}: not sent, the bank can't be reached.",
                path.Split('?')[0],
                tranId
            );
            return WireAnswer.NotSent;
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or IOException
                        or FormatException
                        or InvalidOperationException
            )
        {
            log.LogWarning(
                "Bank call {Path} {TranId}: no certain answer ({Failure}).",
                path.Split('?')[0],
                tranId,
                failure.GetType().Name
            );
            return WireAnswer.Unknown(failure.GetType().Name);
        }
    }

    private async Task<string> BearerAsync(CancellationToken ct)
    {
        try
        {
            return await token.GetAsync(http, ct);
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or IOException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            throw new NotSentException(failure.GetType().Name);
        }
    }

    /// <summary>The call itself never left this machine: certainly nothing happened.</summary>
    private sealed class NotSentException(string why) : Exception(why);

    private async Task<HttpResponseMessage> SendAsync(
        string path,
        JsonObject? body,
        string bearer,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
    }

    private static async Task<WireAnswer> ReadAsync(
        HttpResponseMessage answer,
        string tranId,
        Won? amount,
        DateOnly? statementOf,
        CancellationToken ct
    )
    {
        if (answer.StatusCode != HttpStatusCode.OK)
            return WireAnswer.Unknown($"HTTP {(int)answer.StatusCode}");
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
            return WireAnswer.Unknown("not JSON");

        using var json = JsonDocument.Parse(
            await answer.Content.ReadAsStreamAsync(ct),
            new JsonDocumentOptions { MaxDepth = 16 }
        );
        var whole = json.RootElement;
        if (whole.ValueKind != JsonValueKind.Object)
            return WireAnswer.Unknown("not an object");
        var row =
            statementOf is null
            && whole.TryGetProperty("res_list", out var list)
            && list.ValueKind == JsonValueKind.Array
            && list.GetArrayLength() == 1
            && list[0].ValueKind == JsonValueKind.Object
                ? list[0]
                : whole;

        var (rsp, bankRsp, message) = (
            Text(whole, "rsp_code"),
            Text(row, "bank_rsp_code"),
            Text(row, "bank_rsp_message") ?? Text(whole, "rsp_message")
        );
        var verdict = WireCodes.Judge(rsp, bankRsp);
        // Whatever it says, it must say it of this transaction: a no that belongs to another one would give back money
        // that has gone.
        var (id, won) = (Text(row, "bank_tran_id"), Number(row, "tran_amt"));
        if (id is not null && id != tranId)
            return new(WireVerdict.Unknown, rsp, bankRsp, "the answer is another transaction's");
        if (amount is { } asked && won is not null && won != asked.Amount)
            return new(WireVerdict.Unknown, rsp, bankRsp, "the answer has another amount");
        if (verdict == WireVerdict.Succeeded && (id is null || (amount is not null && won is null)))
            return new(WireVerdict.Unknown, rsp, bankRsp, "the answer names no transaction");

        if (verdict == WireVerdict.Succeeded && statementOf is { } date)
        {
            return WireStatementPage.Read(whole, date) is { } page
                ? new(verdict, rsp, bankRsp, message) { Page = page }
                : new(WireVerdict.Unknown, rsp, bankRsp, "the statement can't be read");
        }

        return new(verdict, rsp, bankRsp, message, Text(row, "account_holder_name"), Number(row, "balance_amt"));
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement from, string name) =>
        long.TryParse(Text(from, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Cut(string text) => text.Length <= 20 ? text : text[..20];

    private string Stamp() => SeoulTime.In(clock.GetUtcNow()).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
