using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Remittance.Contacts;
using MyPay.Domain.Remittance.ToBank;

namespace MyPay.Domain.Remittance;

internal sealed class Remittances(
    IMembers members,
    ILinkedAccounts accounts,
    IFirmBank bank,
    IWallets wallets,
    IWalletPostings postings,
    IOutgoing outgoing,
    ContactBook contacts,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IRemittances
{
    public static readonly Refusal NotActive = new(RefusalKind.Forbidden, "money.member.not_active");
    public static readonly Refusal ReceiverNotFound = new(RefusalKind.NotFound, "remittance.send.receiver_not_found");
    private static readonly Refusal PendingNotFound = new(RefusalKind.NotFound, "remittance.pending.not_found");

    public Task<Result<RemittanceView>> SendToMemberAsync(SendToMember request, CancellationToken ct) =>
        SendToMemberAsync(request, SendPurpose.Plain, ct);

    /// <summary>
    /// The same, with what else must be true and become true in the transfer's own write: what it pays for.
    /// </summary>
    public async Task<Result<RemittanceView>> SendToMemberAsync(
        SendToMember request,
        SendPurpose purpose,
        CancellationToken ct
    )
    {
        var memo = RemittanceRules.Clean(request.Memo);
        if (RemittanceRules.Check(request.Amount, memo) is { } wrong)
            return wrong;
        if (request.Sender == request.Receiver)
            return new Refusal(RefusalKind.Invalid, "remittance.send.to_self");
        var sender = await members.FindAsync(request.Sender, ct);
        var receiver = await members.FindAsync(request.Receiver, ct);
        if (sender is null)
            return NotActive;
        if (receiver is not { State: MemberState.Active })
            return ReceiverNotFound;

        var once = new Once(
            $"send:{request.Sender}",
            request.Key,
            $"{request.Receiver}:{request.Amount.Amount}:{request.WaitForAcceptance}:{memo}"
                + $"{(request.Envelope == Envelope.None ? "" : $":{request.Envelope}")}"
        );
        var leaves = new OutgoingMove(
            request.Sender,
            OutgoingKind.Send,
            request.Amount,
            $"member:{request.Receiver}",
            $"{once.Scope}:{once.Key}",
            request.Session
        );
        var covered = await CoverAsync(once, leaves, ct);
        if (!covered.TryGet(out var topUp, out var refusal))
            return refusal;

        var senderVerified = await accounts.IsVerifiedAsync(request.Sender, ct);
        var receiverVerified = await accounts.IsVerifiedAsync(request.Receiver, ct);
        var sent = await journal.WriteAsync<Guid>(
            once,
            write =>
            {
                if (outgoing.Begin(write, leaves) is { } no)
                    return no;
                if (!members.IsActive(write, request.Receiver))
                    return ReceiverNotFound;
                if (!postings.CountSend(write, request.Sender, request.Amount).TryGet(out _, out var limit))
                    return limit;

                var transfer = new Transfer
                {
                    Id = NewId.At(write.Now),
                    Sender = request.Sender,
                    Receiver = request.Receiver,
                    SenderName = sender.Name,
                    ReceiverName = receiver.Name,
                    Amount = request.Amount,
                    Memo = memo,
                    Envelope = request.Envelope,
                    TopUp = topUp.Charge,
                    SenderVerified = senderVerified,
                    SentAt = write.Now,
                    State = request.WaitForAcceptance ? RemittanceState.Waiting : RemittanceState.Done,
                    ExpiresAt = request.WaitForAcceptance ? write.Now + WaitingTime(write) : null,
                    EndedAt = request.WaitForAcceptance ? null : write.Now,
                };
                if (purpose.Within?.Invoke(write, transfer) is { } against)
                    return against;
                var slip = Slip.Of("send", transfer.Source, memo)
                    .Debit(LedgerAccount.Wallet(transfer.Sender), transfer.Amount, transfer.ReceiverName);
                if (request.WaitForAcceptance)
                    slip.Credit(LedgerAccount.Awaiting(transfer.Sender), transfer.Amount, transfer.ReceiverName);
                else
                    CreditReceiver(write, slip, transfer, receiverVerified);
                if (!write.Post(slip).TryGet(out _, out var insufficient))
                    return insufficient;

                postings.ReleasePending(write, transfer.Sender, senderVerified, transfer.Source);
                write.Add(transfer);
                ContactBook.Note(write, transfer.Sender, request.Receiver, transfer.ReceiverName);
                Tell(
                    write,
                    transfer,
                    request.WaitForAcceptance ? NoticeEvent.SentToAccept : purpose.Sent,
                    request.WaitForAcceptance ? NoticeEvent.ToAccept : purpose.Received
                );
                Touch(write, transfer);
                return transfer.Id;
            },
            ct
        );
        return sent.TryGet(out var id, out refusal)
            ? await ViewAsync(request.Sender, id, ct)
            : await outgoing.RefusedAsync(leaves, refusal, ct);
    }

    public async Task<Result<RemittanceView>> SendToBankAsync(SendToBank request, CancellationToken ct)
    {
        var memo = RemittanceRules.Clean(request.Memo);
        if (RemittanceRules.Check(request.Amount, memo) is { } wrong)
            return wrong;
        var sender = await members.FindAsync(request.Sender, ct);
        if (sender is null)
            return NotActive;

        var number = AccountNumber.Digits(request.Number);
        var tried = await journal.TryOfAsync<Guid>(
            new($"send:{request.Sender}", request.Key, $"{request.Bank}:{number}:{request.Amount.Amount}:{memo}"),
            (write, id) => write.Find<Transfer>(id)!.State == RemittanceState.Failed,
            ct
        );
        if (!tried.TryGet(out var once, out var refusal))
            return refusal;
        if (await journal.EarlierAsync<Guid>(once, ct) is null)
        {
            var usable = await bank.CheckServiceAsync(BankService.Send, request.Bank, number, ct);
            if (!usable.TryGet(out _, out var closed))
                return closed;
        }

        var leaves = new OutgoingMove(
            request.Sender,
            OutgoingKind.SendToBank,
            request.Amount,
            $"account:{request.Bank}:{number}",
            $"{once.Scope}:{once.Key}",
            request.Session
        );
        var covered = await CoverAsync(once, leaves, ct);
        if (!covered.TryGet(out var topUp, out refusal))
            return refusal;

        var bankName =
            (await bank.BanksAsync(BankService.Send, ct)).FirstOrDefault(b => b.Code == request.Bank)?.NameKo
            ?? request.Bank;
        var verified = await accounts.IsVerifiedAsync(request.Sender, ct);
        var sent = await journal.WriteAsync<Guid>(
            once,
            write =>
            {
                if (outgoing.Begin(write, leaves) is { } no)
                    return no;
                if (!postings.CountSend(write, request.Sender, request.Amount).TryGet(out _, out var limit))
                    return limit;

                var id = NewId.At(write.Now);
                var label = $"{bankName} {AccountNumber.Last(number)}";
                var slip = Slip.Of("send", $"remittance:{id:N}", memo)
                    .Debit(LedgerAccount.Wallet(request.Sender), request.Amount, $"{request.Holder} ({label})")
                    .Credit(LedgerAccount.InTransitOut, request.Amount, label);
                if (!write.Post(slip).TryGet(out _, out var insufficient))
                    return insufficient;
                postings.ReleasePending(write, request.Sender, verified, $"remittance:{id:N}");

                var printed = sender.Name.Length <= 20 ? sender.Name : sender.Name[..20];
                var call = bank.Prepare(
                    write,
                    new BankInstruction(
                        ToBankSettlement.PurposeName,
                        id.ToString("N"),
                        BankDirection.Out,
                        request.Bank,
                        number,
                        request.Holder,
                        request.Amount,
                        printed
                    )
                );
                var transfer = new Transfer
                {
                    Id = id,
                    Sender = request.Sender,
                    SenderName = sender.Name,
                    ReceiverName = request.Holder,
                    Bank = request.Bank,
                    AccountLabel = label,
                    Amount = request.Amount,
                    Memo = memo,
                    TopUp = topUp.Charge,
                    SenderVerified = verified,
                    SentAt = write.Now,
                    Call = call,
                    State = RemittanceState.AtBank,
                };
                write.Add(transfer);
                contacts.Note(write, request.Sender, request.Bank, number, request.Holder, label);
                Touch(write, transfer);
                return id;
            },
            ct
        );
        if (!sent.TryGet(out var sentId, out refusal))
            return await outgoing.RefusedAsync(leaves, refusal, ct);

        var prepared = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => t.Id == sentId)
            .Select(t => t.Call)
            .SingleAsync(ct);
        await bank.SendAsync(prepared!.Value, ct);
        var view = await ViewAsync(request.Sender, sentId, ct);
        return view is { State: RemittanceState.Failed, Failure: { } failure } ? failure : view;
    }

    public async Task<bool> IsFirstTimeAsync(MemberId sender, MemberId receiver, CancellationToken ct) =>
        !await db.Set<Transfer>()
            .AnyAsync(t => t.Sender == sender && t.Receiver == receiver && t.State == RemittanceState.Done, ct);

    public async Task<Result<RemittanceView>> AcceptAsync(MemberId receiver, Guid remittance, CancellationToken ct)
    {
        var verified = await accounts.IsVerifiedAsync(receiver, ct);
        return await EndWaitingAsync(
            receiver,
            remittance,
            t => t.Receiver == receiver,
            (write, transfer) =>
            {
                if (transfer.ExpiresAt <= write.Now)
                    return new Refusal(
                        RefusalKind.Conflict,
                        "remittance.pending.already_ended",
                        RemittanceState.Expired
                    );
                if (!members.IsActive(write, receiver))
                    return NotActive;
                var slip = Slip.Of("accept", $"{transfer.Source}:accepted", transfer.Memo)
                    .Debit(LedgerAccount.Awaiting(transfer.Sender), transfer.Amount, transfer.ReceiverName);
                CreditReceiver(write, slip, transfer, verified);
                Tell(write, transfer, NoticeEvent.Accepted, NoticeEvent.Received, ":accepted");
                return End(write, transfer, slip, RemittanceState.Done);
            },
            ct
        );
    }

    public Task<Result<RemittanceView>> RefuseAsync(MemberId receiver, Guid remittance, CancellationToken ct) =>
        EndWaitingAsync(
            receiver,
            remittance,
            t => t.Receiver == receiver,
            (write, t) => GiveBack(write, t, RemittanceState.Refused),
            ct
        );

    public Task<Result<RemittanceView>> CancelAsync(MemberId sender, Guid remittance, CancellationToken ct) =>
        EndWaitingAsync(
            sender,
            remittance,
            t => t.Sender == sender,
            (write, t) => GiveBack(write, t, RemittanceState.Cancelled),
            ct
        );

    public async Task<int> ReturnExpiredAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => t.State == RemittanceState.Waiting && t.ExpiresAt <= now)
            .OrderBy(t => t.ExpiresAt)
            .Take(200)
            .Select(t => t.Id)
            .ToListAsync(ct);
        foreach (var id in due)
        {
            await journal.WriteAsync<Done>(
                write =>
                {
                    var transfer = write.Find<Transfer>(id)!;
                    return transfer.State == RemittanceState.Waiting
                        ? GiveBack(write, transfer, RemittanceState.Expired)
                        : default(Done);
                },
                ct
            );
        }

        return due.Count;
    }

    public async Task<IReadOnlyList<RemittanceView>> WaitingAsync(MemberId member, CancellationToken ct)
    {
        var waiting = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => t.State == RemittanceState.Waiting && (t.Sender == member || t.Receiver == member))
            .OrderByDescending(t => t.SentAt)
            .ToListAsync(ct);
        var cards = await members.CardsAsync([.. waiting.Select(t => t.OtherOf(member)).OfType<MemberId>()], ct);
        return [.. waiting.Select(t => t.ViewFor(member, Won.Zero, cards))];
    }

    public async Task<RemittanceView?> FindAsync(MemberId member, Guid remittance, CancellationToken ct)
    {
        var mine = await db.Set<Transfer>()
            .AsNoTracking()
            .AnyAsync(t => t.Id == remittance && (t.Sender == member || t.Receiver == member), ct);
        return mine ? await ViewAsync(member, remittance, ct) : null;
    }

    public async Task<IReadOnlyDictionary<Guid, Envelope>> EnvelopesAsync(
        MemberId member,
        IReadOnlyCollection<Guid> remittances,
        CancellationToken ct
    )
    {
        if (remittances.Count == 0)
            return new Dictionary<Guid, Envelope>();
        return await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t =>
                remittances.Contains(t.Id)
                && t.Envelope != Envelope.None
                && (t.Sender == member || t.Receiver == member)
            )
            .ToDictionaryAsync(t => t.Id, t => t.Envelope, ct);
    }

    public async Task<IReadOnlyList<RemittanceView>> OpenAtBankAsync(MemberId member, CancellationToken ct)
    {
        var open = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => t.Sender == member && t.State == RemittanceState.AtBank)
            .OrderByDescending(t => t.SentAt)
            .ToListAsync(ct);
        return [.. open.Select(t => t.ViewFor(member, Won.Zero, NoCards))];
    }

    /// <summary>Tops up when the balance is short; not for a key that has sent already.</summary>
    private async Task<Result<TopUpPlan>> CoverAsync(Once once, OutgoingMove leaves, CancellationToken ct)
    {
        var (sender, amount) = (leaves.Member, leaves.Amount);
        var earlier = await journal.EarlierAsync<Guid>(once, ct);
        if (earlier is not null)
            return earlier.TryGet(out _, out var reused)
                ? new TopUpPlan(Won.Zero, Won.Zero, Won.Zero, null, null)
                : reused;

        // Looked at before the bank is asked: what a limit forbids must not be topped up first. The write counts it for
        // good.
        if (await outgoing.LookAsync(leaves, ct) is { } stopped)
            return stopped;
        var limits = await wallets.LimitsAsync(sender, ct);
        if (amount > limits.PerTransfer)
            return new Refusal(RefusalKind.Conflict, "money.limit.per_transfer", limits.PerTransfer.Amount);
        if (amount > limits.LeftToday)
            return new Refusal(
                RefusalKind.Conflict,
                "money.limit.per_day",
                limits.PerDay.Amount,
                limits.LeftToday.Amount
            );
        if (amount > limits.LeftThisMonth)
            return new Refusal(
                RefusalKind.Conflict,
                "money.limit.per_month",
                limits.PerMonth.Amount,
                limits.LeftThisMonth.Amount
            );
        return await wallets.CoverAsync(sender, amount, TopUpReason.Sending, once, ct);
    }

    /// <summary>A waiting remittance ends, once: whoever comes second hears how it ended.</summary>
    private async Task<Result<RemittanceView>> EndWaitingAsync(
        MemberId asker,
        Guid remittance,
        Func<Transfer, bool> mayEnd,
        Func<JournalWrite, Transfer, Result<Done>> end,
        CancellationToken ct
    )
    {
        var ended = await journal.WriteAsync<Done>(
            write =>
            {
                var transfer = write.Find<Transfer>(remittance);
                if (transfer is null || !mayEnd(transfer))
                    return PendingNotFound;
                return transfer.State == RemittanceState.Waiting
                    ? end(write, transfer)
                    : new Refusal(RefusalKind.Conflict, "remittance.pending.already_ended", transfer.State);
            },
            ct
        );
        return ended.TryGet(out _, out var refusal) ? await ViewAsync(asker, remittance, ct) : refusal;
    }

    private static TimeSpan WaitingTime(JournalWrite write) =>
        TimeSpan.FromHours(PolicyBook.ValueOn(write.Db, RemittancePolicies.WaitingHours, SeoulTime.DateOf(write.Now)));

    private void CreditReceiver(JournalWrite write, Slip slip, Transfer transfer, bool verified)
    {
        var receiver = transfer.Receiver!.Value;
        var split = postings.SplitIncoming(write, receiver, transfer.Amount, verified);
        write.NotifyPended(receiver, slip.Source, split);
        slip.Credit(LedgerAccount.Wallet(receiver), split.ToWallet, transfer.SenderName)
            .Credit(LedgerAccount.Pending(receiver), split.ToPending, transfer.SenderName);
    }

    private Result<Done> GiveBack(JournalWrite write, Transfer transfer, RemittanceState how)
    {
        postings.UncountSend(write, transfer.Sender, transfer.Amount, transfer.SentAt);
        var split = postings.SplitIncoming(write, transfer.Sender, transfer.Amount, transfer.SenderVerified);
        var slip = Slip.Of("return", $"{transfer.Source}:returned", transfer.Memo)
            .Debit(LedgerAccount.Awaiting(transfer.Sender), transfer.Amount, transfer.ReceiverName)
            .Credit(LedgerAccount.Wallet(transfer.Sender), split.ToWallet, transfer.ReceiverName)
            .Credit(LedgerAccount.Pending(transfer.Sender), split.ToPending, transfer.ReceiverName);
        write.NotifyPended(transfer.Sender, slip.Source, split);
        var (sender, receiver) = how switch
        {
            RemittanceState.Refused => (NoticeEvent.Refused, (NoticeEvent?)null),
            RemittanceState.Cancelled => (NoticeEvent.SendCancelled, NoticeEvent.TakenBack),
            _ => (NoticeEvent.Expired, null),
        };
        Tell(write, transfer, sender, receiver, ":returned");
        return End(write, transfer, slip, how);
    }

    private static void Tell(
        JournalWrite write,
        Transfer transfer,
        NoticeEvent sender,
        NoticeEvent? receiver,
        string step = ""
    )
    {
        write.Notify(
            transfer.Sender,
            new(sender, transfer.Source + step, transfer.Amount, transfer.ReceiverName, transfer.Memo)
        );
        if (receiver is { } told && transfer.Receiver is { } member)
            write.Notify(
                member,
                new(told, transfer.Source + step, transfer.Amount, transfer.SenderName, transfer.Memo)
            );
    }

    private static Result<Done> End(JournalWrite write, Transfer transfer, Slip slip, RemittanceState how)
    {
        if (!write.Post(slip).TryGet(out _, out var refusal))
            return refusal;
        transfer.End(how, write.Now);
        Touch(write, transfer);
        return default(Done);
    }

    // What goes to bank accounts: their holders are named by the bank.
    private static readonly IReadOnlyDictionary<MemberId, MemberCard> NoCards = new Dictionary<MemberId, MemberCard>();

    private static void Touch(JournalWrite write, Transfer transfer)
    {
        write.Touch($"member:{transfer.Sender}");
        if (transfer.Receiver is { } receiver)
            write.Touch($"member:{receiver}");
    }

    private async Task<RemittanceView> ViewAsync(MemberId asker, Guid id, CancellationToken ct)
    {
        var transfer = await db.Set<Transfer>().AsNoTracking().SingleAsync(t => t.Id == id, ct);
        var wallet = await wallets.FindAsync(asker, ct);
        var cards = transfer.OtherOf(asker) is { } other ? await members.CardsAsync([other], ct) : NoCards;
        return transfer.ViewFor(asker, wallet.Balance, cards);
    }
}

/// <summary>What a transfer is for: what else must be true in its write, and what both are told of it.</summary>
/// <param name="Within">Runs in the transfer's own write; a refusal stops it.</param>
internal sealed record SendPurpose(
    Func<JournalWrite, Transfer, Refusal?>? Within,
    NoticeEvent Sent,
    NoticeEvent Received
)
{
    public static readonly SendPurpose Plain = new(null, NoticeEvent.Sent, NoticeEvent.Received);
}
