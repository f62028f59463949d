using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Membership.Texts;

internal sealed class PhoneProofs(MyPayDb db, Journal journal, DataKeys keys, ITextCarrier carrier) : IPhoneProofs
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Limit OfNumberAMinute = new("text.number-minute", MembershipPolicies.TextsAMinute, Pause);
    private static readonly Limit OfNumberADay = new("text.number-day", MembershipPolicies.TextsADay);
    private static readonly Limit OfAddressADay = new("text.address-day", MembershipPolicies.TextsOfAddressADay);
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "membership.phone_code.not_found");
    private static readonly Refusal NoTriesLeft = new(RefusalKind.Conflict, "membership.phone_code.no_tries_left");

    // Codes are forgotten a day later, a few with each new one.
    private const int ForgottenAtOnce = 10;

    public async Task<Result<PhoneCodeView>> SendAsync(PhoneCodeAsk ask, CancellationToken ct)
    {
        if (!SignUpRules.Phone(ask.Phone).TryGet(out var phone, out var refusal))
            return refusal;
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var kept = await journal.WriteAsync<Kept>(write => Keep(write, ask, phone, code), ct);
        if (!kept.TryGet(out var made, out refusal))
            return refusal;
        if (!made.IsNew)
            return made.View;

        // Whoever leaves the page has a message on its way all the same.
        if (await carrier.CarryAsync(new(phone, code, ask.Language, ask.Asker, made.At), CancellationToken.None))
            return made.View;
        await journal.WriteAsync<Done>(write => Void(write, made.View.Id), CancellationToken.None);
        return new Refusal(RefusalKind.Unavailable, "membership.phone_code.not_sent");
    }

    public async Task<PhoneCodeView?> FindAsync(PhoneProof proof, CancellationToken ct) =>
        (
            await db.Set<PhoneCodeRow>()
                .AsNoTracking()
                .SingleOrDefaultAsync(c => c.Id == proof.Code && c.Asker == proof.Asker, ct)
        )?.ToView();

    public async Task<Result<Done>> EnterAsync(PhoneProof proof, string? code, CancellationToken ct)
    {
        var counted = await journal.WriteAsync<Try>(write => Count(write, proof), ct);
        if (!counted.TryGet(out var attempt, out var refusal))
            return refusal;
        if (attempt.IsProved)
            return default(Done);

        var right = keys.Reveal(attempt.SealedCode, PhoneCodeRow.Place(proof.Code));
        var typed = TypedDigits.Bare(code);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(right)))
            return attempt.Left > 0
                ? new Refusal(RefusalKind.Invalid, "membership.phone_code.wrong", (long)attempt.Left)
                : NoTriesLeft;
        return await journal.WriteAsync<Done>(
            write =>
            {
                PhoneCodeRow.Find(write, proof)!.ProvedAt ??= write.Now;
                return default(Done);
            },
            ct
        );
    }

    private Result<Kept> Keep(JournalWrite write, PhoneCodeAsk ask, string phone, string code)
    {
        var index = PhoneCodeRow.IndexOf(keys, phone);
        var lately = write.Now - Pause;
        // Two presses are one: the second hears of the code that the first has sent.
        if (
            !ask.Another
            && write
                .Db.Set<PhoneCodeRow>()
                .Where(c => c.PhoneIndex == index && c.Asker == ask.Asker && c.SentAt > lately)
                .Where(c => c.ExpiresAt > write.Now && c.UsedBy == null)
                .OrderByDescending(c => c.SentAt)
                .FirstOrDefault()
                is { } earlier
        )
            return new Kept(earlier.ToView(), earlier.SentAt, IsNew: false);

        var id = NewId.At(write.Now);
        var uses = new List<LimitedUse> { new(OfNumberADay, phone, $"{id}"), new(OfNumberAMinute, phone, $"{id}") };
        if (ask.Address is { } address)
            uses.Add(new(OfAddressADay, address, $"{id}"));
        if (LimitBook.Take(write, keys, uses) is { } spent)
            return Spent(spent, write.Now);

        var yesterday = write.Now - TimeSpan.FromDays(1);
        write.Db.RemoveRange(
            write.Db.Set<PhoneCodeRow>().Where(c => c.SentAt < yesterday).OrderBy(c => c.SentAt).Take(ForgottenAtOnce)
        );
        var row = new PhoneCodeRow
        {
            Id = id,
            Asker = ask.Asker,
            PhoneIndex = index,
            MaskedPhone = SignUpRules.MaskPhone(phone),
            SealedCode = keys.Protect(code, PhoneCodeRow.Place(id)),
            SentAt = write.Now,
            ExpiresAt = write.Now + PhoneCodeRow.CodeLife,
        };
        write.Db.Add(row);
        return new Kept(row.ToView(), row.SentAt, IsNew: true);
    }

    private static Refusal Spent(SpentLimit spent, DateTimeOffset now) =>
        spent.Limit == OfNumberAMinute
            ? new(
                RefusalKind.Conflict,
                "membership.phone_code.too_soon",
                (long)Math.Ceiling((spent.FreeAt - now).TotalSeconds)
            )
        : spent.Limit == OfNumberADay ? new(RefusalKind.Conflict, "membership.phone_code.too_many_number", spent.Most)
        : new(RefusalKind.Conflict, "membership.phone_code.too_many_address", spent.Most);

    /// <summary>A code that never left proves nothing.</summary>
    private static Result<Done> Void(JournalWrite write, Guid id)
    {
        if (write.Db.Set<PhoneCodeRow>().Find(id) is { } row)
            row.ExpiresAt = write.Now;
        return default(Done);
    }

    /// <summary>The try is spent before the digits are compared: parallel guesses get five.</summary>
    private static Result<Try> Count(JournalWrite write, PhoneProof proof)
    {
        if (PhoneCodeRow.Find(write, proof) is not { } row)
            return NotFound;
        if (row.ProvedAt is not null)
            return new Try(true, 0, "");
        if (write.Now >= row.ExpiresAt)
            return new Refusal(RefusalKind.Conflict, "membership.phone_code.expired");
        if (row.Tries >= PhoneCodeRow.MaxTries)
            return NoTriesLeft;
        row.Tries++;
        return new Try(false, PhoneCodeRow.MaxTries - row.Tries, row.SealedCode);
    }

    private sealed record Kept(PhoneCodeView View, DateTimeOffset At, bool IsNew);

    private sealed record Try(bool IsProved, int Left, string SealedCode);
}

/// <summary>Where no way for text messages is configured: nothing is sent, and that is said.</summary>
internal sealed class NoTextGateway : ITextCarrier
{
    public Task<bool> CarryAsync(OutgoingText text, CancellationToken ct = default) => Task.FromResult(false);
}
