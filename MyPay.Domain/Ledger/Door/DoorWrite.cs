using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Door.Rows;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Door;

/// <summary>A batch's turn at the door, as each of its commands sees it.</summary>
internal sealed class DoorWrite(DoorStore store, DoorLedger ledger, TurnRows rows) : JournalWrite, IDisposable
{
    private readonly List<string> touchedNow = [];
    private readonly List<(string Name, string Payload)> news = [];
    private DateTimeOffset now;
    private MyPayDb? db;
    private bool hasDb;

    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

    public override DateTimeOffset Now => now;

    public override MyPayDb Db
    {
        get
        {
            if (hasDb)
                return db!;

            // Whatever the command writes through EF, ExecuteUpdate included, goes with the command if it is refused.
            store.Mark();
            hasDb = true;
            return db ??= store.NewDb();
        }
    }

    public override T? Find<T>(params ReadOnlySpan<object> key)
        where T : class => rows.Find<T>(key);

    public override IReadOnlyList<T> Where<T>(params ReadOnlySpan<RowTest> tests) => rows.Where<T>(tests);

    public override void Add<T>(T row) => rows.Add(row, ifNew: false);

    public override void AddIfNew<T>(T row) => rows.Add(row, ifNew: true);

    public bool InTransaction => store.InTransaction;

    public override long BalanceOf(LedgerAccount account) => ledger.Find(account).Balance;

    public override Result<PostedSlip> Post(Slip slip) => ledger.Post(slip, now);

    public override void SealEnd(string chain, long seq, ReadOnlySpan<byte> end)
    {
        var mac = ledger.Keys.SealOf(chain, seq, end);
        if (Db.Set<SealedEndRow>().Find(chain) is { } row)
            (row.Seq, row.Mac) = (seq, mac);
        else
            Db.Add(
                new SealedEndRow
                {
                    Chain = chain,
                    Seq = seq,
                    Mac = mac,
                }
            );
    }

    public override void Publish<TEvent>(TEvent news)
    {
        this.news.Add((TEvent.EventName, JsonSerializer.Serialize(news)));
        Touch(OutboxDispatcher.TopicOf(TEvent.EventName));
    }

    public override void Touch(string topic) => touchedNow.Add(topic);

    public override bool IsUsed(Once once) => store.FindOnce(once.KeyHash()) is not null;

    public override T? Earlier<T>(Once once) =>
        store.FindOnce(once.KeyHash()) is { } earlier ? JsonSerializer.Deserialize<T>(earlier.Answer) : null;

    public OnceAnswer? FindOnce(OnceHashes once) => store.FindOnce(once.Key);

    public DoorTrouble TroubleOf(Exception thrown) => store.TroubleOf(thrown);

    /// <summary>The turn begins, and with it the instant of all that is written in it.</summary>
    public void Open(IReadOnlyList<WaitingCommand> batch, TimeProvider clock)
    {
        ledger.Open(batch);
        now = ledger.InstantOf(clock.GetUtcNow());
    }

    public void Begin()
    {
        ledger.Begin();
        rows.Forget(); // a turn that was lost left some
    }

    /// <summary>
    /// Saves the module rows of a granted command. When it throws, the command can still be forgotten.
    /// </summary>
    public void SaveRows()
    {
        if (!hasDb)
            return;
        db!.SaveChanges();
        store.Keep();
        EndDb();
    }

    /// <summary>
    /// Hands slips, entries, events and the idempotency row of a granted command to the store. When it throws, the
    /// whole batch is lost.
    /// </summary>
    public void Accept<T>(OnceHashes? once, T granted)
    {
        var at = now.ToUnixTimeMilliseconds();
        rows.Accept();
        ledger.Accept(Topics);
        if (once is not null)
            store.AddOnce(once, JsonSerializer.Serialize(granted), ledger.FirstSlip, at);
        foreach (var (name, payload) in news)
            store.AddEvent(name, payload, at);
        news.Clear();
        Topics.UnionWith(touchedNow);
        touchedNow.Clear();
    }

    public void Forget()
    {
        ledger.Forget();
        rows.Forget();
        news.Clear();
        if (hasDb)
            store.Undo();
        touchedNow.Clear();
        EndDb();
    }

    public void Commit()
    {
        store.Announce(Topics);
        if (ledger.NewEnd is { } end)
            store.SealEnd(end.Seq, end.Mac);
        store.Commit(ledger.Touched);
    }

    public void Dispose() => db?.Dispose();

    /// <summary>The next command of the turn begins with an empty context.</summary>
    private void EndDb()
    {
        if (hasDb)
            db!.ChangeTracker.Clear();
        hasDb = false;
    }
}

/// <summary>An idempotency key's hashes, made on the caller's thread: the door's is the busiest of all.</summary>
internal sealed record OnceHashes(byte[] Key, byte[] Fingerprint)
{
    public static OnceHashes? Of(Once? once) => once is null ? null : new(once.KeyHash(), once.Fingerprint());
}
