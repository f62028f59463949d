using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Franchise.ApiKeys;

/// <summary>The API keys of franchises.</summary>
internal sealed class ShopKeys(
    MyPayDb db,
    Journal journal,
    IStepUps stepUps,
    CallerCache cache,
    DataKeys keys,
    TimeProvider clock,
    ILogger<ShopKeys> log
) : IApiKeys
{
    public const int LongestName = 40;
    private const int MostUsable = 20;
    private static readonly Limit Wrong = new("api-key.wrong", FranchisePolicies.WrongKeys, TimeSpan.FromMinutes(10));

    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    public async Task<ApiCaller?> FindCallerAsync(string rawKey, CancellationToken ct = default)
    {
        if (!RawKey.IsWellFormed(rawKey))
            return null;
        var hash = RawKey.Hash(rawKey);
        var name = Convert.ToHexString(hash);
        if (cache.Find(name) is { } known)
        {
            Note(known.KeyId);
            return known;
        }

        var generation = cache.Generation;
        var key = await db.Set<ApiKeyRow>().AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, ct);
        if (key is null || !key.IsUsable(clock.GetUtcNow()))
            return null;

        var caller = key.ToCaller();
        cache.Keep(name, key, caller, generation);
        Note(key.Id);
        return caller;
    }

    public async Task<TimeSpan?> WrongAsync(string rawKey, string address, CancellationToken ct = default)
    {
        if (!RawKey.IsWellFormed(rawKey))
            return null;
        var use = new LimitedUse(Wrong, address, Convert.ToHexString(RawKey.Hash(rawKey)));
        var standing = LimitBook.Look(db, keys, use, clock.GetUtcNow());
        // A key that was noted, or one too many, takes no turn at the door.
        if (!standing.IsCounted && standing.Spent is null)
            await journal.WriteAsync<Done>(
                write =>
                {
                    LimitBook.Take(write, keys, use);
                    return default(Done);
                },
                ct
            );
        return standing.Spent?.FreeAt - clock.GetUtcNow();
    }

    public async Task<Result<IssuedApiKey>> IssueAsync(
        FranchiseId franchise,
        string name,
        bool live,
        IReadOnlyCollection<string> scopes,
        Actor by,
        CancellationToken ct = default
    )
    {
        if (ApplicationRules.Text(name, LongestName) is not { } tidy)
            return new Refusal(RefusalKind.Invalid, "franchise.api_key.name_invalid");
        if (scopes.Count == 0 || scopes.Any(scope => !ApiScopes.All.Contains(scope)))
            return new Refusal(RefusalKind.Invalid, "franchise.api_key.scope_unknown");

        // Made out here and handed over only once it is durable; the door sees its hash.
        var raw = RawKey.New(live);
        var ordered = string.Join(' ', ApiScopes.All.Where(scopes.Contains));
        var made = await journal.WriteAsync<ApiKeyView>(
            write =>
            {
                if (!stepUps.Require(write, by).TryGet(out _, out var refused))
                    return refused;
                if (!FranchiseRow.FindContracted(write, franchise).TryGet(out _, out refused))
                    return refused;
                var (now, all) = (
                    write.Now,
                    write
                        .Db.Set<ApiKeyRow>()
                        .AsNoTracking()
                        .Where(k => k.Franchise == franchise && k.RevokedAt == null)
                        .ToList()
                );
                if (all.Count(k => k.IsUsable(now)) >= MostUsable)
                    return new Refusal(RefusalKind.Conflict, "franchise.api_key.too_many", (long)MostUsable);
                var key = Add(write, franchise, tidy, live, ordered, raw);
                Tell(write, key, NoticeEvent.ShopKeyMade);
                return key.ToView();
            },
            ct
        );
        return made.TryGet(out var view, out var refusal) ? new IssuedApiKey(view, raw) : refusal;
    }

    public async Task<Result<IssuedApiKey>> RotateAsync(
        FranchiseId franchise,
        Guid key,
        Actor by,
        TimeSpan? overlap = null,
        CancellationToken ct = default
    )
    {
        var time = overlap ?? DefaultOverlap;
        time =
            time < TimeSpan.Zero ? TimeSpan.Zero
            : time > LongestOverlap ? LongestOverlap
            : time;
        var secrets = (Live: RawKey.New(live: true), Test: RawKey.New(live: false));
        var made = await journal.WriteAsync<ApiKeyView>(
            write =>
            {
                if (!stepUps.Require(write, by).TryGet(out _, out var refused))
                    return refused;
                if (!FindUsable(write, franchise, key).TryGet(out var old, out refused))
                    return refused;
                if (old.EndsAt is not null)
                    return new Refusal(RefusalKind.Conflict, "franchise.api_key.already_rotated");
                old.EndsAt = write.Now + time;
                var successor = Add(
                    write,
                    franchise,
                    old.Name,
                    old.Live,
                    old.Scopes,
                    old.Live ? secrets.Live : secrets.Test
                );
                Tell(write, successor, NoticeEvent.ShopKeyRotated);
                return successor.ToView();
            },
            ct
        );
        cache.Clear();
        return made.TryGet(out var view, out var refusal)
            ? new IssuedApiKey(view, view.Live ? secrets.Live : secrets.Test)
            : refusal;
    }

    public async Task<Result<Done>> RevokeAsync(FranchiseId franchise, Guid key, CancellationToken ct = default)
    {
        var revoked = await journal.WriteAsync<Done>(
            write =>
            {
                if (!FindUsable(write, franchise, key).TryGet(out var row, out var refusal))
                    return refusal;
                row.RevokedAt = write.Now;
                Tell(write, row, NoticeEvent.ShopKeyRevoked);
                return default(Done);
            },
            ct
        );
        cache.Clear();
        return revoked;
    }

    public async Task<IReadOnlyList<ApiKeyView>> ListAsync(FranchiseId franchise, CancellationToken ct = default) =>
        (
            await db.Set<ApiKeyRow>()
                .AsNoTracking()
                .Where(k => k.Franchise == franchise)
                .OrderByDescending(k => k.MadeAt)
                .ThenByDescending(k => k.Id)
                .ToListAsync(ct)
        ).ConvertAll(k => k.ToView());

    private static ApiKeyRow Add(
        JournalWrite write,
        FranchiseId franchise,
        string name,
        bool live,
        string scopes,
        string raw
    )
    {
        var row = new ApiKeyRow
        {
            Id = NewId.At(write.Now),
            Franchise = franchise,
            Name = name,
            Live = live,
            Hash = RawKey.Hash(raw),
            Prefix = live ? RawKey.LivePrefix : RawKey.TestPrefix,
            Last4 = raw[^4..],
            Scopes = scopes,
            MadeAt = write.Now,
        };
        write.Db.Add(row);
        write.Touch(FranchiseRow.Topic(franchise));
        return row;
    }

    /// <summary>A key can move money: owners hear when one comes or goes.</summary>
    private static void Tell(JournalWrite write, ApiKeyRow key, NoticeEvent happened) =>
        write.NotifyShop(
            key.Franchise,
            new(happened, $"api-key:{key.Id:N}", Name: key.Name, Detail: key.Live ? "live" : "test")
        );

    private static Result<ApiKeyRow> FindUsable(JournalWrite write, FranchiseId franchise, Guid key)
    {
        if (
            write.Db.Set<ApiKeyRow>().Find(key) is not { } row
            || row.Franchise != franchise
            || !row.IsUsable(write.Now)
        )
            return new Refusal(RefusalKind.NotFound, "franchise.api_key.not_found");
        write.Touch(FranchiseRow.Topic(franchise));
        write.Touch(CallerCache.Topic);
        return row;
    }

    /// <summary>
    /// Nobody waits for this write: a payment's time is not spent on it, and one that is lost is noted a minute later.
    /// </summary>
    private void Note(Guid key)
    {
        if (!cache.ShouldNote(key))
            return;
        _ = NoteAsync(key);
    }

    private async Task NoteAsync(Guid key)
    {
        try
        {
            await journal.WriteAsync<Done>(write =>
            {
                if (write.Db.Set<ApiKeyRow>().Find(key) is { } row)
                    row.LastUsedAt = write.Now;
                return default(Done);
            });
        }
        catch (Exception failure)
        {
            log.LogDebug(failure, "The use of an API key was not noted.");
        }
    }
}
