namespace MyPay.Tests.Simulation;

/// <summary>A shop, as the oracle reckons.</summary>
internal sealed class Shop(ShopTerms terms)
{
    public ShopTerms Terms => terms;

    public string Name => terms.Name;

    public long Unsettled { get; set; }

    public long Payable { get; set; }

    /// <summary>What it owes, below zero.</summary>
    public long Receivable { get; set; }

    public long Reserve { get; set; }

    public long Carry { get; set; }

    public DateOnly? SettledUntil { get; set; }

    /// <summary>What was sold and cancelled, and is in no batch.</summary>
    public List<(DateOnly Day, long Gross, long Cancelled, long Fee, long Vat)> Lines { get; } = [];
}

/// <summary>A sale.</summary>
internal sealed class Sale(string tid, Shop shop, Person payer, long total, long fee, long vat)
{
    public string Tid => tid;

    public Shop Shop => shop;

    public Person Payer => payer;

    public long Total => total;

    public long Fee => fee;

    public long Vat => vat;

    public long Cancelled { get; set; }

    public long FeeBack { get; set; }

    public long VatBack { get; set; }

    public long Left => Total - Cancelled;
}

/// <summary>A payment on a shop's page.</summary>
internal sealed class Order(string tid, Shop shop, long total, DateTime until)
{
    public string Tid => tid;

    public Shop Shop => shop;

    public long Total => total;

    public DateTime Until => until;

    public Person? Payer { get; set; }

    public string? Token { get; set; }

    public string? Ended { get; set; }

    public bool IsPaid { get; set; }

    /// <summary>A crash in the middle of its approve keeps others out until then.</summary>
    public DateTime Claimed { get; set; }
}

/// <summary>A code on a member's phone.</summary>
internal sealed class Code(Person owner, string digits, DateTime until)
{
    public Person Owner => owner;

    public string Digits => digits;

    public DateTime Until => until;

    public bool IsReplaced { get; set; }

    public bool IsUsed { get; set; }

    public DateTime Claimed { get; set; }
}

/// <summary>Sales, cancels and what is owed for them.</summary>
internal sealed partial class Oracle
{
    private const long MostOfASale = 2_000_000;
    private long feesEarned,
        vat;

    public List<Sale> Sales { get; } = [];

    /// <summary>How often something was cancelled.</summary>
    public int Cancels { get; private set; }

    public List<Order> Orders { get; } = [];

    public List<Code> Codes { get; } = [];

    public static long HalfUp(long what, long by) => (what / by) + (what % by * 2 >= by ? 1 : 0);

    public void Issued(Person person, string digits)
    {
        foreach (var older in Codes.Where(code => code.Owner == person))
            older.IsReplaced = true;
        Codes.Add(new(person, digits, Now.AddMinutes(3)));
    }

    public Forecast PayByCode(Shop shop, Code code, long won, Action<Shop, Person, long> sold)
    {
        var no =
            won < 1 ? "amount"
            : won > MostOfASale ? "limit of a sale"
            : code.IsUsed ? "code used"
            : code.IsReplaced || code.Until <= Now ? "code expired"
            : null;
        var (topUp, short_) = no is null ? TopUpFor(code.Owner, won, sending: false) : default;
        return new()
        {
            No = no ?? short_,
            TopUp = topUp,
            MayBeRefused = code.Claimed > Now,
            Main = () =>
            {
                code.IsUsed = true;
                Sell(shop, code.Owner, won);
                sold(shop, code.Owner, won);
            },
        };
    }

    public Forecast PayByKey(Shop shop, Person person, long won, Action<Shop, Person, long> sold)
    {
        var no =
            won < 1 ? "amount"
            : won > MostOfASale ? "limit of a sale"
            : null;
        var (topUp, short_) = no is null ? TopUpFor(person, won, sending: false) : default;
        return new()
        {
            No = no ?? short_,
            TopUp = topUp,
            Main = () =>
            {
                Sell(shop, person, won);
                sold(shop, person, won);
            },
        };
    }

    public static Forecast Ready(long won) =>
        new()
        {
            No =
                won < 1 ? "amount"
                : won > MostOfASale ? "limit of a sale"
                : null,
        };

    public Forecast Authorize(Order order, Person person)
    {
        var no = order.Payer is { } payer && payer != person ? "another member's" : Ended(order);
        no ??= TopUpFor(person, order.Total, sending: false).No;
        return new()
        {
            No = no,
            Main = () => order.Payer = person,
            MayBeRefused = order.Claimed > Now,
        };
    }

    public Forecast Quit(Order order, Person person)
    {
        var no =
            order.Ended == "quit" ? null
            : order.Payer is { } payer && payer != person ? "another member's"
            : Ended(order);
        return new()
        {
            No = no,
            Main = () => order.Ended = "quit",
            MayBeRefused = order.Claimed > Now,
        };
    }

    public Forecast Approve(Order order, string? mistake, Action<Shop, Person, long> sold)
    {
        var no = Ended(order) ?? (order.Payer is null ? "not authorized" : mistake);
        var (topUp, short_) = no is null ? TopUpFor(order.Payer!, order.Total, sending: false) : default;
        return new()
        {
            No = no ?? short_,
            Always = no is null && short_ is not null ? () => order.Ended = "failed" : null,
            TopUp = topUp,
            TopUpFailed = () => order.Ended = "failed",
            MayBeRefused = order.Claimed > Now,
            Main = () =>
            {
                order.IsPaid = true;
                Sell(order.Shop, order.Payer!, order.Total);
                sold(order.Shop, order.Payer!, order.Total);
            },
        };
    }

    private string? Ended(Order order) =>
        order.IsPaid ? "paid" : order.Ended ?? (order.Until <= Now ? "expired" : null);

    private void Sell(Shop shop, Person person, long won)
    {
        var fee = HalfUp(won * shop.Terms.Rate, 10_000);
        var tax = HalfUp(fee, 10);
        person.Wallet -= won;
        shop.Unsettled += won - fee - tax;
        feesEarned += fee;
        vat += tax;
        shop.Lines.Add((Today, won, 0, fee, tax));
        Release(person);
    }

    public void Sold(string tid, Shop shop, Person payer, long won)
    {
        var fee = HalfUp(won * shop.Terms.Rate, 10_000);
        Sales.Add(new(tid, shop, payer, won, fee, HalfUp(fee, 10)));
    }

    public Forecast Cancel(Sale sale, Shop by, long won)
    {
        var no =
            won < 1 ? "nothing"
            : by != sale.Shop ? "not found"
            : sale.Left == 0 ? "nothing left"
            : won > sale.Left ? "more than is left"
            : null;
        return new()
        {
            No = no,
            Main = () =>
            {
                Cancels++;
                sale.Cancelled += won;
                var fee = HalfUp(sale.Fee * sale.Cancelled, sale.Total) - sale.FeeBack;
                var tax = HalfUp(sale.Vat * sale.Cancelled, sale.Total) - sale.VatBack;
                (sale.FeeBack, sale.VatBack) = (sale.FeeBack + fee, sale.VatBack + tax);
                sale.Shop.Unsettled -= won - fee - tax;
                feesEarned -= fee;
                vat -= tax;
                sale.Shop.Lines.Add((Today, 0, won, -fee, -tax));
                Receive(sale.Payer, won);
            },
        };
    }
}
