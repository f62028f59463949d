using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyPay.Web.BankSimulator.Accounts;
using MyPay.Web.BankSimulator.Faults;
using MyPay.Web.BankSimulator.Ledger;
using MyPay.Web.BankSimulator.Wire;

namespace MyPay.Web.BankSimulator.Control;

/// <summary>
/// The director's chair, for development and tests: look at the outside world, change it, break its wire.
/// </summary>
internal static class ControlApi
{
    // A misspelt field must not silently make a fault that matches everything.
    private static readonly JsonSerializerOptions Json = new(WireAnswers.Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapControl(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sim/accounts/{bank}/{number}", ShowAccount);
        app.MapPut("/sim/accounts/{bank}/{number}", ChangeAccountAsync);
        app.MapPost("/sim/contracts/{number}/movements", StirContractAsync);
        app.MapGet("/sim/journal", ShowJournal);
        app.MapPost("/sim/faults", PostFaultAsync);
        app.MapDelete("/sim/faults", ClearFaults);
        app.MapPost("/sim/random-faults", BrewStormAsync);
    }

    // Looking is no use of the account: its holder stays open.
    private static IResult ShowAccount(string bank, string number, Book book)
    {
        if (!TryRead(bank, number, out var key, out var problem))
            return problem;
        var account = book.Find(key);
        return Results.Json(
            new AccountView(key.Bank, key.Number, account?.Holder, account?.Balance ?? key.FirstBalance),
            Json
        );
    }

    private static Task<IResult> ChangeAccountAsync(string bank, string number, Book book, HttpRequest request) =>
        TryRead(bank, number, out var key, out var problem)
            ? WithBodyAsync<AccountChange>(
                request,
                change =>
                {
                    var account = book.Put(key, change.Holder, change.Balance);
                    return Results.Json(new AccountView(key.Bank, key.Number, account.Holder, account.Balance), Json);
                }
            )
            : Task.FromResult(problem);

    private static Task<IResult> StirContractAsync(string number, Book book, HttpRequest request) =>
        TryRead(Ledger.TransferOrder.ContractBank, number, out var contract, out var problem)
            ? WithBodyAsync<ContractMovement>(
                request,
                movement =>
                    book.Stir(contract.Number, movement.Amount!.Value, movement.PrintContent!)
                        ? Results.Json(
                            new
                            {
                                contract.Number,
                                Amount = movement.Amount.Value,
                                Balance = book.Find(contract)?.Balance,
                            },
                            Json
                        )
                        : Results.Text("The account holds less.", statusCode: StatusCodes.Status409Conflict)
            )
            : Task.FromResult(problem);

    private static IResult ShowJournal(string? from, Statements statements)
    {
        var seq = 0L;
        var readable =
            string.IsNullOrEmpty(from) || long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out seq);
        return readable ? Results.Json(statements.Journal(seq), Json) : Bad("from must be a journal seq.");
    }

    private static Task<IResult> PostFaultAsync(FaultBoard faults, HttpRequest request) =>
        WithBodyAsync<FaultOrder>(
            request,
            order =>
            {
                var match = new FaultMatch(
                    order.Match?.Path,
                    order.Match?.Bank,
                    order.Match?.Number is { } number ? Bare(number) : null
                );
                var fault = new Fault(Fault.ByName(order.Effect)!.Value, order.DelayMs ?? Fault.UsualDelayMs);
                return Results.Json(new { Id = faults.Post(match, order.Match?.Count, fault) }, Json);
            }
        );

    private static IResult ClearFaults(FaultBoard faults)
    {
        faults.Clear();
        return Results.NoContent();
    }

    private static Task<IResult> BrewStormAsync(FaultBoard faults, HttpRequest request) =>
        WithBodyAsync<StormOrder>(
            request,
            order =>
            {
                var (seed, rate) = (order.Seed!.Value, order.Rate!.Value);
                faults.Brew(
                    rate == 0 ? null : new(seed, rate, order.EffectsDrawn, order.DelayMs ?? Fault.UsualDelayMs)
                );
                return Results.Json(new { Seed = seed, Rate = rate }, Json);
            }
        );

    private static async Task<IResult> WithBodyAsync<T>(HttpRequest request, Func<T, IResult> work)
        where T : class, IControlBody
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted);
            if (body is null)
                return Bad("The body must be a JSON object.");
            return body.Complaint is { } complaint ? Bad(complaint) : work(body);
        }
        catch (JsonException unreadable)
        {
            return Bad(unreadable.Message);
        }
    }

    private static bool TryRead(string bank, string number, out AccountKey key, out IResult problem)
    {
        key = new(bank, Bare(number));
        var complaint =
            !BankDirectory.Knows(bank) ? $"There is no bank {bank}."
            : !key.Number.All(char.IsAsciiDigit) || key.Number.Length is < 10 or > 14
                ? "An account number has 10 to 14 digits."
            : null;
        problem = complaint is not null
            ? Bad(complaint)
            : Results.Text(
                $"No open account: {key.Number} does not exist or is closed.",
                statusCode: StatusCodes.Status404NotFound
            );
        return complaint is null && key.Refusal is null;
    }

    private static string Bare(string number) => number.Replace("-", "", StringComparison.Ordinal);

    private static IResult Bad(string text) => Results.Text(text, statusCode: StatusCodes.Status400BadRequest);
}
