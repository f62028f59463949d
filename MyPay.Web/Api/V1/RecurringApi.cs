using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>Recurring keys of <c>/v1</c>: what members let the franchise take, and where each stands.</summary>
internal static class RecurringApi
{
    public static readonly CallSheet List = new(
        ApiDoor.V1,
        "GET",
        "/v1/recurring",
        "ListRecurring",
        "payments:read",
        "정기결제 키 목록이에요. 새것부터. 회원이 정한 한도와 상태가 있어요.",
        "Recurring keys, newest first, with the caps that members set and their state."
    )
    {
        Queries =
        [
            new("partnerUserId", "내 회원 아이디", "Your own user id", "user-77"),
            new("status", "상태, 쉼표로 여럿", "Statuses, with commas", "Active,Paused"),
            .. ListQuery.Paging,
        ],
        Response = typeof(Page<RecurringBody>),
        ResponseExample = new Page<RecurringBody>([V1Samples.Recurring], null),
    };

    public static readonly CallSheet Find = new(
        ApiDoor.V1,
        "GET",
        "/v1/recurring/{sid}",
        "FindRecurring",
        "payments:read",
        "정기결제 키 하나를 조회해요.",
        "One recurring key."
    )
    {
        Response = typeof(RecurringBody),
        ResponseExample = V1Samples.Recurring,
        Errors = [404],
    };

    public static void MapRecurring(this IEndpointRouteBuilder api)
    {
        api.MapCall(List, ListAsync);
        api.MapCall(Find, FindAsync);
    }

    private static async Task<ApiReply> ListAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        var states = StatesOf(query);
        if (query.Fault is { } fault)
            return call.Refuse(fault);
        var page = await call.Ask<IPayments>()
            .ListSidsAsync(
                call.Franchise,
                await CidAsync(call),
                new(query.Text("partnerUserId"), states),
                query.Cursor,
                query.Limit,
                call.Context.RequestAborted
            );
        return query.Page(page.Rows.Select(key => RecurringBody.Of(key, call.Caller.Live)), page.Next);
    }

    private static async Task<ApiReply> FindAsync(ApiCall call)
    {
        var key = await call.Ask<IPayments>()
            .FindSidAsync(call.Franchise, await CidAsync(call), call.Route("sid"), call.Context.RequestAborted);
        return key is null ? call.Refuse(ApiErrors.NotFound) : ApiReply.Json(RecurringBody.Of(key, call.Caller.Live));
    }

    // Of the caller's mode: the other mode's keys are not there.
    private static async Task<string> CidAsync(ApiCall call)
    {
        var franchise = await call.Ask<IFranchises>().FindAsync(call.Franchise, call.Context.RequestAborted);
        return (call.Caller.Live ? franchise?.RecurringCid : franchise?.TestRecurringCid) ?? "";
    }

    private static List<ConsentState>? StatesOf(ListQuery query)
    {
        if (query.Text("status") is not { } text)
            return null;
        var states = new List<ConsentState>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (RecurringBody.Statuses.Contains(word, StringComparer.OrdinalIgnoreCase))
                states.Add(Enum.Parse<ConsentState>(word, ignoreCase: true));
            else
                query.Blame(ApiFault.Of(ApiErrors.InvalidStatus, word, string.Join(", ", RecurringBody.Statuses)));
        }

        return states;
    }
}

/// <summary>A recurring key as <c>/v1</c> shows it.</summary>
/// <param name="CapOnce">Most of one charge, won; null: no cap, a key of before members were asked.</param>
/// <param name="CapMonth">Most of a calendar month in Seoul, won; null as above.</param>
/// <param name="TakenThisMonth">Won charged this month, the first payment included.</param>
/// <param name="LeftThisMonth">Won that can still be charged this month; null: no cap.</param>
/// <param name="MayDrawBank">The member's bank account may be drawn on when the wallet is short.</param>
/// <param name="InactivatedAt">Since when it is paused or stopped.</param>
internal sealed record RecurringBody(
    string Sid,
    string Cid,
    string Mode,
    string Status,
    string? PartnerUserId,
    string ItemName,
    string? MaskedMember,
    long? CapOnce,
    long? CapMonth,
    long TakenThisMonth,
    long? LeftThisMonth,
    bool MayDrawBank,
    string Currency,
    long? LastAmount,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastApprovedAt,
    DateTimeOffset? InactivatedAt
)
{
    public static readonly IReadOnlyList<string> Statuses = Enum.GetNames<ConsentState>();

    public static RecurringBody Of(SidView key, bool live) =>
        new(
            key.Sid,
            key.Cid,
            V1Words.ModeOf(live),
            key.State.ToString(),
            key.PartnerUserId.Length == 0 ? null : key.PartnerUserId,
            key.ItemName,
            key.MaskedMember.Length == 0 ? null : key.MaskedMember,
            key.CapOnce,
            key.CapMonth,
            key.TakenThisMonth,
            key.LeftThisMonth,
            key.MayDraw,
            V1Words.Currency,
            key.LastAmount,
            V1Words.Time(key.CreatedAt),
            V1Words.Time(key.LastApprovedAt),
            V1Words.Time(key.InactivatedAt)
        );
}
