using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Sessions;

internal sealed class Sessions(MyPayDb db, Journal journal, DataKeys keys, TimeProvider clock) : ISessions
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StaffSeenEvery = TimeSpan.FromMinutes(1);
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "membership.session.not_found");

    public Task<Result<Guid>> OpenAsync(
        string signInId,
        string device,
        string? token,
        bool byPasskey,
        CancellationToken ct
    )
    {
        var index = token is null ? null : DeviceRow.IndexOf(keys, token);
        return journal.WriteAsync<Guid>(
            write =>
            {
                var known = index is null
                    ? null
                    : write
                        .Db.Set<DeviceRow>()
                        .AsNoTracking()
                        .SingleOrDefault(d => d.SignInId == signInId && d.Token == index);
                var stranger = known is null;
                if (stranger && index is not null)
                    write.Db.Add(
                        known = new DeviceRow
                        {
                            Id = NewId.At(write.Now),
                            SignInId = signInId,
                            Token = index,
                            FirstSeenAt = write.Now,
                        }
                    );
                var session = new SessionRow
                {
                    Id = NewId.At(write.Now),
                    SignInId = signInId,
                    Device =
                        device.Length <= SessionTable.LongestDevice ? device : device[..SessionTable.LongestDevice],
                    KnownDevice = known?.Id,
                    OpenedAt = write.Now,
                    SeenAt = write.Now,
                };
                // The first of all is the sign-in right after joining: nobody needs to be told of that one.
                if (stranger && write.Db.Set<SessionRow>().Any(s => s.SignInId == signInId))
                {
                    write.NotifyPerson(
                        signInId,
                        new(NoticeEvent.SignedIn, $"session:{session.Id:N}", Detail: session.Device)
                    );
                    if (!byPasskey)
                        MemberRow.BeginCalm(write, signInId, CalmReason.NewDevice);
                }

                write.Db.Add(session);
                write.Touch(SignInTopics.Sessions(signInId));
                return session.Id;
            },
            ct
        );
    }

    // One question: it is asked at every request and by every open page.
    public Task<bool> HoldsAsync(string signInId, string? stamp, Guid session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (seenSince, openedSince) = (now - ISessions.Idle, now - ISessions.Longest);
        var (staffSeenSince, staffOpenedSince) = (now - ISessions.StaffIdle, now - ISessions.StaffLongest);
        var staff = StaffRoles.AllIn(db);
        return db.Set<SessionRow>()
            .AsNoTracking()
            .AnyAsync(
                s =>
                    s.Id == session
                    && s.SignInId == signInId
                    && s.EndedAt == null
                    && s.SeenAt >= seenSince
                    && s.OpenedAt >= openedSince
                    && ((s.SeenAt >= staffSeenSince && s.OpenedAt >= staffOpenedSince) || !staff.Contains(s.SignInId))
                    && db.Users.Any(u =>
                        u.Id == signInId
                        && u.SecurityStamp == stamp
                        && (u.LockoutEnd == null || u.LockoutEnd != DateTimeOffset.MaxValue)
                    ),
                ct
            );
    }

    public async Task SeenAsync(Guid session, CancellationToken ct)
    {
        var (due, staffDue) = (clock.GetUtcNow() - SeenEvery, clock.GetUtcNow() - StaffSeenEvery);
        var staff = StaffRoles.AllIn(db);
        if (
            !await db.Set<SessionRow>()
                .AsNoTracking()
                .AnyAsync(
                    s =>
                        s.Id == session
                        && s.EndedAt == null
                        && (s.SeenAt < due || (s.SeenAt < staffDue && staff.Contains(s.SignInId))),
                    ct
                )
        )
            return;
        await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<SessionRow>().Find(session) is { EndedAt: null } row)
                    row.SeenAt = write.Now;
                return default(Done);
            },
            ct
        );
    }

    public async Task<IReadOnlyList<SessionView>> ListAsync(string signInId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isStaff = await StaffRoles.AllIn(db).ContainsAsync(signInId, ct);
        var (seenSince, openedSince) = isStaff
            ? (now - ISessions.StaffIdle, now - ISessions.StaffLongest)
            : (now - ISessions.Idle, now - ISessions.Longest);
        return await db.Set<SessionRow>()
            .AsNoTracking()
            .Where(s =>
                s.SignInId == signInId && s.EndedAt == null && s.SeenAt >= seenSince && s.OpenedAt >= openedSince
            )
            .OrderByDescending(s => s.SeenAt)
            .Select(s => new SessionView(
                s.Id,
                s.Device,
                s.OpenedAt,
                s.SeenAt,
                db.Set<DeviceRow>()
                    .Where(d => d.Id == s.KnownDevice)
                    .Select(d => (DateTimeOffset?)d.FirstSeenAt)
                    .FirstOrDefault()
                    ?? s.OpenedAt
            ))
            .ToListAsync(ct);
    }

    public Task<Result<Done>> EndAsync(string signInId, Guid session, Guid? from, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<SessionRow>().Find(session) is not { } row || row.SignInId != signInId)
                    return NotFound;
                if (from is not null && from != session)
                {
                    if (row.KnownDevice is { } device && write.Db.Set<DeviceRow>().Find(device) is { } known)
                        write.Db.Remove(known);
                    if (row.EndedAt is null)
                        write.NotifyPerson(
                            signInId,
                            new(NoticeEvent.SessionsEnded, $"session:{session:N}", Detail: row.Device)
                        );
                    write.Touch(SignInTopics.Standing(signInId));
                }

                row.EndedAt ??= write.Now;
                write.Touch(SignInTopics.Sessions(signInId));
                return default(Done);
            },
            ct
        );

    public Task<Result<int>> EndOthersAsync(string signInId, Guid keep, CancellationToken ct) =>
        journal.WriteAsync<int>(
            write =>
            {
                var others = write
                    .Db.Set<SessionRow>()
                    .Where(s => s.SignInId == signInId && s.EndedAt == null && s.Id != keep)
                    .ToList();
                var used = others
                    .Where(s => s.SeenAt >= write.Now - ISessions.Idle)
                    .Select(s => s.Device)
                    .Distinct()
                    .ToList();
                if (used.Count > 0)
                    write.NotifyPerson(
                        signInId,
                        new(
                            NoticeEvent.SessionsEnded,
                            $"sessions:{NewId.At(write.Now):N}",
                            Detail: string.Join(", ", used.Take(5))
                        )
                    );
                foreach (var other in others)
                    other.EndedAt = write.Now;
                var mine = write
                    .Db.Set<SessionRow>()
                    .AsNoTracking()
                    .Where(s => s.Id == keep)
                    .Select(s => s.KnownDevice)
                    .FirstOrDefault();
                write.Db.RemoveRange(write.Db.Set<DeviceRow>().Where(d => d.SignInId == signInId && d.Id != mine));
                write.Touch(SignInTopics.Standing(signInId));
                write.Touch(SignInTopics.Sessions(signInId));
                return others.Count;
            },
            ct
        );

    /// <summary>
    /// Ends all of a person's sessions, in the write that shuts them out or gives them a new password.
    /// </summary>
    public static void EndAll(JournalWrite write, string signInId)
    {
        foreach (
            var open in write.Db.Set<SessionRow>().Where(s => s.SignInId == signInId && s.EndedAt == null).ToList()
        )
            open.EndedAt = write.Now;
        write.Touch(SignInTopics.Standing(signInId));
        write.Touch(SignInTopics.Sessions(signInId));
    }
}
