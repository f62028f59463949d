using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>
/// Asks for the sign-in password again before something weighty. Each try is counted through the door before it is
/// compared, on the same counter as sign-in, so an open session is no place to guess at leisure.
/// </summary>
internal sealed class Passwords(Journal journal, IPasswordHasher<SignIn> hasher, IOptions<IdentityOptions> identity)
{
    /// <summary>
    /// Refuses with <paramref name="wrongCode"/>, or with <c>membership.password.locked</c> (minutes).
    /// </summary>
    public async Task<Result<Done>> VerifyAsync(
        string signInId,
        string? password,
        string wrongCode,
        CancellationToken ct
    )
    {
        var wrong = new Refusal(RefusalKind.Forbidden, wrongCode);
        if (string.IsNullOrEmpty(password))
            return wrong;

        var counted = await journal.WriteAsync<CountedTry>(write => Count(write, signInId), ct);
        if (!counted.TryGet(out var attempt, out var refusal))
            return refusal;

        // Slow on purpose, so outside the door.
        if (
            attempt.Hash is null
            || hasher.VerifyHashedPassword(attempt.SignIn, attempt.Hash, password) == PasswordVerificationResult.Failed
        )
        {
            // Told only now: the last try may have been the right one.
            if (attempt.Locks)
                await journal.WriteAsync<Done>(write => Tell(write, signInId), CancellationToken.None);
            return wrong;
        }

        return await journal.WriteAsync<Done>(write => Forgive(write, signInId, attempt.Hash, wrong), ct);
    }

    private Result<CountedTry> Count(JournalWrite write, string signInId)
    {
        var signIn = write.Db.Users.Find(signInId);
        if (signIn is null)
            return new Refusal(RefusalKind.NotFound, "membership.member.not_found");
        if (signIn.LockoutEnd > write.Now)
            return new Refusal(
                RefusalKind.Forbidden,
                "membership.password.locked",
                (long)Math.Ceiling((signIn.LockoutEnd.Value - write.Now).TotalMinutes)
            );

        var lockout = identity.Value.Lockout;
        if (++signIn.AccessFailedCount >= lockout.MaxFailedAccessAttempts)
        {
            signIn.AccessFailedCount = 0;
            signIn.LockoutEnd = write.Now + lockout.DefaultLockoutTimeSpan;
        }

        signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
        return new CountedTry(signIn, signIn.PasswordHash, signIn.LockoutEnd > write.Now);
    }

    private static Result<Done> Tell(JournalWrite write, string signInId)
    {
        write.NotifyPerson(signInId, new(NoticeEvent.SignInLocked, $"lock:{NewId.At(write.Now):N}"));
        return default(Done);
    }

    private Result<Done> Forgive(JournalWrite write, string signInId, string hash, Refusal wrong)
    {
        var signIn = write.Db.Users.Find(signInId);
        if (signIn is null || signIn.PasswordHash != hash)
            return wrong;

        signIn.AccessFailedCount = 0;
        // Only the lock that tries can set: one that the back office sets meanwhile lasts longer and stays.
        if (signIn.LockoutEnd <= write.Now + identity.Value.Lockout.DefaultLockoutTimeSpan)
            signIn.LockoutEnd = null;
        signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
        return default(Done);
    }

    private sealed record CountedTry(SignIn SignIn, string? Hash, bool Locks);
}
