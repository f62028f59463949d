using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Mail;

namespace MyPay.Domain.Membership.Notices;

internal sealed class NoticeBook(MyPayDb db, Journal journal) : INotices
{
    /// <summary>Inside a write.</summary>
    public static void Add(JournalWrite write, MemberId member, Notice notice)
    {
        var kind = Notice.KindOf(notice.Event);
        if (kind != NoticeKind.Security && write.Find<SilencedKindRow>(member, kind) is not null)
            return;

        // Told once: the table holds one of each member, event and source.
        write.AddIfNew(
            new NoticeRow
            {
                Id = NewId.At(write.Now),
                Member = member,
                Event = notice.Event,
                Kind = kind,
                Source = notice.Source,
                Amount = notice.Amount,
                Name = notice.Name,
                Detail = notice.Detail,
                At = write.Now,
            }
        );
        write.Touch(Notifying.Topic(member));
    }

    public Task<int> UnreadAsync(MemberId member, CancellationToken ct = default) =>
        db.Set<NoticeRow>().CountAsync(n => n.Member == member && n.ReadAt == null, ct);

    public async Task<NoticeList> ListAsync(
        MemberId member,
        NoticeKind? kind,
        int limit,
        CancellationToken ct = default
    )
    {
        var mine = db.Set<NoticeRow>().AsNoTracking().Where(n => n.Member == member);
        if (kind is { } only)
            mine = mine.Where(n => n.Kind == only);
        var rows = await mine.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(limit + 1).ToListAsync(ct);
        return new([.. rows.Take(limit).Select(n => n.ToView())], rows.Count > limit);
    }

    public Task ReadAsync(MemberId member, Guid notice, CancellationToken ct = default) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (
                    write.Db.Set<NoticeRow>().Find(notice) is not { } row
                    || row.Member != member
                    || row.ReadAt is not null
                )
                    return default(Done);
                row.ReadAt = write.Now;
                write.Touch(Notifying.Topic(member));
                return default(Done);
            },
            ct
        );

    public Task ReadAllAsync(MemberId member, CancellationToken ct = default) =>
        journal.WriteAsync<Done>(
            write =>
            {
                var now = (DateTimeOffset?)write.Now;
                write
                    .Db.Set<NoticeRow>()
                    .Where(n => n.Member == member && n.ReadAt == null)
                    .ExecuteUpdate(n => n.SetProperty(row => row.ReadAt, now));
                write.Touch(Notifying.Topic(member));
                return default(Done);
            },
            ct
        );

    public async Task<IReadOnlySet<NoticeKind>> SilencedAsync(MemberId member, CancellationToken ct = default) =>
        (
            await db.Set<SilencedKindRow>()
                .AsNoTracking()
                .Where(s => s.Member == member)
                .Select(s => s.Kind)
                .ToListAsync(ct)
        ).ToHashSet();

    public async Task<Result<Done>> WishAsync(
        MemberId member,
        NoticeKind kind,
        bool wanted,
        CancellationToken ct = default
    )
    {
        if (kind == NoticeKind.Security)
            return new Refusal(RefusalKind.Forbidden, "membership.notices.security_stays");
        return await journal.WriteAsync<Done>(
            write =>
            {
                var silenced = write.Db.Set<SilencedKindRow>().Find(member, kind);
                if (wanted && silenced is not null)
                    write.Db.Remove(silenced);
                if (!wanted && silenced is null)
                    write.Db.Add(new SilencedKindRow { Member = member, Kind = kind });
                write.Touch(Notifying.Topic(member));
                return default(Done);
            },
            ct
        );
    }

    public async Task<IReadOnlySet<NoticeKind>> MailedAsync(MemberId member, CancellationToken ct = default)
    {
        var wishes = await db.Set<MailWishRow>()
            .AsNoTracking()
            .Where(w => w.Member == member)
            .ToDictionaryAsync(w => w.Kind, w => w.Wanted, ct);
        return Notice
            .KindsOfMembers.Where(kind =>
                MailWishRow.Holds(kind, wishes.TryGetValue(kind, out var wanted) ? wanted : null)
            )
            .ToHashSet();
    }

    public async Task<Result<Done>> WishMailAsync(
        MemberId member,
        NoticeKind kind,
        bool wanted,
        CancellationToken ct = default
    )
    {
        if (kind == NoticeKind.Security)
            return new Refusal(RefusalKind.Forbidden, "membership.notices.security_stays");
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<MailWishRow>().Find(member, kind) is { } wish)
                    wish.Wanted = wanted;
                else
                    write.Db.Add(
                        new MailWishRow
                        {
                            Member = member,
                            Kind = kind,
                            Wanted = wanted,
                        }
                    );
                write.Touch(Notifying.Topic(member));
                return default(Done);
            },
            ct
        );
    }

    public Task NoteAsync(MemberId member, Notice notice, CancellationToken ct = default) =>
        journal.WriteAsync<Done>(
            write =>
            {
                write.Notify(member, notice);
                return default(Done);
            },
            ct
        );
}
