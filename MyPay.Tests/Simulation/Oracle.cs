namespace MyPay.Tests.Simulation;

/// <summary>A member, as the oracle reckons.</summary>
internal sealed class Person(int n, PersonTerms terms, string number)
{
    public int N => n;

    public string Name => terms.Name;

    public bool HasAccount => terms.HasAccount;

    /// <summary>Of the account at the bank.</summary>
    public string Number => number;

    public long Wallet { get; set; }

    public long Pending { get; set; }

    public long Awaiting { get; set; }

    public int PinMisses { get; set; }

    public bool PinLocked => PinMisses >= 5;

    public Dictionary<DateOnly, long> Sent { get; } = [];

    public long SentOn(DateOnly day) => Sent.GetValueOrDefault(day);

    public long SentInMonthOf(DateOnly day) =>
        Sent.Where(s => s.Key.Year == day.Year && s.Key.Month == day.Month).Sum(s => s.Value);
}

/// <summary>A call that the bank has not answered.</summary>
/// <param name="End">Books its end: true, the money moved.</param>
internal sealed record OpenCall(string Id, bool ComesIn, int? Payer, long Won, Action<bool> End);

/// <summary>Money sent that waits for its receiver.</summary>
internal sealed class Waiting(Guid handle, Person from, Person to, long won, DateOnly sentOn, DateTime until)
{
    public Guid Handle => handle;

    public Person From => from;

    public Person To => to;

    public long Won => won;

    public DateOnly SentOn => sentOn;

    public DateTime Until => until;

    public bool IsOver { get; set; }
}

/// <summary>
/// What must be true, reckoned a second time in plain arithmetic from the rules of money as they are written down: it
/// knows people, shops and won, and nothing of the product.
/// </summary>
internal sealed partial class Oracle
{
    private long atBank,
        inTransit,
        bankFees;
    private readonly Dictionary<string, long> given;

    /// <param name="numbers">The members' accounts at the bank.</param>
    /// <param name="given">What stood in the books before the story begins.</param>
    public Oracle(IReadOnlyList<string> numbers, Dictionary<string, long> given)
    {
        this.given = given;
        People = [.. Terms.People.Select((terms, n) => new Person(n, terms, numbers[n]))];
        Shops = [.. Terms.Shops.Select(terms => new Shop(terms))];
    }

    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<Shop> Shops { get; }

    public List<Waiting> Waiting { get; } = [];

    public List<OpenCall> Open { get; } = [];

    /// <summary>On a wall clock in Seoul.</summary>
    public DateTime Now { get; set; }

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public static Rules RulesOn(DateOnly day) => Terms.Rules.Last(rules => rules.From <= day);

    public static long Cap(Person person, DateOnly day) =>
        person.HasAccount ? RulesOn(day).CapVerified : RulesOn(day).CapUnverified;

    public long Room(Person person) => Math.Max(0, Cap(person, Today) - person.Wallet);

    /// <summary>Every account of the books with what must stand on it: credits less debits, won.</summary>
    public Dictionary<string, long> Books()
    {
        var books = new Dictionary<string, long>(given, StringComparer.Ordinal);
        void Add(string account, long won) => books[account] = books.GetValueOrDefault(account) + won;
        foreach (var person in People)
        {
            Add($"wallet {person.Name}", person.Wallet);
            Add($"pending {person.Name}", person.Pending);
            Add($"awaiting {person.Name}", person.Awaiting);
        }

        foreach (var shop in Shops)
        {
            Add($"unsettled {shop.Name}", shop.Unsettled);
            Add($"payable {shop.Name}", shop.Payable);
            Add($"receivable {shop.Name}", shop.Receivable);
            Add($"reserve {shop.Name}", shop.Reserve);
        }

        Add("bank", -atBank);
        Add("in transit", inTransit);
        Add("bank fees owed", bankFees);
        Add("bank fees spent", -bankFees);
        Add("fees earned", feesEarned);
        Add("VAT", vat);
        return books;
    }

    /// <summary>Money comes to a member: what the cap leaves no room for waits.</summary>
    public void Receive(Person person, long won)
    {
        var fits = Math.Min(won, Room(person));
        person.Wallet += fits;
        person.Pending += won - fits;
    }

    private void Release(Person person)
    {
        var released = Math.Min(person.Pending, Room(person));
        person.Pending -= released;
        person.Wallet += released;
    }

    /// <summary>A charge that the bank has done.</summary>
    public void Charged(Person person, long won)
    {
        atBank += won;
        bankFees += Terms.FeeIn;
        Receive(person, won);
    }

    /// <summary>Money in transit reached its account.</summary>
    private void Arrived(long won)
    {
        inTransit -= won;
        atBank -= won;
        bankFees += Terms.FeeOut;
    }

    /// <summary>A charge by hand.</summary>
    public Forecast Charge(Person person, long won) =>
        new()
        {
            No =
                won < 10_000 ? "below the minimum"
                : won % 10_000 != 0 ? "not in units"
                : ChargeNo(person, won),
            TopUp = new(person, won),
            Main = () => { },
        };

    private string? ChargeNo(Person person, long won)
    {
        if (!person.HasAccount)
            return "no account";
        if (Open.Any(call => call.ComesIn && call.Payer == person.N))
            return "the account is being checked";
        return won > Room(person) ? "over the cap" : null;
    }

    /// <summary>
    /// What is charged because the wallet is short; null for nothing, and the reason when it can't be.
    /// </summary>
    private (TopUp? Charge, string? No) TopUpFor(Person person, long won, bool sending)
    {
        var missing = won - person.Wallet;
        if (missing <= 0)
            return (null, null);
        if (!person.HasAccount)
            return (null, "no account");
        var charge = sending ? (missing + 9_999) / 10_000 * 10_000 : Math.Max(missing, 10_000);
        if (charge > Room(person))
            charge = missing;
        if (charge > Room(person))
            return (null, "over the cap");
        return Open.Any(call => call.ComesIn && call.Payer == person.N)
            ? (null, "the account is being checked")
            : (new(person, charge), null);
    }

    public Forecast Withdraw(Person person, long won) =>
        new()
        {
            No =
                won == 0 ? "nothing"
                : person.Wallet < won ? "too little money"
                : null,
            Out = new(person.Number, won, person),
            Main = () =>
            {
                person.Wallet -= won;
                inTransit += won;
                Release(person);
            },
            End = arrived =>
            {
                if (arrived)
                    Arrived(won);
                else
                {
                    inTransit -= won;
                    Receive(person, won);
                }
            },
        };

    public Forecast Send(Person from, Person to, long won, bool waits)
    {
        var (topUp, no) =
            won == 0 ? (null, "nothing")
            : from == to ? (null, "to oneself")
            : MaySend(from, won);
        return new()
        {
            No = no,
            TopUp = topUp,
            Main = () =>
            {
                from.Wallet -= won;
                from.Sent[Today] = from.SentOn(Today) + won;
                if (waits)
                    from.Awaiting += won;
                else
                    Receive(to, won);
                Release(from);
            },
        };
    }

    public Forecast SendToBank(Person from, string number, long won)
    {
        var (topUp, no) = won == 0 ? (null, "nothing") : MaySend(from, won);
        var sentOn = Today;
        return new()
        {
            No = no,
            TopUp = topUp,
            Out = new(number, won, null),
            Main = () =>
            {
                sentOn = Today;
                from.Wallet -= won;
                from.Sent[sentOn] = from.SentOn(sentOn) + won;
                inTransit += won;
                Release(from);
            },
            End = arrived =>
            {
                if (arrived)
                {
                    Arrived(won);
                    return;
                }

                inTransit -= won;
                Unsend(from, won, sentOn);
                Receive(from, won);
            },
        };
    }

    private (TopUp? Charge, string? No) MaySend(Person from, long won)
    {
        var rules = RulesOn(Today);
        if (won > rules.PerTransfer)
            return (null, "limit of a transfer");
        if (from.SentOn(Today) + won > rules.PerDay)
            return (null, "limit of a day");
        return from.SentInMonthOf(Today) + won > rules.PerMonth
            ? (null, "limit of a month")
            : TopUpFor(from, won, sending: true);
    }

    private static void Unsend(Person from, long won, DateOnly sentOn) =>
        from.Sent[sentOn] = Math.Max(0, from.SentOn(sentOn) - won);

    public void Waits(Guid handle, Person from, Person to, long won) =>
        Waiting.Add(new(handle, from, to, won, Today, Now.AddHours(24)));

    public Forecast Accept(Waiting sent) =>
        new()
        {
            No = sent.IsOver || sent.Until <= Now ? "already ended" : null,
            Main = () =>
            {
                sent.IsOver = true;
                sent.From.Awaiting -= sent.Won;
                Receive(sent.To, sent.Won);
            },
        };

    /// <summary>The receiver does not want it, or the sender takes it back.</summary>
    public Forecast GiveBack(Waiting sent) =>
        new() { No = sent.IsOver ? "already ended" : null, Main = () => ComesBack(sent) };

    /// <summary>What nobody accepted in its time goes back.</summary>
    public Forecast ExpireWaiting() =>
        new()
        {
            Main = () =>
                Waiting
                    .FindAll(sent => !sent.IsOver && sent.Until <= Now)
                    .OrderBy(sent => sent.Until)
                    .ToList()
                    .ForEach(ComesBack),
        };

    private void ComesBack(Waiting sent)
    {
        sent.IsOver = true;
        Unsend(sent.From, sent.Won, sent.SentOn);
        sent.From.Awaiting -= sent.Won;
        Receive(sent.From, sent.Won);
    }

    public static Forecast EnterPin(Person person, bool isRight)
    {
        if (person.PinLocked)
            return new() { No = "PIN locked" };
        return isRight
            ? new() { Main = () => person.PinMisses = 0 }
            : new() { No = person.PinMisses == 4 ? "PIN locked" : "PIN wrong", Always = () => person.PinMisses++ };
    }
}

/// <summary>Money that has to come from a member's account first.</summary>
internal sealed record TopUp(Person Person, long Won);

/// <summary>Money that goes to an account in the end.</summary>
internal sealed record WayOut(string Number, long Won, Person? Owner);

/// <summary>What must come of a step.</summary>
internal sealed class Forecast
{
    /// <summary>Why it is refused before anything moves; null: it is not.</summary>
    public string? No { get; init; }

    public TopUp? TopUp { get; init; }

    /// <summary>The top-up came to nothing.</summary>
    public Action? TopUpFailed { get; init; }

    /// <summary>What happens in the books once it is covered.</summary>
    public Action Main { get; init; } = () => { };

    public WayOut? Out { get; init; }

    /// <summary>The end of the way out.</summary>
    public Action<bool> End { get; init; } = _ => { };

    /// <summary>Happens whatever is answered.</summary>
    public Action? Always { get; init; }

    /// <summary>Something of an earlier crash may still stand in the way for a while: a refusal is as good.</summary>
    public bool MayBeRefused { get; init; }
}
