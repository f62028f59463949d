using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Slips;

/// <summary>A franchise reads its own payments.</summary>
internal sealed class PaymentList(MyPayDb db, TimeProvider clock)
{
    private const int Most = 100;

    public async Task<PaymentView?> FindAsync(FranchiseId franchise, string tid, CancellationToken ct)
    {
        if (await db.FindPurchaseAsync(tid) is not { } found || found.Franchise != franchise)
            return null;
        return found.ToView(await db.SlipsOfAsync(tid), clock.GetUtcNow());
    }

    public async Task<PaymentPage> ListAsync(
        FranchiseId franchise,
        PaymentFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var size = Math.Clamp(limit, 1, Most);
        var rows = Matching(db.Set<Purchase>().AsNoTracking().Where(p => p.Franchise == franchise), filter, now);
        if (cursor is not null)
        {
            // A cursor that is not ours leads nowhere, rather than back to the beginning for ever.
            if (After(rows, cursor) is not { } rest)
                return new([], null);
            rows = rest;
        }

        var page = await rows.OrderByDescending(p => p.CreatedAt)
            .ThenByDescending(p => p.Tid)
            .Take(size + 1)
            .ToListAsync(ct);
        var shown = page.Take(size).ToList();
        var tids = shown.Select(p => p.Tid).ToList();
        var slips = (await db.Set<SaleSlip>().AsNoTracking().Where(s => tids.Contains(s.Tid)).ToListAsync(ct)).ToLookup(
            s => s.Tid,
            StringComparer.Ordinal
        );
        return new(
            [.. shown.Select(p => p.ToView([.. slips[p.Tid]], now))],
            page.Count > size ? CursorAfter(shown[^1]) : null
        );
    }

    /// <summary>What comes after a cursor; null for one that is not ours.</summary>
    internal static IQueryable<Purchase>? After(IQueryable<Purchase> rows, string cursor)
    {
        if (ReadCursor(cursor) is not { } after)
            return null;
#pragma warning disable CA1309 // Translated to SQL: the database compares by its own, binary order, as it sorts.
        return rows.Where(p =>
            p.CreatedAt < after.At || (p.CreatedAt == after.At && string.Compare(p.Tid, after.Tid) < 0)
        );
#pragma warning restore CA1309
    }

    /// <summary>What a filter finds. A text that is an amount finds payments of that amount too.</summary>
    internal static IQueryable<Purchase> Matching(IQueryable<Purchase> rows, PaymentFilter filter, DateTimeOffset now)
    {
        if (filter.From is { } from)
        {
            var start = SeoulTime.StartOf(from);
            rows = rows.Where(p => p.CreatedAt >= start);
        }

        if (filter.To is { } to)
        {
            var end = SeoulTime.EndOf(to);
            rows = rows.Where(p => p.CreatedAt < end);
        }

        if (filter.States is { Count: > 0 } states)
        {
            // As the views say it: what is past its time is expired, swept or not.
            var (asked, expired) = (states.ToList(), states.Contains(PaymentState.Expired));
            rows = rows.Where(p =>
                (p.State == PaymentState.Ready || p.State == PaymentState.Opened || p.State == PaymentState.Authorized)
                && p.ExpiresAt <= now
                && (p.ClaimedUntil == null || p.ClaimedUntil <= now)
                    ? expired
                    : asked.Contains(p.State)
            );
        }

        if (filter.PartnerOrderId is { } order)
        {
            var key = TypedText.Key(order);
            rows = rows.Where(p => p.PartnerOrderId == order || p.PartnerOrderId == key || p.PartnerOrderKey == key);
        }

        if (filter.Store is { } store)
            rows = rows.Where(p => p.Store == store);
        if (filter.Live is { } live)
            rows = rows.Where(p => p.Live == live);
        if (TypedText.SearchOrNull(filter.Text) is not { } text)
            return rows;

        var won = TypedWon.Sought(text) is { } amount ? Math.Abs(amount) : (long?)null;
        var pattern = TextSearch.Holding(text);
        return rows.Where(p =>
            TextSearch.Matches(p.PartnerOrderId, pattern)
            || TextSearch.Matches(p.ItemName, pattern)
            || TextSearch.Matches(p.Tid, pattern)
            || TextSearch.Matches(p.ApprovalNumber, pattern)
            || (won != null && p.Total == won)
        );
    }

    internal static string CursorAfter(Purchase last) => CursorAfter(last.CreatedAt, last.Tid);

    /// <summary>A place in a list by time and name, the newest first.</summary>
    internal static string CursorAfter(DateTimeOffset at, string name) =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}:{name}"))
        );

    /// <summary>The same, read; null for one that is not ours.</summary>
    internal static (DateTimeOffset At, string Tid)? ReadCursor(string cursor)
    {
        if (cursor.Length > 100 || !Base64Url.IsValid(cursor))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(':');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
            && ms < 253402300800000
            ? (DateTimeOffset.FromUnixTimeMilliseconds(ms), parts[1])
            : null;
    }
}
