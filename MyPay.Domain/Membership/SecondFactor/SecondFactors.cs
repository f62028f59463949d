using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Secrets;

namespace MyPay.Domain.Membership.SecondFactor;

internal sealed class SecondFactors(MyPayDb db, Journal journal, DataKeys keys, IOptions<IdentityOptions> identity) : ISecondFactors
{
    public const int RecoveryCodes = 10;

    // Without letters and digits that look alike.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Refusal CodeWrong = new(RefusalKind.Forbidden, "membership.second_factor.code_wrong");
    private static readonly Refusal NotBegun = new(RefusalKind.Conflict, "membership.second_factor.not_begun");
    private static readonly Refusal IsOn = new(RefusalKind.Conflict, "membership.second_factor.on");

    public async Task<SecondFactorView> StateAsync(string signInId, CancellationToken ct)
    {
        var since = await db.Set<SecondFactorRow>().AsNoTracking().Where(f => f.SignInId == signInId).Select(f => f.OnSince).SingleOrDefaultAsync(ct);
        return new(since, since is null ? 0 : await db.Set<RecoveryCodeRow>().CountAsync(c => c.SignInId == signInId && c.UsedAt == null, ct));
    }

    public Task<Result<string>> BeginAsync(string signInId, CancellationToken ct)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretSize);
        var kept = keys.Protect(Convert.ToBase64String(secret), SecondFactorRow.Place(signInId));
        return journal.WriteAsync<string>(
            write =>
            {
                if (write.Db.Set<SecondFactorRow>().Find(signInId) is not { } factor) write.Db.Add(new SecondFactorRow { SignInId = signInId, Secret = kept });
                else if (factor.OnSince is not null) return IsOn;
                else factor.Secret = kept;
                return Totp.ToBase32(secret);
            },
            ct);
    }

    public Task<Result<IReadOnlyList<string>>> TurnOnAsync(string signInId, string? code, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Letters, 16)).Select(c => $"{c[..8]}-{c[8..]}").ToList();
        return journal.WriteAsync<IReadOnlyList<string>>(
            write =>
            {
                if (write.Db.Set<SecondFactorRow>().Find(signInId) is not { } factor) return NotBegun;
                if (factor.OnSince is not null) return IsOn;
                if (Totp.StepFor(SecretOf(factor), Clean(code), write.Now) is not { } step) return CodeWrong;
                (factor.OnSince, factor.LastStep) = (write.Now, step);
                foreach (var fresh in codes) write.Db.Add(new RecoveryCodeRow { SignInId = signInId, Hash = HashOf(fresh) });
                write.Touch(SignInTopics.Sessions(signInId));
                return codes;
            },
            ct);
    }

    public Task<Result<Done>> VerifyAsync(string signInId, string? code, CancellationToken ct) => UseAsync(signInId, code, (_, _) => { }, ct);

    public Task<Result<Done>> TurnOffAsync(string signInId, string? code, CancellationToken ct) => UseAsync(
        signInId,
        code,
        (write, factor) =>
        {
            write.Db.Remove(factor);
            write.Db.RemoveRange(write.Db.Set<RecoveryCodeRow>().Where(c => c.SignInId == signInId).ToList());
            write.Touch(SignInTopics.Sessions(signInId));
        },
        ct);

    /// <summary>A wrong code is an answer that is kept, not a refusal that leaves nothing behind: the try counts.</summary>
    private async Task<Result<Done>> UseAsync(string signInId, string? code, Action<JournalWrite, SecondFactorRow> then, CancellationToken ct)
    {
        var used = await journal.WriteAsync<bool>(
            write =>
            {
                if (write.Db.Set<SecondFactorRow>().Find(signInId) is not { OnSince: not null } factor) return NotBegun;
                if (factor.LockedUntil > write.Now)
                    return new Refusal(RefusalKind.Forbidden, "membership.second_factor.locked", (long)Math.Ceiling((factor.LockedUntil.Value - write.Now).TotalMinutes));
                if (Takes(write, factor, Clean(code)))
                {
                    (factor.Misses, factor.LockedUntil) = (0, null);
                    then(write, factor);
                    return true;
                }

                var lockout = identity.Value.Lockout;
                if (++factor.Misses >= lockout.MaxFailedAccessAttempts) (factor.Misses, factor.LockedUntil) = (0, write.Now + lockout.DefaultLockoutTimeSpan);
                return false;
            },
            ct);
        return !used.TryGet(out var right, out var refusal) ? refusal : right ? default(Done) : CodeWrong;
    }

    private bool Takes(JournalWrite write, SecondFactorRow factor, string code)
    {
        if (code.Length == 6)
        {
            if (Totp.StepFor(SecretOf(factor), code, write.Now) is not { } step || step <= factor.LastStep) return false;
            factor.LastStep = step;
            return true;
        }

        if (write.Db.Set<RecoveryCodeRow>().Find(factor.SignInId, HashOf(code)) is not { UsedAt: null } spare) return false;
        spare.UsedAt = write.Now;
        return true;
    }

    private byte[] SecretOf(SecondFactorRow factor) => Convert.FromBase64String(keys.Reveal(factor.Secret, SecondFactorRow.Place(factor.SignInId)));

    private string HashOf(string recoveryCode) => keys.Index("recovery:" + recoveryCode);

    // "123 456", and a recovery code with or without its hyphen.
    private static string Clean(string? code)
    {
        var bare = new string([.. (code ?? "").ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return bare.Length == 16 ? $"{bare[..8]}-{bare[8..]}" : bare;
    }
}
