using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Passkeys;

internal sealed class Passkeys(MyPayDb db, Journal journal) : IPasskeys
{
    // Longer than a challenge can be answered.
    private static readonly TimeSpan CeremonyKeptFor = TimeSpan.FromHours(1);
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "membership.passkey.not_found");
    private static readonly Refusal NameInvalid = new(RefusalKind.Invalid, "membership.passkey.name_invalid");

    public async Task<IReadOnlyList<PasskeyView>> ListAsync(string signInId, CancellationToken ct)
    {
        var rows = await db.Set<PasskeyRow>().AsNoTracking().Where(p => p.SignInId == signInId).ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(p => p.LastUsedAt ?? p.AddedAt)
                .ThenBy(p => p.Id, StringComparer.Ordinal)
                .Select(p => p.ToView()),
        ];
    }

    public Task<Result<Done>> MayAddAsync(Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(write => MayAdd(write, by), ct);

    public async Task<Result<PasskeyView>> AddAsync(
        Actor by,
        UserPasskeyInfo passkey,
        string? name,
        string ceremony,
        CancellationToken ct
    )
    {
        if (Tidy(name) is not { } tidy)
            return NameInvalid;
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        return await journal.WriteAsync<PasskeyView>(
            write =>
            {
                if (!MayAdd(write, by).TryGet(out _, out var refusal))
                    return refusal;
                if (!Spend(write, ceremony).TryGet(out _, out refusal))
                    return refusal;
                if (write.Db.Set<PasskeyRow>().Find(id) is not null)
                    return new Refusal(RefusalKind.Conflict, "membership.passkey.taken");

                write.Db.Add(
                    new IdentityUserPasskey<string>
                    {
                        UserId = by.Id,
                        CredentialId = passkey.CredentialId,
                        Data = DataOf(passkey, tidy, write.Now),
                    }
                );
                var row = new PasskeyRow
                {
                    Id = id,
                    SignInId = by.Id,
                    Name = tidy,
                    IsSynced = passkey.IsBackedUp,
                    AddedAt = write.Now,
                };
                write.Db.Add(row);
                write.NotifyPerson(
                    by.Id,
                    new(NoticeEvent.PasskeyAdded, $"passkey:{NewId.At(write.Now):N}", Name: tidy)
                );
                write.Touch(SignInTopics.Sessions(by.Id));
                return row.ToView();
            },
            ct
        );
    }

    public async Task<Result<Done>> RenameAsync(Actor by, string passkey, string? name, CancellationToken ct)
    {
        if (Tidy(name) is not { } tidy)
            return NameInvalid;
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<PasskeyRow>().Find(passkey) is not { } row || row.SignInId != by.Id)
                    return NotFound;
                row.Name = tidy;
                write.Touch(SignInTopics.Sessions(by.Id));
                return default(Done);
            },
            ct
        );
    }

    public Task<Result<Done>> RemoveAsync(Actor by, string passkey, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (!FreshProof.Require(write, by).TryGet(out _, out var refusal))
                    return refusal;
                if (write.Db.Set<PasskeyRow>().Find(passkey) is not { } row || row.SignInId != by.Id)
                    return NotFound;
                Remove(write, row);
                write.NotifyPerson(
                    by.Id,
                    new(NoticeEvent.PasskeyRemoved, $"passkey:{NewId.At(write.Now):N}", Name: row.Name)
                );
                return default(Done);
            },
            ct
        );

    public Task<Result<Done>> UseAsync(
        string signInId,
        UserPasskeyInfo passkey,
        string ceremony,
        Actor? proves,
        CancellationToken ct
    )
    {
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        return journal.WriteAsync<Done>(
            write =>
            {
                if (!Spend(write, ceremony).TryGet(out _, out var refusal))
                    return refusal;
                var key = write.Db.UserPasskeys.SingleOrDefault(p => p.CredentialId == passkey.CredentialId);
                if (key?.UserId != signInId || write.Db.Set<PasskeyRow>().Find(id) is not { } row)
                    return new Refusal(RefusalKind.NotFound, "membership.passkey.unknown");

                // Identity compared with what it had read; two copies of a key that come at once are told apart here.
                if ((key!.Data.SignCount != 0 || passkey.SignCount != 0) && passkey.SignCount <= key.Data.SignCount)
                    return new Refusal(RefusalKind.Forbidden, "membership.passkey.cloned");
                (key.Data.SignCount, key.Data.IsBackedUp) = (passkey.SignCount, passkey.IsBackedUp);
                (row.LastUsedAt, row.IsSynced) = (write.Now, passkey.IsBackedUp);
                write.Touch(SignInTopics.Sessions(signInId));
                if (proves is null)
                    return default(Done);
                if (
                    row.AddedAt <= write.Now - IPinProofs.SettledAfter
                    && MemberRow.OfSignIn(write, signInId) is { } member
                    && FreshProof.SessionOf(write, proves) is { } session
                )
                    PinProofRow.Give(write, member, session.Id, PinProofKind.Device);
                return FreshProof.Note(write, proves);
            },
            ct
        );
    }

    public static void Remove(JournalWrite write, PasskeyRow row)
    {
        var credential = Base64Url.DecodeFromChars(row.Id);
        write.Db.Remove(row);
        write.Db.RemoveRange(write.Db.UserPasskeys.Where(p => p.CredentialId == credential));
        write.Touch(SignInTopics.Sessions(row.SignInId));
    }

    private static Result<Done> MayAdd(JournalWrite write, Actor by)
    {
        if (!FreshProof.Require(write, by).TryGet(out _, out var refusal))
            return refusal;
        return write.Db.Set<PasskeyRow>().Count(p => p.SignInId == by.Id) >= IPasskeys.Most
            ? new Refusal(RefusalKind.Conflict, "membership.passkey.too_many", (long)IPasskeys.Most)
            : default(Done);
    }

    /// <summary>A challenge is answered once: what was listened to, or sent twice, is worth nothing.</summary>
    private static Result<Done> Spend(JournalWrite write, string ceremony)
    {
        var ceremonies = write.Db.Set<PasskeyCeremonyRow>();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ceremony)));
        if (ceremonies.Find(hash) is not null)
            return new Refusal(RefusalKind.Conflict, "membership.passkey.used_before");
        ceremonies.RemoveRange(
            ceremonies.Where(c => c.UsedAt < write.Now - CeremonyKeptFor).OrderBy(c => c.UsedAt).Take(100)
        );
        ceremonies.Add(new PasskeyCeremonyRow { Hash = hash, UsedAt = write.Now });
        return default(Done);
    }

    private static IdentityPasskeyData DataOf(UserPasskeyInfo passkey, string name, DateTimeOffset now) =>
        new()
        {
            PublicKey = passkey.PublicKey,
            Name = name,
            CreatedAt = now,
            SignCount = passkey.SignCount,
            Transports = passkey.Transports,
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            AttestationObject = passkey.AttestationObject,
            ClientDataJson = passkey.ClientDataJson,
        };

    // Letters of any script, digits and what stands between words; nothing invisible.
    private static string? Tidy(string? name)
    {
        var tidy = string.Join(' ', TypedText.Search(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return tidy.Length > 0 && !TypedText.IsLonger(tidy, PasskeyTable.LongestName) ? tidy : null;
    }
}
