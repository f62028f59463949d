namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// The ledger's tables as PostgreSQL makes them, with the guards they have on SQLite: a balance below zero, a slip that
/// does not balance, a second booking of one source, a changed or deleted slip or entry are refused by the database
/// itself. Texts are compared and sorted by their bytes.
/// </summary>
internal static class PostgresSchema
{
    // Half of each page of accounts stays free: a balance that changes often is written beside itself, without touching
    // an index.
    public const string Create = """
        CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$;

        CREATE TABLE ledger_account (
          id bigint PRIMARY KEY,
          code text COLLATE "C" NOT NULL UNIQUE,
          kind integer NOT NULL,
          balance bigint NOT NULL,
          entries bigint NOT NULL,
          CONSTRAINT never_negative CHECK (kind NOT IN (2, 3, 4, 5) OR balance >= 0)) WITH (fillfactor = 50);
        CREATE INDEX ledger_account_kind ON ledger_account (kind);

        CREATE TABLE ledger_slip (
          seq bigint PRIMARY KEY,
          kind text COLLATE "C" NOT NULL,
          source text COLLATE "C" NOT NULL,
          business_date text COLLATE "C" NOT NULL,
          posted_at bigint NOT NULL,
          memo text COLLATE "C",
          lines text COLLATE "C" NOT NULL,
          hash bytea NOT NULL,
          CONSTRAINT ledger_slip_hash CHECK (length(hash) = 32));
        CREATE UNIQUE INDEX ledger_slip_source ON ledger_slip (source);
        CREATE FUNCTION ledger_slip_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM fresh WHERE (SELECT coalesce(sum((line ->> 1)::numeric), 1) FROM jsonb_array_elements(fresh.lines::jsonb) AS line) <> 0) THEN
            RAISE EXCEPTION USING MESSAGE = 'a slip must balance', ERRCODE = 'check_violation';
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER ledger_slip_balanced AFTER INSERT ON ledger_slip REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_slip_balanced();

        CREATE TABLE ledger_entry (
          account bigint NOT NULL,
          n bigint NOT NULL,
          slip bigint NOT NULL,
          amount bigint NOT NULL,
          balance bigint NOT NULL,
          posted_at bigint NOT NULL,
          label text COLLATE "C",
          PRIMARY KEY (account, n),
          CONSTRAINT ledger_entry_amount CHECK (amount <> 0));

        CREATE TABLE journal_once (
          key bytea PRIMARY KEY,
          fingerprint bytea NOT NULL,
          answer text COLLATE "C" NOT NULL,
          first_slip bigint,
          at bigint NOT NULL,
          CONSTRAINT journal_once_key CHECK (length(key) = 32),
          CONSTRAINT journal_once_fingerprint CHECK (length(fingerprint) = 32));

        CREATE TABLE journal_writer (
          instance integer PRIMARY KEY,
          batch bigint NOT NULL,
          at bigint NOT NULL) WITH (fillfactor = 50);

        CREATE FUNCTION journal_expect(changed bigint, expected bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
          IF changed <> expected THEN
            RAISE EXCEPTION USING MESSAGE = 'accounts are not as the door knew them', ERRCODE = 'serialization_failure';
          END IF;
        END $$;
        """;

    public const string Drop = """
        DROP FUNCTION journal_expect; DROP TABLE journal_writer; DROP TABLE journal_once; DROP TABLE ledger_entry; DROP TABLE ledger_slip; DROP TABLE ledger_account;
        DROP FUNCTION ledger_slip_balanced; DROP FUNCTION append_only;
        """;

    /// <summary>The ledger's tables and all append-only guards that go with them.</summary>
    public static string CreateGuarded =>
        Create
        + PostgresGuard.For("ledger_slip")
        + PostgresGuard.For("ledger_entry")
        + PostgresGuard.For("journal_once");
}
