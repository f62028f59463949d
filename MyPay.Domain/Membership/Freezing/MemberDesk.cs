using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Freezing;

internal sealed class MemberDesk(MyPayDb db) : IMemberDesk
{
    private const int Most = 100;

    public async Task<MemberDeskPage> SearchAsync(
        string? text,
        bool frozenOnly,
        int skip,
        int take,
        CancellationToken ct = default
    )
    {
        var rows = Matching(db.Set<MemberRow>().AsNoTracking(), TypedText.Search(text));
        if (frozenOnly)
            rows = rows.Where(m => m.Freeze != FreezeLevel.None);
        var total = await rows.CountAsync(ct);
        var page = await rows.OrderByDescending(m => m.JoinedAt)
            .ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, skip))
            .Take(Math.Clamp(take, 1, Most))
            .ToListAsync(ct);
        return new(page.ConvertAll(ToView), total);
    }

    public async Task<MemberDeskView?> FindAsync(MemberId member, CancellationToken ct = default) =>
        await db.Set<MemberRow>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == member, ct) is { } row
            ? ToView(row)
            : null;

    public async Task<IReadOnlyDictionary<MemberId, string>> MaskedNamesAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    )
    {
        var ids = members.Distinct().ToList();
        return await db.Set<MemberRow>()
            .AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .Select(m => new { m.Id, m.Name })
            .ToDictionaryAsync(m => m.Id, m => MaskName(m.Name), ct);
    }

    public MemberWhole? Whole(JournalWrite write, MemberId member) =>
        write.Db.Set<MemberRow>().AsNoTracking().SingleOrDefault(m => m.Id == member) is { } row
            ? new(row.Name, row.Phone, row.Email, row.BirthDate)
            : null;

    // By ranges: the indexes on name, phone and e-mail answer, however many members there are.
#pragma warning disable CA1309 // Translated to SQL: the database compares by its own, binary order, as its index sorts.
    private static IQueryable<MemberRow> Matching(IQueryable<MemberRow> rows, string text)
    {
        if (text.Length == 0)
            return rows;
        if (Guid.TryParse(text, out var id))
            return rows.Where(m => m.Id == new MemberId(id));

        var digits = TypedPhone.Digits(text);
        if (digits.Length >= 3)
        {
            var last = digits + "~";
            return rows.Where(m => string.Compare(m.Phone, digits) >= 0 && string.Compare(m.Phone, last) < 0);
        }

        var (email, lastEmail) = (text.ToLowerInvariant(), text.ToLowerInvariant() + "~");
        if (text.Contains('@', StringComparison.Ordinal))
            return rows.Where(m => string.Compare(m.Email, email) >= 0 && string.Compare(m.Email, lastEmail) < 0);

        var (key, lastKey) = (SignUpRules.NameKey(text), SignUpRules.NameKey(text) + "\uffff");
        return rows.Where(m =>
            (string.Compare(m.NameKey, key) >= 0 && string.Compare(m.NameKey, lastKey) < 0)
            || (string.Compare(m.Email, email) >= 0 && string.Compare(m.Email, lastEmail) < 0)
        );
    }
#pragma warning restore CA1309

    private static MemberDeskView ToView(MemberRow m) =>
        new(
            m.Id,
            m.SignInId,
            MaskName(m.Name),
            SignUpRules.MaskPhone(m.Phone),
            SignUpRules.MaskEmail(m.Email),
            m.Language,
            m.State,
            m.Freeze,
            m.FreezeReason,
            m.FrozenBy,
            m.FrozenAt,
            m.JoinedAt,
            m.ClosedAt
        );

    private static string MaskName(string name) =>
        name.Length switch
        {
            <= 1 => "*",
            2 => name[..1] + "*",
            _ => name[..1] + new string('*', name.Length - 2) + name[^1..],
        };
}

internal sealed class MemberSignals : IMemberSignals
{
    public int PinMisses(MyPayDb db, MemberId member, DateTimeOffset since) =>
        db.Set<PinMissRow>().Count(m => m.Member == member && m.At >= since);

    public IReadOnlyList<PinMiss> PinMissesSince(MyPayDb db, DateTimeOffset since) =>
        [
            .. db.Set<PinMissRow>()
                .AsNoTracking()
                .Where(m => m.At >= since)
                .OrderBy(m => m.At)
                .Select(m => new PinMiss(m.Member, m.At)),
        ];

    public DateTimeOffset? DeviceSince(MyPayDb db, Guid session) =>
        db.Set<SessionRow>()
            .AsNoTracking()
            .Where(s => s.Id == session)
            .Select(s =>
                db.Set<DeviceRow>()
                    .Where(d => d.Id == s.KnownDevice)
                    .Select(d => (DateTimeOffset?)d.FirstSeenAt)
                    .FirstOrDefault()
                ?? s.OpenedAt
            )
            .Select(at => (DateTimeOffset?)at)
            .FirstOrDefault();
}
