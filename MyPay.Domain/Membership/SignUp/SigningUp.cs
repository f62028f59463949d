using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Recovery;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>Makes a member: sign-in, member and consents in one write.</summary>
internal sealed class SigningUp(
    Journal journal,
    IPasswordHasher<SignIn> hasher,
    ILookupNormalizer names,
    TimeProvider clock
)
{
    public async Task<Result<MemberView>> SignUpAsync(SignUpForm form, CancellationToken ct)
    {
        if (!SignUpRules.Check(form, SeoulTime.Today(clock)).TryGet(out var clean, out var refusal))
            return refusal;

        // Slow on purpose, so outside the door; and for a taken address too, so that time does not tell.
        var hash = hasher.HashPassword(new SignIn(), form.Password);
        return await journal.WriteAsync<MemberView>(write => Join(write, clean, hash), ct);
    }

    public IReadOnlyList<Refusal> Check(SignUpForm form) => SignUpRules.Problems(form, SeoulTime.Today(clock));

    private Result<MemberView> Join(JournalWrite write, CleanForm form, string passwordHash)
    {
        if (EmailChanges.IsTaken(write, names, form.Email))
            return new Refusal(RefusalKind.Conflict, "membership.sign_up.email_taken");
        if (PhoneTaken(write, form.Phone))
            return new Refusal(RefusalKind.Conflict, "membership.sign_up.phone_taken");

        var signIn = NewSignIn(names, form.Email, passwordHash);
        var member = new MemberRow
        {
            Id = new(NewId.At(write.Now)),
            SignInId = signIn.Id,
            Name = form.Name,
            NameKey = SignUpRules.NameKey(form.Name),
            Phone = form.Phone,
            Email = form.Email,
            BirthDate = form.BirthDate,
            Language = form.Language,
            State = MemberState.Active,
            JoinedAt = write.Now,
        };
        write.Db.Add(signIn);
        write.Db.Add(member);
        foreach (var terms in form.Agreed)
            write.Db.Add(
                new ConsentRow
                {
                    Member = member.Id,
                    Terms = terms.Code,
                    Version = terms.Version,
                    At = write.Now,
                }
            );
        write.Touch(MemberRow.Topic(member.Id));
        return member.ToView();
    }

    /// <summary>A sign-in as UserManager would make it.</summary>
    public static SignIn NewSignIn(ILookupNormalizer names, string email, string? passwordHash) =>
        new()
        {
            UserName = email,
            NormalizedUserName = names.NormalizeName(email),
            Email = email,
            NormalizedEmail = names.NormalizeEmail(email),
            PasswordHash = passwordHash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            ConcurrencyStamp = Guid.NewGuid().ToString(),
            LockoutEnabled = true,
        };

    /// <summary>
    /// Open pages end with the stamp; the address is free for whoever joins next. What it was stands in the row of the
    /// module that knows the person.
    /// </summary>
    public static void LockForEver(JournalWrite write, SignIn signIn, string was, ILookupNormalizer names)
    {
        write.Touch(SignInTopics.Standing(signIn.Id));
        signIn.UserName = signIn.Email = $"closed-{was}@closed.invalid";
        signIn.NormalizedUserName = names.NormalizeName(signIn.UserName);
        signIn.NormalizedEmail = names.NormalizeEmail(signIn.Email);
        signIn.PasswordHash = null;
        signIn.LockoutEnabled = true;
        signIn.LockoutEnd = DateTimeOffset.MaxValue;
        signIn.SecurityStamp = Guid.NewGuid().ToString("N");
        signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    /// <summary>Staff and operators count too.</summary>
    public static bool HasSignIn(JournalWrite write, ILookupNormalizer names, string email)
    {
        var (userName, address) = (names.NormalizeName(email), names.NormalizeEmail(email));
        return write.Db.Users.AsNoTracking().Any(u => u.NormalizedUserName == userName || u.NormalizedEmail == address);
    }

    public static bool PhoneTaken(JournalWrite write, string phone) =>
        write.Db.Set<MemberRow>().AsNoTracking().Any(m => m.Phone == phone && m.ClosedAt == null);
}
