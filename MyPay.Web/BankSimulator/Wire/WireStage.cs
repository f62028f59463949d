using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MyPay.Web.BankSimulator.Accounts;
using MyPay.Web.BankSimulator.Faults;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>
/// A call that has been read but not done. <c>Work</c> does it at once and gives the answer; its argument asks a
/// transfer to be reversed right behind its success.
/// </summary>
internal sealed record Plan(AccountKey? Account, bool MovesMoney, Func<bool, JsonObject> Work);

/// <summary>
/// Does a plan and sends its answer, or lets it go wrong as the fault board says. No wait holds the book.
/// </summary>
internal sealed class WireStage(FaultBoard faults, TimeProvider clock, IHostApplicationLifetime life)
{
    private const string JsonType = "application/json; charset=UTF-8";
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    public async Task PlayAsync(HttpContext http, WireFields fields, Plan plan)
    {
        if (fields.FindFlaw() is { } flaw)
        {
            var status =
                flaw.Code == Outcome.BadTokenRequest ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
            await SendAsync(http, status, WireAnswers.Refused(clock.SeoulNow(), flaw));
            return;
        }

        var fault = faults.Draw(http.Request.Path, plan.Account, plan.MovesMoney);
        var goesOn = await PlayBeforeAsync(http, fault);
        if (goesOn)
            await PlayAfterAsync(http, fault?.Effect, plan.Work(fault?.Effect == Effect.LateFailure));
    }

    public static Task SendAsync(HttpContext http, int status, JsonObject answer) =>
        SendAsync(http, status, JsonType, answer.ToJsonString(WireAnswers.Json));

    // False: the call has ended here and its work must not be done.
    private async Task<bool> PlayBeforeAsync(HttpContext http, Fault? fault)
    {
        switch (fault?.Effect)
        {
            case Effect.TimeoutBefore:
                await KeepSilentAsync(http);
                return false;
            case Effect.ErrorBefore:
                await SendErrorAsync(http);
                return false;
            case Effect.Reset:
                http.Abort();
                return false;
            case Effect.Maintenance:
                http.Response.Headers.RetryAfter = "600";
                await SendAsync(
                    http,
                    StatusCodes.Status503ServiceUnavailable,
                    "text/plain; charset=UTF-8",
                    "은행 시스템 점검 중입니다."
                );
                return false;
            case Effect.Html:
                await SendAsync(
                    http,
                    StatusCodes.Status200OK,
                    "text/html; charset=UTF-8",
                    "<!doctype html><title>은행</title><p>서비스 안내</p>"
                );
                return false;
            case Effect.Slow:
                return await WaitedAsync(TimeSpan.FromMilliseconds(fault.DelayMs), life.ApplicationStopping);
            default:
                return true;
        }
    }

    private Task PlayAfterAsync(HttpContext http, Effect? effect, JsonObject answer)
    {
        switch (effect)
        {
            case Effect.TimeoutAfter:
                return KeepSilentAsync(http);
            case Effect.ErrorAfter:
                return SendErrorAsync(http);
            case Effect.Garbage:
                return SendAsync(http, StatusCodes.Status200OK, JsonType, "\u0002\u0003KFTC<<0800>>{]}");
            case Effect.Truncate:
                var whole = answer.ToJsonString(WireAnswers.Json);
                return SendAsync(http, StatusCodes.Status200OK, JsonType, whole[..(whole.Length / 2)]);
            case Effect.WrongAmount:
                WireAnswers.Rewrite(
                    answer,
                    "tran_amt",
                    amount => WireAnswers.Won(long.Parse("0" + amount, CultureInfo.InvariantCulture) + 1)
                );
                break;
            case Effect.WrongId:
                WireAnswers.Rewrite(answer, "bank_tran_id", id => id[..^1] + (id[^1] == 'Z' ? 'Y' : 'Z'));
                break;
            case Effect.Duplicate:
                WireAnswers.Rewrite(answer, "rsp_code", _ => Outcome.Duplicate.RspCode);
                WireAnswers.Rewrite(answer, "rsp_message", _ => Outcome.Say(Outcome.Duplicate.RspCode));
                WireAnswers.Rewrite(answer, "bank_rsp_code", _ => Outcome.Duplicate.BankCode);
                WireAnswers.Rewrite(answer, "bank_rsp_message", _ => Outcome.Say(Outcome.Duplicate.BankCode));
                break;
        }

        return SendAsync(http, StatusCodes.Status200OK, answer);
    }

    private async Task KeepSilentAsync(HttpContext http)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        await WaitedAsync(LongestSilence, ends.Token);
        http.Abort();
    }

    private static async Task<bool> WaitedAsync(TimeSpan time, CancellationToken end)
    {
        await Task.Delay(time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !end.IsCancellationRequested;
    }

    private static Task SendErrorAsync(HttpContext http) =>
        SendAsync(http, StatusCodes.Status500InternalServerError, "text/plain; charset=UTF-8", "Internal Server Error");

    private static async Task SendAsync(HttpContext http, int status, string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }
}
