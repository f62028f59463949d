namespace MyPay.Tests.Crashes;

/// <summary>
/// What a shop asks of the API. What takes effect bears its key: a payment as its order number, a cancel as its reason
/// or payload.
/// </summary>
internal abstract record Act(string Key);

/// <summary>Charges the recurring key of this lane's member.</summary>
internal sealed record Pay(string Key, int Lane, long Won) : Act(Key);

/// <summary>Cancels some of a payment.</summary>
/// <param name="ByDialect">At the KakaoPay door; otherwise at <c>/v1</c>.</param>
internal sealed record Cancel(string Key, string Tid, long Won, bool ByDialect) : Act(Key);

/// <summary>Looks for one payment by its order number: that it is not seen says something.</summary>
internal sealed record LookFor(string Key, string Order) : Act(Key);

/// <summary>Looks at the newest payments: only what is seen says something.</summary>
internal sealed record LookAround(string Key) : Act(Key);

/// <summary>What a caller knows of a call.</summary>
internal enum Verdict
{
    /// <summary>Answered: it is done.</summary>
    Ok,

    /// <summary>Answered: it is not done, and never will be.</summary>
    Fail,

    /// <summary>No answer, or one that leaves it open: it was done once or not at all.</summary>
    Unknown,
}

/// <summary>A payment as somebody saw it.</summary>
internal sealed record Seen(string Tid, string Order, long Won, long Cancelled);

/// <summary>
/// One call of a history. Its instants are places in that history: who returned before another was invoked was before
/// it.
/// </summary>
internal sealed record Call(Act Act, int Invoked, int Returned, Verdict Verdict)
{
    /// <summary>What the answer calls what was done: the payment's TID, the cancel's AID.</summary>
    public string? Name { get; init; }

    /// <summary>The answer, letter for letter.</summary>
    public string Said { get; init; } = "";

    /// <summary>What a look saw.</summary>
    public IReadOnlyList<Seen> Seen { get; init; } = [];
}

/// <summary>A payment when all is over.</summary>
internal sealed record Payment(string Tid, string Order, long Won, long Cancelled, IReadOnlyList<CancelDone> Cancels);

/// <summary>One of its cancels.</summary>
internal sealed record CancelDone(string Aid, string Key, long Won);

/// <summary>All the members' wallets, and all that shops and MyPay have of payments.</summary>
internal sealed record Sums(long Wallets, long Earned);

/// <summary>How it ended: what there is, what each key says when it is asked again, and what there is then.</summary>
/// <param name="Complaint">What <c>verify</c> has to say; null when all holds.</param>
internal sealed record Ending(
    IReadOnlyList<Payment> Before,
    IReadOnlyList<Call> Again,
    IReadOnlyList<Payment> After,
    Sums First,
    Sums Last,
    string? Complaint
);
