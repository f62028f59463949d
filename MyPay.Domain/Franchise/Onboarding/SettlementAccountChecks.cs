using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Secrets;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>The proof that the settlement account is the applicant's: holder, won, digits.</summary>
internal sealed class SettlementAccountChecks(MyPayDb db, Journal journal, DataKeys keys, IFirmBank bank, TimeProvider clock)
{
    public async Task<Result<Done>> StartAsync(FranchiseId franchise, CancellationToken ct)
    {
        var row = await db.Set<FranchiseRow>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == franchise, ct);
        if (row is null) return FranchiseRow.NotFound();
        if (row.State != FranchiseState.Applied) return WrongState();

        // Known without asking the bank: a won that is still on its way.
        if (await FindUnansweredAsync(row, ct) is { } earlier) return await SendAsync(earlier);

        var number = keys.Reveal(row.SealedNumber, FranchiseRow.NumberPlace(franchise));
        if (!(await bank.CheckServiceAsync(BankService.Payout, row.Bank, number, ct)).TryGet(out _, out var refusal)) return refusal;
        if (await TooManyAsync(row, ct)) return TooMany();
        var inquiry = await bank.InquireHolderAsync(new(BankService.Payout, row.Bank, number, row.Holder, null), ct);
        if (!inquiry.TryGet(out var holder, out refusal)) return refusal;
        if (ApplicationRules.NameKey(holder.Name) != ApplicationRules.NameKey(row.Holder)) return new Refusal(RefusalKind.Invalid, "franchise.account.holder_differs");

        var text = DepositorText.New();
        var prepared = await journal.WriteAsync<BankCallId>(write => Prepare(write, row, number, holder.Name, text), ct);
        if (!prepared.TryGet(out var call, out refusal)) return refusal;
        return await SendAsync(call);
    }

    public async Task<Result<Done>> EnterCodeAsync(FranchiseId franchise, string? code, CancellationToken ct)
    {
        var counted = await journal.WriteAsync<CountedTry>(write => Count(write, franchise), ct);
        if (!counted.TryGet(out var attempt, out var refusal)) return refusal;
        if (attempt.IsPassed) return default(Done);

        if (!DepositorText.IsRight(code, keys.Reveal(attempt.SealedText, SettlementCheckRow.TextPlace(attempt.Check))))
            return attempt.TriesLeft > 0 ? new Refusal(RefusalKind.Invalid, "franchise.account.code_wrong", (long)attempt.TriesLeft) : NoTriesLeft();
        return await journal.WriteAsync<Done>(write => Pass(write, franchise, attempt.Check), ct);
    }

    /// <summary>The bank call and the check are one write: no won leaves without a check to belong to.</summary>
    private Result<BankCallId> Prepare(JournalWrite write, FranchiseRow asked, string number, string holder, string text)
    {
        if (!FranchiseRow.Find(write, asked.Id).TryGet(out var row, out var refusal)) return refusal;
        if (row.State != FranchiseState.Applied || row.NumberIndex != asked.NumberIndex) return WrongState();
        if (CountToday(write.Db, row, write.Now) >= SettlementCheckRow.MaxADay) return TooMany();

        // One won at a time: what another page of the same applicant sent meanwhile stays the check.
        var since = write.Now - SettlementCheckRow.UnknownBlocks;
        var open = write.Db.Set<SettlementCheckRow>().Where(c => c.Franchise == asked.Id).ToList();
        if (open.Find(c => c.IsOpen && c.StartedAt > since && c.NumberIndex == row.NumberIndex) is { } underWay) return underWay.Call;
        foreach (var old in open.Where(c => c.IsOpen || c.State == AccountCheckState.AwaitingCode)) old.State = AccountCheckState.Dropped;

        var id = NewId.At(write.Now);
        var call = bank.Prepare(write, new(AccountCheckSettlement.PurposeName, id.ToString("N"), BankDirection.Out, row.Bank, number, holder, Won.Of(1), text));
        write.Db.Add(new SettlementCheckRow
        {
            Id = id,
            Franchise = row.Id,
            NumberIndex = row.NumberIndex,
            Holder = holder,
            SealedText = keys.Protect(text, SettlementCheckRow.TextPlace(id)),
            Call = call,
            StartedAt = write.Now,
        });
        return call;
    }

    /// <summary>Banking sends a call once, however often it is asked to; whoever left the page has a won on its way all the same.</summary>
    private async Task<Result<Done>> SendAsync(BankCallId id)
    {
        var call = await bank.SendAsync(id, CancellationToken.None);
        if (call.IsOpen) return Unanswered();
        return call.State == BankCallState.Succeeded ? default(Done) : new Refusal(RefusalKind.Conflict, "franchise.account.check_failed", call.Failure?.Code ?? "");
    }

    private async Task<BankCallId?> FindUnansweredAsync(FranchiseRow row, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - SettlementCheckRow.UnknownBlocks;
        return await db.Set<SettlementCheckRow>().AsNoTracking()
            .Where(c => c.Franchise == row.Id && c.NumberIndex == row.NumberIndex && c.StartedAt > since && (c.State == AccountCheckState.Sending || c.State == AccountCheckState.Unknown))
            .OrderByDescending(c => c.StartedAt).Select(c => (BankCallId?)c.Call).FirstOrDefaultAsync(ct);
    }

    private async Task<bool> TooManyAsync(FranchiseRow row, CancellationToken ct)
    {
        var today = SeoulTime.StartOf(SeoulTime.Today(clock));
        return await db.Set<SettlementCheckRow>().CountAsync(c => (c.Franchise == row.Id || c.NumberIndex == row.NumberIndex) && c.StartedAt >= today, ct) >= SettlementCheckRow.MaxADay;
    }

    // An account's too, not only an applicant's: nobody's statement is to be filled with wons by applying over and over.
    private static int CountToday(MyPayDb db, FranchiseRow row, DateTimeOffset now)
    {
        var today = SeoulTime.StartOf(SeoulTime.DateOf(now));
        return db.Set<SettlementCheckRow>().Count(c => (c.Franchise == row.Id || c.NumberIndex == row.NumberIndex) && c.StartedAt >= today);
    }

    /// <summary>The try is spent before the digits are compared: parallel guesses get three.</summary>
    private static Result<CountedTry> Count(JournalWrite write, FranchiseId franchise)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal)) return refusal;
        if (row.AccountProvedAt is not null) return new CountedTry(true, default, 0, "");
        var check = write.Db.Set<SettlementCheckRow>().Where(c => c.Franchise == franchise && c.State != AccountCheckState.Failed && c.State != AccountCheckState.Dropped)
            .OrderByDescending(c => c.StartedAt).FirstOrDefault();
        if (check is null) return new Refusal(RefusalKind.NotFound, "franchise.account.check_not_found");
        if (check.IsOpen) return Unanswered();
        if (write.Now >= check.ExpiresAt) return new Refusal(RefusalKind.Conflict, "franchise.account.check_expired");
        if (check.Tries >= SettlementCheckRow.MaxTries) return NoTriesLeft();

        check.Tries++;
        return new CountedTry(false, check.Id, SettlementCheckRow.MaxTries - check.Tries, check.SealedText);
    }

    private static Result<Done> Pass(JournalWrite write, FranchiseId franchise, Guid id)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal)) return refusal;
        if (row.AccountProvedAt is not null) return default(Done); // the same digits, twice at once
        var check = write.Db.Set<SettlementCheckRow>().Find(id)!;
        if (row.State != FranchiseState.Applied || check.State != AccountCheckState.AwaitingCode) return WrongState();
        if (Applying.IsTaken(write.Db, row.BusinessNumber)) return Applying.Taken();

        check.State = AccountCheckState.Passed;
        (row.State, row.AccountProvedAt, row.Holder) = (FranchiseState.InReview, write.Now, check.Holder);
        ReviewRow.Add(write, franchise, ReviewStep.AccountProved);
        return default(Done);
    }

    private static Refusal WrongState() => new(RefusalKind.Conflict, "franchise.review.wrong_state");

    private static Refusal TooMany() => new(RefusalKind.Conflict, "franchise.account.too_many_checks", (long)SettlementCheckRow.MaxADay);

    private static Refusal Unanswered() => new(RefusalKind.Unavailable, "franchise.account.check_unknown");

    private static Refusal NoTriesLeft() => new(RefusalKind.Conflict, "franchise.account.no_tries_left");

    private sealed record CountedTry(bool IsPassed, Guid Check, int TriesLeft, string SealedText);
}
