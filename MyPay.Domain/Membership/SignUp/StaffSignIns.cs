using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Recovery;
using MyPay.Domain.Membership.SecondFactor;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>People of the back office, from their invitation to their end.</summary>
internal sealed class StaffSignIns(MyPayDb store, ISignIns signIns, PasswordResets resets, ILookupNormalizer names)
    : IStaffSignIns
{
    public async Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct)
    {
        var ids = await StaffRoles.AllIn(store).Distinct().ToListAsync(ct);
        return [.. ids.Select(id => FindById(store, id)!).OrderBy(person => person.Email, StringComparer.Ordinal)];
    }

    public StaffMember? Find(MyPayDb db, string? email)
    {
        var userName = names.NormalizeName((email ?? "").Trim());
        var id = db
            .Users.AsNoTracking()
            .Where(u => u.NormalizedUserName == userName)
            .Select(u => u.Id)
            .SingleOrDefault();
        return id is null ? null : FindById(db, id);
    }

    public StaffMember? FindById(MyPayDb db, string signInId)
    {
        var roles = (
            from held in db.UserRoles.AsNoTracking()
            join known in db.Roles.AsNoTracking() on held.RoleId equals known.Id
            where held.UserId == signInId && IStaffSignIns.Roles.Contains(known.Name!)
            orderby known.Name
            select known.Name
        ).ToList();
        if (roles.Count == 0 || db.Users.AsNoTracking().SingleOrDefault(u => u.Id == signInId) is not { } person)
            return null;
        var name = db
            .UserClaims.AsNoTracking()
            .Where(c => c.UserId == signInId && c.ClaimType == SignInRoles.DisplayNameClaim)
            .Select(c => c.ClaimValue)
            .FirstOrDefault();
        return new(
            person.Id,
            person.Email ?? "",
            name ?? person.Email ?? "",
            string.Join(", ", roles),
            person.IsShutOut() ? StaffState.Disabled
                : person.PasswordHash is null ? StaffState.Invited
                : StaffState.Active,
            db.UserPasskeys.Any(p => p.UserId == signInId)
                || db.Set<SecondFactorRow>().Any(f => f.SignInId == signInId && f.OnSince != null)
        );
    }

    public Refusal? Against(MyPayDb db, string? email, string? name, string? role)
    {
        if (!SignUpRules.Email(email).TryGet(out var address, out var refusal))
            return refusal;
        if (!SignUpRules.Name(name).TryGet(out _, out refusal))
            return refusal;
        if (role is null || !IStaffSignIns.Roles.Contains(role))
            return new(RefusalKind.Invalid, "membership.staff.role_unknown", string.Join(", ", IStaffSignIns.Roles));
        var (userName, mail) = (names.NormalizeName(address), names.NormalizeEmail(address));
        return db.Users.AsNoTracking().Any(u => u.NormalizedUserName == userName || u.NormalizedEmail == mail)
            ? new(RefusalKind.Conflict, "membership.sign_up.email_taken")
            : null;
    }

    public Result<StaffInvitation> Invite(JournalWrite write, string? email, string? name, string? role, bool byLetter)
    {
        if (Against(write.Db, email, name, role) is { } against)
            return against;
        if (!SignUpRules.Email(email).TryGet(out var address, out var refusal))
            return refusal;
        if (!SignUpRules.Name(name).TryGet(out var called, out refusal))
            return refusal;
        if (!signIns.Add(write, NewSignIn.WithoutPassword(address, called), role!).TryGet(out var id, out refusal))
            return refusal;
        var letter = byLetter ? new LetterTo(id, null, address, called, "ko") : null;
        var token = resets.OfferFirst(write, address, id, letter, IStaffSignIns.LinkLife);
        return new StaffInvitation(id, $"/login/reset?t={token}");
    }

    public void ShutOut(JournalWrite write, string signInId)
    {
        if (write.Db.Users.Find(signInId) is not { } person || person.IsShutOut())
            return;
        (person.PasswordHash, person.LockoutEnabled, person.LockoutEnd) = (null, true, DateTimeOffset.MaxValue);
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        person.ConcurrencyStamp = Guid.NewGuid().ToString();
        Sessions.Sessions.EndAll(write, signInId);
    }
}
