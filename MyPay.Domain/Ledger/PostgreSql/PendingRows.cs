using MyPay.Domain.Ledger.Door;
using Npgsql;
using NpgsqlTypes;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// Rows of granted commands on their way to the server: column by column, so that a thousand of them are one statement.
/// </summary>
internal sealed class PendingRows
{
    private const string AddSlips = """
        INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, memo, lines, hash)
        SELECT s.seq, s.kind, s.source, $7, $8, s.memo, s.lines, s.hash FROM unnest($1, $2, $3, $4, $5, $6) AS s (seq, kind, source, memo, lines, hash)
        """;

    private const string AddEntries = """
        INSERT INTO ledger_entry (account, n, slip, amount, balance, posted_at, label)
        SELECT e.account, e.n, e.slip, e.amount, e.balance, $7, e.label FROM unnest($1, $2, $3, $4, $5, $6) AS e (account, n, slip, amount, balance, label)
        """;

    private const string AddOnces = """
        INSERT INTO journal_once (key, fingerprint, answer, first_slip, at)
        SELECT o.key, o.fingerprint, o.answer, o.first_slip, $5 FROM unnest($1, $2, $3, $4) AS o (key, fingerprint, answer, first_slip)
        """;

    private const string AddEvents = """
        INSERT INTO outbox_event ("Seq", "Name", "Payload", "At")
        SELECT e.seq, e.name, e.payload, $4 FROM unnest($1, $2, $3) AS e (seq, name, payload)
        """;

    private readonly List<long> slipSeq = [],
        entryAccount = [],
        entryN = [],
        entrySlip = [],
        entryAmount = [],
        entryBalance = [],
        eventSeq = [];
    private readonly List<string> kind = [],
        source = [],
        answer = [],
        eventName = [],
        payload = [];
    private readonly List<string?> memo = [],
        label = [];
    private readonly List<byte[]> lines = [],
        hash = [],
        key = [],
        fingerprint = [];
    private readonly List<long?> firstSlip = [];
    private string date = "";
    private long atMs;

    public bool IsEmpty => slipSeq.Count == 0 && key.Count == 0 && eventSeq.Count == 0;

    public void Add(PendingSlip slip)
    {
        (date, atMs) = (slip.Date, slip.PostedAtMs); // one instant a batch
        slipSeq.Add(slip.Seq);
        kind.Add(slip.Slip.Kind);
        source.Add(slip.Slip.Source);
        memo.Add(slip.Slip.Memo);
        lines.Add(slip.Lines);
        hash.Add(slip.Seal);
        foreach (var entry in slip.Entries)
        {
            entryAccount.Add(entry.Account.Id);
            entryN.Add(entry.N);
            entrySlip.Add(slip.Seq);
            entryAmount.Add(entry.Signed);
            entryBalance.Add(entry.Balance);
            label.Add(entry.Label);
        }
    }

    public void AddOnce(OnceHashes once, string answered, long? slip, long at)
    {
        atMs = at;
        key.Add(once.Key);
        fingerprint.Add(once.Fingerprint);
        answer.Add(answered);
        firstSlip.Add(slip);
    }

    public void AddEvent(long seq, string name, string told, long at)
    {
        atMs = at;
        eventSeq.Add(seq);
        eventName.Add(name);
        payload.Add(told);
    }

    public void WriteTo(NpgsqlBatch batch)
    {
        if (slipSeq.Count > 0)
        {
            batch.Say(
                AddSlips,
                Longs(slipSeq),
                Texts(kind),
                Texts(source),
                Texts(memo),
                Utf8(lines),
                Bytes(hash),
                Text(date),
                Long(atMs)
            );
            batch.Say(
                AddEntries,
                Longs(entryAccount),
                Longs(entryN),
                Longs(entrySlip),
                Longs(entryAmount),
                Longs(entryBalance),
                Texts(label),
                Long(atMs)
            );
        }

        if (key.Count > 0)
            batch.Say(AddOnces, Bytes(key), Bytes(fingerprint), Texts(answer), Longs(firstSlip), Long(atMs));
        if (eventSeq.Count > 0)
            batch.Say(AddEvents, Longs(eventSeq), Texts(eventName), Texts(payload), Long(atMs));
    }

    public void Clear()
    {
        foreach (
            var column in new System.Collections.IList[]
            {
                slipSeq,
                kind,
                source,
                memo,
                lines,
                hash,
                entryAccount,
                entryN,
                entrySlip,
                entryAmount,
                entryBalance,
                label,
                key,
                fingerprint,
                answer,
                firstSlip,
                eventSeq,
                eventName,
                payload,
            }
        )
            column.Clear();
    }

    public static NpgsqlParameter<long> Long(long value) => Of(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter<List<long>> Longs(List<long> values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameter<List<byte[]>> Bytes(List<byte[]> values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public static NpgsqlParameter<T> Of<T>(T value, NpgsqlDbType type) =>
        new() { TypedValue = value, NpgsqlDbType = type };

    private static NpgsqlParameter<List<long?>> Longs(List<long?> values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    private static NpgsqlParameter<List<T>> Texts<T>(List<T> values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>Texts that are UTF-8 already.</summary>
    private static NpgsqlParameter<List<byte[]>> Utf8(List<byte[]> values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    private static NpgsqlParameter<string> Text(string value) => Of(value, NpgsqlDbType.Text);
}

/// <summary>One statement more in a round trip.</summary>
internal static class BatchWords
{
    public static void Say(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
