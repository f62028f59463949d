using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Announcements;

internal sealed class AnnouncementDesk(MyPayDb db, Journal journal, TimeProvider clock) : IAnnouncements
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "backoffice.announcement.not_found");
    private static readonly Refusal NoDraft = new(RefusalKind.Conflict, "backoffice.announcement.no_draft");

    public async Task<IReadOnlyList<Announcement>> AllAsync(int limit, CancellationToken ct) =>
        [
            .. (
                await db.Set<AnnouncementRow>()
                    .AsNoTracking()
                    .OrderByDescending(a => a.At)
                    .ThenByDescending(a => a.Id)
                    .Take(limit)
                    .ToListAsync(ct)
            ).Select(a => a.View()),
        ];

    public async Task<Announcement?> FindAsync(Guid announcement, CancellationToken ct) =>
        (await db.Set<AnnouncementRow>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == announcement, ct))?.View();

    public async Task<Result<Announcement>> SaveAsync(
        Guid announcement,
        AnnouncementText text,
        Actor by,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!AnnouncementRules.Check(text).TryGet(out var clean, out var refusal))
            return refusal;
        return await AsOperatorAsync(
            by,
            write =>
            {
                var row = write.Db.Set<AnnouncementRow>().Find(announcement);
                if (row is { State: not AnnouncementState.Draft })
                    return NoDraft;
                var before = row?.Noted();
                if (row is null)
                    write.Db.Add(row = new AnnouncementRow { Id = announcement });
                row.Write(clean);
                row.Step(AnnouncementState.Draft, by.Name, write.Now);
                return Tell(write, row, by, "announcement.drafted", null, before);
            },
            ct
        );
    }

    public Task<Result<Announcement>> PublishAsync(Guid announcement, Actor by, CancellationToken ct) =>
        AsOperatorAsync(
            by,
            write =>
            {
                if (write.Db.Set<AnnouncementRow>().Find(announcement) is not { } row)
                    return NotFound;
                if (row.State != AnnouncementState.Draft)
                    return NoDraft;
                var from = row.From is { } wished && wished > write.Now ? wished : write.Now;
                if (AnnouncementRules.AgainstPublishing(row.Text, from) is { } against)
                    return against;
                var before = row.Noted();
                row.From = from;
                row.Step(AnnouncementState.Published, by.Name, write.Now);
                return Tell(write, row, by, "announcement.published", null, before);
            },
            ct
        );

    public async Task<Result<Announcement>> WithdrawAsync(
        Guid announcement,
        string? reason,
        Actor by,
        CancellationToken ct
    )
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        return await AsOperatorAsync(
            by,
            write =>
            {
                if (write.Db.Set<AnnouncementRow>().Find(announcement) is not { } row)
                    return NotFound;
                if (row.State != AnnouncementState.Published)
                    return new Refusal(RefusalKind.Conflict, "backoffice.announcement.not_published");
                var before = row.Noted();
                row.WithdrawnBecause = words;
                row.Step(AnnouncementState.Withdrawn, by.Name, write.Now);
                return Tell(write, row, by, "announcement.withdrawn", words, before);
            },
            ct
        );
    }

    public Task<Result<Done>> DiscardAsync(Guid announcement, Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                if (write.Db.Set<AnnouncementRow>().Find(announcement) is not { } row)
                    return NotFound;
                if (row.State != AnnouncementState.Draft)
                    return NoDraft;
                write.Db.Remove(row);
                write.Note(by, "announcement.discarded", Subject(row.Id), null, row.Noted());
                write.Touch(AnnouncementTopics.Changed);
                return default(Done);
            },
            ct
        );

    public async Task<IReadOnlyList<Announcement>> ForAsync(
        AnnouncementReader reader,
        int limit,
        CancellationToken ct
    ) =>
        [
            .. (
                await Begun(reader, clock.GetUtcNow())
                    .OrderByDescending(a => a.From)
                    .ThenByDescending(a => a.Id)
                    .Take(limit)
                    .ToListAsync(ct)
            ).Select(a => a.View()),
        ];

    public async Task<Announcement?> BannerAsync(AnnouncementReader reader, string signInId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var dismissed = db.Set<DismissalRow>().Where(d => d.SignInId == signInId).Select(d => d.Announcement);
        return (
            await Begun(reader, now)
                .Where(a => (a.To == null || a.To > now) && !dismissed.Contains(a.Id))
                .OrderByDescending(a => a.From)
                .ThenByDescending(a => a.Id)
                .FirstOrDefaultAsync(ct)
        )?.View();
    }

    public Task<Result<Done>> DismissAsync(Guid announcement, string signInId, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<AnnouncementRow>().Find(announcement) is null)
                    return NotFound;
                if (write.Db.Set<DismissalRow>().Find(signInId, announcement) is null)
                    write.Db.Add(
                        new DismissalRow
                        {
                            Announcement = announcement,
                            SignInId = signInId,
                            At = write.Now,
                        }
                    );
                return default(Done);
            },
            ct
        );

    private static string Subject(Guid announcement) => $"announcement:{announcement:N}";

    private static Result<Announcement> Tell(
        JournalWrite write,
        AnnouncementRow row,
        Actor by,
        string what,
        string? reason,
        object? before
    )
    {
        write.Note(by, what, Subject(row.Id), reason, before, row.Noted());
        write.Touch(AnnouncementTopics.Changed);
        return row.View();
    }

    private Task<Result<Announcement>> AsOperatorAsync(
        Actor by,
        Func<JournalWrite, Result<Announcement>> step,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Announcement>(
            write => Staff.Has(write.Db, by, SignInRoles.Operator) ? step(write) : Staff.RoleMissing,
            ct
        );

    private IQueryable<AnnouncementRow> Begun(AnnouncementReader reader, DateTimeOffset now)
    {
        var own = reader switch
        {
            AnnouncementReader.Member => AnnouncementAudience.Members,
            AnnouncementReader.Franchise => AnnouncementAudience.Franchises,
            _ => AnnouncementAudience.Everybody,
        };
        return db.Set<AnnouncementRow>()
            .AsNoTracking()
            .Where(a =>
                a.State == AnnouncementState.Published
                && a.From <= now
                && (a.Audience == AnnouncementAudience.Everybody || a.Audience == own)
            );
    }
}
