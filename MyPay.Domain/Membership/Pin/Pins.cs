using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Membership.Pin;

/// <summary>The payment PIN: counted through the door, compared outside it.</summary>
internal sealed class Pins(MyPayDb db, Journal journal, DataKeys keys, TimeProvider clock) : IPins
{
    private static readonly Counter<long> Misses = Telemetry.Meter.CreateCounter<long>(
        "mypay.pin.misses",
        description: "Wrong payment PINs."
    );
    private static readonly Refusal Locked = new(RefusalKind.Forbidden, "membership.pin.locked");

    public async Task<PinState> StateAsync(MemberId member, CancellationToken ct = default)
    {
        var pin = await db.Set<PinRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Member == member, ct);
        return pin is null ? PinState.NotSet
            : pin.IsLocked(MostTries(db, clock.GetUtcNow())) ? PinState.Locked
            : PinState.Set;
    }

    public async Task<Result<Done>> SetAsync(MemberId member, string pin, Actor? by, CancellationToken ct = default)
    {
        if (!(await MemberRow.FindActiveAsync(db, member, ct)).TryGet(out var owner, out var refusal))
            return refusal;
        if (!CheckRules(pin, owner.BirthDate, owner.Phone).TryGet(out _, out refusal))
            return refusal;

        var salt = PinHash.NewSalt();
        var hash = PinHash.Of(pin, salt, PinHash.Iterations, keys);
        return await journal.WriteAsync<Done>(write => Keep(write, member, salt, hash, by), ct);
    }

    public async Task<Result<Done>> VerifyAsync(MemberId member, string pin, CancellationToken ct = default)
    {
        var counted = await journal.WriteAsync<CountedTry>(write => Count(write, member), ct);
        if (!counted.TryGet(out var attempt, out var refusal))
            return refusal;

        var wrong =
            attempt.Left == 0 ? Locked : new Refusal(RefusalKind.Forbidden, "membership.pin.wrong", (long)attempt.Left);
        var hash = PinHash.Of(pin ?? "", attempt.Salt, attempt.Iterations, keys);
        if (!CryptographicOperations.FixedTimeEquals(hash, attempt.Hash))
        {
            Misses.Add(1);
            // For those who look out for guessers; the try itself was counted before.
            await journal.WriteAsync<Done>(
                write =>
                {
                    write.Db.Add(
                        new PinMissRow
                        {
                            Id = NewId.At(write.Now),
                            Member = member,
                            At = write.Now,
                        }
                    );
                    if (attempt.Left == 0)
                        write.Notify(member, new(NoticeEvent.PinLocked, $"pin:{NewId.At(write.Now):N}"));
                    return default(Done);
                },
                CancellationToken.None
            );
            return wrong;
        }

        return await journal.WriteAsync<Done>(write => Forgive(write, member, attempt, wrong), ct);
    }

    public Result<Done> CheckRules(string pin, DateOnly birthDate, string phone) =>
        PinRules.Check(pin, birthDate, phone);

    private static Result<Done> Keep(JournalWrite write, MemberId member, byte[] salt, byte[] hash, Actor? by)
    {
        if (!MemberRow.FindActive(write, member).TryGet(out var owner, out var refusal))
            return refusal;

        var pin = write.Db.Set<PinRow>().Find(member);
        if (pin is null)
        {
            write.Db.Add(
                new PinRow
                {
                    Member = member,
                    Salt = salt,
                    Hash = hash,
                    Iterations = PinHash.Iterations,
                    SetAt = write.Now,
                }
            );
        }
        else
        {
            var given = Proofs(write, owner, by);
            if (PinProofRow.Missing(given) is > 0 and var missing)
                return new Refusal(RefusalKind.Forbidden, "membership.pin.proofs_missing", (long)missing);
            if (!given.Contains(PinProofKind.OldPin))
                owner.BeginCalm(write, CalmReason.NewPin);
            PinProofRow.Forget(write, member, write.Now); // each is worth one new PIN
            (pin.Salt, pin.Hash, pin.Iterations, pin.SetAt) = (salt, hash, PinHash.Iterations, write.Now);
            pin.Forget();
            write.Notify(member, new(NoticeEvent.PinChanged, $"pin:{NewId.At(write.Now):N}"));
        }

        write.Touch(MemberRow.Topic(member));
        return default(Done);
    }

    private static List<PinProofKind> Proofs(JournalWrite write, MemberRow owner, Actor? by) =>
        by is not null && FreshProof.SessionOf(write, by) is { } session && session.SignInId == owner.SignInId
            ? PinProofRow.Given(write.Db, owner.Id, session.Id, write.Now)
            : [];

    /// <summary>
    /// The try is spent here, before anyone knows whether it was right: two hundred at once get no more than the policy
    /// allows.
    /// </summary>
    private static Result<CountedTry> Count(JournalWrite write, MemberId member)
    {
        var pin = write.Db.Set<PinRow>().Find(member);
        if (pin is null)
            return new Refusal(RefusalKind.Conflict, "membership.pin.not_set");
        var most = MostTries(write.Db, write.Now);
        if (pin.IsLocked(most))
            return Locked;

        pin.Tries++;
        if (pin.Tries >= most)
        {
            pin.LockedAt = write.Now;
            write.Touch(MemberRow.Topic(member));
        }

        return new CountedTry(pin.Salt, pin.Hash, pin.Iterations, most - pin.Tries);
    }

    private static Result<Done> Forgive(JournalWrite write, MemberId member, CountedTry attempt, Refusal wrong)
    {
        // The PIN that was right may have been replaced, or the membership closed, since it was read.
        var pin = write.Db.Set<PinRow>().Find(member);
        if (pin is null || !pin.Salt.AsSpan().SequenceEqual(attempt.Salt))
            return wrong;

        if (pin.LockedAt is not null)
            write.Touch(MemberRow.Topic(member));
        pin.Forget();
        return default(Done);
    }

    /// <summary>When the last try was spent; null when it is not locked.</summary>
    public static DateTimeOffset? LockedAt(MyPayDb db, PinRow pin, DateTimeOffset now) =>
        pin.IsLocked(MostTries(db, now))
            ? pin.LockedAt
                ?? db.Set<PinMissRow>()
                    .AsNoTracking()
                    .Where(m => m.Member == pin.Member)
                    .Max(m => (DateTimeOffset?)m.At)
            : null;

    private static int MostTries(MyPayDb db, DateTimeOffset now) =>
        (int)PolicyBook.ValueOn(db, MembershipPolicies.PinTries, SeoulTime.DateOf(now));

    private sealed record CountedTry(byte[] Salt, byte[] Hash, int Iterations, int Left);
}
