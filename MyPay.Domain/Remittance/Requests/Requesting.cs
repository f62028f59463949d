using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Domain.Remittance.Requests;

internal sealed class Requesting(
    IMembers members,
    IWallets wallets,
    Remittances remittances,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IMoneyRequests
{
    private const int MostADay = 30;
    private const int Lately = 100;
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromHours(24);
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "remittance.request.not_found");
    private static readonly Refusal NothingOpen = new(RefusalKind.Conflict, "remittance.request.nothing_open");

    public async Task<Result<MoneyRequest>> AskAsync(AskForMoney ask, CancellationToken ct)
    {
        var word = RemittanceRules.Clean(ask.Word);
        if (Against(ask, word) is { } wrong)
            return wrong;
        if (await members.FindAsync(ask.Asker, ct) is not { State: MemberState.Active } asker)
            return Remittances.NotActive;
        var limit = (await wallets.LimitsAsync(ask.Asker, ct)).PerTransfer;
        if (ask.Shares.Any(s => s.Amount > limit))
            return new Refusal(RefusalKind.Conflict, "money.limit.per_transfer", limit.Amount);
        var cards = await members.CardsAsync([.. ask.Shares.Select(s => s.Payer)], ct);

        var body =
            $"{string.Join(',', ask.Shares.Select(s => $"{s.Payer}={s.Amount.Amount}"))}:{ask.DueOn:yyyy-MM-dd}:{word}";
        var asked = await journal.WriteAsync<Guid>(
            new Once($"request:{ask.Asker}", ask.Key, body),
            write =>
            {
                if (!members.IsActive(write, ask.Asker))
                    return Remittances.NotActive;
                if (ask.Shares.Any(s => !cards.ContainsKey(s.Payer) || !members.IsActive(write, s.Payer)))
                    return new Refusal(RefusalKind.NotFound, "remittance.request.member_not_found");
                var since = SeoulTime.StartOf(SeoulTime.DateOf(write.Now));
                if (write.Db.Set<RequestRow>().Count(r => r.Asker == ask.Asker && r.MadeAt >= since) >= MostADay)
                    return new Refusal(RefusalKind.Conflict, "remittance.request.too_many_today", (long)MostADay);

                var request = new RequestRow
                {
                    Id = NewId.At(write.Now),
                    Asker = ask.Asker,
                    AskerName = asker.Name,
                    Word = word,
                    DueOn = ask.DueOn,
                    People = ask.Shares.Count,
                    MadeAt = write.Now,
                };
                var shares = ask
                    .Shares.Select(s => new RequestShareRow
                    {
                        Request = request.Id,
                        Payer = s.Payer,
                        PayerName = cards[s.Payer].Name,
                        Amount = s.Amount,
                    })
                    .ToList();
                write.Db.Add(request);
                write.Db.AddRange(shares);
                foreach (var share in shares)
                    write.Notify(
                        share.Payer,
                        new(NoticeEvent.Asked, $"request:{request.Id:N}", share.Amount, request.AskerName, word)
                    );
                Touch(write, request, shares);
                return request.Id;
            },
            ct
        );
        if (!asked.TryGet(out var id, out var refusal))
            return refusal;
        var made = await db.Set<RequestRow>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        return View(made, await SharesAsync([id], ct));
    }

    public async Task<Result<RemittanceView>> PayAsync(
        MemberId payer,
        Guid request,
        Guid? session,
        CancellationToken ct
    )
    {
        var found = await db.Set<RequestRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request, ct);
        var share = await db.Set<RequestShareRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.Request == request && s.Payer == payer, ct);
        if (found is null || share is null)
            return NotFound;
        if (share.State == ShareState.Paid)
            return (await remittances.FindAsync(payer, share.Transfer!.Value, ct))!;
        if (Ended(share) is { } ended)
            return ended;

        // The share is paid in the write that sends the money, or neither.
        Refusal? Settle(JournalWrite write, Transfer transfer)
        {
            var now = write.Db.Set<RequestShareRow>().Find(request, payer)!;
            if (Ended(now) is { } no)
                return no;
            now.Transfer = transfer.Id;
            now.End(ShareState.Paid, write.Now);
            return null;
        }

        // One key for all windows and retries of this try: whoever comes second finds the same top-up and the same
        // transfer.
        var key = $"request:{request:N}:{share.Failures}";
        var sent = await remittances.SendToMemberAsync(
            new(payer, found.Asker, share.Amount, found.Word, WaitForAcceptance: false, key, session),
            new(Settle, NoticeEvent.Sent, NoticeEvent.RequestPaid),
            ct
        );
        if (sent.TryGet(out _, out var refusal) || refusal.Kind == RefusalKind.Unavailable)
            return sent;

        // A certain no: the next try is a new one, with a top-up of its own.
        await journal.WriteAsync<Done>(
            write =>
            {
                var now = write.Db.Set<RequestShareRow>().Find(request, payer)!;
                if (now.State == ShareState.Open && now.Failures == share.Failures)
                    now.Failures++;
                return default(Done);
            },
            ct
        );
        return refusal.Code == AlreadyPaid.Code ? await PayAsync(payer, request, session, ct) : refusal;
    }

    public Task<Result<Done>> DeclineAsync(MemberId payer, Guid request, string? word, CancellationToken ct)
    {
        var reply = RemittanceRules.Clean(word);
        if (RemittanceRules.CheckMemo(reply) is { } wrong)
            return Task.FromResult<Result<Done>>(wrong);
        return journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<RequestShareRow>().Find(request, payer) is not { } share)
                    return NotFound;
                if (share.State == ShareState.Declined)
                    return default(Done);
                if (Ended(share) is { } ended)
                    return ended;
                share.Reply = reply;
                share.End(ShareState.Declined, write.Now);
                var row = write.Db.Set<RequestRow>().Find(request)!;
                write.Notify(
                    row.Asker,
                    new(
                        NoticeEvent.RequestDeclined,
                        $"request:{request:N}:{payer}",
                        share.Amount,
                        share.PayerName,
                        reply
                    )
                );
                Touch(write, row, [share]);
                return default(Done);
            },
            ct
        );
    }

    public Task<Result<Done>> RemindAsync(MemberId asker, Guid request, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (OfAsker(write, asker, request) is not { } row)
                    return NotFound;
                var open = OpenShares(write, request);
                if (open.Count == 0)
                    return NothingOpen;
                if (Remindable(row) is var from && from > write.Now)
                    return new Refusal(
                        RefusalKind.Conflict,
                        "remittance.request.reminded_lately",
                        (long)Math.Ceiling((from - write.Now).TotalHours)
                    );
                (row.RemindedAt, row.Reminders) = (write.Now, row.Reminders + 1);
                foreach (var share in open)
                    write.Notify(
                        share.Payer,
                        new(
                            NoticeEvent.Reminded,
                            $"request:{request:N}:{row.Reminders}",
                            share.Amount,
                            row.AskerName,
                            row.Word
                        )
                    );
                Touch(write, row, open);
                return default(Done);
            },
            ct
        );

    public Task<Result<Done>> CancelAsync(MemberId asker, Guid request, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (OfAsker(write, asker, request) is not { } row)
                    return NotFound;
                var open = OpenShares(write, request);
                if (open.Count == 0)
                    return NothingOpen;
                foreach (var share in open)
                {
                    share.End(ShareState.Cancelled, write.Now);
                    write.Notify(
                        share.Payer,
                        new(NoticeEvent.RequestCancelled, $"request:{request:N}", share.Amount, row.AskerName, row.Word)
                    );
                }

                Touch(write, row, open);
                return default(Done);
            },
            ct
        );

    public async Task<IReadOnlyList<AskedMoney>> OpenAsync(MemberId payer, CancellationToken ct) =>
        await ProvedAsync(await AskedOf(payer, s => s.State == ShareState.Open).Take(Lately).ToListAsync(ct), ct);

    public async Task<MoneyRequests> ListAsync(MemberId member, CancellationToken ct)
    {
        var asked = await ProvedAsync(await AskedOf(member, _ => true).Take(Lately).ToListAsync(ct), ct);
        var mine = await db.Set<RequestRow>()
            .AsNoTracking()
            .Where(r => r.Asker == member)
            .OrderByDescending(r => r.MadeAt)
            .Take(Lately)
            .ToListAsync(ct);
        var shares = await SharesAsync([.. mine.Select(r => r.Id)], ct);
        return new(asked, mine.ConvertAll(r => View(r, shares)));
    }

    public async Task<AskedMoney?> FindAskedAsync(MemberId payer, Guid request, CancellationToken ct) =>
        (await ProvedAsync(await AskedOf(payer, s => s.Request == request).ToListAsync(ct), ct)).SingleOrDefault();

    /// <summary>Whether the askers' names are confirmed now.</summary>
    private async Task<IReadOnlyList<AskedMoney>> ProvedAsync(List<AskedMoney> asked, CancellationToken ct)
    {
        var cards = await members.CardsAsync([.. asked.Select(a => a.Asker)], ct);
        return asked.ConvertAll(a =>
            a with
            {
                IsAskerProved = cards.GetValueOrDefault(a.Asker)?.IsNameProved ?? false,
            }
        );
    }

    private static Refusal AlreadyPaid { get; } = new(RefusalKind.Conflict, "remittance.request.already_paid");

    private Refusal? Against(AskForMoney ask, string? word)
    {
        if (ask.Shares.Count == 0)
            return new(RefusalKind.Invalid, "remittance.request.nobody");
        if (ask.Shares.Count > SplitBill.MostPeople)
            return new(RefusalKind.Invalid, "remittance.request.too_many_people", (long)SplitBill.MostPeople);
        if (ask.Shares.Any(s => s.Payer == ask.Asker))
            return new(RefusalKind.Invalid, "remittance.request.to_self");
        if (ask.Shares.DistinctBy(s => s.Payer).Count() < ask.Shares.Count)
            return new(RefusalKind.Invalid, "remittance.request.twice");
        if (ask.Shares.Any(s => s.Amount == Won.Zero))
            return new(RefusalKind.Invalid, "remittance.send.not_positive");
        var today = SeoulTime.Today(clock);
        if (ask.DueOn is { } due && (due < today || due > today.AddYears(1)))
            return new(RefusalKind.Invalid, "remittance.request.due_invalid");
        return RemittanceRules.CheckMemo(word);
    }

    private static Refusal? Ended(RequestShareRow share) =>
        share.State switch
        {
            ShareState.Paid => AlreadyPaid,
            ShareState.Declined => new(RefusalKind.Conflict, "remittance.request.declined"),
            ShareState.Cancelled => new(RefusalKind.Conflict, "remittance.request.cancelled"),
            _ => null,
        };

    private static RequestRow? OfAsker(JournalWrite write, MemberId asker, Guid request) =>
        write.Db.Set<RequestRow>().Find(request) is { } row && row.Asker == asker ? row : null;

    private static List<RequestShareRow> OpenShares(JournalWrite write, Guid request) =>
        [.. write.Db.Set<RequestShareRow>().Where(s => s.Request == request && s.State == ShareState.Open)];

    // Being asked is a reminder itself: the first one waits a day, too.
    private static DateTimeOffset Remindable(RequestRow request) =>
        (request.RemindedAt ?? request.MadeAt) + BetweenReminders;

    private static void Touch(JournalWrite write, RequestRow request, IEnumerable<RequestShareRow> shares)
    {
        write.Touch($"member:{request.Asker}");
        foreach (var share in shares)
            write.Touch($"member:{share.Payer}");
    }

    private IQueryable<AskedMoney> AskedOf(
        MemberId payer,
        System.Linq.Expressions.Expression<Func<RequestShareRow, bool>> which
    ) =>
        db.Set<RequestShareRow>()
            .AsNoTracking()
            .Where(s => s.Payer == payer)
            .Where(which)
            .Join(db.Set<RequestRow>().AsNoTracking(), s => s.Request, r => r.Id, (s, r) => new { s, r })
            .OrderByDescending(x => x.r.MadeAt)
            .Select(x => new AskedMoney(
                x.s.Request,
                x.r.Asker,
                x.r.AskerName,
                x.s.Amount,
                x.r.Word,
                x.r.DueOn,
                x.r.People,
                x.s.State,
                x.s.Transfer,
                x.r.MadeAt,
                x.r.RemindedAt,
                x.s.EndedAt
            ));

    private async Task<ILookup<Guid, RequestShareRow>> SharesAsync(
        IReadOnlyCollection<Guid> requests,
        CancellationToken ct
    ) =>
        (
            await db.Set<RequestShareRow>().AsNoTracking().Where(s => requests.Contains(s.Request)).ToListAsync(ct)
        ).ToLookup(s => s.Request);

    private static MoneyRequest View(RequestRow request, ILookup<Guid, RequestShareRow> shares)
    {
        var own = shares[request.Id]
            .OrderBy(s => s.PayerName, StringComparer.Ordinal)
            .Select(s => new ShareOfRequest(s.Payer, s.PayerName, s.Amount, s.State, s.Reply, s.EndedAt))
            .ToList();
        return new(
            request.Id,
            request.Word,
            request.DueOn,
            request.MadeAt,
            own,
            request.RemindedAt,
            own.Exists(s => s.State == ShareState.Open) ? Remindable(request) : null
        );
    }
}
