using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking.Directory;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Banking.Calls;

internal sealed class BankLog(
    MyPayDb db,
    Journal journal,
    CallOutcomes outcomes,
    ResultInquiry inquiry,
    BankDirectory directory,
    TimeProvider clock
) : IBankLog
{
    private static readonly BankCallState[] States = Enum.GetValues<BankCallState>();

    public async Task<BankCallPage> ListAsync(BankCallFilter filter, string? cursor, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var calls = Matching(filter);
        var (until, given) = Cursor(cursor);
        if (until is { } last)
            calls = calls.Where(c => c.CreatedAt <= last);
        var rows = await calls
            .OrderByDescending(c => c.CreatedAt)
            .ThenByDescending(c => c.Id)
            .Skip(given)
            .Take(limit + 1)
            .ToListAsync(ct);
        var page = rows.Take(limit).ToList();
        return new([.. page.Select(Entry)], rows.Count > limit ? CursorAfter(page, until, given) : null);
    }

    public async Task<BankCallSums> SumsAsync(CancellationToken ct)
    {
        var midnight = SeoulTime.StartOf(SeoulTime.Today(clock));
        var open = await db.Set<BankCall>()
            .Where(c => c.State == BankCallState.Unknown || c.State == BankCallState.OperatorCase)
            .GroupBy(c => c.State)
            .Select(g => new { State = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        // Named state by state, or SQLite would read every call there ever was in the order of their states.
        var today = await db.Set<BankCall>()
            .Where(c => States.Contains(c.State) && c.CreatedAt >= midnight)
            .GroupBy(c => c.State)
            .Select(g => new
            {
                State = g.Key,
                Count = g.Count(),
                Answered = g.Count(c => c.LatencyMs != null),
                Ms = g.Sum(c => (long?)c.LatencyMs) ?? 0,
            })
            .ToListAsync(ct);
        // Won is stored as its number; the sum is made of numbers.
        var fees = await db.Set<BankCall>()
            .Where(c => c.CreatedAt >= midnight && c.State == BankCallState.Succeeded)
            .GroupBy(c => c.Fee)
            .Select(g => new { Fee = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        var answered = today.Sum(t => t.Answered);
        int Of(BankCallState state) => today.SingleOrDefault(t => t.State == state)?.Count ?? 0;
        return new(
            open.SingleOrDefault(o => o.State == BankCallState.Unknown)?.Count ?? 0,
            open.SingleOrDefault(o => o.State == BankCallState.OperatorCase)?.Count ?? 0,
            today.Sum(t => t.Count),
            Of(BankCallState.Succeeded),
            Of(BankCallState.Failed),
            fees.Sum(f => f.Fee.Amount * f.Count),
            answered == 0 ? null : (int)(today.Sum(t => t.Ms) / answered)
        );
    }

    public async Task<OpenBankCalls> OpenAsync(CancellationToken ct)
    {
        var open = await db.Set<BankCall>()
            .Where(c => c.State == BankCallState.Unknown || c.State == BankCallState.OperatorCase)
            .GroupBy(c => c.State)
            .Select(g => new
            {
                State = g.Key,
                Count = g.Count(),
                Oldest = g.Min(c => c.CreatedAt),
            })
            .ToListAsync(ct);
        int Of(BankCallState state) => open.SingleOrDefault(o => o.State == state)?.Count ?? 0;
        return new(
            Of(BankCallState.Unknown),
            Of(BankCallState.OperatorCase),
            open.Count == 0 ? null : open.Min(o => o.Oldest)
        );
    }

    public Task<IReadOnlyList<BankView>> BanksAsync(CancellationToken ct) => directory.AllAsync(ct);

    public async Task<BankCallStory?> FindAsync(BankCallId call, CancellationToken ct)
    {
        if (await db.Set<BankCall>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == call, ct) is not { } row)
            return null;
        var events = await db.Set<CallEventRow>()
            .AsNoTracking()
            .Where(e => e.Call == call)
            .OrderBy(e => e.Id)
            .ToListAsync(ct);
        return new(
            Entry(row),
            row.MaskedPayload,
            row.CorporateAccount,
            row.SentAt,
            row.DecidedBy,
            row.Evidence,
            events.ConvertAll(e => e.View())
        );
    }

    public async Task<Result<BankCallView>> InquireNowAsync(BankCallId call, Actor by, CancellationToken ct)
    {
        var noted = await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<BankCall>().Find(call) is not { } found)
                    return NotFound();
                if (found.IsSettled)
                    return AlreadySettled();
                if (found.State == BankCallState.Sending)
                    return new Refusal(RefusalKind.Conflict, "banking.call.on_its_way");
                write.Note(by, "banking.call.asked", Subject(call));
                return default(Done);
            },
            ct
        );
        if (!noted.TryGet(out _, out var refusal))
            return refusal;

        var row = await db.Set<BankCall>().AsNoTracking().SingleAsync(c => c.Id == call, ct);
        var started = clock.GetTimestamp();
        var answer = await inquiry.AskAsync(row, ct);
        await outcomes.BookAsync(
            call,
            answer,
            (int)clock.GetElapsedTime(started).TotalMilliseconds,
            BankCallStep.InquiredByHand
        );
        return (await db.Set<BankCall>().AsNoTracking().SingleAsync(c => c.Id == call, ct)).View();
    }

    public Refusal? AgainstDeciding(MyPayDb db, BankCallId call) =>
        Against(db.Set<BankCall>().AsNoTracking().SingleOrDefault(c => c.Id == call));

    public BankCallEntry? Find(MyPayDb db, BankCallId call) =>
        db.Set<BankCall>().AsNoTracking().SingleOrDefault(c => c.Id == call) is { } row ? Entry(row) : null;

    public Result<Done> Decide(
        JournalWrite write,
        BankCallId call,
        bool succeeded,
        string evidence,
        Actor maker,
        Actor checker
    )
    {
        var row = write.Db.Set<BankCall>().Find(call);
        if (Against(row) is { } against)
            return against;
        outcomes.Decide(write, row!, succeeded, evidence, $"{maker.Name} · {checker.Name}");
        write.Note(
            checker,
            "banking.call.decided",
            Subject(call),
            evidence,
            new { state = $"{BankCallState.OperatorCase}" },
            new
            {
                state = $"{row!.State}",
                amount = row.Amount.Amount,
                bank = row.Bank,
                purpose = row.Purpose,
                maker = maker.Name,
            }
        );
        return default(Done);
    }

    public static string Subject(BankCallId call) => $"bank-call:{call}";

    private static Refusal? Against(BankCall? call) =>
        call switch
        {
            null => NotFound(),
            { IsSettled: true } => AlreadySettled(),
            { State: BankCallState.OperatorCase } => null,
            _ => new(RefusalKind.Conflict, "banking.call.no_case"),
        };

    private static Refusal NotFound() => new(RefusalKind.NotFound, "banking.call.not_found");

    private static Refusal AlreadySettled() => new(RefusalKind.Conflict, "banking.call.already_settled");

    private IQueryable<BankCall> Matching(BankCallFilter filter)
    {
        var calls = db.Set<BankCall>().AsNoTracking();
        if (filter.States is { Count: > 0 } states)
            calls = calls.Where(c => states.Contains(c.State));
        if (filter.Bank is { } bank)
            calls = calls.Where(c => c.Bank == bank);
        if (filter.Purpose is { } purpose)
            calls = calls.Where(c => c.Purpose == purpose);
        if (filter.From is { } from)
            calls = calls.Where(c => c.CreatedAt >= SeoulTime.StartOf(from));
        if (filter.To is { } to)
            calls = calls.Where(c => c.CreatedAt < SeoulTime.EndOf(to));
        if (TypedText.SearchOrNull(filter.Text) is not { } text)
            return calls;
        if (Guid.TryParse(text, out var id))
        {
            var (n, d, self) = (id.ToString("N"), id.ToString("D"), new BankCallId(id));
            return calls.Where(c => c.Id == self || c.Reference == n || c.Reference == d);
        }

        var digits = TypedDigits.Of(text);
        var (isAmount, isNumber, asked) = (
            TypedWon.Sought(text) is not null,
            digits.Length > 0,
            Won.Of(Math.Abs(TypedWon.Sought(text) ?? 0))
        );
        return isAmount || isNumber
            ? calls.Where(c => (isAmount && c.Amount == asked) || (isNumber && c.MaskedNumber.EndsWith(digits)))
            : calls.Where(c => c.BankTranId.Contains(text) || c.Reference.Contains(text));
    }

    // A page ends in the middle of a millisecond now and then: the cursor is that instant, and how many of it were
    // given.
    private static (DateTimeOffset? Until, int Given) Cursor(string? cursor) =>
        cursor?.Split('-') is [var at, var given]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
        && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? (DateTimeOffset.FromUnixTimeMilliseconds(ms), n)
            : (null, 0);

    private static string CursorAfter(List<BankCall> page, DateTimeOffset? until, int given)
    {
        var last = page[^1].CreatedAt;
        var same = page.Count(c => c.CreatedAt == last) + (until == last ? given : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{last.ToUnixTimeMilliseconds()}-{same}");
    }

    private static BankCallEntry Entry(BankCall c) =>
        new(
            c.Id,
            c.Kind,
            c.Purpose,
            c.Reference,
            c.Bank,
            c.MaskedNumber,
            c.MaskedHolder,
            c.Amount,
            c.State,
            c.CreatedAt,
            c.SettledAt,
            c.Inquiries,
            c.NextInquiryAt,
            c.LatencyMs,
            c.Fee,
            c.BankTranId
        );
}
