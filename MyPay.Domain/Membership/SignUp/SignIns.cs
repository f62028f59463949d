using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Recovery;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>Sign-ins of people who are no members.</summary>
internal sealed class SignIns(
    MyPayDb db,
    Journal journal,
    Passwords passwords,
    SignInTries tries,
    IPasswordHasher<SignIn> hasher,
    ILookupNormalizer names
) : ISignIns
{
    public async Task<Result<string>> CreateAsync(
        string email,
        string password,
        string displayName,
        IReadOnlyCollection<string> roles,
        CancellationToken ct = default
    )
    {
        if (!Draft(email, password, displayName).TryGet(out var draft, out var refusal))
            return refusal;
        return await journal.WriteAsync<string>(write => Make(write, draft, roles), ct);
    }

    public async Task<string?> FindIdAsync(string email, CancellationToken ct = default)
    {
        var userName = names.NormalizeName(email);
        return await db
            .Users.AsNoTracking()
            .Where(u => u.NormalizedUserName == userName)
            .Select(u => u.Id)
            .SingleOrDefaultAsync(ct);
    }

    public Task<Result<string>> VerifySignInAsync(
        string? email,
        string? password,
        SignInPlace place,
        CancellationToken ct = default
    ) => tries.VerifyAsync(email, password, place, ct);

    public Task<Result<Done>> VerifyPasswordAsync(string signInId, string? password, CancellationToken ct = default) =>
        passwords.VerifyAsync(signInId, password, "membership.password.wrong", ct);

    public async Task<Result<Done>> ChangePasswordAsync(
        string signInId,
        string? current,
        string? next,
        CancellationToken ct = default
    )
    {
        if (!(await VerifyPasswordAsync(signInId, current, ct)).TryGet(out _, out var refusal))
            return refusal;
        if (next == current)
            return new Refusal(RefusalKind.Invalid, "membership.password.same");
        var email = await db.Users.AsNoTracking().Where(u => u.Id == signInId).Select(u => u.Email!).SingleAsync(ct);
        if (!SignUpRules.Password(next, email).TryGet(out _, out refusal))
            return refusal;

        var hash = hasher.HashPassword(new SignIn(), next!);
        return await journal.WriteAsync<Done>(
            write =>
            {
                var signIn = write.Db.Users.Find(signInId)!;
                (signIn.PasswordHash, signIn.SecurityStamp, signIn.ConcurrencyStamp) = (
                    hash,
                    Guid.NewGuid().ToString("N"),
                    Guid.NewGuid().ToString()
                );
                write.NotifyPerson(signInId, new(NoticeEvent.PasswordChanged, $"password:{NewId.At(write.Now):N}"));
                write.Touch(SignInTopics.Standing(signInId));
                return default(Done);
            },
            ct
        );
    }

    public Task ChangeLanguageAsync(string signInId, string language, CancellationToken ct = default) =>
        journal.WriteAsync<Done>(
            write =>
            {
                var chosen = language == "en" ? "en" : "ko";
                if (
                    write.Db.UserClaims.FirstOrDefault(c =>
                        c.UserId == signInId && c.ClaimType == SignInRoles.LanguageClaim
                    ) is
                    { } known
                )
                    known.ClaimValue = chosen;
                else
                    write.Db.Add(
                        new IdentityUserClaim<string>
                        {
                            UserId = signInId,
                            ClaimType = SignInRoles.LanguageClaim,
                            ClaimValue = chosen,
                        }
                    );
                return default(Done);
            },
            ct
        );

    public Result<NewSignIn> Draft(string email, string password, string displayName)
    {
        if (!SignUpRules.Email(email).TryGet(out var address, out var refusal))
            return refusal;
        if (!SignUpRules.Password(password, address).TryGet(out _, out refusal))
            return refusal;
        if (!SignUpRules.Name(displayName).TryGet(out var name, out refusal))
            return refusal;
        return new NewSignIn(address, name, hasher.HashPassword(new SignIn(), password));
    }

    public Result<string> Add(JournalWrite write, NewSignIn draft, string role) =>
        EmailChanges.IsTaken(write, names, draft.Email)
            ? new Refusal(RefusalKind.Conflict, "membership.sign_up.email_taken")
            : Make(write, draft, [role]);

    public void ChangeRole(JournalWrite write, string signInId, string role)
    {
        if (write.Db.Users.Find(signInId) is not { } signIn)
            return;
        write.Db.RemoveRange(write.Db.UserRoles.Where(given => given.UserId == signInId));
        signIn.SecurityStamp = Guid.NewGuid().ToString("N");
        signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
        write.Touch(SignInTopics.Standing(signInId));
        write.Db.Add(new IdentityUserRole<string> { UserId = signInId, RoleId = RoleId(write, role) });
    }

    public void End(JournalWrite write, string signInId)
    {
        if (write.Db.Users.Find(signInId) is { } signIn)
            SigningUp.LockForEver(write, signIn, signIn.Id, names);
    }

    private Result<string> Make(JournalWrite write, NewSignIn draft, IReadOnlyCollection<string> roles)
    {
        var userName = names.NormalizeName(draft.Email);
        var signIn = write.Db.Users.SingleOrDefault(u => u.NormalizedUserName == userName);
        if (signIn is null)
        {
            signIn = SigningUp.NewSignIn(names, draft.Email, draft.PasswordHash);
            write.Db.Add(signIn);
            write.Db.Add(
                new IdentityUserClaim<string>
                {
                    UserId = signIn.Id,
                    ClaimType = SignInRoles.DisplayNameClaim,
                    ClaimValue = draft.Name,
                }
            );
        }

        foreach (var role in roles.Distinct(StringComparer.Ordinal))
            Give(write, signIn.Id, role);
        return signIn.Id;
    }

    private void Give(JournalWrite write, string signInId, string roleName)
    {
        var role = RoleId(write, roleName);
        if (!write.Db.UserRoles.AsNoTracking().Any(given => given.UserId == signInId && given.RoleId == role))
            write.Db.Add(new IdentityUserRole<string> { UserId = signInId, RoleId = role });
    }

    /// <summary>The role's id; a role that nobody had before is made.</summary>
    private string RoleId(JournalWrite write, string roleName)
    {
        var normalized = names.NormalizeName(roleName);
        if (write.Db.Roles.AsNoTracking().SingleOrDefault(r => r.NormalizedName == normalized) is { } known)
            return known.Id;

        var role = new IdentityRole(roleName)
        {
            NormalizedName = normalized,
            ConcurrencyStamp = Guid.NewGuid().ToString(),
        };
        write.Db.Add(role);
        return role.Id;
    }
}
