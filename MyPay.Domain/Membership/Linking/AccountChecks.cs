using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Linking;

/// <summary>The way to a linked account: holder, won, digits, consent.</summary>
internal sealed class AccountChecks(MyPayDb db, Journal journal, DataKeys keys, IFirmBank bank, TimeProvider clock)
{
    public async Task<Result<AccountCheckView>> StartAsync(
        MemberId member,
        string bankCode,
        string number,
        string holderName,
        CancellationToken ct
    )
    {
        if (!(await MemberRow.FindActiveAsync(db, member, ct)).TryGet(out var owner, out var refusal))
            return refusal;
        number = LinkingRules.Digits(number);
        if (!(await bank.CheckServiceAsync(BankService.Link, bankCode, number, ct)).TryGet(out _, out refusal))
            return refusal;

        // Known without asking the bank: the member's own link, and a won that is still on its way.
        var index = keys.Index($"{bankCode}:{number}");
        if (
            await db.Set<LinkedAccountRow>()
                .AnyAsync(a => a.NumberIndex == index && a.Member == member && a.UnlinkedAt == null, ct)
        )
            return AlreadyLinked();
        if (await FindUnansweredAsync(member, index, ct) is { } earlier)
            return await SendAsync(earlier);
        if (CheckLimits.Find(db, member, index, clock.GetUtcNow()) is { } spent)
            return spent;
        var counted = await journal.WriteAsync<Done>(
            write =>
                HolderInquiries.Count(write, keys, member, $"{bankCode}:{number}", address: null) is { } many
                    ? many
                    : default(Done),
            ct
        );
        if (!counted.TryGet(out _, out refusal))
            return refusal;

        var inquiry = await bank.InquireHolderAsync(
            new(BankService.Link, bankCode, number, holderName, owner.BirthDate),
            ct
        );
        if (!inquiry.TryGet(out var holder, out refusal))
            return refusal;
        if (!NewNameOf(owner, holder.Name, holderName).TryGet(out var naming, out refusal))
            return refusal;

        var names = (await bank.BanksAsync(BankService.Link, ct)).SingleOrDefault(b => b.Code == bankCode);
        var plan = new Plan(
            member,
            bankCode,
            names?.NameKo ?? bankCode,
            names?.NameEn ?? bankCode,
            number,
            index,
            holder.Name,
            naming.NewName,
            LinkingRules.NewDepositorText()
        );
        var prepared = await journal.WriteAsync<Started>(write => Prepare(write, plan), ct);
        if (!prepared.TryGet(out var check, out refusal))
            return refusal;
        return await SendAsync(check);
    }

    public async Task<Result<AccountCheckView>> EnterCodeAsync(
        MemberId member,
        Guid id,
        string code,
        CancellationToken ct
    )
    {
        var counted = await journal.WriteAsync<CountedTry>(write => Count(write, member, id), ct);
        if (!counted.TryGet(out var attempt, out var refusal))
            return refusal;
        if (attempt.IsAccepted)
            return attempt.View;

        if (!LinkingRules.IsRight(code, keys.Reveal(attempt.SealedText, AccountCheckRow.TextPlace(id))))
            return attempt.View.TriesLeft > 0
                ? new Refusal(RefusalKind.Invalid, "membership.linking.code_wrong", (long)attempt.View.TriesLeft)
                : NoTriesLeft();
        return await journal.WriteAsync<AccountCheckView>(write => Accept(write, member, id), ct);
    }

    public async Task<Result<LinkedAccountView>> ConsentAsync(
        MemberId member,
        Guid id,
        bool consented,
        CancellationToken ct
    )
    {
        if (!consented)
            return new Refusal(RefusalKind.Invalid, "membership.linking.consent_missing");
        return await journal.WriteAsync<LinkedAccountView>(write => Link(write, member, id), ct);
    }

    /// <summary>
    /// The account is the member's, or bears the name that the member says to have now. A first account proves the name
    /// that is there, so it brings no other.
    /// </summary>
    private static Result<Naming> NewNameOf(MemberRow owner, string holder, string typed)
    {
        if (LinkingRules.IsSamePerson(holder, owner.Name))
            return new Naming(null);
        if (owner.NameProvedAt is null || !LinkingRules.IsSamePerson(holder, typed))
            return new Refusal(RefusalKind.Invalid, "membership.linking.holder_differs");
        return SignUpRules.MemberName(holder).TryGet(out var name, out var refusal) ? new Naming(name) : refusal;
    }

    /// <summary>The bank call and the check are one write: no won leaves without a check to belong to.</summary>
    private Result<Started> Prepare(JournalWrite write, Plan plan)
    {
        if (!MemberRow.FindActive(write, plan.Member).TryGet(out _, out var refusal))
            return refusal;
        if (IsLinked(write, plan.NumberIndex))
            return AlreadyLinked();

        if (CheckLimits.Find(write.Db, plan.Member, plan.NumberIndex, write.Now) is { } spent)
            return spent;

        var id = NewId.At(write.Now);
        var call = bank.Prepare(
            write,
            new(
                AccountCheckSettlement.PurposeName,
                id.ToString("N"),
                BankDirection.Out,
                plan.Bank,
                plan.Number,
                plan.Holder,
                Won.Of(1),
                plan.DepositorText
            )
        );
        write.Db.Add(
            new AccountCheckRow
            {
                Id = id,
                Member = plan.Member,
                Bank = plan.Bank,
                BankNameKo = plan.BankNameKo,
                BankNameEn = plan.BankNameEn,
                SealedNumber = keys.Protect(plan.Number, AccountCheckRow.NumberPlace(id)),
                NumberIndex = plan.NumberIndex,
                Masked = LinkingRules.Mask(plan.Number),
                Last = LinkingRules.Last(plan.Number),
                Holder = plan.Holder,
                NewName = plan.NewName,
                SealedText = keys.Protect(plan.DepositorText, AccountCheckRow.TextPlace(id)),
                Call = call,
                StartedAt = write.Now,
            }
        );
        return new Started(id, call);
    }

    /// <summary>
    /// Banking sends a call once, however often it is asked to; then the outcome is booked and this only reads it.
    /// </summary>
    private async Task<Result<AccountCheckView>> SendAsync(Started check)
    {
        // Whoever left the page has a won on its way all the same: it is seen through.
        var call = await bank.SendAsync(check.Call, CancellationToken.None);
        if (call.IsOpen)
            return Unanswered();
        if (call.State == BankCallState.Failed)
            return new Refusal(RefusalKind.Conflict, "membership.linking.check_failed", call.Failure?.Code ?? "");
        return (
            await db.Set<AccountCheckRow>().AsNoTracking().SingleAsync(c => c.Id == check.Id, CancellationToken.None)
        ).ToView();
    }

    private async Task<Started?> FindUnansweredAsync(MemberId member, string index, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - LinkingRules.UnknownBlocks;
        return await db.Set<AccountCheckRow>()
            .AsNoTracking()
            .Where(c =>
                c.Member == member
                && c.NumberIndex == index
                && c.StartedAt > since
                && (
                    c.State == CheckState.Sending
                    || c.State == CheckState.Unknown
                    || (c.State == CheckState.AwaitingCode && c.Tries == 0 && c.ExpiresAt > now)
                )
            )
            .OrderByDescending(c => c.StartedAt)
            .Select(c => new Started(c.Id, c.Call))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>The try is spent before the digits are compared: parallel guesses get three.</summary>
    private static Result<CountedTry> Count(JournalWrite write, MemberId member, Guid id)
    {
        if (!AccountCheckRow.Find(write, member, id).TryGet(out var check, out var refusal))
            return refusal;
        if (check.State is CheckState.Sending or CheckState.Unknown)
            return Unanswered();
        if (check.State == CheckState.Failed)
            return new Refusal(RefusalKind.NotFound, "membership.linking.check_not_found");
        if (check.State == CheckState.Linked)
            return new CountedTry(true, check.ToView(), "");
        if (check.IsExpired(write.Now))
            return Expired();
        if (check.State == CheckState.CodeAccepted)
            return new CountedTry(true, check.ToView(), "");
        if (check.Tries >= LinkingRules.MaxTries)
            return NoTriesLeft();

        check.Tries++;
        return new CountedTry(false, check.ToView(), check.SealedText);
    }

    private static Result<AccountCheckView> Accept(JournalWrite write, MemberId member, Guid id)
    {
        if (!AccountCheckRow.Find(write, member, id).TryGet(out var check, out var refusal))
            return refusal;
        if (check.State != CheckState.AwaitingCode)
            return check.ToView(); // the same digits, twice at once

        // Reading the consent takes its own time.
        (check.State, check.ExpiresAt) = (CheckState.CodeAccepted, write.Now + LinkingRules.CodeLife);
        return check.ToView();
    }

    private Result<LinkedAccountView> Link(JournalWrite write, MemberId member, Guid id)
    {
        if (!MemberRow.FindActive(write, member).TryGet(out var owner, out var refusal))
            return refusal;
        if (!AccountCheckRow.Find(write, member, id).TryGet(out var check, out refusal))
            return refusal;
        if (check.State == CheckState.Linked)
        {
            // The second tap of a double tap hears what the first one heard, as long as it is true.
            var linked = write.Db.Set<LinkedAccountRow>().Find(check.Account)!;
            return linked.UnlinkedAt is null ? linked.ToView() : Expired();
        }

        if (check.State != CheckState.CodeAccepted)
            return new Refusal(RefusalKind.Conflict, "membership.linking.code_missing");
        if (check.IsExpired(write.Now))
            return Expired();
        if (IsLinked(write, check.NumberIndex))
            return AlreadyLinked();
        // The name was changed while the won was on its way.
        if (check.NewName is null && !LinkingRules.IsSamePerson(check.Holder, owner.Name))
            return new Refusal(RefusalKind.Invalid, "membership.linking.holder_differs");

        Prove(write, owner, check.NewName);
        var isFirst = !write.Db.Set<LinkedAccountRow>().Any(a => a.Member == member && a.UnlinkedAt == null);
        var account = NewAccount(check, isFirst, write.Now);
        write.Db.Add(account);
        (check.State, check.Account) = (CheckState.Linked, account.Id);
        if (isFirst)
            write.Publish(new MemberVerified(member));
        write.Notify(
            member,
            new(
                NoticeEvent.AccountLinked,
                $"account:{account.Id}",
                Name: $"{account.BankNameKo} {account.ToView().Last}"
            )
        );
        write.Touch(MemberRow.Topic(member));
        return account.ToView();
    }

    private static void Prove(JournalWrite write, MemberRow owner, string? newName)
    {
        owner.NameProvedAt ??= write.Now;
        if (newName is null)
            return;
        (owner.Name, owner.NameKey, owner.NameProvedAt) = (newName, SignUpRules.NameKey(newName), write.Now);
        write.Notify(owner.Id, new(NoticeEvent.NameChanged, $"name:{NewId.At(write.Now):N}", Name: newName));
    }

    private LinkedAccountRow NewAccount(AccountCheckRow check, bool isPrimary, DateTimeOffset now)
    {
        var id = new LinkedAccountId(NewId.At(now));
        return new()
        {
            Id = id,
            Member = check.Member,
            Bank = check.Bank,
            BankNameKo = check.BankNameKo,
            BankNameEn = check.BankNameEn,
            SealedNumber = keys.Protect(
                keys.Reveal(check.SealedNumber, AccountCheckRow.NumberPlace(check.Id)),
                LinkedAccountRow.Place(id)
            ),
            NumberIndex = check.NumberIndex,
            Masked = check.Masked,
            Last = check.Last,
            Holder = check.Holder,
            IsPrimary = isPrimary,
            ConsentVersion = LinkingRules.ConsentVersion,
            ConsentAt = now,
            VerifiedAt = now,
        };
    }

    // By whomever: one account, one member.
    private static bool IsLinked(JournalWrite write, string index) =>
        write.Db.Set<LinkedAccountRow>().Any(a => a.NumberIndex == index && a.UnlinkedAt == null);

    private static Refusal AlreadyLinked() => new(RefusalKind.Conflict, "membership.linking.already_linked");

    private static Refusal Unanswered() => new(RefusalKind.Unavailable, "membership.linking.check_unknown");

    private static Refusal Expired() => new(RefusalKind.Conflict, "membership.linking.check_expired");

    private static Refusal NoTriesLeft() => new(RefusalKind.Conflict, "membership.linking.no_tries_left");

    private sealed record Plan(
        MemberId Member,
        string Bank,
        string BankNameKo,
        string BankNameEn,
        string Number,
        string NumberIndex,
        string Holder,
        string? NewName,
        string DepositorText
    );

    /// <param name="NewName">Null: the account bears the member's name.</param>
    private sealed record Naming(string? NewName);

    private sealed record Started(Guid Id, BankCallId Call);

    private sealed record CountedTry(bool IsAccepted, AccountCheckView View, string SealedText);
}
