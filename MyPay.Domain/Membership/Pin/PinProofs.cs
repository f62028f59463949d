using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Passkeys;
using MyPay.Domain.Membership.Recovery;
using MyPay.Domain.Membership.SecondFactor;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Membership.Texts;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Pin;

/// <summary>See <see cref="IPinProofs"/>.</summary>
internal sealed class PinProofs(
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    IPins pins,
    IPhoneProofs phones,
    ISecondFactors secondFactors,
    TimeProvider clock
) : IPinProofs
{
    private const int MostLettersAnHour = 3;
    private static readonly Refusal TooNew = new(RefusalKind.Forbidden, "membership.pin_proof.too_new");
    private static readonly Refusal NoSession = new(RefusalKind.NotFound, "membership.session.not_found");

    public async Task<PinProofsView> StateAsync(MemberId member, Actor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var owner = await db.Set<MemberRow>().AsNoTracking().SingleAsync(m => m.Id == member, ct);
        var sentSince = now - IPinProofs.Lifetime;
        var given = PinProofRow.Given(db, member, by.Session, now);
        return new(
            given,
            PinProofRow.Missing(given),
            IsPhoneSettled(owner, now) ? SignUpRules.MaskPhone(owner.Phone) : null,
            IsEmailSettled(db, member, now) ? SignUpRules.MaskEmail(owner.Email) : null,
            await PasskeyRow.Settled(db, owner.SignInId, now).AnyAsync(ct),
            await SecondFactorRow.Settled(db, owner.SignInId, now).AnyAsync(ct),
            await db.Set<PinProofRow>()
                .AnyAsync(
                    p =>
                        p.Member == member
                        && p.Session == by.Session
                        && p.Kind == PinProofKind.Mail
                        && p.GivenAt == null
                        && p.AskedAt > sentSince,
                    ct
                )
        );
    }

    public async Task<Result<Done>> ByOldPinAsync(MemberId member, Actor by, string pin, CancellationToken ct) =>
        (await pins.VerifyAsync(member, pin, ct)).TryGet(out _, out var refusal)
            ? await journal.WriteAsync<Done>(write => Give(write, member, by, PinProofKind.OldPin), ct)
            : refusal;

    public async Task<Result<PhoneCodeView>> SendTextAsync(
        MemberId member,
        string? address,
        bool another,
        CancellationToken ct
    )
    {
        if (!(await MemberRow.FindActiveAsync(db, member, ct)).TryGet(out var owner, out var refusal))
            return refusal;
        return IsPhoneSettled(owner, clock.GetUtcNow())
            ? await phones.SendAsync(new(owner.Phone, AskerOf(member), owner.Language, address, another), ct)
            : TooNew;
    }

    public async Task<Result<Done>> EnterTextAsync(
        MemberId member,
        Actor by,
        Guid code,
        string? typed,
        CancellationToken ct
    )
    {
        var proof = new PhoneProof(code, AskerOf(member));
        if (!(await phones.EnterAsync(proof, typed, ct)).TryGet(out _, out var refusal))
            return refusal;
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (!MemberRow.FindActive(write, member).TryGet(out var owner, out var refused))
                    return refused;
                if (!IsPhoneSettled(owner, write.Now))
                    return TooNew;
                return PhoneCodeRow.Spend(write, keys, proof, owner.Phone, member) is { } unproved
                    ? unproved
                    : Give(write, member, by, PinProofKind.Text);
            },
            ct
        );
    }

    public Task<Result<Done>> SendMailAsync(MemberId member, Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(write => SendMail(write, member, by), ct);

    public Task<Result<Done>> ConfirmMailAsync(string? token, CancellationToken ct)
    {
        var hash = OneTimeToken.Hash(keys, token);
        return journal.WriteAsync<Done>(
            write =>
            {
                var asked = write.Db.Set<PinProofRow>().SingleOrDefault(p => p.TokenHash == hash);
                if (asked is not { GivenAt: null } || asked.AskedAt <= write.Now - IPinProofs.Lifetime)
                    return PasswordResets.LinkVoid;
                asked.GivenAt = write.Now;
                write.Touch(MemberRow.Topic(asked.Member));
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<Done>> BySecondStepAsync(MemberId member, Actor by, string? code, CancellationToken ct)
    {
        if (!await SecondFactorRow.Settled(db, by.Id, clock.GetUtcNow()).AnyAsync(ct))
            return TooNew;
        return (await secondFactors.VerifyAsync(by.Id, code, ct)).TryGet(out _, out var refusal)
            ? await journal.WriteAsync<Done>(write => Give(write, member, by, PinProofKind.Device), ct)
            : refusal;
    }

    private Result<Done> SendMail(JournalWrite write, MemberId member, Actor by)
    {
        if (!MemberRow.FindActive(write, member).TryGet(out var owner, out var refusal))
            return refusal;
        if (FreshProof.SessionOf(write, by) is not { } session || session.SignInId != owner.SignInId)
            return NoSession;
        if (!IsEmailSettled(write.Db, member, write.Now))
            return TooNew;
        var lately = write.Now - PinProofRow.KeptFor;
        PinProofRow.Forget(write, member, lately);
        if (
            write
                .Db.Set<PinProofRow>()
                .Count(p => p.Member == member && p.Kind == PinProofKind.Mail && p.AskedAt > lately)
            >= MostLettersAnHour
        )
            return new Refusal(RefusalKind.Conflict, "membership.pin_proof.too_many_letters", (long)MostLettersAnHour);

        var token = OneTimeToken.New();
        var asked = new PinProofRow
        {
            Id = NewId.At(write.Now),
            Member = member,
            Session = session.Id,
            Kind = PinProofKind.Mail,
            AskedAt = write.Now,
            TokenHash = OneTimeToken.Hash(keys, token),
        };
        write.Db.Add(asked);
        MailQueue.Add(
            write,
            LetterTo.Of(owner),
            new(NoticeEvent.PinProofAsked, $"pin_proof:{asked.Id:N}"),
            keys,
            token,
            write.Now + IPinProofs.Lifetime
        );
        write.Touch(MemberRow.Topic(member));
        return default(Done);
    }

    private static Result<Done> Give(JournalWrite write, MemberId member, Actor by, PinProofKind kind)
    {
        if (!MemberRow.FindActive(write, member).TryGet(out var owner, out var refusal))
            return refusal;
        if (FreshProof.SessionOf(write, by) is not { } session || session.SignInId != owner.SignInId)
            return NoSession;
        PinProofRow.Give(write, member, session.Id, kind);
        return default(Done);
    }

    private static bool IsPhoneSettled(MemberRow owner, DateTimeOffset now) =>
        owner.PhoneChangedAt is not { } changed || changed <= now - IPinProofs.SettledAfter;

    private static bool IsEmailSettled(MyPayDb db, MemberId member, DateTimeOffset now)
    {
        var since = now - IPinProofs.SettledAfter;
        return !db.Set<EmailChangeRow>().Any(c => c.Member == member && c.EndedAt == null && c.ConfirmedAt > since);
    }

    private static string AskerOf(MemberId member) => $"pin:{member}";
}
