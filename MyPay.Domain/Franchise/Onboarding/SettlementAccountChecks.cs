using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>
/// The proof that a settlement account is the franchise's own: holder, won, digits. Of the applicant's first account,
/// and of whichever is to take its place later.
/// </summary>
internal sealed class SettlementAccountChecks(
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    IFirmBank bank,
    TimeProvider clock
)
{
    public async Task<Result<Done>> StartAsync(FranchiseId franchise, CancellationToken ct)
    {
        var row = await db.Set<FranchiseRow>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == franchise, ct);
        if (row is null)
            return FranchiseRow.NotFound();
        if (AccountUnderCheck.Of(db, row) is not { } account)
            return WrongState();

        // Known without asking the bank: a won that is still on its way.
        if (await FindUnansweredAsync(account, ct) is { } earlier)
            return await SendAsync(earlier);

        var number = account.Number(keys);
        if (
            !(await bank.CheckServiceAsync(BankService.Payout, account.Bank, number, ct)).TryGet(out _, out var refusal)
        )
            return refusal;
        if (await TooManyAsync(account, ct))
            return TooMany();
        var inquiry = await bank.InquireHolderAsync(
            new(BankService.Payout, account.Bank, number, account.Holder, null),
            ct
        );
        if (!inquiry.TryGet(out var holder, out refusal))
            return refusal;
        if (ApplicationRules.NameKey(holder.Name) != ApplicationRules.NameKey(account.Holder))
            return new Refusal(RefusalKind.Invalid, "franchise.account.holder_differs");

        var text = DepositorText.New();
        var prepared = await journal.WriteAsync<BankCallId>(
            write => Prepare(write, account, number, holder.Name, text),
            ct
        );
        if (!prepared.TryGet(out var call, out refusal))
            return refusal;
        return await SendAsync(call);
    }

    public async Task<Result<Done>> EnterCodeAsync(FranchiseId franchise, string? code, CancellationToken ct)
    {
        var counted = await journal.WriteAsync<CountedTry>(write => Count(write, franchise), ct);
        if (!counted.TryGet(out var attempt, out var refusal))
            return refusal;
        if (attempt.IsPassed)
            return default(Done);

        if (!DepositorText.IsRight(code, keys.Reveal(attempt.SealedText, SettlementCheckRow.TextPlace(attempt.Check))))
            return attempt.TriesLeft > 0
                ? new Refusal(RefusalKind.Invalid, "franchise.account.code_wrong", (long)attempt.TriesLeft)
                : NoTriesLeft();
        return await journal.WriteAsync<Done>(write => Pass(write, franchise, attempt.Check), ct);
    }

    /// <summary>The proved account stays; a check that is under way opens nothing.</summary>
    public Task<Result<Done>> KeepAsync(FranchiseId franchise, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (!FranchiseRow.Find(write, franchise).TryGet(out _, out var refusal))
                    return refusal;
                if (write.Db.Set<AccountChangeRow>().Find(franchise) is not { } change)
                    return default(Done);
                SettlementCheckRow.Drop(write, franchise);
                write.Db.Remove(change);
                return default(Done);
            },
            ct
        );

    /// <summary>The bank call and the check are one write: no won leaves without a check to belong to.</summary>
    private Result<BankCallId> Prepare(
        JournalWrite write,
        AccountUnderCheck asked,
        string number,
        string holder,
        string text
    )
    {
        if (!FranchiseRow.Find(write, asked.Franchise).TryGet(out var row, out var refusal))
            return refusal;
        if (AccountUnderCheck.Of(write.Db, row)?.NumberIndex != asked.NumberIndex)
            return WrongState();
        if (CountToday(write.Db, asked, write.Now) >= SettlementCheckRow.MaxADay)
            return TooMany();

        // One won at a time: what another page of the same applicant sent meanwhile stays the check.
        var since = write.Now - SettlementCheckRow.UnknownBlocks;
        var open = write.Db.Set<SettlementCheckRow>().Where(c => c.Franchise == row.Id).ToList();
        if (open.Find(c => c.IsOpen && c.StartedAt > since && c.NumberIndex == asked.NumberIndex) is { } underWay)
            return underWay.Call;
        foreach (var old in open.Where(c => c.IsOpen || c.State == AccountCheckState.AwaitingCode))
            old.State = AccountCheckState.Dropped;

        var id = NewId.At(write.Now);
        var call = bank.Prepare(
            write,
            new(
                AccountCheckSettlement.PurposeName,
                id.ToString("N"),
                BankDirection.Out,
                asked.Bank,
                number,
                holder,
                Won.Of(1),
                text
            )
        );
        write.Db.Add(
            new SettlementCheckRow
            {
                Id = id,
                Franchise = row.Id,
                NumberIndex = asked.NumberIndex,
                Holder = holder,
                SealedText = keys.Protect(text, SettlementCheckRow.TextPlace(id)),
                Call = call,
                StartedAt = write.Now,
            }
        );
        return call;
    }

    /// <summary>
    /// Banking sends a call once, however often it is asked to; whoever left the page has a won on its way all the
    /// same.
    /// </summary>
    private async Task<Result<Done>> SendAsync(BankCallId id)
    {
        var call = await bank.SendAsync(id, CancellationToken.None);
        if (call.IsOpen)
            return Unanswered();
        return call.State == BankCallState.Succeeded
            ? default(Done)
            : new Refusal(RefusalKind.Conflict, "franchise.account.check_failed", call.Failure?.Code ?? "");
    }

    private async Task<BankCallId?> FindUnansweredAsync(AccountUnderCheck account, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - SettlementCheckRow.UnknownBlocks;
        return await db.Set<SettlementCheckRow>()
            .AsNoTracking()
            .Where(c =>
                c.Franchise == account.Franchise
                && c.NumberIndex == account.NumberIndex
                && c.StartedAt > since
                && (c.State == AccountCheckState.Sending || c.State == AccountCheckState.Unknown)
            )
            .OrderByDescending(c => c.StartedAt)
            .Select(c => (BankCallId?)c.Call)
            .FirstOrDefaultAsync(ct);
    }

    private async Task<bool> TooManyAsync(AccountUnderCheck account, CancellationToken ct)
    {
        var today = SeoulTime.StartOf(SeoulTime.Today(clock));
        return await db.Set<SettlementCheckRow>()
                .CountAsync(
                    c =>
                        (c.Franchise == account.Franchise || c.NumberIndex == account.NumberIndex)
                        && c.StartedAt >= today,
                    ct
                ) >= SettlementCheckRow.MaxADay;
    }

    // An account's too, not only an applicant's: nobody's statement is to be filled with wons by applying over and
    // over.
    private static int CountToday(MyPayDb db, AccountUnderCheck account, DateTimeOffset now)
    {
        var today = SeoulTime.StartOf(SeoulTime.DateOf(now));
        return db.Set<SettlementCheckRow>()
            .Count(c =>
                (c.Franchise == account.Franchise || c.NumberIndex == account.NumberIndex) && c.StartedAt >= today
            );
    }

    /// <summary>The try is spent before the digits are compared: parallel guesses get three.</summary>
    private static Result<CountedTry> Count(JournalWrite write, FranchiseId franchise)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
            return refusal;
        if (AccountUnderCheck.Of(write.Db, row) is not { } account)
            return row.AccountProvedAt is null ? WrongState() : new CountedTry(true, default, 0, "");
        var check = write
            .Db.Set<SettlementCheckRow>()
            .Where(c => c.Franchise == franchise && c.NumberIndex == account.NumberIndex)
            .Where(c =>
                c.State != AccountCheckState.Failed
                && c.State != AccountCheckState.Dropped
                && c.State != AccountCheckState.Passed
            )
            .OrderByDescending(c => c.StartedAt)
            .FirstOrDefault();
        if (check is null)
            return new Refusal(RefusalKind.NotFound, "franchise.account.check_not_found");
        if (check.IsOpen)
            return Unanswered();
        if (write.Now >= check.ExpiresAt)
            return new Refusal(RefusalKind.Conflict, "franchise.account.check_expired");
        if (check.Tries >= SettlementCheckRow.MaxTries)
            return NoTriesLeft();

        check.Tries++;
        return new CountedTry(false, check.Id, SettlementCheckRow.MaxTries - check.Tries, check.SealedText);
    }

    private Result<Done> Pass(JournalWrite write, FranchiseId franchise, Guid id)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
            return refusal;
        var check = write.Db.Set<SettlementCheckRow>().Find(id)!;
        if (check.State == AccountCheckState.Passed)
            return default(Done); // the same digits, twice at once
        if (
            check.State != AccountCheckState.AwaitingCode
            || AccountUnderCheck.Of(write.Db, row)?.NumberIndex != check.NumberIndex
        )
            return WrongState();
        if (row.State != FranchiseState.Applied)
        {
            Move(write, row, check);
            return default(Done);
        }

        if (Applying.IsTaken(write.Db, row.BusinessNumber))
            return Applying.Taken();
        check.State = AccountCheckState.Passed;
        (row.State, row.AccountProvedAt, row.Holder) = (FranchiseState.InReview, write.Now, check.Holder);
        ReviewRow.Add(write, franchise, ReviewStep.AccountProved);
        return default(Done);
    }

    /// <summary>
    /// Payouts go to the new account from this write on; what is on its way to the old one stays there.
    /// </summary>
    private void Move(JournalWrite write, FranchiseRow row, SettlementCheckRow check)
    {
        var change = write.Db.Set<AccountChangeRow>().Find(row.Id)!;
        var before = new { row.Bank, number = row.Masked };
        check.State = AccountCheckState.Passed;
        var number = keys.Reveal(change.SealedNumber, AccountChangeRow.NumberPlace(row.Id));
        (row.Bank, row.SealedNumber, row.NumberIndex) = (
            change.Bank,
            keys.Protect(number, FranchiseRow.NumberPlace(row.Id)),
            change.NumberIndex
        );
        (row.Masked, row.Holder, row.AccountProvedAt) = (change.Masked, check.Holder, write.Now);
        write.Db.Remove(change);
        ReviewRow.Add(
            write,
            row.Id,
            ReviewStep.AccountChanged,
            $"{before.Bank} {before.number} → {row.Bank} {row.Masked}"
        );
        write.Note(
            new Actor($"franchise:{row.Id}", row.OwnerEmail),
            "franchise.account.changed",
            $"franchise:{row.Id}",
            null,
            before,
            new { row.Bank, number = row.Masked }
        );
    }

    private static Refusal WrongState() => new(RefusalKind.Conflict, "franchise.review.wrong_state");

    private static Refusal TooMany() =>
        new(RefusalKind.Conflict, "franchise.account.too_many_checks", (long)SettlementCheckRow.MaxADay);

    private static Refusal Unanswered() => new(RefusalKind.Unavailable, "franchise.account.check_unknown");

    private static Refusal NoTriesLeft() => new(RefusalKind.Conflict, "franchise.account.no_tries_left");

    private sealed record CountedTry(bool IsPassed, Guid Check, int TriesLeft, string SealedText);
}
