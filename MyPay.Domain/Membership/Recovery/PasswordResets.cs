using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Membership.Recovery;

internal sealed class PasswordResets(
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    IPasswordHasher<SignIn> hasher,
    ILookupNormalizer names,
    TimeProvider clock
) : IAccountRecovery
{
    private static readonly Limit OfAddress = new(
        "mail-link.address",
        MembershipPolicies.LinksByMail,
        TimeSpan.FromMinutes(10)
    );

    private const int MostAnHour = 3;
    private const int Forgotten = 100;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>What an unknown, used or late link is told: they look alike.</summary>
    public static readonly Refusal LinkVoid = new(RefusalKind.NotFound, "membership.recovery.link_void");

    public async Task<Result<Done>> AskAsync(string? email, string? from, CancellationToken ct)
    {
        if (!SignUpRules.Email(email).TryGet(out var address, out var refusal))
            return refusal;
        var userName = names.NormalizeName(address);
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (
                    from is not null
                    && LimitBook.Take(write, keys, new LimitedUse(OfAddress, from, $"{NewId.At(write.Now)}"))
                        is { } spent
                )
                    return new Refusal(
                        RefusalKind.Unavailable,
                        "membership.recovery.asked_too_often",
                        (long)Math.Ceiling((spent.FreeAt - write.Now).TotalMinutes)
                    );

                // A row is written for whoever asks, about whomever: the disk takes as long for either.
                var (index, since) = (keys.Index("reset:" + address), write.Now - TimeSpan.FromHours(1));
                var resets = write.Db.Set<PasswordResetRow>();
                resets.RemoveRange(
                    resets.Where(r => r.AskedAt < write.Now - KeptFor).OrderBy(r => r.AskedAt).Take(Forgotten)
                );
                var tooMany =
                    resets.AsNoTracking().Count(r => r.AddressIndex == index && r.AskedAt > since && r.SignInId != null)
                    >= MostAnHour;
                var person = write
                    .Db.Users.AsNoTracking()
                    .SingleOrDefault(u =>
                        u.NormalizedUserName == userName
                        && (u.LockoutEnd == null || u.LockoutEnd != DateTimeOffset.MaxValue)
                    );
                Offer(write, index, tooMany ? null : person?.Id, to: null);
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<string>> LookAsync(string? token, CancellationToken ct)
    {
        var (hash, now) = (OneTimeToken.Hash(keys, token), clock.GetUtcNow());
        var email = await (
            from reset in db.Set<PasswordResetRow>()
            join person in db.Users on reset.SignInId equals person.Id
            where reset.TokenHash == hash && reset.UsedAt == null && reset.ExpiresAt > now
            select person.Email
        ).SingleOrDefaultAsync(ct);
        return email is null ? LinkVoid : SignUpRules.MaskEmail(email);
    }

    public async Task<Result<Done>> ResetAsync(string? token, string? password, CancellationToken ct)
    {
        if (!(await LookAsync(token, ct)).TryGet(out _, out var refusal))
            return refusal;
        var tokenHash = OneTimeToken.Hash(keys, token);
        var email = await (
            from reset in db.Set<PasswordResetRow>()
            join person in db.Users on reset.SignInId equals person.Id
            where reset.TokenHash == tokenHash
            select person.Email
        ).SingleAsync(ct);
        if (!SignUpRules.Password(password, email!).TryGet(out _, out refusal))
            return refusal;

        // Slow on purpose, so outside the door.
        var hash = hasher.HashPassword(new SignIn(), password!);
        return await journal.WriteAsync<Done>(write => Reset(write, tokenHash, hash), ct);
    }

    /// <summary>Writes a link, and the letter with it when there is somebody to write to.</summary>
    /// <param name="write">The write it belongs to.</param>
    /// <param name="addressIndex">What is counted.</param>
    /// <param name="signInId">Whose password; null: nobody's.</param>
    /// <param name="to">Where the letter goes; null: where they are reached now.</param>
    public void Offer(JournalWrite write, string addressIndex, string? signInId, LetterTo? to)
    {
        var token = OneTimeToken.New();
        var reset = new PasswordResetRow
        {
            Id = NewId.At(write.Now),
            AddressIndex = addressIndex,
            SignInId = signInId,
            TokenHash = OneTimeToken.Hash(keys, token),
            AskedAt = write.Now,
            ExpiresAt = write.Now + IAccountRecovery.LinkLife,
        };
        write.Db.Add(reset);
        if (signInId is null)
            return;

        var member = write.Db.Set<MemberRow>().SingleOrDefault(m => m.SignInId == signInId);
        to ??= member is null ? LetterTo.OfStaff(write, signInId) : LetterTo.Of(member);
        if (to is not null)
            MailQueue.Add(
                write,
                to,
                new(NoticeEvent.PasswordResetAsked, $"reset:{reset.Id:N}"),
                keys,
                token,
                reset.ExpiresAt
            );
    }

    /// <summary>
    /// A link for the first password of somebody new; answers its secret. With <paramref name="letter"/> it goes there,
    /// otherwise only the caller has it.
    /// </summary>
    public string OfferFirst(JournalWrite write, string address, string signInId, LetterTo? letter, TimeSpan life)
    {
        var token = OneTimeToken.New();
        var reset = new PasswordResetRow
        {
            Id = NewId.At(write.Now),
            AddressIndex = keys.Index("reset:" + address),
            SignInId = signInId,
            TokenHash = OneTimeToken.Hash(keys, token),
            AskedAt = write.Now,
            ExpiresAt = write.Now + life,
        };
        write.Db.Add(reset);
        if (letter is not null)
            MailQueue.Add(
                write,
                letter,
                new(NoticeEvent.PasswordResetAsked, $"reset:{reset.Id:N}", Detail: Notice.FirstPassword),
                keys,
                token,
                reset.ExpiresAt
            );
        return token;
    }

    private static Result<Done> Reset(JournalWrite write, string tokenHash, string passwordHash)
    {
        var resets = write.Db.Set<PasswordResetRow>();
        if (
            resets.SingleOrDefault(r => r.TokenHash == tokenHash) is not { UsedAt: null, SignInId: { } signInId } reset
            || reset.ExpiresAt <= write.Now
        )
            return LinkVoid;
        if (write.Db.Users.Find(signInId) is not { } signIn || signIn.IsShutOut())
            return LinkVoid;

        foreach (var open in resets.Where(r => r.SignInId == signInId && r.UsedAt == null).ToList())
            open.UsedAt = write.Now;
        (signIn.PasswordHash, signIn.SecurityStamp, signIn.ConcurrencyStamp) = (
            passwordHash,
            Guid.NewGuid().ToString("N"),
            Guid.NewGuid().ToString()
        );
        (signIn.AccessFailedCount, signIn.LockoutEnd) = (0, null);
        // The first password of somebody who was never here changes hands with nobody.
        if (write.Db.Set<SessionRow>().Any(s => s.SignInId == signInId))
            MemberRow.BeginCalm(write, signInId, CalmReason.NewPassword);
        Sessions.Sessions.EndAll(write, signInId);
        write.NotifyPerson(signInId, new(NoticeEvent.PasswordChanged, $"password:{NewId.At(write.Now):N}"));
        return default(Done);
    }
}
