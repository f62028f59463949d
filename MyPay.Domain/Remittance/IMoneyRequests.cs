using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance;

/// <summary>Asking people for money, and splitting a bill (더치페이): who was asked, who has paid, who has not.</summary>
public interface IMoneyRequests
{
    /// <summary>
    /// Asks one or many members. Refuses with <c>remittance.request.nobody</c>, <c>….too_many_people</c> (most),
    /// <c>….to_self</c>, <c>….twice</c>, <c>….member_not_found</c>,
    /// <c>….due_invalid</c>, <c>….too_many_today</c> (most), <c>remittance.send.not_positive</c>,
    /// <c>….memo_too_long</c>, <c>….memo_invalid</c>, <c>money.limit.per_transfer</c>, <c>money.member.not_active</c>.
    /// </summary>
    Task<Result<MoneyRequest>> AskAsync(AskForMoney ask, CancellationToken ct = default);

    /// <summary>
    /// Pays what the member was asked for: sent at once, topped up by the sending rule, once however often and from
    /// wherever it is asked. The PIN must have been verified. Refuses with <c>remittance.request.not_found</c>,
    /// <c>….declined</c>, <c>….cancelled</c>, and what sending refuses.
    /// </summary>
    /// <param name="payer">Who pays.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="session">The sign-in in which it was asked for.</param>
    /// <param name="ct">To give up waiting.</param>
    Task<Result<RemittanceView>> PayAsync(
        MemberId payer,
        Guid request,
        Guid? session = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// The asked member will not pay, with a word or none. Refuses with <c>remittance.request.not_found</c>,
    /// <c>….already_paid</c>, <c>….cancelled</c>, and as a message may be refused.
    /// </summary>
    Task<Result<Done>> DeclineAsync(MemberId payer, Guid request, string? word, CancellationToken ct = default);

    /// <summary>
    /// Reminds those who have not answered, once a day at most. Refuses with <c>remittance.request.not_found</c>,
    /// <c>….nothing_open</c>, <c>….reminded_lately</c> (hours).
    /// </summary>
    Task<Result<Done>> RemindAsync(MemberId asker, Guid request, CancellationToken ct = default);

    /// <summary>
    /// The asker takes back what is not paid yet. What was paid stays paid. Refuses with
    /// <c>remittance.request.not_found</c>, <c>….nothing_open</c>.
    /// </summary>
    Task<Result<Done>> CancelAsync(MemberId asker, Guid request, CancellationToken ct = default);

    /// <summary>What the member was asked for and still may pay, newest first: for the home page.</summary>
    Task<IReadOnlyList<AskedMoney>> OpenAsync(MemberId payer, CancellationToken ct = default);

    /// <summary>What the member asked and was asked lately, newest first.</summary>
    Task<MoneyRequests> ListAsync(MemberId member, CancellationToken ct = default);

    /// <summary>What the member was asked for; null when it was not this member.</summary>
    Task<AskedMoney?> FindAskedAsync(MemberId payer, Guid request, CancellationToken ct = default);
}

/// <summary>A wish for money.</summary>
/// <param name="Shares">Whom, and how much each.</param>
/// <param name="Word">What it is for; at most 50 characters.</param>
/// <param name="DueOn">Until when, a KST date; null: whenever.</param>
/// <param name="Key">The intent's idempotency key.</param>
public sealed record AskForMoney(
    MemberId Asker,
    IReadOnlyList<AskedShare> Shares,
    string? Word,
    DateOnly? DueOn,
    string Key
);

/// <summary>One person's share.</summary>
public sealed record AskedShare(MemberId Payer, Won Amount);

/// <summary>Where a share stands.</summary>
public enum ShareState
{
    /// <summary>Not answered yet.</summary>
    Open,

    /// <summary>The asker has the money.</summary>
    Paid,

    /// <summary>The asked member said no.</summary>
    Declined,

    /// <summary>The asker took it back.</summary>
    Cancelled,
}

/// <summary>A request as its asker sees it.</summary>
/// <param name="RemindableAt">From when the open ones may be reminded; null when nothing is open.</param>
public sealed record MoneyRequest(
    Guid Id,
    string? Word,
    DateOnly? DueOn,
    DateTimeOffset MadeAt,
    IReadOnlyList<ShareOfRequest> Shares,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? RemindableAt
)
{
    /// <summary>All that was asked for.</summary>
    public Won Total => Won.Of(Shares.Sum(s => s.Amount.Amount));

    /// <summary>What has come of it.</summary>
    public Won Paid => Won.Of(Shares.Where(s => s.State == ShareState.Paid).Sum(s => s.Amount.Amount));

    /// <summary>Somebody may still pay.</summary>
    public bool IsOpen => Shares.Any(s => s.State == ShareState.Open);
}

/// <summary>A share as the asker sees it.</summary>
/// <param name="Reply">The word with which it was declined.</param>
public sealed record ShareOfRequest(
    MemberId Payer,
    string Name,
    Won Amount,
    ShareState State,
    string? Reply,
    DateTimeOffset? EndedAt
);

/// <summary>A request as the asked member sees it.</summary>
/// <param name="People">How many were asked.</param>
/// <param name="Transfer">The remittance that paid it.</param>
public sealed record AskedMoney(
    Guid Request,
    MemberId Asker,
    string AskerName,
    Won Amount,
    string? Word,
    DateOnly? DueOn,
    int People,
    ShareState State,
    Guid? Transfer,
    DateTimeOffset MadeAt,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? EndedAt
)
{
    /// <summary>False: no bank has confirmed the asker's name (미확인).</summary>
    public bool IsAskerProved { get; init; }
}

/// <summary>Both sides.</summary>
public sealed record MoneyRequests(IReadOnlyList<AskedMoney> Asked, IReadOnlyList<MoneyRequest> Mine);

/// <summary>How a bill is split.</summary>
public static class SplitBill
{
    /// <summary>The most people one request asks.</summary>
    public const int MostPeople = 20;

    /// <summary>Everybody asked pays the same; the odd won stay with the asker, who paid the bill.</summary>
    /// <param name="total">The bill.</param>
    /// <param name="asked">How many are asked, at least one.</param>
    /// <param name="withMe">The asker bears a share too.</param>
    public static (Won Each, Won Mine) Equally(Won total, int asked, bool withMe)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1);
        var each = Won.Of(total.Amount / (asked + (withMe ? 1 : 0)));
        return (each, Won.Of(total.Amount - (each.Amount * asked)));
    }
}
