using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money;

/// <summary>
/// The monthly statement of a wallet (월 명세서): opening balance, every line, closing balance. Opening and lines always
/// come to the closing balance, and the ledger's own balances say the same.
/// </summary>
public interface IStatements
{
    /// <summary>
    /// The months there are, newest first: from the first movement's to the running one. Empty for a wallet that never
    /// moved.
    /// </summary>
    Task<IReadOnlyList<StatementMonth>> MonthsAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// One KST month; any day of it may be given. Null for a month that has not begun, or lies before the wallet's
    /// first movement.
    /// </summary>
    Task<WalletStatement?> FindAsync(MemberId member, DateOnly month, CancellationToken ct = default);

    /// <summary>Its lines, oldest first, streamed.</summary>
    IAsyncEnumerable<Movement> LinesAsync(MemberId member, DateOnly month, CancellationToken ct = default);

    /// <summary>Some of its lines, oldest first, after a movement's number; for a page.</summary>
    Task<IReadOnlyList<Movement>> LinesAsync(
        MemberId member,
        DateOnly month,
        long after,
        int limit,
        CancellationToken ct = default
    );
}

/// <summary>A month with a statement.</summary>
/// <param name="IsClosed">It is over: no line can come any more, and it may be downloaded.</param>
public sealed record StatementMonth(DateOnly Month, bool IsClosed);

/// <summary>A statement's sums, won.</summary>
/// <param name="From">Its first day, KST.</param>
/// <param name="To">Its last day, KST.</param>
/// <param name="Opening">The balance before its first line.</param>
/// <param name="Closing">The balance after its last line, as the ledger keeps it.</param>
public sealed record WalletStatement(
    DateOnly From,
    DateOnly To,
    bool IsClosed,
    Won Opening,
    Won In,
    Won Out,
    Won Closing,
    int Count
)
{
    /// <summary>The sum is right: opening and all lines come to what the ledger says was left.</summary>
    public bool Holds => Opening.Amount + In.Amount - Out.Amount == Closing.Amount;
}
