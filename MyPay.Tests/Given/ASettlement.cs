using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Banking;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// Settlement on a real store, with shops as a test wants them, an obedient bank and a clock that stands still: noon of
/// Monday, 23 November 2026 in Seoul. Sales are booked as Payment books them, slip by slip, without a checkout.
/// </summary>
internal sealed class ASettlement : IAsyncDisposable
{
    public static readonly Actor Closer = new("closer", "operator@mypay.test");
    public static readonly Actor Approver = new("approver", "approver@mypay.test");

    /// <summary>A third person who may do both.</summary>
    public static readonly Actor Third = new("third", "third@mypay.test");

    /// <summary>May read and nothing else.</summary>
    public static readonly Actor Auditor = new("auditor", "auditor@mypay.test");
    public static readonly DateOnly Today = new(2026, 11, 23);

    private readonly ServiceProvider services;
    private readonly MemberId member = new(Guid.NewGuid());
    private int sold;

    private ASettlement(AStore store, FakeTimeProvider clock)
    {
        (Store, Clock, Journal) = (store, clock, new InterruptedJournal(store.Journal));
        services = Provider();
        Bank = services.GetRequiredService<ObedientBank>();
    }

    /// <summary>
    /// Another scheduler on the same store: services, caches and contexts of its own. Only the store, the bank and the
    /// clock are the same.
    /// </summary>
    public ServiceProvider AnotherScheduler() => Provider(Bank);

    private ServiceProvider Provider(ObedientBank? bank = null)
    {
        var (store, clock) = (Store, Clock);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton<Journal>(Journal);
        collection.AddScoped(_ => store.NewDb());
        collection.AddSingleton<IFranchises>(Shops).AddSingleton<IFranchiseClosingWrites>(Shops);
        if (bank is null)
            collection.AddSingleton<ObedientBank>();
        else
            collection.AddSingleton(bank);
        collection.AddSingleton<IFirmBank>(at => at.GetRequiredService<ObedientBank>());
        collection.AddScoped<ISalesSlips, SalesSlips>();
        collection.AddSingleton<IBusinessCalendar>(Calendar);
        collection.AddSingleton(_ => StepUps);
        collection.AddSettlement();
        return collection.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }
        );
    }

    public AStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public FakeFranchises Shops { get; } = new();

    public FakeCalendar Calendar { get; } = new();

    public ObedientBank Bank { get; }

    /// <summary>The door, with a place where a test may break off.</summary>
    public InterruptedJournal Journal { get; }

    /// <summary>Asked for fresh proofs; nobody sits at a page, unless a test says so.</summary>
    public IStepUps StepUps { get; set; } = Nothing.Of<IStepUps>();

    public static async Task<ASettlement> OpenAsync(DateTimeOffset? at = null)
    {
        var clock = new FakeTimeProvider(at ?? new DateTimeOffset(2026, 11, 23, 12, 0, 0, SeoulTime.Offset));
        var made = new ASettlement(await AStore.OpenAsync(clock), clock);
        await made.Store.FundAsync(made.member, 1_000_000_000_000);
        // Our own money stands in for what a franchise owes.
        var capital = Slip.Of("capital", "test:capital")
            .Debit(LedgerAccount.Bank("kb"), Won.Of(1_000_000_000))
            .Credit(LedgerAccount.Capital, Won.Of(1_000_000_000));
        (await made.Store.Journal.WriteAsync(write => write.Post(capital))).Granted();
        (
            await made.Store.Journal.WriteAsync<Done>(write =>
            {
                string[] roles = [SignInRoles.Operator, SignInRoles.Approver, SignInRoles.Auditor];
                foreach (var role in roles)
                    write.Db.Add(
                        new IdentityRole
                        {
                            Id = role,
                            Name = role,
                            NormalizedName = role.ToUpperInvariant(),
                        }
                    );
                foreach (var person in new[] { Closer, Approver, Third, Auditor })
                {
                    write.Db.Add(
                        new SignIn
                        {
                            Id = person.Id,
                            UserName = person.Name,
                            NormalizedUserName = person.Name.ToUpperInvariant(),
                        }
                    );
                    foreach (var role in person == Auditor ? roles[2..] : roles[..2])
                        write.Db.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = role });
                }

                return default(Done);
            })
        ).Granted();
        return made;
    }

    public FranchiseId Shop(string name = "모닝커피", int rate = 150) => Shops.Add(name, rate).Id;

    /// <summary>Sells; answers the TID.</summary>
    public async Task<string> SellAsync(FranchiseId shop, long total, int rate = 150) =>
        (await SellAsync(shop, [total], rate))[0];

    /// <summary>Several sales in one write.</summary>
    public async Task<IReadOnlyList<string>> SellAsync(FranchiseId shop, IReadOnlyList<long> totals, int rate = 150) =>
        (
            await Store.Journal.WriteAsync<List<string>>(write =>
            {
                var tids = new List<string>();
                foreach (var total in totals)
                {
                    var tid = $"T{Interlocked.Increment(ref sold):0000000000000000000}";
                    var fee = FeeRules.Fee(total, rate);
                    var vat = FeeRules.Vat(fee);
                    var slip = write
                        .Post(
                            Slip.Of("payment", $"payment:{tid}")
                                .Debit(LedgerAccount.Wallet(member), Won.Of(total))
                                .Credit(LedgerAccount.FranchiseUnsettled(shop), Won.Of(total - fee - vat))
                                .Credit(LedgerAccount.FeeIncome, Won.Of(fee))
                                .Credit(LedgerAccount.VatPayable, Won.Of(vat))
                        )
                        .Granted();
                    write.Db.Add(
                        new Purchase
                        {
                            Tid = tid,
                            Franchise = shop,
                            Cid = "C000000000",
                            Live = true,
                            Channel = "code",
                            PartnerOrderId = $"order-{tid[^6..]}",
                            PartnerUserId = "user",
                            ItemName = "아메리카노",
                            Total = total,
                            TradeName = "모닝커피",
                            BusinessNumber = "1208147521",
                            State = PaymentState.Paid,
                            Payer = member,
                            Aid = $"A{tid[1..]}",
                            CreatedAt = write.Now,
                            ApprovedAt = write.Now,
                            RateBasisPoints = rate,
                            Fee = fee,
                            FeeVat = vat,
                            ReceiptCode = tid[^16..],
                        }
                    );
                    write.Db.Add(
                        new SaleSlip
                        {
                            Tid = tid,
                            N = 0,
                            Aid = $"A{tid[1..]}",
                            Franchise = shop,
                            Live = true,
                            Total = total,
                            Fee = fee,
                            FeeVat = vat,
                            RateBasisPoints = rate,
                            SoldOn = SeoulTime.DateOf(write.Now),
                            At = write.Now,
                            LedgerSlip = slip.Seq,
                        }
                    );
                    tids.Add(tid);
                }

                return tids;
            })
        ).Granted();

    /// <summary>Cancels a part, by the cumulative rule.</summary>
    public async Task CancelAsync(string tid, long amount) =>
        (
            await Store.Journal.WriteAsync<Done>(write =>
            {
                var purchase = write.Db.Set<Purchase>().Find(tid)!;
                var n = ++purchase.Cancels;
                purchase.CancelledTotal += amount;
                var fee = FeeRules.Back(purchase.Fee, purchase.Total, purchase.CancelledTotal, purchase.FeeBack);
                var vat = FeeRules.Back(purchase.FeeVat, purchase.Total, purchase.CancelledTotal, purchase.FeeVatBack);
                (purchase.FeeBack, purchase.FeeVatBack) = (purchase.FeeBack + fee, purchase.FeeVatBack + vat);
                purchase.State =
                    purchase.CancelledTotal == purchase.Total ? PaymentState.Cancelled : PaymentState.PartlyCancelled;
                var net = amount - fee - vat;
                var slip = Slip.Of("cancel", $"payment:{tid}:cancel:{n}")
                    .Debit(LedgerAccount.FeeIncome, Won.Of(fee))
                    .Debit(LedgerAccount.VatPayable, Won.Of(vat))
                    .Credit(LedgerAccount.Wallet(member), Won.Of(amount));
                slip =
                    net >= 0
                        ? slip.Debit(LedgerAccount.FranchiseUnsettled(purchase.Franchise), Won.Of(net))
                        : slip.Credit(LedgerAccount.FranchiseUnsettled(purchase.Franchise), Won.Of(-net));
                write.Db.Add(
                    new SaleSlip
                    {
                        Tid = tid,
                        N = n,
                        Aid = $"C{n:0000}{tid[^15..]}",
                        Franchise = purchase.Franchise,
                        Live = true,
                        Total = amount,
                        Fee = fee,
                        FeeVat = vat,
                        RateBasisPoints = purchase.RateBasisPoints,
                        SoldOn = SeoulTime.DateOf(write.Now),
                        At = write.Now,
                        LedgerSlip = write.Post(slip).Granted().Seq,
                    }
                );
                return default(Done);
            })
        ).Granted();

    /// <summary>One question, one scope, as pages ask.</summary>
    public async Task<T> AskAsync<T>(Func<ISettlements, Task<T>> question)
    {
        await using var scope = services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<ISettlements>());
    }

    public Task<Result<CloseReport>> CloseAsync(DateOnly date, Actor? by = null) =>
        AskAsync(s => s.CloseAsync(date, by ?? Closer));

    /// <summary>The clock goes to a date's hour in Seoul; it never goes back.</summary>
    public void GoTo(DateOnly date, int hour = 2, int minute = 0, int second = 0) =>
        Clock.SetUtcNow(SeoulTime.StartOf(date).AddSeconds((hour * 3_600) + (minute * 60) + second));

    /// <summary>Every batch, the oldest period first.</summary>
    public async Task<List<BatchView>> BatchesAsync(FranchiseId? shop = null)
    {
        var all = new List<BatchView>();
        for (string? cursor = null; ; )
        {
            var page = await AskAsync(s =>
                s.ListAsync(
                    new()
                    {
                        Franchise = shop,
                        Cursor = cursor,
                        Limit = 100,
                    }
                )
            );
            all.AddRange(page.Items);
            if ((cursor = page.NextCursor) is null)
                break;
        }

        all.Reverse();
        return all;
    }

    public async Task<BatchView> FindAsync(string batch) => (await AskAsync(s => s.FindAsync(batch)))!;

    public async Task<IReadOnlyList<SettlementLine>> LinesAsync(string batch) =>
        await AskAsync(s => s.LinesAsync(batch, 0, 1_000_000));

    public Task<long> BalanceAsync(LedgerAccount account) => Store.BalanceAsync(account);

    /// <summary>Approves by the second person and pays.</summary>
    public async Task<BatchView> PaidOutAsync(string batch)
    {
        (await AskAsync(s => s.ApproveAsync(batch, Approver))).Granted();
        await AskAsync(s => s.PayDueAsync());
        return await FindAsync(batch);
    }

    /// <summary>Recomputes everything; fails the test with the report when anything is off.</summary>
    public async Task VerifyAsync()
    {
        var report = await Store.ProveAsync([.. SettlementModule.Proofs(), .. PaymentModule.Proofs()]);
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
    }
}

/// <summary>Weekends and the days a test names are off.</summary>
internal sealed class FakeCalendar : IBusinessCalendar
{
    public HashSet<DateOnly> Closed { get; } = [];

    public Task<CalendarDay> DayAsync(DateOnly date, CancellationToken ct = default) => Task.FromResult(Day(date));

    public Task<IReadOnlyList<CalendarDay>> DaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<CalendarDay>>([
            .. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(n => Day(from.AddDays(n))),
        ]);

    public Task<DateOnly> AddBusinessDaysAsync(DateOnly date, int n, CancellationToken ct = default)
    {
        while (n > 0)
        {
            date = date.AddDays(1);
            if (Day(date).IsBusinessDay)
                n--;
        }

        return Task.FromResult(date);
    }

    public Task<DateOnly> OnOrAfterAsync(DateOnly date, CancellationToken ct = default) =>
        Day(date).IsBusinessDay ? Task.FromResult(date) : AddBusinessDaysAsync(date, 1, ct);

    public Task<int> VersionAsync(CancellationToken ct = default) => Task.FromResult(0);

    public Task<Result<CalendarDay>> EditAsync(DateOnly date, DayEdit edit, Actor by, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<CalendarChange>> ChangesAsync(CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<CalendarChange>>([]);

    private CalendarDay Day(DateOnly date)
    {
        var isOff = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Closed.Contains(date);
        return new(date, null, null, Closed.Contains(date), isOff, !isOff);
    }
}

/// <summary>
/// A door at which a test may break off: before a write, or after it is durable but before anybody hears of it.
/// </summary>
internal sealed class InterruptedJournal(Journal inner) : Journal
{
    private int writes;

    public int Writes => writes;

    /// <summary>Which write, counted from now, never comes to be.</summary>
    public int? DieBefore { get; set; }

    /// <summary>Which write is done, and the process is gone.</summary>
    public int? DieAfter { get; set; }

    public override async Task<Result<T>> WriteAsync<T>(
        Once? once,
        Func<JournalWrite, Result<T>> command,
        CancellationToken ct = default
    )
    {
        var n = Interlocked.Increment(ref writes);
        if (n == DieBefore)
            throw new KilledException();
        var answer = await inner.WriteAsync(once, command, ct);
        return n == DieAfter ? throw new KilledException() : answer;
    }

    public void Restart(int? dieBefore = null, int? dieAfter = null) =>
        (writes, DieBefore, DieAfter) = (0, dieBefore, dieAfter);
}

internal sealed class KilledException : Exception;
