using System.Data.Common;
using MyPay.Domain.Ledger.Door.Rows;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Door;

/// <summary>
/// What the door asks of a database: one connection, one transaction a batch, a few statements. Owned by the door's
/// thread; a turn is <see cref="Begin"/>, what its commands do, and <see cref="Commit"/> or <see cref="RollBack"/>.
/// </summary>
internal abstract class DoorStore : IDisposable
{
    /// <summary>The process is stopping: nothing is waited for any longer than it must be.</summary>
    public CancellationToken Closing { get; set; }

    /// <summary>
    /// False once the database itself has ended the transaction: whatever is written then would stand alone.
    /// </summary>
    public abstract bool InTransaction { get; }

    /// <summary>
    /// Begins a turn which no other batch shares. Answers where the ledger stands; null when it stands where this door
    /// left it.
    /// </summary>
    /// <param name="seq">The last slip this door knows; null: it knows nothing.</param>
    /// <param name="seal">That slip's seal.</param>
    /// <param name="batch">Whose turn it is; their idempotency keys may be looked up together.</param>
    public abstract Standing? Begin(long? seq, ReadOnlySpan<byte> seal, IReadOnlyList<WaitingCommand> batch);

    /// <summary>A context on the door's connection and in the turn's transaction.</summary>
    public abstract MyPayDb NewDb();

    /// <summary>
    /// Marks where a command begins to read and write rows; all that was accepted before is visible to it.
    /// </summary>
    public abstract void Mark();

    /// <summary>Keeps what was written since <see cref="Mark"/>.</summary>
    public abstract void Keep();

    /// <summary>Takes back what was written since <see cref="Mark"/>.</summary>
    public abstract void Undo();

    /// <summary>The rows that a statement finds; all that was accepted before is visible to it.</summary>
    public abstract List<T> ReadRows<T>(
        RowStatement statement,
        ReadOnlySpan<object?> values,
        Func<DbDataReader, T> read
    );

    /// <summary>A granted command's rows.</summary>
    public abstract void WriteRows(IReadOnlyList<RowWrite> rows);

    /// <summary>An account's row; null when it was never used.</summary>
    public abstract AccountState? FindAccount(string code);

    /// <summary>What an idempotency key was used for and what it answered; null when it is new.</summary>
    public abstract OnceAnswer? FindOnce(byte[] key);

    /// <summary>A granted command's slip with its entries.</summary>
    public abstract void Add(PendingSlip slip);

    /// <summary>A granted command's idempotency row.</summary>
    public abstract void AddOnce(OnceHashes once, string answer, long? firstSlip, long atMs);

    /// <summary>A granted command's event.</summary>
    public abstract void AddEvent(string name, string payload, long atMs);

    /// <summary>
    /// Where the turn's slips end, sealed under <c>data.key</c>: written in the turn's own transaction. Called before
    /// <see cref="Commit"/>.
    /// </summary>
    public abstract void SealEnd(long seq, byte[] mac);

    /// <summary>
    /// What the turn has touched: told to other instances in the turn's own transaction, where there can be any. Called
    /// before <see cref="Commit"/>.
    /// </summary>
    public virtual void Announce(IReadOnlyCollection<string> topics) { }

    /// <summary>
    /// Writes each touched balance once, with the net change of the whole batch, and commits. Durable when it returns.
    /// </summary>
    public abstract void Commit(IReadOnlyList<DoorAccount> touched);

    /// <summary>
    /// Housekeeping after a commit, when everybody has their answer. What it throws is read by <see cref="TroubleOf"/>.
    /// </summary>
    public virtual void TidyUp() { }

    /// <summary>The turn came to nothing. Never throws for a transaction that is gone already.</summary>
    public abstract void RollBack();

    /// <summary>Reads the trouble out of an exception.</summary>
    public abstract DoorTrouble TroubleOf(Exception? failure);

    /// <summary>How long to wait before a batch that met this trouble is run again; null: not again.</summary>
    public virtual TimeSpan? PauseBeforeAnother(DoorTrouble trouble, int tries) => null;

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Where the ledger stands at the beginning of a turn.</summary>
/// <param name="Seq">The last slip; 0 before the first.</param>
/// <param name="Seal">Its seal.</param>
/// <param name="PostedAtMs">When it was posted, UTC, milliseconds since 1970.</param>
/// <param name="LastAccount">The highest account id.</param>
/// <param name="Accounts">Those that others have written since, or all there are; null: neither was read.</param>
/// <param name="AreAll">Whatever is not among them has no row.</param>
internal sealed record Standing(
    long Seq,
    byte[] Seal,
    long PostedAtMs,
    long LastAccount,
    IReadOnlyList<AccountState>? Accounts = null,
    bool AreAll = false
);

/// <summary>An account as its row says.</summary>
internal sealed record AccountState(long Id, string Code, AccountKind Kind, long Balance, long Entries);

/// <summary>What an idempotency key has answered.</summary>
internal sealed record OnceAnswer(byte[] Fingerprint, string Answer);
