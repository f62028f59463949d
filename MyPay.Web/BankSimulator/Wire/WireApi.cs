using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>The open-banking wire: which path is which call.</summary>
internal static class WireApi
{
    public const string TokenPath = "/oauth/2.0/token";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void MapWire(this WebApplication app)
    {
        var (tokens, inquiries, transfers) = (Get<Tokens>(app), Get<Inquiries>(app), Get<Transfers>(app));
        var stage = Get<WireStage>(app);
        app.MapPost(
            TokenPath,
            async http =>
            {
                var form = new WireFields(await ReadFormAsync(http.Request), Outcome.BadTokenRequest);
                await stage.PlayAsync(http, form, tokens.Issue(form));
            }
        );

        Post("/v2.0/inquiry/real_name", inquiries.RealName);
        Post("/v2.0/inquiry/receive", inquiries.Receive);
        Post("/v2.0/transfer/withdraw/fin_num", transfers.Withdraw);
        Post("/v2.0/transfer/deposit/fin_num", transfers.DepositByFintechNumber);
        Post("/v2.0/transfer/deposit/acnt_num", transfers.DepositByAccountNumber);
        Post("/v2.0/transfer/result", transfers.Result);
        Query("/v2.0/account/balance/fin_num", inquiries.Balance);
        Query("/v2.0/account/transaction_list/fin_num", inquiries.TransactionList);

        void Post(string path, Func<WireFields, Plan> prepare) =>
            app.MapPost(path, http => ServeAsync(http, ReadJsonAsync, prepare));

        void Query(string path, Func<WireFields, Plan> prepare) =>
            app.MapGet(path, http => ServeAsync(http, ReadQueryAsync, prepare));

        async Task ServeAsync(
            HttpContext http,
            Func<HttpRequest, Task<JsonObject?>> read,
            Func<WireFields, Plan> prepare
        )
        {
            if (!tokens.Accepts(http.Request.Headers.Authorization))
            {
                var refused = WireAnswers.Head(Get<TimeProvider>(app).SeoulNow(), Outcome.BadToken);
                await WireStage.SendAsync(http, StatusCodes.Status401Unauthorized, refused);
                return;
            }

            var fields = new WireFields(await read(http.Request));
            await stage.PlayAsync(http, fields, prepare(fields));
        }
    }

    private static T Get<T>(WebApplication app)
        where T : notnull => app.Services.GetRequiredService<T>();

    private static async Task<JsonObject?> ReadJsonAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            return await JsonNode.ParseAsync(request.Body, null, Strict, request.HttpContext.RequestAborted)
                as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task<JsonObject?> ReadQueryAsync(HttpRequest request) =>
        Task.FromResult<JsonObject?>(Flatten(request.Query));

    private static async Task<JsonObject?> ReadFormAsync(HttpRequest request) =>
        request.HasFormContentType ? Flatten(await request.ReadFormAsync()) : null;

    // A field given twice becomes an array, which no field may be.
    private static JsonObject Flatten(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        new(
            pairs.Select(pair =>
                KeyValuePair.Create<string, JsonNode?>(
                    pair.Key,
                    pair.Value.Count == 1 ? pair.Value.ToString() : new JsonArray()
                )
            )
        );
}
