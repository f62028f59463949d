using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking;

/// <summary>
/// Our corporate accounts as the bank itself lists them, and our own log of calls beside it: two of the three sides of
/// reconciliation (대사).
/// </summary>
public interface IBankStatements
{
    /// <summary>The corporate accounts.</summary>
    IReadOnlyList<CorporateAccountView> Accounts { get; }

    /// <summary>
    /// Fetches the bank's statement of an account for a KST date, all pages. May run twice, at once, or be killed
    /// anywhere: a line is kept once. A line that came late is added, one that the bank no longer lists is marked.
    /// Refuses with <c>banking.statement.account_unknown</c>, <c>….day_not_begun</c>, <c>….no_answer</c>, and with what
    /// the bank says against it.
    /// </summary>
    Task<Result<StatementFetch>> FetchAsync(string account, DateOnly date, CancellationToken ct = default);

    /// <summary>The last whole fetch of a date; null when there was none.</summary>
    Task<StatementFetch?> LastAsync(string account, DateOnly date, CancellationToken ct = default);

    /// <summary>The lines the bank listed for a date when last asked, in its order.</summary>
    Task<IReadOnlyList<StatementLine>> LinesAsync(string account, DateOnly date, CancellationToken ct = default);

    /// <summary>Lines of any date that bear one of these names.</summary>
    Task<IReadOnlyList<StatementLine>> LinesOfAsync(
        string account,
        IReadOnlyCollection<string> bankTranIds,
        CancellationToken ct = default
    );

    /// <summary>Transfers made on a KST date, and those of other dates whose outcome was learnt on it.</summary>
    Task<IReadOnlyList<LoggedCall>> CallsAsync(string account, DateOnly date, CancellationToken ct = default);

    /// <summary>Transfers of any date by these names.</summary>
    Task<IReadOnlyList<LoggedCall>> CallsOfAsync(
        string account,
        IReadOnlyCollection<string> bankTranIds,
        CancellationToken ct = default
    );
}

/// <summary>One of our accounts.</summary>
/// <param name="Key">The ledger account is <c>bank:{key}</c>.</param>
/// <param name="Bank">Bank code.</param>
/// <param name="MaskedNumber">Its number, masked.</param>
public sealed record CorporateAccountView(string Key, string Bank, string MaskedNumber);

/// <summary>A whole answer of the bank.</summary>
/// <param name="StartedAt">When it was asked, UTC: what moved later cannot be in it.</param>
/// <param name="Pages">Calls made.</param>
/// <param name="Lines">Listed.</param>
/// <param name="Added">Seen for the first time.</param>
/// <param name="Gone">Listed before and no longer.</param>
public sealed record StatementFetch(DateTimeOffset StartedAt, int Pages, int Lines, int Added, int Gone);

/// <summary>A line of the bank's statement.</summary>
/// <param name="Date">The bank's date, KST.</param>
/// <param name="Time">The bank's time, KST.</param>
/// <param name="Signed">Won; what came in is positive.</param>
/// <param name="Balance">The account's balance after it, won, as the bank says.</param>
/// <param name="PrintContent">What is printed beside it.</param>
/// <param name="BankTranId">The call it belongs to, when its name is printed.</param>
public sealed record StatementLine(
    long Id,
    DateOnly Date,
    TimeOnly Time,
    long Signed,
    long Balance,
    string PrintContent,
    string? BankTranId
);

/// <summary>A transfer of the call log.</summary>
/// <param name="Date">KST date of the call.</param>
/// <param name="Signed">Won asked for; what comes in is positive.</param>
/// <param name="SettledAt">When its outcome was booked, UTC: the instant of the slip, too.</param>
/// <param name="Fee">Booked for it, won.</param>
public sealed record LoggedCall(
    BankCallId Id,
    string BankTranId,
    DateOnly Date,
    string Purpose,
    string Reference,
    string Bank,
    string MaskedNumber,
    long Signed,
    BankCallState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt,
    string? RspCode,
    string? BankRspCode,
    long Fee
)
{
    /// <summary>True while the outcome is open.</summary>
    public bool IsOpen => State is BankCallState.Sending or BankCallState.Unknown or BankCallState.OperatorCase;
}
