using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static MyPay.Tests.Web.BankSimulator.SimulatedBank;

namespace MyPay.Tests.Web.BankSimulator;

/// <summary>The simulator reads strictly, so that a wrong field in the gateway shows here and not at a bank.</summary>
public sealed class WireFormTests(SimulatedBank bank) : IClassFixture<SimulatedBank>
{
    [Theory]
    [InlineData("bank_tran_id", null, "A0004")]
    [InlineData("bank_tran_id", "T990000001X000000001", "A0004")]
    [InlineData("bank_tran_id", "T990000001U00000001", "A0004")]
    [InlineData("bank_tran_id", "t990000001U000000001", "A0004")]
    [InlineData("cntr_account_type", "X", "A0004")]
    [InlineData("cntr_account_num", "12-34", "A0004")]
    [InlineData("dps_print_content", "", "A0004")]
    [InlineData("dps_print_content", "스무 글자를 넘어가는 아주 긴 통장 인자 내용입니다", "A0004")]
    [InlineData("tran_amt", "0", "A0004")]
    [InlineData("tran_amt", "-5", "A0004")]
    [InlineData("tran_amt", "1000000000000", "A0004")]
    [InlineData("tran_dtime", "20260230103000", "A0004")]
    [InlineData("transfer_purpose", "XX", "A0004")]
    [InlineData("req_client_num", "member1", "A0004")]
    [InlineData("req_client_fintech_use_num", "999088120000110222333444", "A0004")]
    [InlineData("req_client_account_num", null, "A0004")]
    [InlineData("misspelt_field", "x", "A0004")]
    [InlineData("fintech_use_num", null, "A0004")]
    [InlineData("fintech_use_num", "12345", "A0304")]
    [InlineData("fintech_use_num", "998088120000110222333444", "A0304")]
    [InlineData("fintech_use_num", "999777120000110222333444", "A0304")]
    [InlineData("fintech_use_num", "999088110000110222333444", "A0304")]
    [InlineData("fintech_use_num", "999088170000110222333444", "A0304")]
    public async Task A_wrong_field_is_named_and_moves_nothing(string field, string? value, string code)
    {
        var id = NewId();
        var body = Requests.Withdraw(id, NewNumber());
        body.Remove(field);
        if (value is not null)
            body[field] = value;

        var answer = await bank.PostAsync(Requests.WithdrawPath, body);

        Assert.Equal(code, (string?)answer["rsp_code"]);
        Assert.Contains(field, (string?)answer["rsp_message"], StringComparison.Ordinal);
        Assert.Empty(await bank.MovementsAsync(id));
    }

    [Theory]
    [InlineData("bank_code_std", "999", "A0004")]
    [InlineData("account_num", "110-222-333444", "A0004")]
    [InlineData("account_holder_info", "901331", "A0321")]
    [InlineData("account_holder_info_type", null, "A0004")]
    public async Task A_real_name_check_reads_strictly_too(string field, string? value, string code)
    {
        var body = Requests.RealName(NewId(), NewNumber());
        body.Remove(field);
        if (value is not null)
            body[field] = value;

        Assert.Equal(code, (string?)(await bank.PostAsync(Requests.RealNamePath, body))["rsp_code"]);
    }

    [Fact]
    public async Task Values_are_strings_and_one_request_is_one_transfer()
    {
        var number = Requests.Withdraw(NewId(), NewNumber());
        number["tran_amt"] = 15000;
        var two = Requests.Deposit(NewId(), NewNumber());
        two["req_list"]!.AsArray().Add(two["req_list"]![0]!.DeepClone());

        Assert.Equal("A0004", (string?)(await bank.PostAsync(Requests.WithdrawPath, number))["rsp_code"]);
        Assert.Equal("A0004", (string?)(await bank.PostAsync(Requests.DepositPath, two))["rsp_code"]);
    }

    [Theory]
    [InlineData("{\"bank_tran_id\":", "application/json")]
    [InlineData("{\"a\":\"1\",\"a\":\"2\"}", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task A_body_that_is_no_json_object_is_refused(string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await bank.Client.PostAsync(Requests.WithdrawPath, content);

        Assert.Equal("A0004", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["rsp_code"]);
    }

    [Theory]
    [InlineData("1102223334")]
    [InlineData("00112223334445")]
    public async Task A_fintech_number_is_bank_length_and_padded_number(string number)
    {
        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(NewId(), number, "100"));

        Assert.Equal("000", (string?)answer["bank_rsp_code"]);
        Assert.Equal(9_999_900, await bank.BalanceAsync(number));
    }

    [Fact]
    public async Task A_token_is_for_an_organisation()
    {
        using var granted = await bank.Client.PostAsync("/oauth/2.0/token", TokenForm());
        using var wrongGrant = await bank.Client.PostAsync("/oauth/2.0/token", TokenForm(grant: "authorization_code"));
        using var noSecret = await bank.Client.PostAsync("/oauth/2.0/token", TokenForm(secret: ""));

        var token = await granted.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(
            ("Bearer", "oob", "7776000"),
            ((string?)token!["token_type"], (string?)token["scope"], (string?)token["expires_in"])
        );
        Assert.Matches("^[A-Z0-9]{10}$", (string?)token["client_use_code"]);
        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest),
            (wrongGrant.StatusCode, noSecret.StatusCode)
        );
        Assert.Equal("O0001", (string?)(await noSecret.Content.ReadFromJsonAsync<JsonObject>())!["rsp_code"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer unknown")]
    public async Task An_unknown_token_is_turned_away_before_anything_is_done(string? authorization)
    {
        var id = NewId();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(bank.Client.BaseAddress!, Requests.WithdrawPath)
        );
        request.Content = JsonContent.Create(Requests.Withdraw(id, NewNumber()));
        if (authorization is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var stranger = new HttpClient();

        using var answer = await stranger.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("O0002", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["rsp_code"]);
        Assert.Empty(await bank.MovementsAsync(id));
    }
}
