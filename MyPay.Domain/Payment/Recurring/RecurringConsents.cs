using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>A member looks at what they consented to, and changes it.</summary>
internal sealed class RecurringConsents(IFranchises franchises, Journal journal, MyPayDb db, TimeProvider clock)
    : IRecurringConsents
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.sid.not_found");
    private static readonly Refusal Stopped = new(RefusalKind.Conflict, "payment.sid.inactive");

    public async Task<IReadOnlyList<RecurringView>> ListAsync(MemberId member, CancellationToken ct)
    {
        var keys = await db.Set<RecurringKey>().AsNoTracking().Where(k => k.Member == member).ToListAsync(ct);
        return
        [
            .. (await ViewAsync(keys, ct)).OrderBy(v => v.State == ConsentState.Stopped).ThenByDescending(v => v.Since),
        ];
    }

    public async Task<RecurringView?> FindAsync(MemberId member, string sid, CancellationToken ct)
    {
        var keys = await db.Set<RecurringKey>()
            .AsNoTracking()
            .Where(k => k.Sid == sid && k.Member == member)
            .ToListAsync(ct);
        return (await ViewAsync(keys, ct)).SingleOrDefault();
    }

    public Task<Result<Done>> PauseAsync(MemberId member, string sid, CancellationToken ct) =>
        ChangeAsync(member, sid, Pause, ct);

    public Task<Result<Done>> ResumeAsync(MemberId member, string sid, CancellationToken ct) =>
        ChangeAsync(member, sid, Resume, ct);

    public Task<Result<Done>> StopAsync(MemberId member, string sid, CancellationToken ct) =>
        ChangeAsync(member, sid, Stop, ct);

    public Task<Result<Done>> ChangeAsync(
        MemberId member,
        string sid,
        ConsentTerms terms,
        bool byPin,
        CancellationToken ct
    ) => ChangeAsync(member, sid, (write, key) => Agree(write, key, terms, byPin), ct);

    /// <summary>Ends it for good; what is ended stays as it is.</summary>
    public static Result<Done> Stop(JournalWrite write, RecurringKey key)
    {
        if (key.State == ConsentState.Stopped)
            return default(Done);
        key.InactivatedAt = write.Now;
        RecurringNews.Publish(write, RecurringNews.StoppedType, key);
        return default(Done);
    }

    private static Result<Done> Pause(JournalWrite write, RecurringKey key)
    {
        if (key.State == ConsentState.Stopped)
            return Stopped;
        if (key.State == ConsentState.Paused)
            return default(Done);
        key.PausedAt = write.Now;
        RecurringNews.Publish(write, RecurringNews.StoppedType, key);
        return default(Done);
    }

    private static Result<Done> Resume(JournalWrite write, RecurringKey key)
    {
        if (key.State == ConsentState.Stopped)
            return Stopped;
        if (key.State == ConsentState.Active)
            return default(Done);
        key.PausedAt = null;
        RecurringNews.Publish(write, RecurringNews.ResumedType, key);
        return default(Done);
    }

    private static Result<Done> Agree(JournalWrite write, RecurringKey key, ConsentTerms terms, bool byPin)
    {
        if (key.State == ConsentState.Stopped)
            return Stopped;
        if (terms.Against() is { } invalid)
            return invalid;
        if (!byPin && key.IsLooser(terms))
            return new Refusal(RefusalKind.Forbidden, "payment.consent.needs_pin");
        if (terms == key.Terms)
            return default(Done);
        key.Agree(terms);
        RecurringNews.Publish(write, RecurringNews.CappedType, key);
        return default(Done);
    }

    private Task<Result<Done>> ChangeAsync(
        MemberId member,
        string sid,
        Func<JournalWrite, RecurringKey, Result<Done>> change,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write => write.Find<RecurringKey>(sid) is { } key && key.Member == member ? change(write, key) : NotFound,
            ct
        );

    private async Task<List<RecurringView>> ViewAsync(List<RecurringKey> keys, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = SeoulTime.DateOf(now);
        var (sids, since) = (keys.ConvertAll(k => k.Sid), SeoulTime.StartOf(today.AddMonths(-12).AddDays(1)));
        var charges = (
            await db.Set<Purchase>()
                .AsNoTracking()
                .Where(p => p.Sid != null && sids.Contains(p.Sid) && p.ApprovedAt >= since && p.Total > 0)
                .OrderByDescending(p => p.ApprovedAt)
                .Select(p => new
                {
                    p.Sid,
                    p.Tid,
                    p.ApprovedAt,
                    p.Total,
                    p.CancelledTotal,
                })
                .ToListAsync(ct)
        ).ToLookup(p => p.Sid, p => new ConsentCharge(p.Tid, p.ApprovedAt!.Value, p.Total, p.CancelledTotal));
        var names = await franchises.TradeNamesAsync([.. keys.Select(k => k.Franchise).Distinct()], ct);
        return keys.ConvertAll(k => View(k, names.GetValueOrDefault(k.Franchise, ""), [.. charges[k.Sid]], now));
    }

    private RecurringView View(
        RecurringKey key,
        string tradeName,
        IReadOnlyList<ConsentCharge> charges,
        DateTimeOffset now
    )
    {
        var next = LikelyCharge.After([.. charges.Select(c => SeoulTime.DateOf(c.At))]);
        return new(
            key.Sid,
            key.Live,
            key.Franchise,
            tradeName,
            key.ItemName,
            key.State,
            key.CreatedAt,
            key.CapOnce,
            key.CapMonth,
            !key.BalanceOnly,
            TakenThisMonth.Of(db, key, now),
            charges.Sum(c => c.Won - c.Cancelled),
            key.State == ConsentState.Active && next >= SeoulTime.DateOf(now) ? next : null,
            key.PausedAt,
            key.InactivatedAt,
            charges
        );
    }
}
