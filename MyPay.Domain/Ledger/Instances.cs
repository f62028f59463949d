namespace MyPay.Domain.Ledger;

/// <summary>
/// The processes that run MyPay on one store: which of them live says whose unfinished work was left behind.
/// </summary>
public abstract class Instances
{
    /// <summary>This process; another one at every start.</summary>
    public abstract string Me { get; }

    /// <summary>More than this one may be running.</summary>
    public abstract bool AreMany { get; }

    /// <summary>
    /// This is the one that does what runs by itself in short rounds: outbox, webhooks, letters, inquiries, payouts,
    /// what is due. Asked at each round. It spares the others the same work and keeps things in order; it is no proof
    /// that nobody else is at it, because one that stood still may go on where it was: what is done twice must be found
    /// done in its own write.
    /// </summary>
    public abstract bool Leads { get; }

    /// <summary>
    /// Those that live now, this one included. Asked inside a write, so that none can begin a run in between.
    /// </summary>
    public abstract IReadOnlySet<string> Living(MyPayDb db);

    /// <summary>
    /// Does something that no two instances may do at once, such as making a schedule; waits for its turn.
    /// </summary>
    public abstract Task AloneAsync(Func<Task> work, CancellationToken ct = default);
}

/// <summary>One app on one SQLite file; a lock beside the file keeps others away.</summary>
internal sealed class LoneInstance : Instances
{
    public override string Me { get; } = Guid.NewGuid().ToString("N");

    public override bool AreMany => false;

    public override bool Leads => true;

    public override Task AloneAsync(Func<Task> work, CancellationToken ct) => work();

    public override IReadOnlySet<string> Living(MyPayDb db) => new HashSet<string>(StringComparer.Ordinal) { Me };
}
