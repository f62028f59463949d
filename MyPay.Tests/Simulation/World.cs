using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Payment;

namespace MyPay.Tests.Simulation;

/// <summary>
/// One world: the product on a store of its own, the bank, the clock, the oracle, and one thread of events. Each step
/// is asked of the product, judged against what the oracle expected, and the books are compared won by won.
/// </summary>
internal sealed partial class World : IAsyncDisposable
{
    private const int WholeLookEvery = 40;
    private readonly Dictionary<string, string> names;
    private readonly List<string> story = [];
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private AMachine machine;
    private int step;

    private World(Town town, AMachine machine, TheBank bank, Oracle oracle, Dictionary<string, string> names) =>
        (Town, this.machine, Bank, Oracle, this.names) = (town, machine, bank, oracle, names);

    public Town Town { get; }

    public TheBank Bank { get; }

    public Oracle Oracle { get; }

    /// <summary>What has happened, a line each.</summary>
    public IReadOnlyList<string> Story => story;

    /// <summary>The seal of the last slip: everything that was ever booked is in it.</summary>
    public string Root { get; private set; } = "";

    public static async Task<World> BeginAsync(DateTime seoul)
    {
        var town = await Town.AskAsync();
        var directory = Files.NewDirectory();
        Files.CopyStore(town.Directory, directory);
        var clock = new FakeTimeProvider(new DateTimeOffset(seoul, TimeSpan.FromHours(9)).ToUniversalTime());
        var bank = new TheBank(town.Bank, clock);
        var machine = AMachine.StartAgain(directory, bank);
        var names = NamesOf(town);
        var given = Balances(machine, names);
        var world = new World(town, machine, bank, new([.. town.People.Select(p => p.Number)], given), names);
        world.Look();
        return world;
    }

    /// <summary>Plays steps and lets everything come to rest.</summary>
    public async Task PlayAsync(IReadOnlyList<Step> steps)
    {
        foreach (var next in steps)
        {
            await StepAsync(next);
            if (step % WholeLookEvery == 0)
                LookAtEntries();
        }

        await RestAsync();
    }

    public Task<T> AskAsync<TFace, T>(Func<TFace, Task<T>> question)
        where TFace : notnull => machine.AskAsync(question);

    public List<T> Rows<T>(string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> read) => machine.Rows(sql, read);

    public (Person Person, Resident Resident) Meet(int who) =>
        (Oracle.People[who % Oracle.People.Count], Town.People[who % Town.People.Count]);

    public (Shop Shop, Store Store) Visit(int where) =>
        (Oracle.Shops[where % Oracle.Shops.Count], Town.Shops[where % Town.Shops.Count]);

    public Store StoreOf(Shop shop) => Town.Shops.Single(store => store.Name == shop.Name);

    /// <summary>A key that its owner has not used yet; others may well use the same.</summary>
    public string KeyOf(string owner) => $"key-{keys[owner] = keys.GetValueOrDefault(owner) + 1}";

    /// <summary>The last wish that was fulfilled under a key.</summary>
    public (string What, Func<Task<Heard>> Ask)? Last { get; private set; }

    public void Tell(string line)
    {
        Look();
        story.Add($"{Oracle.Now:MM-dd HH:mm:ss}  {line}");
    }

    /// <summary>The oracle's own look at the clock.</summary>
    public void Look() => Oracle.Now = Bank.Clock.GetUtcNow().AddHours(9).DateTime;

    public void Fail(string what) => throw new UntrueException(what);

    public async ValueTask DisposeAsync()
    {
        await machine.DisposeAsync();
        Files.Remove(machine.Directory);
    }

    private async Task StepAsync(Step next)
    {
        Bank.Step = ++step;
        Bank.Clock.Advance(TimeSpan.FromSeconds(next.Pause));
        Look();
        await next.PlayAsync(this);
        if (Bank.Fate.IsDead || (Bank.Fate.IsArmed && next is not PowerFails))
            await RestartAsync();
        Check();
    }

    /// <summary>The machine goes dark and starts again on what the disk holds.</summary>
    private async Task RestartAsync()
    {
        var before = machine.Directory;
        var left = await machine.LosePowerAsync();
        Files.Remove(before);
        Bank.Fate = new();
        Tell("the power failed; the machine starts again on what the disk holds");
        machine = AMachine.StartAgain(left, Bank);
    }

    /// <summary>
    /// The bank is calm again, time goes by, the jobs run: nothing is left open, and the product's own proof holds.
    /// </summary>
    private async Task RestAsync()
    {
        Bank.CalmDown();
        Bank.Fate.Disarm();
        for (var rounds = 0; Oracle.Open.Count > 0; rounds++)
        {
            if (rounds == 40)
                Fail(
                    $"after hours with a bank that answers, {Oracle.Open.Count} calls are still open: "
                        + $"{string.Join(", ", Oracle.Open.Select(o => $"{o.Id} of {o.Won:N0} won"))}"
                );
            await StepAsync(new Minutes(10));
            await StepAsync(new AskTheBank());
        }

        await StepAsync(new Minutes(25 * 60));
        await StepAsync(new Housekeeping());
        LookAtEntries();
        LookAtBatches();
        var report = await AskAsync((LedgerProof proof) => proof.RunAsync(CancellationToken.None));
        if (!report.Ok)
            Fail(ProofText.ToText(report));
        LookAtNews();
        Root = Rows("SELECT hex(hash) FROM ledger_slip ORDER BY seq DESC LIMIT 1", row => row.GetString(0)).Single();
    }

    /// <summary>
    /// Every account stands where the oracle has it; the bank's own books agree but for the calls that are open.
    /// </summary>
    private void Check()
    {
        Look();
        var (expected, actual) = (Oracle.Books(), Balances(machine, names));
        foreach (var (account, won) in expected)
            if (actual.GetValueOrDefault(account) != won)
                Fail($"{account} should be {won:N0} and is {actual.GetValueOrDefault(account):N0}");
        foreach (var (account, won) in actual)
            if (won != 0 && !expected.ContainsKey(account))
                Fail($"{account} should not be there and is {won:N0}");
        if (Bank.AskedTwice is { } twice)
            Fail($"the bank was asked for {twice} twice");
        if (actual.Values.Sum() != 0)
            Fail($"the books come to {actual.Values.Sum():N0} and not to nothing");
        var underWay = Oracle.Open.Where(call => Moved(call.Id)).Sum(call => call.ComesIn ? call.Won : -call.Won);
        if (Bank.Corporate + actual["bank"] != underWay)
            Fail($"the bank has {Bank.Corporate:N0}, the ledger {-actual["bank"]:N0}, and {underWay:N0} is open");
    }

    private bool Moved(string id) => Bank.Effects.Exists(effect => effect.Id == id && effect.Moved);

    /// <summary>From the entries up: each slip comes to nothing, each balance is the sum of its entries.</summary>
    private void LookAtEntries()
    {
        var unbalanced = Rows(
            "SELECT slip FROM ledger_entry GROUP BY slip HAVING sum(amount) <> 0 LIMIT 1",
            row => row.GetInt64(0)
        );
        if (unbalanced.Count > 0)
            Fail($"slip {unbalanced[0]} does not come to nothing");
        var off = Rows(
            "SELECT a.code FROM ledger_account a WHERE a.balance <> (SELECT coalesce(sum(amount), 0) FROM "
                + "ledger_entry e WHERE e.account = a.id) LIMIT 1",
            row => row.GetString(0)
        );
        if (off.Count > 0)
            Fail($"{names.GetValueOrDefault(off[0], off[0])} is not the sum of its entries");
    }

    /// <summary>What happened to payments stands in the outbox, each once.</summary>
    private void LookAtNews()
    {
        var told = Rows(
                $"SELECT count(*) FROM outbox_event WHERE \"Name\" = '{PaymentHappened.EventName}'",
                row => row.GetInt64(0)
            )
            .Single();
        var happened = Oracle.Sales.Count + Oracle.Cancels + Oracle.Orders.Count(order => order.Ended == "failed");
        if (told != happened)
            Fail($"{happened} things happened to payments, and {told} are told");
    }

    private void LookAtBatches()
    {
        var actual = BatchRows()
            .ConvertAll(row =>
                new Batch(row.Shop, row.To, row.Net, row.PayOut, row.CarryOut, row.Due) { State = row.State }.ToString()
            );
        var expected = Oracle.Batches.ConvertAll(batch => batch.ToString());
        if (expected.Except(actual).FirstOrDefault() is { } missing)
            Fail($"there should be a batch of {missing}");
        if (actual.Except(expected).FirstOrDefault() is { } surplus)
            Fail($"there should not be a batch of {surplus}");
        if (actual.Count != expected.Count)
            Fail($"there should be {expected.Count} batches and there are {actual.Count}");
    }

    /// <summary>Every batch as the product has it.</summary>
    public List<BatchInStore> BatchRows() =>
        Rows(
            "SELECT b.\"Franchise\", b.\"To\", b.\"Id\", b.\"State\", c.\"BankTranId\", b.\"Gross\" - "
                + "b.\"Cancelled\" - b.\"Fee\" - b.\"Vat\", b.\"PayOut\", b.\"CarryOut\", b.\"DueOn\" "
                + "FROM settlement_batch b LEFT JOIN banking_call c ON c.\"Id\" = b.\"Call\" WHERE "
                + "b.\"SealedAt\" IS NOT NULL",
            row => new BatchInStore(
                Oracle.Shops.Single(shop => StoreOf(shop).Id.Value == row.GetGuid(0)),
                row.GetFieldValue<DateOnly>(1),
                row.GetString(2),
                row.GetString(3),
                row.IsDBNull(4) ? "" : row.GetString(4),
                row.GetInt64(5),
                row.GetInt64(6),
                row.GetInt64(7),
                row.GetFieldValue<DateOnly>(8)
            )
        );

    private static Dictionary<string, long> Balances(AMachine machine, Dictionary<string, string> names)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (
            var (code, won) in machine.Rows(
                "SELECT code, balance FROM ledger_account",
                row => (row.GetString(0), row.GetInt64(1))
            )
        )
            found[names.GetValueOrDefault(code, code)] = won;
        return found;
    }

    private static Dictionary<string, string> NamesOf(Town town)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [LedgerAccount.Bank("main").Code] = "bank",
            [LedgerAccount.InTransitOut.Code] = "in transit",
            [LedgerAccount.BankFeePayable.Code] = "bank fees owed",
            [LedgerAccount.BankFeeExpense.Code] = "bank fees spent",
            [LedgerAccount.FeeIncome.Code] = "fees earned",
            [LedgerAccount.VatPayable.Code] = "VAT",
        };
        foreach (var person in town.People)
        {
            names[LedgerAccount.Wallet(person.Id).Code] = $"wallet {person.Name}";
            names[LedgerAccount.Pending(person.Id).Code] = $"pending {person.Name}";
            names[LedgerAccount.Awaiting(person.Id).Code] = $"awaiting {person.Name}";
        }

        foreach (var shop in town.Shops)
        {
            names[LedgerAccount.FranchiseUnsettled(shop.Id).Code] = $"unsettled {shop.Name}";
            names[LedgerAccount.FranchisePayable(shop.Id).Code] = $"payable {shop.Name}";
            names[LedgerAccount.FranchiseReceivable(shop.Id).Code] = $"receivable {shop.Name}";
            names[LedgerAccount.FranchiseReserve(shop.Id).Code] = $"reserve {shop.Name}";
        }

        return names;
    }
}

/// <summary>A batch as the product has it.</summary>
/// <param name="Call">The bank_tran_id of its newest payout; empty without one.</param>
internal sealed record BatchInStore(
    Shop Shop,
    DateOnly To,
    string Id,
    string State,
    string Call,
    long Net,
    long PayOut,
    long CarryOut,
    DateOnly Due
);

/// <summary>The product did what must not be.</summary>
internal sealed class UntrueException(string what) : Exception(what);
