using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Passkeys;
using MyPay.Domain.Membership.SecondFactor;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Recovery;

internal sealed class EmailChanges(
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    ILookupNormalizer names,
    PasswordResets resets,
    TimeProvider clock
) : IEmailChanges
{
    private const int MostADay = 5;

    // Who takes an account over first makes a way in of their own.
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>Inside the write of the profile: asks both addresses.</summary>
    public Result<Done> Begin(JournalWrite write, MemberRow member, string email)
    {
        if (IsTaken(write, names, email, member.SignInId))
            return new Refusal(RefusalKind.Conflict, "membership.sign_up.email_taken");
        var (changes, since) = (write.Db.Set<EmailChangeRow>(), write.Now - TimeSpan.FromDays(1));
        if (changes.AsNoTracking().Count(c => c.Member == member.Id && c.AskedAt > since) >= MostADay)
            return new Refusal(RefusalKind.Conflict, "membership.email_change.too_many", (long)MostADay);

        foreach (var earlier in Open(write.Db, member.Id).ToList())
            earlier.EndedAt = write.Now;
        var (id, confirm, undo) = (NewId.At(write.Now), OneTimeToken.New(), OneTimeToken.New());
        var change = new EmailChangeRow
        {
            Id = id,
            Member = member.Id,
            SignInId = member.SignInId,
            OldEmail = member.Email,
            NewEmail = email,
            ConfirmHash = OneTimeToken.Hash(keys, confirm),
            UndoHash = OneTimeToken.Hash(keys, undo),
            SealedUndo = keys.Protect(undo, EmailChangeRow.Place(id)),
            AskedAt = write.Now,
        };
        changes.Add(change);
        var old = LetterTo.Of(member);
        MailQueue.Add(
            write,
            old with
            {
                Address = email,
            },
            new(NoticeEvent.ConfirmAddress, $"email:{id:N}"),
            keys,
            confirm,
            write.Now + IEmailChanges.ConfirmLife
        );
        Tell(write, old, NoticeEvent.EmailChangeAsked, change, undo);
        write.Touch(MemberRow.Topic(member.Id));
        return default(Done);
    }

    public async Task<string?> PendingAsync(MemberId member, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - IEmailChanges.ConfirmLife;
        return await Open(db, member)
            .AsNoTracking()
            .Where(c => c.AskedAt > since)
            .OrderByDescending(c => c.AskedAt)
            .Select(c => c.NewEmail)
            .FirstOrDefaultAsync(ct);
    }

    public Task<Result<Done>> CancelAsync(MemberId member, Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                foreach (var open in Open(write.Db, member).Where(c => c.SignInId == by.Id).ToList())
                    open.EndedAt = write.Now;
                write.Touch(MemberRow.Topic(member));
                return default(Done);
            },
            ct
        );

    public async Task<Result<string>> LookAsync(string? token, CancellationToken ct)
    {
        var (hash, since) = (OneTimeToken.Hash(keys, token), clock.GetUtcNow() - IEmailChanges.ConfirmLife);
        var email = await db.Set<EmailChangeRow>()
            .Where(c => c.ConfirmHash == hash && c.EndedAt == null && c.ConfirmedAt == null && c.AskedAt > since)
            .Select(c => c.NewEmail)
            .SingleOrDefaultAsync(ct);
        return email is null ? PasswordResets.LinkVoid : email;
    }

    public Task<Result<Done>> ConfirmAsync(string? token, CancellationToken ct)
    {
        var hash = OneTimeToken.Hash(keys, token);
        return journal.WriteAsync<Done>(write => Confirm(write, hash), ct);
    }

    public async Task<Result<EmailUndoView>> LookUndoAsync(string? token, CancellationToken ct)
    {
        var hash = OneTimeToken.Hash(keys, token);
        var change = await db.Set<EmailChangeRow>().AsNoTracking().SingleOrDefaultAsync(c => c.UndoHash == hash, ct);
        return change is null || !CanUndo(change, clock.GetUtcNow())
            ? PasswordResets.LinkVoid
            : new EmailUndoView(
                change.OldEmail,
                SignUpRules.MaskEmail(change.NewEmail),
                change.ConfirmedAt is not null
            );
    }

    public Task<Result<Done>> UndoAsync(string? token, CancellationToken ct)
    {
        var hash = OneTimeToken.Hash(keys, token);
        return journal.WriteAsync<Done>(write => Undo(write, hash), ct);
    }

    /// <summary>An address is one person's: who signs in with it, or may still take it back.</summary>
    /// <param name="write">The write that would give it.</param>
    /// <param name="names">How names are compared.</param>
    /// <param name="email">The address.</param>
    /// <param name="except">Who may have it: their own old address is theirs.</param>
    public static bool IsTaken(JournalWrite write, ILookupNormalizer names, string email, string? except = null)
    {
        if (SigningUp.HasSignIn(write, names, email))
            return true;
        var since = write.Now - IEmailChanges.UndoLife;
        return write
            .Db.Set<EmailChangeRow>()
            .AsNoTracking()
            .Any(c => c.OldEmail == email && c.ConfirmedAt > since && c.EndedAt == null && c.SignInId != except);
    }

    private static IQueryable<EmailChangeRow> Open(MyPayDb db, MemberId member) =>
        db.Set<EmailChangeRow>().Where(c => c.Member == member && c.EndedAt == null && c.ConfirmedAt == null);

    private static bool CanUndo(EmailChangeRow change, DateTimeOffset now) =>
        change.EndedAt is null && change.UndoUntil > now;

    private Result<Done> Confirm(JournalWrite write, string hash)
    {
        if (
            write.Db.Set<EmailChangeRow>().SingleOrDefault(c => c.ConfirmHash == hash)
            is not { EndedAt: null, ConfirmedAt: null } change
        )
            return PasswordResets.LinkVoid;
        if (change.AskedAt <= write.Now - IEmailChanges.ConfirmLife)
            return PasswordResets.LinkVoid;
        if (!MemberRow.FindActive(write, change.Member).TryGet(out var member, out var refusal))
            return refusal;
        if (IsTaken(write, names, change.NewEmail, change.SignInId))
            return new Refusal(RefusalKind.Conflict, "membership.sign_up.email_taken");

        var old = LetterTo.Of(member);
        change.ConfirmedAt = write.Now;
        Give(write, member, change.NewEmail, isConfirmed: true);
        Tell(
            write,
            old,
            NoticeEvent.EmailChanged,
            change,
            keys.Reveal(change.SealedUndo, EmailChangeRow.Place(change.Id))
        );
        return default(Done);
    }

    private Result<Done> Undo(JournalWrite write, string hash)
    {
        if (
            write.Db.Set<EmailChangeRow>().SingleOrDefault(c => c.UndoHash == hash) is not { } change
            || !CanUndo(change, write.Now)
        )
            return PasswordResets.LinkVoid;
        if (!MemberRow.FindActive(write, change.Member).TryGet(out var member, out var refusal))
            return refusal;

        // Whoever was at it may have changed it once more: those changes go too, and the way back of each with them.
        foreach (
            var later in write
                .Db.Set<EmailChangeRow>()
                .Where(c => c.Member == change.Member && c.EndedAt == null && c.AskedAt >= change.AskedAt)
                .ToList()
        )
            later.EndedAt = write.Now;
        if (member.Email != change.OldEmail)
            Give(write, member, change.OldEmail, isConfirmed: true);

        var signIn = write.Db.Users.Find(change.SignInId)!;
        (signIn.PasswordHash, signIn.SecurityStamp, signIn.ConcurrencyStamp) = (
            null,
            Guid.NewGuid().ToString("N"),
            Guid.NewGuid().ToString()
        );
        PasskeyRow.RemoveSince(write, change.SignInId, change.AskedAt - Before);
        SecondFactorRow.RemoveSince(write, change.SignInId, change.AskedAt - Before);
        Sessions.Sessions.EndAll(write, change.SignInId);
        write.Notify(member.Id, new(NoticeEvent.EmailChangeUndone, $"email:{change.Id:N}"));
        resets.Offer(write, keys.Index("reset:" + change.OldEmail), change.SignInId, LetterTo.Of(member));
        return default(Done);
    }

    // The security stamp stays: the pages that asked for this change stay signed in.
    private void Give(JournalWrite write, MemberRow member, string email, bool isConfirmed)
    {
        member.Email = email;
        var signIn = write.Db.Users.Find(member.SignInId)!;
        (signIn.UserName, signIn.Email) = (email, email);
        (signIn.NormalizedUserName, signIn.NormalizedEmail) = (names.NormalizeName(email), names.NormalizeEmail(email));
        (signIn.EmailConfirmed, signIn.ConcurrencyStamp) = (isConfirmed, Guid.NewGuid().ToString());
        write.Touch(MemberRow.Topic(member.Id));
    }

    // Here to read, and to the old address with the way back.
    private void Tell(JournalWrite write, LetterTo old, NoticeEvent happened, EmailChangeRow change, string undo)
    {
        var notice = new Notice(happened, $"email:{change.Id:N}", Detail: SignUpRules.MaskEmail(change.NewEmail));
        Notices.NoticeBook.Add(write, change.Member, notice);
        MailQueue.Add(write, old, notice, keys, undo, write.Now + IEmailChanges.UndoLife);
    }
}
