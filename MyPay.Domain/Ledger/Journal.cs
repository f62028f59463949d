using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger;

/// <summary>
/// The one door for every write of money. A command validates, posts slips, writes module rows and adds outbox events;
/// it commits whole or leaves nothing behind, and <c>WriteAsync</c> returns only when what it did is durable.
/// </summary>
public abstract class Journal
{
    /// <summary>
    /// Runs a command in its turn. A refused command leaves nothing behind, not even its idempotency key.
    /// The command runs on the door's own thread and may be run a second time when a neighbour in its batch fails:
    /// it must touch nothing but the <see cref="JournalWrite"/> it is given, and never wait for anything.
    /// Refuses with <c>storage.busy</c> (queue full), <c>storage.full</c> (disk full), <c>storage.stopped</c> (an I/O
    /// error stops all writing until restart),
    /// <c>storage.unavailable</c> (the database cannot be reached) or <c>storage.unknown</c> (it went away in the
    /// middle of a commit and has not come back: only asking again with the same key tells whether it was done).
    /// </summary>
    public Task<Result<T>> WriteAsync<T>(Func<JournalWrite, Result<T>> command, CancellationToken ct = default)
        where T : notnull => WriteAsync(null, command, ct);

    /// <summary>
    /// The same, at most once per key, for ever: the same key with the same body answers as the first time and moves
    /// nothing; with another body it is refused with <c>idempotency.key_reused</c>.
    /// </summary>
    public abstract Task<Result<T>> WriteAsync<T>(
        Once? once,
        Func<JournalWrite, Result<T>> command,
        CancellationToken ct = default
    )
        where T : notnull;

    /// <summary>
    /// What this key answered before, if it was used: the way to ask before doing something outside, such as calling a
    /// bank. Null when the key is new; the refusal <c>idempotency.key_reused</c> when it was used for another body.
    /// </summary>
    public async Task<Result<T>?> EarlierAsync<T>(Once once, CancellationToken ct = default)
        where T : notnull
    {
        var answer = await WriteAsync<T>(once, _ => NeverUsed, ct);
        return !answer.TryGet(out _, out var refusal) && ReferenceEquals(refusal, NeverUsed) ? null : answer;
    }

    private static readonly Refusal NeverUsed = new(RefusalKind.NotFound, "idempotency.key_unused");
}

/// <summary>What a command may do while it has its turn.</summary>
public abstract class JournalWrite
{
    /// <summary>The instant of this batch, UTC: one clock reading for all that a command writes.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>
    /// Module rows, on the door's own connection and transaction. Saved when the command is granted; do not call
    /// SaveChanges. Sees what earlier commands of the batch saved, not what this command has only added.
    /// </summary>
    public abstract MyPayDb Db { get; }

    /// <summary>
    /// A module's row by its primary key, by a prepared statement: for the ways of money that are walked all day. What
    /// the command changes in it is written when the command is granted. One row is changed either here or through
    /// <see cref="Db"/>, never through both in one command. Null when there is none.
    /// </summary>
    public abstract T? Find<T>(params ReadOnlySpan<object> key)
        where T : class;

    /// <summary>
    /// The same for the rows that pass these tests, in the order of their keys: by an index, or of a small book. Sees
    /// what earlier commands of the batch wrote, not what this one adds.
    /// </summary>
    public abstract IReadOnlyList<T> Where<T>(params ReadOnlySpan<RowTest> tests)
        where T : class;

    /// <summary>
    /// Adds a module's row by a prepared statement when the command is granted. A running number is the database's to
    /// give.
    /// </summary>
    public abstract void Add<T>(T row)
        where T : class;

    /// <summary>The same, unless a row with its key or another unique value of it is there already.</summary>
    public abstract void AddIfNew<T>(T row)
        where T : class;

    /// <summary>
    /// An account's balance now, this command's own postings included: credits minus debits, won. Zero for an account
    /// never used.
    /// </summary>
    public abstract long BalanceOf(LedgerAccount account);

    /// <summary>
    /// Has this key taken effect already? For a step that must not run, such as a top-up, once what it was for is done.
    /// </summary>
    public abstract bool IsUsed(Once once);

    /// <summary>
    /// What this key answered when it took effect, whatever was asked for with it; null when it never did.
    /// </summary>
    public abstract T? Earlier<T>(Once once)
        where T : struct;

    /// <summary>
    /// Posts a slip. Refuses with <c>ledger.insufficient</c> (short by, balance) when an account of other people's
    /// money would fall below zero. An unbalanced or empty slip is a bug and throws.
    /// </summary>
    public abstract Result<PostedSlip> Post(Slip slip);

    /// <summary>
    /// Seals the end of a module's hash chain under <c>data.key</c>, in the same commit. Slips are sealed by the door
    /// itself.
    /// </summary>
    /// <param name="chain">One of <see cref="SealedEnds"/>.</param>
    /// <param name="seq">The number of its last row.</param>
    /// <param name="end">That row's seal.</param>
    public abstract void SealEnd(string chain, long seq, ReadOnlySpan<byte> end);

    /// <summary>Adds an event to the outbox, in the same commit.</summary>
    public abstract void Publish<TEvent>(TEvent news)
        where TEvent : IOutboxEvent;

    /// <summary>
    /// Tells open pages, after the commit, that something under this topic has changed. Accounts posted to are told by
    /// their code anyway.
    /// </summary>
    public abstract void Touch(string topic);
}

/// <summary>What a row's property must be.</summary>
/// <param name="Property">Its name, by <c>nameof</c>.</param>
/// <param name="Is"><c>=</c>, <c>&gt;=</c> or <c>&lt;=</c>.</param>
/// <param name="Value">Of the property's own type.</param>
public readonly record struct RowTest(string Property, string Is, object Value)
{
    /// <summary>It is this.</summary>
    public static RowTest Equal(string property, object value) => new(property, "=", value);

    /// <summary>It is this or more.</summary>
    public static RowTest From(string property, object value) => new(property, ">=", value);

    /// <summary>It is this or less.</summary>
    public static RowTest To(string property, object value) => new(property, "<=", value);
}
