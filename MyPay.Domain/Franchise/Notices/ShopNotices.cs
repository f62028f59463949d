using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.Staff;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Franchise.Notices;

internal sealed class ShopNotices(MyPayDb db, Journal journal) : IShopNotices
{
    public async Task<int> UnreadAsync(StaffView reader, CancellationToken ct = default)
    {
        var seen = await SeenAtAsync(reader, ct);
        return await For(reader).CountAsync(n => n.At > seen, ct);
    }

    public async Task<NoticeList> ListAsync(StaffView reader, int limit, CancellationToken ct = default)
    {
        var seen = await SeenAtAsync(reader, ct);
        var rows = await For(reader)
            .OrderByDescending(n => n.At)
            .ThenByDescending(n => n.Id)
            .Take(limit + 1)
            .ToListAsync(ct);
        return new([.. rows.Take(limit).Select(n => n.ToView(seen))], rows.Count > limit);
    }

    public Task SeeAsync(StaffView reader, CancellationToken ct = default) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<StaffRow>().Find(reader.SignInId) is not { } person)
                    return default(Done);
                person.NoticesSeenAt = write.Now;
                write.Touch(ShopNotifying.Topic(reader.Franchise));
                return default(Done);
            },
            ct
        );

    private IQueryable<ShopNoticeRow> For(StaffView reader)
    {
        var events = Enum.GetValues<NoticeEvent>()
            .Where(e => Notice.KindOf(e) == NoticeKind.Shop && reader.Role <= ShopNotifying.ReaderOf(e))
            .ToList();
        return db.Set<ShopNoticeRow>()
            .AsNoTracking()
            .Where(n => n.Franchise == reader.Franchise && events.Contains(n.Event));
    }

    /// <summary>Who has never looked has seen nothing since they came.</summary>
    private async Task<DateTimeOffset> SeenAtAsync(StaffView reader, CancellationToken ct) =>
        await db.Set<StaffRow>()
            .AsNoTracking()
            .Where(s => s.SignInId == reader.SignInId)
            .Select(s => s.NoticesSeenAt ?? s.AddedAt)
            .SingleOrDefaultAsync(ct);
}
