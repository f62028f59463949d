using Microsoft.Data.Sqlite;
using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Ledger;

/// <summary>
/// A row of the journal: money that really left (<c>withdraw</c>) or reached (<c>deposit</c>) a customer's account. A
/// reversal is a second row of the same id with the opposite kind.
/// </summary>
internal sealed record Movement(
    long Seq,
    string BankTranId,
    string Kind,
    string Bank,
    string Number,
    long Amount,
    string PrintContent,
    DateTimeOffset At
);

/// <summary>One line of an account's own statement.</summary>
internal sealed record StatementLine(
    long Seq,
    string Day,
    string Time,
    bool CameIn,
    string PrintContent,
    long Amount,
    long Balance
);

/// <summary>
/// Which lines: moments are yyyyMMddHHmmss, both ends included; <c>After</c> is the last seq of the page before.
/// </summary>
internal sealed record StatementQuery(
    AccountKey Account,
    bool In,
    bool Out,
    string From,
    string To,
    bool NewestFirst,
    long? After
);

/// <summary>
/// Reads the journal back. A contract account has no rows of its own: its statement is the mirror of its customers'
/// rows.
/// </summary>
internal sealed class Statements(BookFile file)
{
    public const int PageSize = 25;

    private const string Mirrored = """
        SELECT seq, day, time, came_in, print, amount, balance FROM (
            SELECT seq, day, time, kind = 'deposit' AS came_in, print_content AS print, amount, balance
                FROM journal WHERE bank = $bank AND number = $number
            UNION ALL
            SELECT seq, day, time, kind = 'withdraw', contract_print_content, amount, contract_balance
                FROM journal WHERE contract = $number AND $bank = $contractBank)
        WHERE day || time BETWEEN $from AND $to AND ((came_in AND $in) OR (NOT came_in AND $out))
        """;

    private const string OldestFirst = Mirrored + " AND ($after IS NULL OR seq > $after) ORDER BY seq LIMIT $limit";
    private const string NewestFirst =
        Mirrored + " AND ($after IS NULL OR seq < $after) ORDER BY seq DESC LIMIT $limit";

    public List<Movement> Journal(long from) =>
        file.Read(s =>
            s.Rows(
                "SELECT seq, bank_tran_id, kind, bank, number, amount, print_content, at FROM journal WHERE "
                    + "seq >= $from ORDER BY seq",
                row => new Movement(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetInt64(5),
                    row.GetString(6),
                    row.GetDateTimeOffset(7)
                ),
                ("$from", from)
            )
        );

    public (List<StatementLine> Lines, bool More) Page(StatementQuery query)
    {
        var lines = file.Read(s =>
            s.Rows(
                query.NewestFirst ? NewestFirst : OldestFirst,
                ReadLine,
                ("$bank", query.Account.Bank),
                ("$number", query.Account.Number),
                ("$contractBank", TransferOrder.ContractBank),
                ("$from", query.From),
                ("$to", query.To),
                ("$in", query.In),
                ("$out", query.Out),
                ("$after", query.After is { } after ? after : DBNull.Value),
                ("$limit", PageSize + 1)
            )
        );
        return (lines[..Math.Min(lines.Count, PageSize)], lines.Count > PageSize);
    }

    private static StatementLine ReadLine(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetBoolean(3),
            row.GetString(4),
            row.GetInt64(5),
            row.GetInt64(6)
        );
}
