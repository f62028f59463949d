namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>
/// The ledger's tables as SQLite makes them. Guards stand behind the code's own checks: a balance below zero, a slip
/// that does not balance, a second booking of one source, a changed or deleted slip or entry are refused by the
/// database itself.
/// </summary>
internal static class LedgerSchema
{
    public const string Create = """
        CREATE TABLE ledger_account (
          id INTEGER PRIMARY KEY,
          code TEXT NOT NULL UNIQUE,
          kind INTEGER NOT NULL,
          balance INTEGER NOT NULL,
          entries INTEGER NOT NULL,
          CONSTRAINT never_negative CHECK (kind NOT IN (2, 3, 4, 5) OR balance >= 0));
        CREATE INDEX ledger_account_kind ON ledger_account (kind);

        CREATE TABLE ledger_slip (
          seq INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          source TEXT NOT NULL,
          business_date TEXT NOT NULL,
          posted_at INTEGER NOT NULL,
          memo TEXT,
          lines TEXT NOT NULL,
          hash BLOB NOT NULL CHECK (length(hash) = 32));
        CREATE UNIQUE INDEX ledger_slip_source ON ledger_slip (source);
        CREATE TRIGGER ledger_slip_balanced BEFORE INSERT ON ledger_slip
          WHEN (SELECT coalesce(sum(json_extract(value, '$[1]')), 1) FROM json_each(NEW.lines)) <> 0
          BEGIN SELECT RAISE(ABORT, 'a slip must balance'); END;
        CREATE TRIGGER ledger_slip_no_update BEFORE UPDATE ON ledger_slip BEGIN SELECT RAISE(ABORT, 'slips are append-only'); END;
        CREATE TRIGGER ledger_slip_no_delete BEFORE DELETE ON ledger_slip BEGIN SELECT RAISE(ABORT, 'slips are append-only'); END;

        CREATE TABLE ledger_entry (
          account INTEGER NOT NULL,
          n INTEGER NOT NULL,
          slip INTEGER NOT NULL,
          amount INTEGER NOT NULL CHECK (amount <> 0),
          balance INTEGER NOT NULL,
          posted_at INTEGER NOT NULL,
          label TEXT,
          PRIMARY KEY (account, n)) WITHOUT ROWID;
        CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
        CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

        CREATE TABLE journal_once (
          key BLOB PRIMARY KEY CHECK (length(key) = 32),
          fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
          answer TEXT NOT NULL,
          first_slip INTEGER,
          at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER journal_once_no_update BEFORE UPDATE ON journal_once BEGIN SELECT RAISE(ABORT, 'idempotency rows never change'); END;
        CREATE TRIGGER journal_once_no_delete BEFORE DELETE ON journal_once BEGIN SELECT RAISE(ABORT, 'idempotency rows never expire'); END;
        """;

    /// <summary>The ledger's tables.</summary>
    public static readonly IReadOnlyList<string> Tables =
    [
        "ledger_account",
        "ledger_slip",
        "ledger_entry",
        "journal_once",
    ];

    /// <summary>What the proof looks for: guards that somebody has dropped or altered guard nothing.</summary>
    public static readonly IReadOnlyList<string> Guards =
    [
        "ledger_slip_source",
        "ledger_slip_balanced",
        "ledger_slip_no_update",
        "ledger_slip_no_delete",
        "ledger_entry_no_update",
        "ledger_entry_no_delete",
        "journal_once_no_update",
        "journal_once_no_delete",
    ];

    public const string Drop = """
        DROP TABLE journal_once; DROP TABLE ledger_entry; DROP TABLE ledger_slip; DROP TABLE ledger_account;
        """;
}
