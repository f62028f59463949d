using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Linking;
using MyPay.Domain.Membership.Recovery;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Membership.Texts;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Profile;

/// <summary>
/// Changes what a member is called and reached by. What reaches them takes a fresh proof: it is how an account would be
/// taken over.
/// </summary>
internal sealed class ProfileChanges(MyPayDb db, Journal journal, DataKeys keys, EmailChanges emails)
{
    public async Task<Result<MemberView>> ChangeAsync(
        MemberId member,
        ProfileChange change,
        Actor by,
        CancellationToken ct
    )
    {
        if (!(await MemberRow.FindActiveAsync(db, member, ct)).TryGet(out var now, out var refusal))
            return refusal;
        if (
            !SignUpRules.MemberName(change.Name ?? now.Name).TryGet(out var name, out refusal)
            && change.Name is not null
        )
            return refusal;
        if (!SignUpRules.Phone(change.Phone ?? now.Phone).TryGet(out var phone, out refusal))
            return refusal;
        if (!SignUpRules.Email(change.Email ?? now.Email).TryGet(out var email, out refusal))
            return refusal;

        return await journal.WriteAsync<MemberView>(
            write =>
                Write(
                    write,
                    member,
                    change.Name is null ? null : name,
                    phone == now.Phone && (change.Proof is null || now.PhoneProvedAt is not null) ? null : phone,
                    change.Proof,
                    email == now.Email ? null : email,
                    by
                ),
            ct
        );
    }

    public async Task<Result<Done>> ChangeLanguageAsync(MemberId member, string language, CancellationToken ct)
    {
        if (language is not ("ko" or "en"))
            return new Refusal(RefusalKind.Invalid, "membership.profile.language_unknown");
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (!MemberRow.FindActive(write, member).TryGet(out var row, out var refusal))
                    return refusal;
                row.Language = language;
                write.Touch(MemberRow.Topic(member));
                return default(Done);
            },
            ct
        );
    }

    /// <summary>A name that was proved is changed by an account that bears the new one; case and spaces are free.</summary>
    private static bool MayBeCalled(JournalWrite write, MemberRow member, string name) =>
        member.NameProvedAt is null
        || SignUpRules.NameKey(name) == member.NameKey
        || write
            .Db.Set<LinkedAccountRow>()
            .AsNoTracking()
            .Where(a => a.Member == member.Id && a.UnlinkedAt == null)
            .Select(a => a.Holder)
            .ToList()
            .Exists(holder => LinkingRules.IsSamePerson(holder, name));

    private Result<MemberView> Write(
        JournalWrite write,
        MemberId member,
        string? name,
        string? phone,
        PhoneProof? proof,
        string? email,
        Actor by
    )
    {
        if (!MemberRow.FindActive(write, member).TryGet(out var row, out var refusal))
            return refusal;
        if (name is not null && !MayBeCalled(write, row, name))
            return new Refusal(RefusalKind.Conflict, "membership.name.proved");
        if (
            (phone is not null || email is not null)
            && !FreshProof.Require(write, by, row.SignInId).TryGet(out _, out refusal)
        )
            return refusal;
        if (phone is not null && phone != row.Phone && SigningUp.PhoneTaken(write, phone))
            return new Refusal(RefusalKind.Conflict, "membership.sign_up.phone_taken");
        if (phone is not null && PhoneCodeRow.Spend(write, keys, proof, phone, member) is { } unproved)
            return unproved;
        if (email is not null && !emails.Begin(write, row, email).TryGet(out _, out refusal))
            return refusal;

        if (name is not null)
            (row.Name, row.NameKey) = (name, SignUpRules.NameKey(name));
        if (phone is not null)
        {
            var isNew = phone != row.Phone;
            (row.Phone, row.PhoneProvedAt) = (phone, write.Now);
            if (isNew)
            {
                row.PhoneChangedAt = write.Now;
                row.BeginCalm(write, CalmReason.NewPhone);
                write.Notify(
                    member,
                    new(
                        NoticeEvent.PhoneChanged,
                        $"profile:{NewId.At(write.Now):N}",
                        Detail: SignUpRules.MaskPhone(phone)
                    )
                );
            }
        }

        write.Touch(MemberRow.Topic(member));
        return row.ToView();
    }
}
