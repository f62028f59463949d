using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Payment.InStore;

/// <summary>The member's side of the counter: a fresh code, and what became of it.</summary>
internal sealed class PayCodes(IMembers members, DataKeys keys, Journal journal, MyPayDb db)
{
    public async Task<PayCode> IssueAsync(MemberId member, CancellationToken ct)
    {
        var name = (await members.FindAsync(member, ct))?.Name ?? "";
        var digits = CodeDigits.New();
        var issued = await journal.WriteAsync<PayCode>(
            write =>
            {
                var life = TimeSpan.FromMinutes(
                    PolicyBook.ValueOn(write.Db, PaymentPolicies.CodeMinutes, SeoulTime.DateOf(write.Now))
                );
                foreach (
                    var older in write
                        .Db.Set<OneTimeCode>()
                        .Where(c => c.Member == member && c.EndedAt == null)
                        .ToList()
                )
                    older.EndedAt = write.Now;
                write.Db.Add(
                    new OneTimeCode
                    {
                        Index = IndexOf(digits),
                        Member = member,
                        MaskedMember = FieldRules.Mask(name),
                        IssuedAt = write.Now,
                        ExpiresAt = write.Now + life,
                    }
                );
                return new PayCode(digits, write.Now + life);
            },
            ct
        );
        return issued.TryGet(out var code, out var refusal)
            ? code
            : throw new InvalidOperationException($"A code could not be issued: {refusal.Code}.");
    }

    public async Task<PayCodeOutcome?> FindAsync(MemberId member, string code, CancellationToken ct)
    {
        if (CodeDigits.Read(code) is not { } digits)
            return null;
        var index = IndexOf(digits);
        var found = await db.Set<OneTimeCode>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Index == index && c.Member == member, ct);
        if (found is null)
            return null;
        var paid = found.Tid is null
            ? null
            : await db.Set<Purchase>().AsNoTracking().SingleAsync(p => p.Tid == found.Tid, ct);
        var until =
            found.EndedAt is { } ended && found.Tid is null && ended < found.ExpiresAt ? ended : found.ExpiresAt;
        return new(digits, until, paid is not null, paid?.Tid, paid?.TradeName, paid?.Total);
    }

    private string IndexOf(string digits) => keys.Index($"pay-code:{digits}");
}
