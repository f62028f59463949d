using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Recovery;
using MyPay.Domain.Membership.Texts;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>Makes a member: sign-in, member and consents in one write.</summary>
internal sealed class SigningUp(
    Journal journal,
    DataKeys keys,
    IPasswordHasher<SignIn> hasher,
    ILookupNormalizer names,
    TimeProvider clock
)
{
    private static readonly Limit OfAddress = new(
        "sign-up.address",
        MembershipPolicies.SignUpsAnHour,
        TimeSpan.FromHours(1)
    );

    public async Task<Result<MemberView>> SignUpAsync(SignUpForm form, CancellationToken ct)
    {
        if (!Clean(form).TryGet(out var draft, out var refusal))
            return refusal;
        return await journal.WriteAsync<MemberView>(write => Join(write, draft, FreshId(write)), ct);
    }

    public async Task<Result<SignUpDraft>> PrepareAsync(SignUpForm form, string? address, CancellationToken ct)
    {
        if (!Clean(form).TryGet(out var draft, out var refusal))
            return refusal;
        var looked = await journal.WriteAsync<Looked>(write => Look(write, draft, address), ct);
        if (!looked.TryGet(out var found, out refusal))
            return refusal;
        return found.Taken is { } taken ? taken : draft;
    }

    /// <summary>Counted whether it is taken or not; the same form again is no further one.</summary>
    private Result<Looked> Look(JournalWrite write, SignUpDraft draft, string? address)
    {
        if (
            address is not null
            && LimitBook.Take(write, keys, new LimitedUse(OfAddress, address, $"{draft.Email} {draft.Phone}"))
                is { } spent
        )
            return new Refusal(RefusalKind.Conflict, "membership.sign_up.too_many", spent.Most);
        return new Looked(Taken(write, draft));
    }

    public Task<Result<MemberView>> SignUpAsync(SignUpDraft draft, PhoneProof proof, CancellationToken ct) =>
        journal.WriteAsync<MemberView>(
            write =>
            {
                // The second of two presses hears what the first one heard.
                if (
                    PhoneCodeRow.Find(write, proof)?.UsedBy is { } joined
                    && write.Db.Set<MemberRow>().Find(joined) is { } row
                    && row.Email == draft.Email
                    && row.ClosedAt is null
                )
                    return row.ToView();
                if (Taken(write, draft) is { } taken)
                    return taken;
                var id = FreshId(write);
                return PhoneCodeRow.Spend(write, keys, proof, draft.Phone, id) is { } missing
                    ? missing
                    : Join(write, draft, id);
            },
            ct
        );

    public IReadOnlyList<Refusal> Check(SignUpForm form) => SignUpRules.Problems(form, SeoulTime.Today(clock));

    private Result<SignUpDraft> Clean(SignUpForm form)
    {
        if (!SignUpRules.Check(form, SeoulTime.Today(clock)).TryGet(out var clean, out var refusal))
            return refusal;

        // Slow on purpose, so outside the door; and for a taken address too, so that time does not tell.
        var hash = hasher.HashPassword(new SignIn(), form.Password);
        return new SignUpDraft(
            clean.Email,
            hash,
            clean.Name,
            clean.Phone,
            clean.BirthDate,
            [.. clean.Agreed.Select(terms => terms.Code)],
            clean.Language
        );
    }

    private Refusal? Taken(JournalWrite write, SignUpDraft draft) =>
        EmailChanges.IsTaken(write, names, draft.Email) ? new(RefusalKind.Conflict, "membership.sign_up.email_taken")
        : PhoneTaken(write, draft.Phone) ? new(RefusalKind.Conflict, "membership.sign_up.phone_taken")
        : null;

    private static MemberId FreshId(JournalWrite write) => new(NewId.At(write.Now));

    private Result<MemberView> Join(JournalWrite write, SignUpDraft form, MemberId id)
    {
        if (Taken(write, form) is { } taken)
            return taken;

        var signIn = NewSignIn(names, form.Email, form.PasswordHash);
        var member = new MemberRow
        {
            Id = id,
            SignInId = signIn.Id,
            Name = form.Name,
            NameKey = SignUpRules.NameKey(form.Name),
            Phone = form.Phone,
            PhoneProvedAt = write.Now,
            Email = form.Email,
            BirthDate = form.BirthDate,
            Language = form.Language,
            State = MemberState.Active,
            JoinedAt = write.Now,
        };
        write.Db.Add(signIn);
        write.Db.Add(member);
        foreach (var terms in Terms.Current.Where(terms => form.Consents.Contains(terms.Code)))
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

    private sealed record Looked(Refusal? Taken);

    public static bool PhoneTaken(JournalWrite write, string phone) =>
        write.Db.Set<MemberRow>().AsNoTracking().Any(m => m.Phone == phone && m.ClosedAt == null);
}
