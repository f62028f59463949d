using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>
/// Signing in by password. What is counted is the name as it was typed, whether somebody bears it or not, so that
/// nothing tells who has an account. It is counted where the tries come from: a stranger locks a name for their own
/// address alone, and a browser that the person has signed in with before is counted by itself.
/// </summary>
internal sealed class SignInTries(
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    IPasswordHasher<SignIn> hasher,
    ILookupNormalizer names,
    TimeProvider clock
)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly Limit OfName = new("sign-in.name", MembershipPolicies.SignInMisses, Window);
    private static readonly Limit OfAddress = new("sign-in.address", MembershipPolicies.SignInMissesOfAddress, Window);
    private static readonly Limit OfNameADay = new("sign-in.name-day", MembershipPolicies.SignInMissesADay);
    private static readonly Refusal Wrong = new(RefusalKind.Forbidden, "membership.password.wrong");
    private static string? nobodysHash;

    public async Task<Result<string>> VerifyAsync(
        string? email,
        string? password,
        SignInPlace place,
        CancellationToken ct
    )
    {
        var name = names.NormalizeName((email ?? "").Trim());
        if (name.Length is 0 or > SignUpRules.LongestEmail || string.IsNullOrEmpty(password))
            return Wrong;
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name, ct);
        var uses = await UsesAsync(name, person, place, ct);

        // Whoever is held already takes no turn at the door.
        if (
            uses.Select(use => LimitBook.Look(db, keys, use, clock.GetUtcNow()).Spent)
                .FirstOrDefault(s => s is not null) is
            { } held
        )
            return Locked(held, clock.GetUtcNow());
        var counted = await journal.WriteAsync<Done>(
            write => LimitBook.Take(write, keys, uses) is { } spent ? Locked(spent, write.Now) : default(Done),
            ct
        );
        if (!counted.TryGet(out _, out var refusal))
            return refusal;

        // Slow on purpose, so outside the door; and for a name that nobody has too, so that time does not tell.
        var hash = person?.PasswordHash ?? (nobodysHash ??= hasher.HashPassword(new SignIn(), "nobody's"));
        var isRight =
            hasher.VerifyHashedPassword(person ?? new SignIn(), hash, password) != PasswordVerificationResult.Failed;
        if (isRight && person?.PasswordHash is not null)
            return await journal.WriteAsync<string>(write => Forgive(write, person, uses), ct);
        if (
            person is not null
            && LimitBook.Look(db, keys, uses[0] with { Thing = "" }, clock.GetUtcNow()).Spent is not null
        )
            await journal.WriteAsync<Done>(write => Tell(write, person.Id), CancellationToken.None);
        return Wrong;
    }

    /// <summary>What one try uses; the first is that of the name, here.</summary>
    private async Task<IReadOnlyList<LimitedUse>> UsesAsync(
        string name,
        SignIn? person,
        SignInPlace place,
        CancellationToken ct
    )
    {
        // A new password, by a link in a letter, counts anew.
        var (thing, whose) = ($"{NewId.At(clock.GetUtcNow())}", $"{name}|{person?.SecurityStamp}");
        if (person is not null && await KnownDeviceAsync(person, place, ct) is { } device)
            return [new(OfName, $"device:{device}|{whose}", thing)];

        var uses = new List<LimitedUse>
        {
            new(OfName, $"address:{place.Address}|{whose}", thing),
            new(OfNameADay, whose, thing),
        };
        if (place.Address is not null)
            uses.Add(new(OfAddress, place.Address, thing));
        return uses;
    }

    private async Task<Guid?> KnownDeviceAsync(SignIn person, SignInPlace place, CancellationToken ct)
    {
        if (place.DeviceToken is null)
            return null;
        var index = DeviceRow.IndexOf(keys, place.DeviceToken);
        return await db.Set<DeviceRow>()
            .AsNoTracking()
            .Where(d => d.SignInId == person.Id && d.Token == index)
            .Select(d => (Guid?)d.Id)
            .SingleOrDefaultAsync(ct);
    }

    private Result<string> Forgive(JournalWrite write, SignIn person, IReadOnlyList<LimitedUse> uses)
    {
        // It was changed while it was compared.
        if (write.Db.Users.Find(person.Id) is not { } now || now.PasswordHash != person.PasswordHash)
            return Wrong;
        LimitBook.Clear(write, keys, uses[0]);
        foreach (var use in uses.Skip(1))
            LimitBook.GiveBack(write, keys, use);
        return person.Id;
    }

    // Once an hour, from however many addresses it is tried.
    private static Result<Done> Tell(JournalWrite write, string signInId)
    {
        var hour = write.Now.ToUnixTimeSeconds() / 3600;
        write.NotifyPerson(signInId, new(NoticeEvent.SignInLocked, $"lock:hour:{hour}"));
        return default(Done);
    }

    private static Refusal Locked(SpentLimit spent, DateTimeOffset now) =>
        new(RefusalKind.Forbidden, "membership.password.locked", (long)Math.Ceiling((spent.FreeAt - now).TotalMinutes));
}
