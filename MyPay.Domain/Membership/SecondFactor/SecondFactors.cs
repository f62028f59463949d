using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.SecondFactor;

internal sealed class SecondFactors(MyPayDb db, Journal journal, DataKeys keys, IOptions<IdentityOptions> identity)
    : ISecondFactors
{
    public const int RecoveryCodes = 10;

    // Without letters and digits that look alike.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Refusal CodeWrong = new(RefusalKind.Forbidden, "membership.second_factor.code_wrong");
    private static readonly Refusal NotBegun = new(RefusalKind.Conflict, "membership.second_factor.not_begun");
    private static readonly Refusal IsOn = new(RefusalKind.Conflict, "membership.second_factor.on");

    public async Task<SecondFactorView> StateAsync(string signInId, CancellationToken ct)
    {
        var since = await db.Set<SecondFactorRow>()
            .AsNoTracking()
            .Where(f => f.SignInId == signInId)
            .Select(f => f.OnSince)
            .SingleOrDefaultAsync(ct);
        return new(
            since,
            since is null
                ? 0
                : await db.Set<RecoveryCodeRow>().CountAsync(c => c.SignInId == signInId && c.UsedAt == null, ct)
        );
    }

    public Task<Result<string>> BeginAsync(Actor by, CancellationToken ct)
    {
        var signInId = by.Id;
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretSize);
        var kept = keys.Protect(Convert.ToBase64String(secret), SecondFactorRow.Place(signInId));
        return journal.WriteAsync<string>(
            write =>
            {
                if (!FreshProof.Require(write, by).TryGet(out _, out var refusal))
                    return refusal;
                if (write.Db.Set<SecondFactorRow>().Find(signInId) is not { } factor)
                    write.Db.Add(new SecondFactorRow { SignInId = signInId, Secret = kept });
                else if (factor.OnSince is not null)
                    return IsOn;
                else
                    factor.Secret = kept;
                return Totp.ToBase32(secret);
            },
            ct
        );
    }

    public Task<Result<IReadOnlyList<string>>> TurnOnAsync(string signInId, string? code, CancellationToken ct)
    {
        var codes = NewCodes();
        return journal.WriteAsync<IReadOnlyList<string>>(
            write =>
            {
                if (write.Db.Set<SecondFactorRow>().Find(signInId) is not { } factor)
                    return NotBegun;
                if (factor.OnSince is not null)
                    return IsOn;
                if (Totp.StepFor(SecretOf(factor), Clean(code), write.Now) is not { } step)
                    return CodeWrong;
                (factor.OnSince, factor.LastStep) = (write.Now, step);
                foreach (var fresh in codes)
                    write.Db.Add(new RecoveryCodeRow { SignInId = signInId, Hash = HashOf(fresh) });
                write.NotifyPerson(signInId, new(NoticeEvent.TwoStepOn, $"two_step:{NewId.At(write.Now):N}"));
                write.Touch(SignInTopics.Sessions(signInId));
                return codes;
            },
            ct
        );
    }

    public Task<Result<IReadOnlyList<string>>> RenewRecoveryCodesAsync(Actor by, CancellationToken ct)
    {
        var codes = NewCodes();
        return journal.WriteAsync<IReadOnlyList<string>>(
            write =>
            {
                if (!FreshProof.Require(write, by).TryGet(out _, out var refusal))
                    return refusal;
                if (write.Db.Set<SecondFactorRow>().Find(by.Id) is not { OnSince: not null })
                    return NotBegun;
                write.Db.RemoveRange(write.Db.Set<RecoveryCodeRow>().Where(c => c.SignInId == by.Id).ToList());
                foreach (var fresh in codes)
                    write.Db.Add(new RecoveryCodeRow { SignInId = by.Id, Hash = HashOf(fresh) });
                write.NotifyPerson(by.Id, new(NoticeEvent.RecoveryCodesRenewed, $"two_step:{NewId.At(write.Now):N}"));
                write.Touch(SignInTopics.Sessions(by.Id));
                return codes;
            },
            ct
        );
    }

    public Task<Result<Done>> VerifyAsync(string signInId, string? code, CancellationToken ct) =>
        UseAsync(signInId, code, null, (_, _) => { }, ct);

    public Task<Result<Done>> TurnOffAsync(Actor by, string? code, CancellationToken ct) =>
        UseAsync(
            by.Id,
            code,
            by,
            (write, factor) =>
            {
                factor.Remove(write);
                write.NotifyPerson(by.Id, new(NoticeEvent.TwoStepOff, $"two_step:{NewId.At(write.Now):N}"));
            },
            ct
        );

    /// <summary>
    /// A wrong code is an answer that is kept, not a refusal that leaves nothing behind: the try counts.
    /// </summary>
    private async Task<Result<Done>> UseAsync(
        string signInId,
        string? code,
        Actor? provedBy,
        Action<JournalWrite, SecondFactorRow> then,
        CancellationToken ct
    )
    {
        var used = await journal.WriteAsync<bool>(
            write =>
            {
                if (provedBy is not null && !FreshProof.Require(write, provedBy).TryGet(out _, out var unproved))
                    return unproved;
                if (write.Db.Set<SecondFactorRow>().Find(signInId) is not { OnSince: not null } factor)
                    return NotBegun;
                if (factor.LockedUntil > write.Now)
                    return new Refusal(
                        RefusalKind.Forbidden,
                        "membership.second_factor.locked",
                        (long)Math.Ceiling((factor.LockedUntil.Value - write.Now).TotalMinutes)
                    );
                if (Takes(write, factor, Clean(code)))
                {
                    (factor.Misses, factor.LockedUntil) = (0, null);
                    then(write, factor);
                    return true;
                }

                var lockout = identity.Value.Lockout;
                if (++factor.Misses >= lockout.MaxFailedAccessAttempts)
                    Lock(write, factor, lockout.DefaultLockoutTimeSpan);
                return false;
            },
            ct
        );
        return !used.TryGet(out var right, out var refusal) ? refusal
            : right ? default(Done)
            : CodeWrong;
    }

    private static void Lock(JournalWrite write, SecondFactorRow factor, TimeSpan time)
    {
        (factor.Misses, factor.LockedUntil) = (0, write.Now + time);
        write.NotifyPerson(factor.SignInId, new(NoticeEvent.SignInLocked, $"lock:{NewId.At(write.Now):N}"));
    }

    private static List<string> NewCodes() =>
        [
            .. Enumerable
                .Range(0, RecoveryCodes)
                .Select(_ => RandomNumberGenerator.GetString(Letters, 16))
                .Select(c => $"{c[..8]}-{c[8..]}"),
        ];

    private bool Takes(JournalWrite write, SecondFactorRow factor, string code)
    {
        if (code.Length == 6)
        {
            if (Totp.StepFor(SecretOf(factor), code, write.Now) is not { } step || step <= factor.LastStep)
                return false;
            factor.LastStep = step;
            return true;
        }

        if (write.Db.Set<RecoveryCodeRow>().Find(factor.SignInId, HashOf(code)) is not { UsedAt: null } spare)
            return false;
        spare.UsedAt = write.Now;
        var left = write.Db.Set<RecoveryCodeRow>().Count(c => c.SignInId == factor.SignInId && c.UsedAt == null) - 1;
        write.NotifyPerson(
            factor.SignInId,
            new(NoticeEvent.RecoveryCodeUsed, $"two_step:{NewId.At(write.Now):N}", Detail: $"{left}")
        );
        return true;
    }

    private byte[] SecretOf(SecondFactorRow factor) =>
        Convert.FromBase64String(keys.Reveal(factor.Secret, SecondFactorRow.Place(factor.SignInId)));

    private string HashOf(string recoveryCode) => keys.Index("recovery:" + recoveryCode);

    // "123 456", and a recovery code with or without its hyphen.
    private static string Clean(string? code)
    {
        var bare = new string([.. TypedText.Search(code).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return bare.Length == 16 ? $"{bare[..8]}-{bare[8..]}" : bare;
    }
}
