using Microsoft.AspNetCore.Identity;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Membership.Profile;

/// <summary>Changes what a member is called and reached by. What reaches them needs the password: it is how an account would be taken over.</summary>
internal sealed class ProfileChanges(MyPayDb db, Journal journal, Passwords passwords, ILookupNormalizer names)
{
    public async Task<Result<MemberView>> ChangeAsync(MemberId member, ProfileChange change, CancellationToken ct)
    {
        if (!(await MemberRow.FindActiveAsync(db, member, ct)).TryGet(out var now, out var refusal)) return refusal;
        if (!SignUpRules.Name(change.Name ?? now.Name).TryGet(out var name, out refusal)) return refusal;
        if (!SignUpRules.Phone(change.Phone ?? now.Phone).TryGet(out var phone, out refusal)) return refusal;
        if (!SignUpRules.Email(change.Email ?? now.Email).TryGet(out var email, out refusal)) return refusal;

        if (phone != now.Phone || email != now.Email)
        {
            var known = await passwords.VerifyAsync(now.SignInId, change.Password, "membership.profile.password_wrong", ct);
            if (!known.TryGet(out _, out refusal)) return refusal;
        }

        return await journal.WriteAsync<MemberView>(
            write => Write(
                write, member, change.Name is null ? null : name, phone == now.Phone ? null : phone, email == now.Email ? null : email),
            ct);
    }

    public async Task<Result<Done>> ChangeLanguageAsync(MemberId member, string language, CancellationToken ct)
    {
        if (language is not ("ko" or "en")) return new Refusal(RefusalKind.Invalid, "membership.profile.language_unknown");
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (!MemberRow.FindActive(write, member).TryGet(out var row, out var refusal)) return refusal;
                row.Language = language;
                write.Touch(MemberRow.Topic(member));
                return default(Done);
            },
            ct);
    }

    private Result<MemberView> Write(JournalWrite write, MemberId member, string? name, string? phone, string? email)
    {
        if (!MemberRow.FindActive(write, member).TryGet(out var row, out var refusal)) return refusal;
        if (phone is not null && SigningUp.PhoneTaken(write, phone)) return new Refusal(RefusalKind.Conflict, "membership.sign_up.phone_taken");
        if (email is not null && SigningUp.EmailTaken(write, names, email)) return new Refusal(RefusalKind.Conflict, "membership.sign_up.email_taken");

        if (name is not null) (row.Name, row.NameKey) = (name, SignUpRules.NameKey(name));
        if (phone is not null) row.Phone = phone;
        if (email is not null)
        {
            // The security stamp stays: the pages that asked for this change stay signed in.
            row.Email = email;
            var signIn = write.Db.Users.Find(row.SignInId)!;
            (signIn.UserName, signIn.Email) = (email, email);
            (signIn.NormalizedUserName, signIn.NormalizedEmail) = (names.NormalizeName(email), names.NormalizeEmail(email));
            signIn.EmailConfirmed = false;
            signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
        }

        if (phone is not null || email is not null) write.Notify(member, new(NoticeEvent.ProfileChanged, $"profile:{NewId.At(write.Now):N}"));
        write.Touch(MemberRow.Topic(member));
        return row.ToView();
    }
}
